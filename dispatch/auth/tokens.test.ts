// API tokens: what each allows and until when, what the store holds, and when its use is recorded.
import { beforeEach, describe, expect, it } from 'vitest';
import type { NewToken, Token } from '../../contracts/index.ts';
import { fakeClock } from '../testing/fake-clock.ts';
import { createTokens } from './tokens.ts';
import type { TokenStore } from './token-store.ts';

const day = 86_400_000;
const clock = fakeClock(10 * day);
let kept: (Token & { hash: string })[];
let uses: number;
beforeEach(() => {
  kept = [];
  uses = 0;
});

const store: TokenStore = {
  add: (token) => {
    kept.push(token);
    return Promise.resolve();
  },
  list: () => Promise.resolve(kept),
  find: (hash) => Promise.resolve(kept.find((one) => one.hash === hash) ?? null),
  revoke: (id, at) => {
    kept = kept.map((one) => (one.id === id ? { ...one, revokedAt: at } : one));
    return Promise.resolve(true);
  },
  used: (id, at) => {
    uses += 1;
    kept = kept.map((one) => (one.id === id ? { ...one, lastUsedAt: at } : one));
    return Promise.resolve();
  },
};
const tokens = createTokens(store, clock);
const wish = (change: Partial<NewToken> = {}): NewToken => {
  return { name: 'platform', scopes: ['cases:read'], expiresAt: clock.now() + day, ...change };
};
async function made(change: Partial<NewToken> = {}) {
  const result = await tokens.make(wish(change), 'admin');
  if (!result.ok) throw new Error(result.reason);
  return result;
}

describe('a token', () => {
  it('is never stored in the clear', async () => {
    const { token, entry } = await made();
    expect(token).toMatch(/^fwt_[\w-]{43}$/);
    expect(JSON.stringify(kept)).not.toContain(token);
    expect(JSON.stringify(entry)).not.toContain(kept[0]?.hash);
  });

  it('is valid until its end, and not a moment longer', async () => {
    const { token } = await made();
    clock.advance(day - 1);
    expect((await tokens.find(token))?.scopes).toEqual(['cases:read']);
    clock.advance(1);
    expect(await tokens.find(token)).toBeNull();
  });

  it('is invalid once it is revoked', async () => {
    const { token, entry } = await made();
    await tokens.revoke(entry.id);
    expect(await tokens.find(token)).toBeNull();
  });

  it.each(['', 'fwt_', 'fwt_wrong', 'x'.repeat(10_000), 'Bearer'])('is not %j', async (token) => {
    await made();
    expect(await tokens.find(token)).toBeNull();
  });

  it('is invalid with a single letter changed, or cut, or longer', async () => {
    const { token } = await made();
    const changed = token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A');
    for (const other of [changed, token.slice(0, -1), `${token}A`, token.toUpperCase()])
      expect(await tokens.find(other)).toBeNull();
  });

  it('is limited to its cells', async () => {
    const { token } = await made({ cells: ['370305'] });
    expect((await tokens.find(token))?.session.user.cells).toEqual(['370305']);
  });

  it('has its use recorded once a minute at most', async () => {
    const { token } = await made();
    await tokens.find(token);
    await tokens.find(token);
    expect(uses).toBe(1);
    clock.advance(60_001);
    await tokens.find(token);
    expect(uses).toBe(2);
  });

  it.each([
    [['cases:read'], 'auditor'],
    [['cases:handle'], 'responder'],
    [['cases:manage', 'cases:read'], 'operator'],
    [['cases:handle', 'cases:manage'], 'admin'],
  ] as const)('with %j acts in cases as %s', async (scopes, role) => {
    const { token } = await made({ scopes: [...scopes] });
    const user = (await tokens.find(token))?.session.user;
    expect(user).toEqual({ username: 'token:platform', role });
  });

  it.each([
    ['without scopes', { scopes: [] }],
    ['that ends now', { expiresAt: 10 * day }],
    ['for more than a year', { expiresAt: 400 * day }],
    ['without an end', { expiresAt: Number.NaN }],
    ['with a bad name', { name: 'a\u0000b' }],
    ['for no cell', { cells: [] }],
  ])('%s is refused', async (_, change) => {
    const result = await tokens.make(wish(change), 'admin');
    expect(result).toMatchObject({ ok: false, reason: 'invalid' });
    expect(kept).toEqual([]);
  });

  it('has a unique name as long as it is valid', async () => {
    await made();
    expect(await tokens.make(wish(), 'admin')).toEqual({ ok: false, reason: 'name-taken' });
    clock.advance(day);
    await made();
  });
});
