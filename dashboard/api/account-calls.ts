// The calls about log-ins: available ways, the user's sessions and password, invitations, and for administrators the users.
import { z } from 'zod';
import {
  invitedSchema,
  logInWaysSchema,
  sessionListSchema,
  sessionSchema,
  userEntrySchema,
  type Invited,
  type LogInWays,
  type NewUser,
  type Session,
  type SessionEntry,
  type User,
  type UserEntry,
} from '../../contracts/index.ts';
import type { Answer } from './answer.ts';
import type { Call } from './send.ts';

export interface AccountCalls {
  logOut(): Promise<Answer<null>>;
  getLogInWays(signal?: AbortSignal): Promise<Answer<LogInWays>>;
  listSessions(signal?: AbortSignal): Promise<Answer<{ sessions: SessionEntry[] }>>;
  endSession(id: string): Promise<Answer<null>>;
  changePassword(current: string, password: string): Promise<Answer<null>>;
  addUser(user: NewUser): Promise<Answer<UserEntry>>;
  changeUser(user: User, disabled: boolean): Promise<Answer<UserEntry>>;
  lookAtInvitation(code: string, signal?: AbortSignal): Promise<Answer<Invited>>;
  /** Sets the password and logs in. */
  followInvitation(code: string, password: string): Promise<Answer<Session>>;
}

export function createAccountCalls(call: Call): AccountCalls {
  const nothing = z.null();
  const userPath = (username: string) => `/api/users/${encodeURIComponent(username)}`;
  const get = <T>(path: string, schema: z.ZodType<T>, signal?: AbortSignal) =>
    call({ method: 'GET', path, schema, signal });
  const put = <T>(path: string, body: object, schema: z.ZodType<T>) =>
    call({ method: 'PUT', path, body, schema });
  return {
    logOut: () => call({ method: 'DELETE', path: '/api/session', schema: nothing }),
    getLogInWays: (signal) => get('/api/log-in', logInWaysSchema, signal),
    listSessions: (signal) => get('/api/sessions', sessionListSchema, signal),
    endSession: (id) =>
      call({ method: 'DELETE', path: `/api/sessions/${encodeURIComponent(id)}`, schema: nothing }),
    changePassword: (current, password) =>
      put('/api/session/password', { current, password }, nothing),
    addUser: (user) =>
      call({ method: 'POST', path: '/api/users', body: user, schema: userEntrySchema }),
    changeUser: ({ username, role, cells }, disabled) =>
      put(userPath(username), { role, ...(cells && { cells }), disabled }, userEntrySchema),
    lookAtInvitation: (code, signal) =>
      call({
        ...{ method: 'POST', path: '/api/invitations/look', body: { code }, signal },
        schema: invitedSchema,
      }),
    followInvitation: (code, password) =>
      call({
        ...{ method: 'POST', path: '/api/invitations/follow', body: { code, password } },
        ...{ schema: sessionSchema, isLogIn: true },
      }),
  };
}
