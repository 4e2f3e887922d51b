// The meaning of an SMTP error for the message. Pure. 4xx codes are temporary, 5xx are permanent; the step in which it occurred
// shows whether the log-in, the address or the message was refused.
import { permanent, retryable, type DirectOutcome } from '../direct-channel.ts';
import { failureOf } from '../http-request.ts';

interface SmtpError {
  code: string;
  responseCode: number | null;
  command: string;
}

export function outcomeOfSmtp(error: unknown, signal: AbortSignal): DirectOutcome {
  if (signal.aborted) return failureOf(error, signal);
  const { code, responseCode, command } = readError(error);
  const detail = [code, command, responseCode ?? ''].join(' ').trim();
  // The server does not support what is required; nothing is sent without encryption instead.
  if (code === 'ETLS' || command === 'STARTTLS') return retryable('unreachable', detail);
  if (responseCode !== null && responseCode >= 400 && responseCode < 500)
    return retryable(isLimit(error) ? 'rate-limited' : 'server-error', detail);
  if (code === 'EAUTH' || code === 'ENOAUTH') return permanent('login-refused', detail);
  if (responseCode === 530 || responseCode === 535) return permanent('login-refused', detail);
  if (responseCode !== null && responseCode >= 500)
    return permanent(code === 'EENVELOPE' ? 'address-refused' : 'message-refused', detail);
  if (code === 'EENVELOPE') return permanent('address-refused', detail);
  if (code === 'ETIMEDOUT') return retryable('timed-out', detail);
  if (code === 'EPROTOCOL') return retryable('answer-not-understood', detail);
  if (code === 'ECONNECTION' || code === 'ESOCKET') return retryable(lostOrAway(error), detail);
  if (code === 'EDNS') return retryable('unreachable', detail);
  return retryable('connection-lost', detail);
}

function readError(error: unknown): SmtpError {
  const known = error instanceof Error ? error : new Error('unknown');
  const code = 'code' in known && typeof known.code === 'string' ? known.code : known.name;
  const responseCode =
    'responseCode' in known && typeof known.responseCode === 'number' ? known.responseCode : null;
  const command = 'command' in known && typeof known.command === 'string' ? known.command : '';
  return { code, responseCode, command };
}

function isLimit(error: unknown): boolean {
  return error instanceof Error && /rate|too many|limit|frequen/i.test(error.message);
}

function lostOrAway(error: unknown): 'unreachable' | 'connection-lost' {
  const refused = /ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN/;
  return error instanceof Error && refused.test(error.message) ? 'unreachable' : 'connection-lost';
}
