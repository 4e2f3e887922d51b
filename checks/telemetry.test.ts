// ONNX Runtime sends telemetry unless a variable is set before it loads. One file loads it, and sets the variable first; images,
// compose file, commands and tests set it too.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { loadedImportsOf, readSources, repositoryRoot, type SourceFile } from './source-file.ts';

const door = 'detectors/onnx-runtime.ts';
const read = (path: string) => readFileSync(join(repositoryRoot, path), 'utf8');
vi.setConfig({ testTimeout: 60_000 });

/** Paths of the files that load ONNX Runtime themselves. */
function loadersOf(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => loadedImportsOf(file).some((name) => name.startsWith('onnxruntime')))
    .map(({ path }) => path);
}

describe('ONNX Runtime', () => {
  it('is loaded by one file only, tests and benches included', () => {
    expect(loadersOf(readSources(repositoryRoot))).toEqual([door]);
  });

  it.each([
    ['an import', `import { Tensor } from 'onnxruntime-node';`, ['x.ts']],
    ['an import on demand', `await import('onnxruntime-node');`, ['x.ts']],
    ['a name passed on', `export { Tensor } from 'onnxruntime-node';`, ['x.ts']],
    ['a part of the package', `import 'onnxruntime-node/lib/index.js';`, ['x.ts']],
    ['its sister', `import * as ort from 'onnxruntime-web';`, ['x.ts']],
    ['a type alone', `import type { Tensor } from 'onnxruntime-node';`, []],
    ['nothing', '', []],
  ])('is detected in a file with %s', (_title, text, expected) => {
    expect(loadersOf([{ path: 'x.ts', text }])).toEqual(expected);
  });

  it('has telemetry switched off before it loads', () => {
    const names = loadedImportsOf({ path: door, text: read(door) });
    expect(names).toEqual(['../models/onnx-telemetry.ts', 'onnxruntime-node']);
  });

  it.each([
    ['Dockerfile', /^ENV .*\bORT_DISABLE_TELEMETRY=1$/m],
    ['docker-compose.yml', /^ {6}ORT_DISABLE_TELEMETRY: '1'$/m],
    ['Makefile', /^export ORT_DISABLE_TELEMETRY := 1$/m],
    ['scripts/bootstrap.sh', /^export ORT_DISABLE_TELEMETRY=1$/m],
    ['scripts/test.sh', /export .*\bORT_DISABLE_TELEMETRY=1$/m],
    ['vitest.config.ts', /ORT_DISABLE_TELEMETRY: '1'/],
  ])('has telemetry switched off by %s as well', (path, line) => {
    expect(read(path)).toMatch(line);
  });

  it('has telemetry switched off in the tests', () => {
    expect(process.env['ORT_DISABLE_TELEMETRY']).toBe('1');
  });
});
