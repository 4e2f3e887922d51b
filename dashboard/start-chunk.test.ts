// Which modules are in the start file: by direct and indirect imports, cycles included.
import { expect, test } from 'vitest';
import { isOfStart } from './start-chunk.config.ts';

const importers: Record<string, string[]> = {
  '/x/dashboard/main.tsx': [],
  '/x/dashboard/app/app.tsx': ['/x/dashboard/main.tsx'],
  '/x/node_modules/react/index.js': ['/x/dashboard/desk/desk-page.tsx', '/x/dashboard/app/app.tsx'],
  '/x/dashboard/desk/desk-page.tsx': [],
  '/x/dashboard/desk/light.ts': ['/x/dashboard/desk/desk-page.tsx', '/x/dashboard/desk/marks.ts'],
  '/x/dashboard/desk/marks.ts': ['/x/dashboard/desk/light.ts'],
  '/x/contracts/index.ts': ['/x/dashboard/main.tsx'],
  '/x/contracts/case.ts': ['/x/contracts/index.ts'],
  '/x/contracts/map-items.ts': ['/x/contracts/index.ts'],
  '/x/dashboard/cases/cases-page.tsx': [],
  '/x/dashboard/cases/case-row.tsx': ['/x/dashboard/cases/cases-page.tsx'],
};
const graph = {
  getModuleInfo: (id: string) => (importers[id] ? { importers: importers[id] } : null),
};

test.each([
  ['the beginning itself', '/x/dashboard/main.tsx', true],
  ['what it imports', '/x/dashboard/app/app.tsx', true],
  ['what it imports and others too', '/x/node_modules/react/index.js', true],
  ['what a page of a responder imports', '/x/dashboard/cases/case-row.tsx', true],
  ['a contract', '/x/contracts/case.ts', true],
  ['a contract of the map', '/x/contracts/map-items.ts', false],
  ['another page', '/x/dashboard/desk/desk-page.tsx', false],
  ['what another page imports, in a circle', '/x/dashboard/desk/light.ts', false],
  ['what nobody knows', '/x/unknown.ts', false],
])('%s: %s is %s', (_, id, expected) => {
  expect(isOfStart(id, graph)).toBe(expected);
});
