// Creates and changes users. Takes what was typed; returns its faults, or writes it to the store.
import { faultsOf, newUserSchema, type Fault } from '../../contracts/index.ts';
import type { PeopleStore } from './people-store.ts';
import { hashPassword } from './password.ts';

/** As typed. */
export interface UserWish {
  username: string;
  role: string;
  cells?: readonly string[];
  password: string;
}

/** Whoever types it gives a password. */
const withPassword = newUserSchema.required({ password: true });

export type PutUserResult = { ok: true } | { ok: false; faults: Fault[] };

/** Creates a user, or replaces role and password of the one with this name. */
export async function putUser(
  people: Pick<PeopleStore, 'put'>,
  user: UserWish,
  at: number,
): Promise<PutUserResult> {
  const parsed = withPassword.safeParse(user, { reportInput: true });
  if (!parsed.success) return { ok: false, faults: faultsOf(parsed.error) };
  const { password, ...account } = parsed.data;
  await people.put({ ...account, password: await hashPassword(password) }, at);
  return { ok: true };
}

/** Creates the first administrator once, while there are no users. Returns whether it was created. */
export async function putFirstAdmin(
  people: Pick<PeopleStore, 'put' | 'countUsers'>,
  password: string,
  at: number,
): Promise<PutUserResult | { ok: 'already' }> {
  if ((await people.countUsers()) > 0) return { ok: 'already' };
  return putUser(people, { username: 'admin', role: 'admin', password }, at);
}
