// Whether somebody can log in after the start, depending on the existing users.
import { describe, expect, it } from 'vitest';
import type { Account } from './people-store.ts';
import { fakeClock } from '../testing/fake-clock.ts';
import { quietLog } from '../testing/quiet-log.ts';
import { ensureAdmin } from './ensure-admin.ts';

/** @param users the number of existing users */
async function ensure(users: number, password: string | undefined) {
  const put: Pick<Account, 'username' | 'role'>[] = [];
  const log = quietLog();
  const people = {
    countUsers: () => Promise.resolve(users),
    put: ({ username, role }: Account) => {
      put.push({ username, role });
      return Promise.resolve();
    },
  };
  await ensureAdmin(people, password, { log, clock: fakeClock() });
  return { put, said: log.lines.map(({ level, message }) => `${level}: ${message}`) };
}

describe('ensureAdmin', () => {
  it('creates the first administrator while there are no users', async () => {
    expect(await ensure(0, 'correct horse')).toEqual({
      put: [{ username: 'admin', role: 'admin' }],
      said: ['info: made the first administrator'],
    });
  });

  it.each([
    ['a password', 'correct horse'],
    ['a password that is too short', 'short'],
    ['no password', undefined],
  ])('changes nothing when there are users: with %s', async (_, password) => {
    expect(await ensure(2, password)).toEqual({ put: [], said: [] });
  });

  it('warns when nobody will be able to log in', async () => {
    const { put, said } = await ensure(0, undefined);
    expect(put).toEqual([]);
    expect(said).toEqual([expect.stringMatching(/^warn: nobody can log in yet/)]);
  });

  it.each(['', 'short', 'x'.repeat(257)])(
    'refuses "%s" and does not repeat it',
    async (password) => {
      const refused = ensure(0, password);
      await expect(refused).rejects.toThrow(/^the first administrator's password: .*8 to 256/);
      if (password !== '') await expect(refused).rejects.not.toThrow(password);
    },
  );
});
