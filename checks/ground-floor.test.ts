import { describe, expect, it } from 'vitest';
import { repeatsIn } from './ground-floor.ts';
import { readSources, repositoryRoot } from './source-file.ts';

describe('code that host/ provides', () => {
  it('is not repeated in other folders', () => {
    expect(readSources(repositoryRoot).flatMap(repeatsIn)).toEqual([]);
  });

  it.each([
    ['a back-off', 'const ms = Math.min(longestMs, firstMs * 2 ** failures);', 'back-off.ts'],
    [
      'a back-off over two lines',
      'Math.min(\n  30_000,\n  500 * 2 ** Math.min(failures, 10),\n)',
      'back-off.ts',
    ],
    ['an atomic write', `import { rename, writeFile } from 'node:fs/promises';`, 'whole-file.ts'],
    ['a clock', 'export interface Clock {\n  now(): number;\n}', 'clock.ts'],
    ['a clock of functions', 'type Clock = () => number;', 'clock.ts'],
    [
      'a search for the package',
      `while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);`,
      'package-root.ts',
    ],
  ])('is refused elsewhere: %s', (_, text, instead) => {
    const [found = ''] = repeatsIn({ path: 'edge/any.ts', text });
    expect(found).toContain(instead);
  });

  it.each([
    ['bytes in powers of two', 'edge/a.ts', 'const limit = Math.min(free, 4 * gib); // 2 ** 30'],
    ['a rename of what is there', 'edge/a.ts', `import { rename } from 'node:fs/promises';`],
    ['the import of the one clock', 'edge/a.ts', `import { type Clock } from '../host/clock.ts';`],
    ['a clock with another name', 'edge/a.ts', 'interface CaseClock {'],
    ['host itself', 'host/clock.ts', 'export interface Clock {'],
    ['a test', 'edge/a.test.ts', 'interface Clock {'],
  ])('does not refuse %s', (_, path, text) => {
    expect(repeatsIn({ path, text })).toEqual([]);
  });
});
