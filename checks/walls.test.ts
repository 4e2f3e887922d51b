// The import rules between folders hold, no imports form a cycle, and the pure folders use nothing outside. Each rule has a bad
// example that must fail.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { findCycles } from './cycles.ts';
import { outOfReach, reachesOf } from './outside-reach.ts';
import {
  importsOf,
  isProductFile,
  packageOf,
  readSources,
  repositoryRoot,
  resolveImport,
} from './source-file.ts';
import { breachesOf, walls } from './walls.ts';

const sources = readSources(repositoryRoot);
// All sources are parsed, which may take long on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
const product = sources.filter(({ path }) => isProductFile(path));

describe('the import rules', () => {
  it('hold in the whole repository', () => {
    expect(sources.flatMap(breachesOf)).toEqual([]);
  });

  it('cover every folder that has sources', () => {
    const folders = new Set(product.map(({ path }) => path.split('/')[0] ?? ''));
    expect([...folders].filter((folder) => !folder.includes('.') && !(folder in walls))).toEqual(
      [],
    );
    expect(product.length).toBeGreaterThan(20);
  });

  it.each([
    ['contracts', `import { readFile } from 'node:fs/promises';`, 'may not use Node'],
    ['contracts', `import sharp from 'sharp';`, 'may not use this package'],
    ['contracts', `export * from '../edge/worker.ts';`, 'contracts may not use edge'],
    [
      'geofences',
      `import type { Frame } from '../detectors/frame.ts';`,
      'geofences may not use detectors',
    ],
    ['geofences', `const fs = await import('node:fs');`, 'may not use Node'],
    ['detectors', `import { request } from 'node:https';`, 'may not use the network'],
    ['detectors', `import { Redis } from 'ioredis';`, 'may not use this package'],
    [
      'models',
      `import { createDetector } from '../detectors/create-detector.ts';`,
      'models may not use detectors',
    ],
    ['edge', `import { store } from '../dispatch/store/store.ts';`, 'edge may not use dispatch'],
    [
      'edge',
      `import { startRedis } from '../e2e/servers/redis.ts';`,
      'the product may not use e2e',
    ],
    ['edge', `import { render } from '../simulator/scene.ts';`, 'edge may not use simulator'],
    [
      'dispatch',
      `import { capture } from '../edge/capture/capture.ts';`,
      'dispatch may not use edge',
    ],
    ['dispatch', `import path from 'path';`, 'write node:path'],
    [
      'dispatch',
      `import { alert } from './testing/alert.ts';`,
      'may not use tests or their helpers',
    ],
    ['dashboard', `import { join } from 'node:path';`, 'may not use Node'],
    [
      'dashboard',
      `import { app } from '../dispatch/api/app.ts';`,
      'dashboard may not use dispatch',
    ],
    ['cli', `import { walls } from '../checks/walls.ts';`, 'the product may not use checks'],
    [
      'observation-log',
      `import { mattersToFences } from '../geofences/index.ts';`,
      'observation-log may not use geofences',
    ],
    [
      'bench',
      `import { bodyOf } from '../observation-log/block.ts';`,
      'only observation-log/index.ts may be imported from outside',
    ],
    ['attic', `export const x = 1;`, 'has no wall'],
  ])('refuse %s at: %s', (folder, text, reason) => {
    expect(breachesOf({ path: `${folder}/example.ts`, text })).toEqual([
      expect.stringContaining(reason),
    ]);
  });

  it('let helpers of multi-process tests use test helpers, but no product code', () => {
    const text = `import { layDatabase } from '../dispatch/store/testing/quick-store.ts';`;
    expect(breachesOf({ path: 'e2e/district.ts', text })).toEqual([]);
    expect(breachesOf({ path: 'cli/demo.ts', text })).toHaveLength(1);
    expect(breachesOf({ path: 'bench/run.ts', text })).toHaveLength(1);
  });

  it('allow tests, their helpers and an empty file', () => {
    const text = `import { startRedis } from '../e2e/servers/redis.ts';`;
    expect(breachesOf({ path: 'edge/outbox.test.ts', text })).toEqual([]);
    expect(breachesOf({ path: 'edge/testing/outbox.ts', text })).toEqual([]);
    expect(breachesOf({ path: 'contracts/empty.ts', text: '' })).toEqual([]);
  });
});

