// Ensures that somebody can log in when dispatch starts: creates the first administrator, or says what is missing.
import { describeFaults } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import type { Log } from '../log.ts';
import type { PeopleStore } from './people-store.ts';
import { putFirstAdmin } from './users.ts';

/** @throws Error when the password is too weak */
export async function ensureAdmin(
  people: Pick<PeopleStore, 'put' | 'countUsers'>,
  password: string | undefined,
  { log, clock }: { log: Log; clock: Clock },
): Promise<void> {
  if (password === undefined) {
    if ((await people.countUsers()) === 0)
      log.warn({}, 'nobody can log in yet: add a user, or set FENCEWATCH_ADMIN_PASSWORD');
    return;
  }
  const result = await putFirstAdmin(people, password, clock.now());
  if (result.ok === false)
    throw new Error(`the first administrator's ${describeFaults(result.faults)}`);
  if (result.ok === true) log.info({ username: 'admin' }, 'made the first administrator');
}
