// `fencewatch roster import` on the store: its output, and that a file with faults changes nothing.
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '../host/clock.ts';
import { openDutyService, type DutyService } from '../dispatch/engine/duty-service.ts';
import type { Store } from '../dispatch/store/store.ts';
import { openQuickStore } from '../dispatch/store/testing/quick-store.ts';
import { aSite } from '../dispatch/testing/a-site.ts';
import { quietLog } from '../dispatch/testing/quiet-log.ts';
import { faultText, importHere, tell } from './roster.ts';

let store: Store;
let service: DutyService;
const out: string[] = [];
const errors: string[] = [];
beforeAll(async () => {
  store = await openQuickStore();
  service = await openDutyService({
    store: store.duty,
    site: aSite(),
    clock: systemClock,
    log: quietLog(),
  });
  vi.spyOn(console, 'log').mockImplementation((line: string) => out.push(line));
  vi.spyOn(console, 'error').mockImplementation((line: string) => errors.push(line));
}, 60_000);
afterAll(async () => {
  vi.restoreAllMocks();
  await store.close();
});
beforeEach(() => {
  out.length = 0;
  errors.length = 0;
});

const bring = async (text: string, options: { dryRun?: boolean; replace?: boolean } = {}) => {
  const file = { name: 'people.csv', bytes: new TextEncoder().encode(text) };
  return tell('people.csv', await importHere(service, file, { reason: 'imported', ...options }));
};

test('a dry run prints what would change', async () => {
  expect(await bring('id,name\nli,李\nwu,吴\n', { dryRun: true })).toBe(0);
  expect(out).toEqual(['people: 2 added, 0 changed, 0 removed', 'nothing was changed']);
  expect(service.current().version).toBe(1);
});

test('an import creates a version, with the command as author', async () => {
  expect(await bring('id,name\nli,李\nwu,吴\n')).toBe(0);
  expect(out.at(-1)).toBe('version 2 of the roster');
  expect(service.current()).toMatchObject({ author: 'cli', change: 'imported' });
});

test('unlisted entries are removed only on request', async () => {
  await bring('id,name\nli,李\n', { replace: true });
  expect(out).toContain('people: 0 added, 0 changed, 1 removed');
});

test("faults use an editor's line and column, and nothing is stored", async () => {
  const { version } = service.current();
  expect(await bring('id,name,email\nli,李,x\n')).toBe(2);
  expect(errors[0]).toMatch(/^people\.csv:2:6: email: expected .*, got "x"$/);
  expect(errors.at(-1)).toContain('nothing was taken');
  expect(service.current().version).toBe(version);
});

test.each([
  [
    {
      line: 2,
      column: 3,
      code: 'bad-value',
      field: 'id',
      expected: 'expected an id',
      got: '"a b"',
    },
    '2:3: id: expected an id, got "a b"',
  ],
  [
    { line: null, column: null, code: 'not-text', field: '', expected: 'text', got: '' },
    ' expected text',
  ],
] as const)('%j is worded %j', (fault, text) => {
  expect(faultText(fault)).toBe(text);
});
