// The folders inside the top folders import each other in one direction only. Each rule has a bad example that must fail.
import { describe, expect, it } from 'vitest';
import { roomBreachesOf, rooms } from './rooms.ts';
import { isProductFile, readSources, repositoryRoot } from './source-file.ts';

const sources = readSources(repositoryRoot).filter(({ path }) => isProductFile(path));

describe('inner folders', () => {
  it('import each other in one direction only, in the whole repository', () => {
    expect(sources.flatMap(roomBreachesOf)).toEqual([]);
  });

  it.each(Object.keys(rooms))('of %s all exist', (folder) => {
    for (const room of rooms[folder] ?? [])
      expect(
        sources.some(({ path }) => `${path}/`.startsWith(`${folder}/${room}/`)),
        `${folder}/${room}`,
      ).toBe(true);
  });

  it.each([
    ['dashboard/api/x.ts', `import { Page } from '../app/shell.tsx';`, 'api may not use app'],
    ['dashboard/cases/x.ts', `import type { Y } from '../wall/y.ts';`, 'cases may not use wall'],
    ['dashboard/cases/a/x.ts', `export * from '../../fences/y.ts';`, 'cases may not use fences'],
    ['geofences/hours/x.ts', `import { a } from '../rules/y.ts';`, 'hours may not use rules'],
    ['dashboard/api/x.ts', `import { start } from '../main.tsx';`, 'api may not use main.tsx'],
    ['dashboard/attic/x.ts', `export const x = 1;`, 'is not in checks/rooms.ts'],
  ])('refuse %s with: %s', (path, text, reason) => {
    expect(roomBreachesOf({ path, text })).toEqual([expect.stringContaining(reason)]);
  });

  it.each([
    ['dashboard/wall/x.tsx', `import { Page } from '../shared/page.tsx';`],
    ['dashboard/wall/a/x.tsx', `import { y } from '../b/y.ts';`],
    ['dashboard/main.tsx', `import { App } from './app/app.tsx';`],
    [
      'dashboard/wall/x.tsx',
      `import { z } from 'zod'; import { k } from '../../contracts/index.ts';`,
    ],
    ['dashboard/api/x.test.ts', `import { Page } from '../app/shell.tsx';`],
    ['simulator/a/x.ts', `import { y } from '../b/y.ts';`],
  ])('allow %s with: %s', (path, text) => {
    expect(roomBreachesOf({ path, text })).toEqual([]);
  });
});
