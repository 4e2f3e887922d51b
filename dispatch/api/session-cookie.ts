// The cookie that carries a session's token. Scripts cannot read it and other sites cannot send it.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServerParts } from './api-parts.ts';

const cookieName = 'fencewatch_session';

/** How people reach dispatch. */
type PublicWay = Pick<ServerParts, 'isHttps' | 'basePath'>;

export function readSessionToken(request: FastifyRequest): string | null {
  return request.cookies[cookieName] ?? null;
}

export function setSessionToken(
  reply: FastifyReply,
  { token, lastsMs }: { token: string; lastsMs: number },
  way: PublicWay,
): void {
  // A length, not a moment: a phone whose clock is a day ahead would throw the cookie away at once.
  reply.setCookie(cookieName, token, { ...scopeOf(way), maxAge: Math.ceil(lastsMs / 1000) });
}

export function clearSessionToken(reply: FastifyReply, way: PublicWay): void {
  reply.clearCookie(cookieName, scopeOf(way));
}

/** Below a path of its own the cookie is not shown to what else lives on the host. */
function scopeOf({ isHttps, basePath }: PublicWay) {
  const path = basePath === '' ? '/' : basePath;
  return { path, httpOnly: true, sameSite: 'strict', secure: isHttps } as const;
}
