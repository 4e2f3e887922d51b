// Passwords, users and secrets.
import { describe, expect, it } from 'vitest';
import type { Account } from './people-store.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { isSameSecret } from './same-secret.ts';
import { putFirstAdmin, putUser } from './users.ts';

/** An in-memory store. */
function people(existing = 0) {
  const kept: Account[] = [];
  return {
    kept,
    put: (account: Account) => {
      kept.push(account);
      return Promise.resolve();
    },
    countUsers: () => Promise.resolve(existing + kept.length),
  };
}

/** A hundredth of the usual cost; the code is the same for every cost. */
const quick = { N: 512, r: 8, p: 1 };

describe('passwords', () => {
  it('match themselves and nothing else', async () => {
    const hash = await hashPassword('correct horse', quick);
    expect(await verifyPassword('correct horse', hash)).toBe(true);
    for (const wrong of ['', 'correct hors', 'correct horse ', 'Correct horse'])
      expect(await verifyPassword(wrong, hash)).toBe(false);
  });

  it('are hashed with a salt of their own, at the cost that is stored with them', async () => {
    const one = await hashPassword('same');
    const other = await hashPassword('same');
    expect(Buffer.from(one.hash).equals(Buffer.from(other.hash))).toBe(false);
    expect(one.cost.N * one.cost.r * 128).toBeGreaterThanOrEqual(32 * 1024 * 1024);
    const cheap = { ...one, cost: { N: 16, r: 1, p: 1 } };
    expect(await verifyPassword('same', cheap)).toBe(false);
  });

  it('match in every Unicode form that can be typed', async () => {
    const composed = await hashPassword('caf\u00e9 12345', quick);
    expect(await verifyPassword('cafe\u0301 12345', composed)).toBe(true);
  });

  it('never match when there is no such user, not even an empty one', async () => {
    expect(await verifyPassword('', null)).toBe(false);
    expect(await verifyPassword('correct horse', null)).toBe(false);
  });
});

describe('putUser', () => {
  it('stores a hash, not the password', async () => {
    const store = people();
    expect(
      await putUser(store, { username: '王五', role: 'auditor', password: 'long enough' }, 1),
    ).toEqual({ ok: true });
    expect(JSON.stringify(store.kept)).not.toContain('long enough');
    expect(store.kept).toMatchObject([{ username: '王五', role: 'auditor' }]);
  });

  it.each([
    ['an empty name', { username: '' }, 'username'],
    ['a name with a space', { username: 'a b' }, 'username'],
    ['a name that is too long', { username: 'a'.repeat(65) }, 'username'],
    ['an unknown role', { role: 'king' }, 'role'],
    ['a short password', { password: 'secret7' }, 'password'],
    ['a password that is too long', { password: 'x'.repeat(257) }, 'password'],
  ])('refuses %s', async (_, change, path) => {
    const store = people();
    const user = { username: 'li', role: 'operator', password: 'long enough', ...change };
    const result = await putUser(store, user, 1);
    expect(result).toMatchObject({ ok: false, faults: [{ path }] });
    if ('password' in change) expect(JSON.stringify(result)).not.toContain(change.password);
    expect(store.kept).toEqual([]);
  });
});

describe('putFirstAdmin', () => {
  it('creates the first administrator and never a second one', async () => {
    const store = people();
    expect(await putFirstAdmin(store, 'long enough', 1)).toEqual({ ok: true });
    expect(await putFirstAdmin(store, 'other password', 1)).toEqual({ ok: 'already' });
    expect(store.kept).toMatchObject([{ username: 'admin', role: 'admin' }]);
  });
});

describe('isSameSecret', () => {
  it.each([
    ['', '', true],
    ['a', 'a', true],
    ['a', 'b', false],
    ['a', 'aa', false],
    ['钥匙', '钥匙', true],
  ])('%j and %j: %s', (one, other, expected) => {
    expect(isSameSecret(one, other)).toBe(expected);
  });
});
