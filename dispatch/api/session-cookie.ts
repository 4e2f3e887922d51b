// The cookies of a log-in: one carries the session's token, one marks the device as known. Scripts cannot read them and other sites
// cannot send them.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServerParts } from './api-parts.ts';

const cookieName = 'fencewatch_session';
const deviceCookie = 'fencewatch_device';
/** Browsers keep no cookie longer than 400 days. */
const deviceDays = 365;

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

/** Each log-in renews it. */
export function setDeviceMarks(reply: FastifyReply, marks: string, way: PublicWay): void {
  const path = `${way.basePath}/api/session`;
  reply.setCookie(deviceCookie, marks, { ...scopeOf(way), path, maxAge: deviceDays * 86_400 });
}

export function readDeviceMarks(request: FastifyRequest): string | undefined {
  return request.cookies[deviceCookie];
}

/** Below a path, the cookie is not sent to other applications of the host. */
function scopeOf({ isHttps, basePath }: PublicWay) {
  const path = basePath === '' ? '/' : basePath;
  return { path, httpOnly: true, sameSite: 'strict', secure: isHttps } as const;
}
