// Classifies an error of Redis. Takes an error of the client; returns a problem code and its reason. Redis starts its error
// answers with a code word.

export interface RedisProblem {
  readonly code: 'redis-unreachable' | 'redis-login-refused' | 'redis-read-only' | 'redis-evicts';
  /** The address without its log-in. */
  readonly subject: string;
  readonly values: Record<string, string>;
}

export type RedisFault = Omit<RedisProblem, 'subject'>;

const refusedLogIn = /\b(WRONGPASS|NOAUTH|NOPERM)\b|invalid password|invalid username-password/;
/** Why a server takes no writes, by its code word. */
const noWrites: readonly (readonly [RegExp, string])[] = [
  [/\b(READONLY|MASTERDOWN)\b/, 'replica'],
  [/\bNOREPLICAS\b/, 'too-few-replicas'],
  [/\bMISCONF\b/, 'cannot-save'],
  [/\bOOM command not allowed\b/, 'memory-full'],
];
const longestDetail = 300;

export function faultOf(error: unknown): RedisFault {
  const detail = messageOf(error).slice(0, longestDetail);
  if (refusedLogIn.test(detail)) return { code: 'redis-login-refused', values: { detail } };
  const reason = noWrites.find(([pattern]) => pattern.test(detail))?.[1];
  return reason === undefined
    ? { code: 'redis-unreachable', values: { detail } }
    : { code: 'redis-read-only', values: { reason, detail } };
}

/** A cluster reports that all of its nodes failed, and keeps the last node's answer. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner: unknown = 'lastNodeError' in error ? error.lastNodeError : undefined;
  if (inner instanceof Error) return messageOf(inner);
  return error.message === '' ? codeOf(error) : error.message;
}

/** A host with several addresses that all refuse gives an error without a message. */
function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
