// Makes a log-in without a password and an invitation for it. Takes the calls and what was entered; returns the invitation, or why
// there is none.
import type { UserInvitation } from '../../contracts/index.ts';
import type { Failure } from '../api/answer.ts';
import type { Client } from '../api/client.ts';
import { cellsOf, type PersonDraft } from './person-draft.ts';

export type MadeLogIn =
  | { is: 'invited'; invitation: UserInvitation }
  /** `isAdded`: the log-in is there, only the invitation is not. */
  | { is: 'failed'; failure: Failure; isAdded: boolean };

export async function makeLogIn(
  client: Pick<Client, 'addUser' | 'inviteUser'>,
  { user, role, cells: written }: Pick<PersonDraft, 'user' | 'role' | 'cells'>,
): Promise<MadeLogIn | null> {
  const username = user.trim();
  const cells = cellsOf(written);
  const limit = Array.isArray(cells) ? { cells } : {};
  const added = await client.addUser({ username, role, ...limit });
  if (added.status === 'error') return { is: 'failed', failure: added, isAdded: false };
  if (added.status === 'aborted') return null;
  return invite(client, username);
}

export async function invite(
  client: Pick<Client, 'inviteUser'>,
  username: string,
): Promise<MadeLogIn | null> {
  const answer = await client.inviteUser(username);
  if (answer.status === 'error') return { is: 'failed', failure: answer, isAdded: true };
  return answer.status === 'ok' ? { is: 'invited', invitation: answer.value } : null;
}
