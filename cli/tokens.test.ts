// `fencewatch tokens`: its output, refusals, and that a token is shown once.
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { systemClock } from '../host/clock.ts';
import { createTokens, type Tokens } from '../dispatch/auth/tokens.ts';
import type { Store } from '../dispatch/store/store.ts';
import { openQuickStore } from '../dispatch/store/testing/quick-store.ts';
import { addToken, listTokens, revokeToken } from './tokens.ts';

let store: Store;
let tokens: Tokens;
const out: string[] = [];
const errors: string[] = [];

beforeAll(async () => {
  store = await openQuickStore();
  tokens = createTokens(store.tokens, systemClock);
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

test('prints only a new token on stdout, and never again', async () => {
  const options = { scope: ['cases:read' as const], cell: ['370305'], days: '30' };
  expect(await addToken(tokens, 'city-platform', options)).toBe(0);
  expect(out).toHaveLength(1);
  const [token = ''] = out;
  expect((await tokens.find(token))?.session.user.username).toBe('token:city-platform');
  await listTokens(tokens);
  expect(out[1]).toMatch(/city-platform\tcases:read\t370305\tuntil \d{4}-\d\d-\d\d\tused /);
  expect([...out.slice(1), ...errors].join()).not.toContain(token);
});

test.each([
  ['a name that lives already', 'city-platform', {}, 'called city-platform already'],
  ['a cell that is none', 'a', { cell: ['12'] }, 'cells[0]'],
  ['too many days', 'b', { days: '367' }, 'expiresAt: expected an end within 366 days'],
  ['no number of days', 'c', { days: 'x' }, 'expiresAt'],
  ['days before today', 'd', { days: '-1' }, 'expiresAt'],
  ['a bad name', 'a b', {}, 'name: expected 1 to 64 letters'],
])('refuses %s', async (_, name, change, message) => {
  const options = { scope: ['site:read' as const], days: '1', ...change };
  expect(await addToken(tokens, name, options)).toBe(2);
  expect(errors.join()).toContain(message);
  expect(out).toEqual([]);
});

test('revokes once, and frees the name', async () => {
  const id = (await tokens.list())[0]?.id ?? '';
  expect(await revokeToken(tokens, id)).toBe(0);
  expect(await revokeToken(tokens, id)).toBe(2);
  await listTokens(tokens);
  expect(out.at(-1)).toContain('revoked ');
  expect(await addToken(tokens, 'city-platform', { scope: ['cases:read'], days: '1' })).toBe(0);
});
