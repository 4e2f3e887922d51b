// The outcome of an attempt by HTTP status: only 2xx is a success. Pure.
import {
  permanent,
  retryable,
  type DirectOutcome,
  type PermanentReason,
} from './direct-channel.ts';
import type { HttpAnswer } from './http-request.ts';

const never: Record<number, PermanentReason> = {
  401: 'login-refused',
  403: 'login-refused',
  404: 'gone',
  407: 'login-refused',
  410: 'gone',
};
/** Any other 4xx refuses the message itself. */
const later = new Set([408, 409, 421, 423, 425]);

/** Null for 2xx: the caller decides whether it was delivered. */
export function failureOfStatus(
  { status, retryAfter }: HttpAnswer,
  now: number,
): DirectOutcome | null {
  const detail = `status ${status}`;
  const waitMs = retryAfterMs(retryAfter, now);
  if (status >= 200 && status < 300) return null;
  if (status === 429) return retryable('rate-limited', detail, waitMs);
  if (status >= 300 && status < 400) return permanent('redirected', detail);
  const reason = never[status];
  if (reason !== undefined) return permanent(reason, detail);
  if (status >= 400 && status < 500 && !later.has(status))
    return permanent('message-refused', detail);
  return retryable('server-error', detail, waitMs);
}

const longestMs = 3_600_000;

/** Seconds or a date; any other value is ignored. */
export function retryAfterMs(text: string | null, now: number): number | undefined {
  if (text === null) return undefined;
  const ms = /^\d{1,9}$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text) - now;
  if (!Number.isFinite(ms) || ms <= 0) return undefined;
  return Math.min(ms, longestMs);
}
