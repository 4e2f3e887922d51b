// The cookie that carries a session's token. Scripts cannot read it and other sites cannot send it.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServerParts } from './api-parts.ts';

const cookieName = 'fencewatch_session';

/** The public address. */
type PublicWay = Pick<ServerParts, 'isHttps' | 'basePath'>;

export function readSessionToken(request: FastifyRequest): string | null {
  return request.cookies[cookieName] ?? null;
}

export function setSessionToken(
  reply: FastifyReply,
  { token, lastsMs }: { token: string; lastsMs: number },
  way: PublicWay,
): void {
  // A duration, not a date: a phone whose clock is a day ahead would drop the cookie at once.
  reply.setCookie(cookieName, token, { ...scopeOf(way), maxAge: Math.ceil(lastsMs / 1000) });
}

export function clearSessionToken(reply: FastifyReply, way: PublicWay): void {
  reply.clearCookie(cookieName, scopeOf(way));
}

/** Below a path, the cookie is not sent to other applications of the host. */
function scopeOf({ isHttps, basePath }: PublicWay) {
  const path = basePath === '' ? '/' : basePath;
  return { path, httpOnly: true, sameSite: 'strict', secure: isHttps } as const;
}
