// Who a request comes from: a person by the session cookie, a program by its token. Takes the request; returns the session and
// what a token may do. Ended sessions are noticed by asking again.
import type { FastifyRequest } from 'fastify';
import type { TokenScope } from '../../contracts/index.ts';
import type { Session } from '../auth/sessions.ts';
import type { LogInParts } from './api-parts.ts';
import { readSessionToken } from './session-cookie.ts';

export interface FoundCaller {
  session: Session | null;
  scopes: readonly TokenScope[] | null;
}

export async function findCaller(
  request: FastifyRequest,
  { sessions, tokens }: Pick<LogInParts, 'sessions' | 'tokens'>,
): Promise<FoundCaller> {
  // A request with a token is never treated as a person, even if it has a cookie.
  const bearer = bearerOf(request);
  if (bearer !== '') return (await tokens.find(bearer)) ?? { session: null, scopes: null };
  const cookie = readSessionToken(request);
  return { session: cookie === null ? null : await sessions.find(cookie), scopes: null };
}

export function bearerOf(request: FastifyRequest): string {
  return /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
}