describe('imports', () => {
  it('resolve to existing files', () => {
    const strays = sources.flatMap((file) =>
      importsOf(file).flatMap((specifier) => {
        const target = resolveImport(file.path, specifier)?.replace(/\?.*$/, '');
        return target && !existsSync(join(repositoryRoot, target))
          ? [`${file.path}: ${target}`]
          : [];
      }),
    );
    // Bad examples in this file are strings, not imports.
    expect(strays).toEqual([]);
  });

  it('at run time are dependencies, not development dependencies', () => {
    const manifest = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const served = [
      'contracts',
      'models',
      'geofences',
      'detectors',
      'edge',
      'dispatch',
      'cli',
      'simulator',
    ];
    const missing = product
      .filter(({ path }) => served.includes(path.split('/')[0] ?? ''))
      .flatMap((file) =>
        importsOf(file)
          .filter((specifier) => !specifier.startsWith('.') && !specifier.startsWith('node:'))
          .map(packageOf)
          .filter((name) => !(name in manifest.dependencies))
          .map((name) => `${file.path}: ${name}`),
      );
    expect(missing).toEqual([]);
  });

  it('form no cycle', () => {
    expect(findCycles(sources)).toEqual([]);
  });

  it.each([
    ['itself', { 'a/x.ts': './x.ts' }, [['a/x.ts', 'a/x.ts']]],
    [
      'a file that imports it',
      { 'a/x.ts': '../b/y.ts', 'b/y.ts': '../a/x.ts' },
      [['a/x.ts', 'b/y.ts', 'a/x.ts']],
    ],
    [
      'a chain that comes back',
      { 'a.ts': './b.ts', 'b.ts': './c.ts', 'c.ts': './b.ts' },
      [['b.ts', 'c.ts', 'b.ts']],
    ],
    ['a chain that ends', { 'a.ts': './b.ts', 'b.ts': './c.ts', 'c.ts': 'zod' }, []],
  ])('are followed from a file to %s', (_, imports, cycles) => {
    const files = Object.entries(imports).map(([path, target]) => ({
      path,
      text: `import '${target}';`,
    }));
    expect(findCycles(files)).toEqual(cycles);
  });

  it.each([
    ["import type { X } from './b.ts';", 1],
    ["import { type X } from './b.ts';", 1],
    ["export type { X } from './b.ts';", 1],
    ["export * from './b.ts';", 1],
    ["import './b.ts';", 1],
    ["export type A = string;\nimport { y } from './b.ts';", 1],
    ["import type {\n  X,\n  Y,\n} from './b.ts';", 1],
    ["const x = await import('./b.ts');", 1],
  ])('form a cycle, types too: %s', (text, circles) => {
    const files = [
      { path: 'a.ts', text },
      { path: 'b.ts', text: "import { y } from './a.ts';" },
    ];
    expect(findCycles(files)).toHaveLength(circles);
  });

  it('of no files have no cycle', () => {
    expect(findCycles([])).toEqual([]);
  });
});

describe('pure folders', () => {
  it.each(Object.entries(outOfReach))('%s uses nothing outside', (folder, forbidden) => {
    const files = product.filter(({ path }) => path.startsWith(`${folder}/`));
    expect(files.flatMap((file) => reachesOf(file, forbidden))).toEqual([]);
  });

  it.each([
    ['a clock', 'const at = Date.now();', 'Date.now'],
    ['a new date of now', 'const at = new Date();', 'new Date()'],
    ['a date of now without brackets', 'const at = new Date;', 'new Date()'],
    ['chance', 'const x = [1].map(() => Math.random());', 'Math.random'],
    ['a clock passed on', 'const clock = Date.now;', 'Date.now'],
    ['a timer', 'setTimeout(() => {}, 5);', 'setTimeout'],
    ['the network', 'await fetch("http://x");', 'fetch'],
    ['the environment', 'const { env } = process; process.env.X;', 'process.env'],
  ])('are caught using %s', (_, text, name) => {
    const path = 'geofences/example.ts';
    expect(reachesOf({ path, text }, outOfReach['geofences'] ?? [])).toEqual([
      `${path}:1 reaches for ${name}`,
    ]);
  });

  it.each([
    ['a date of a given time', 'const day = new Date(capturedAt);'],
    ['a comment', '// never Date.now() or Math.random()'],
    ['a text', 'const text = "Date.now()";'],
    ['nothing', ''],
  ])('may contain %s', (_, text) => {
    expect(reachesOf({ path: 'geofences/x.ts', text }, outOfReach['geofences'] ?? [])).toEqual([]);
  });
});
