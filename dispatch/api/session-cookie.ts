// The cookie that carries a session's token. Scripts cannot read it and other sites cannot send it.
import type { FastifyReply, FastifyRequest } from 'fastify';

const cookieName = 'fencewatch_session';

export function readSessionToken(request: FastifyRequest): string | null {
  return request.cookies[cookieName] ?? null;
}

export function setSessionToken(
  reply: FastifyReply,
  { token, expiresAt }: { token: string; expiresAt: number },
  isHttps: boolean,
): void {
  reply.setCookie(cookieName, token, { ...scope(isHttps), expires: new Date(expiresAt) });
}

export function clearSessionToken(reply: FastifyReply, isHttps: boolean): void {
  reply.clearCookie(cookieName, scope(isHttps));
}

function scope(isHttps: boolean) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: isHttps } as const;
}
