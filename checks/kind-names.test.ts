// Only the files of the kinds may name a kind. Each rule has a bad example that must fail.
import { describe, expect, it } from 'vitest';
import { kinds } from '../contracts/index.ts';
import { kindNamesIn, mayNameKinds } from './kind-names.ts';
import { readSources, repositoryRoot } from './source-file.ts';

const sources = readSources(repositoryRoot);

describe('names of kinds', () => {
  it('occur only in the files of the kinds', () => {
    expect(sources.flatMap((file) => kindNamesIn(file, kinds))).toEqual([]);
  });

  it.each(Object.keys(mayNameKinds))('occur in %s, which is allowed', (path) => {
    const own = sources.filter((file) => file.path.startsWith(path));
    const named = own.flatMap(({ text }) => kindNamesIn({ path: 'geofences/x.ts', text }, kinds));
    expect(named).not.toEqual([]);
  });

  it.each([
    ['geofences/places/life.ts', `if (fence.kind === 'street-vending') return null;`],
    ['dashboard/x.tsx', `<Icon name="debris-pile" />`],
    ['dispatch/x.ts', `  'crowd-gathers': 5,`],
  ])('are found in %s: %s', (path, text) => {
    expect(kindNamesIn({ path, text }, kinds)).toHaveLength(1);
  });

  it.each([
    ['geofences/places/life.ts', ''],
    ['geofences/places/life.ts', '// as in a blocked-fire-exit'],
    ['geofences/places/life.test.ts', `kind: 'street-vending'`],
    ['geofences/testing/x.ts', `kind: 'street-vending'`],
    ['contracts/kinds/street-vending.ts', `id: 'street-vending'`],
    ['contracts/kinds/index.ts', `from './street-vending.ts'`],
    ['dashboard/x.ts', `const a = 'my-street-vending';`],
  ])('are allowed in %s: %s', (path, text) => {
    expect(kindNamesIn({ path, text }, kinds)).toEqual([]);
  });
});
