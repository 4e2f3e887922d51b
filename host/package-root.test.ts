import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dependencyRoot, packageName, packageRoot } from './package-root.ts';

describe('the folder of', () => {
  it('this package holds what it ships', () => {
    expect(existsSync(join(packageRoot(), 'models', 'registry.json'))).toBe(true);
  });

  it.each([
    ['a folder in it', join(packageRoot(), 'simulator', 'scenes')],
    ['a folder that is not there', join(packageRoot(), 'dist', 'none', 'deep')],
    ['itself', packageRoot()],
  ])('this package is found from %s', (_, from) => {
    expect(packageRoot(from)).toBe(packageRoot());
  });

  it('this package is not found from outside', () => {
    expect(() => packageRoot(tmpdir())).toThrow('no package.json of fencewatch');
  });

  it('a dependency is its own, not that of this package', () => {
    expect(dependencyRoot('zod')).toBe(join(packageRoot(), 'node_modules', 'zod'));
  });

  it('a dependency that is not installed is refused', () => {
    expect(() => dependencyRoot('not-installed-here')).toThrow('not-installed-here');
  });
});

it('the name of this package has its version', () => {
  expect(packageName()).toMatch(/^fencewatch \d+\.\d+\.\d+/);
});
