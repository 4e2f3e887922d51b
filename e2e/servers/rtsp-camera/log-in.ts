// The log-in of an RTSP test camera, Basic or Digest, with the lock-out of recorders: after some wrong tries an address is always
// refused, and each further wrong try renews the lock. Takes requests; returns whether they are accepted.
import { createHash } from 'node:crypto';

export interface LogInWishes {
  method: 'basic' | 'digest';
  user: string;
  password: string;
  /** Wrong tries from one address before the lock-out; never when absent. */
  lockAfter?: number;
  lockMs?: number;
}

export type Admission = 'let-in' | 'asked' | 'refused' | 'locked';

export interface LogIn {
  readonly challenge: string;
  /** @param authorization the header, if any */
  admit(request: { method: string; authorization: string | null; address: string }): Admission;
  /** Wrong tries so far, from all addresses. */
  wrongTries(): number;
}

const realm = 'camera';
const defaultLockMs = 30 * 60_000;

export function createLogIn(wishes: LogInWishes, now: () => number): LogIn {
  const nonce = md5(String(now()));
  const wrong = new Map<string, { count: number; lockedUntil: number }>();
  let total = 0;
  const fail = (address: string): Admission => {
    const count = (wrong.get(address)?.count ?? 0) + 1;
    const locks = wishes.lockAfter !== undefined && count >= wishes.lockAfter;
    const lockedUntil = locks ? now() + (wishes.lockMs ?? defaultLockMs) : 0;
    wrong.set(address, { count, lockedUntil });
    total += 1;
    return locks ? 'locked' : 'refused';
  };
  return {
    challenge:
      wishes.method === 'basic'
        ? `Basic realm="${realm}"`
        : `Digest realm="${realm}", nonce="${nonce}"`,
    admit: ({ method, authorization, address }) => {
      if (authorization === null) return 'asked';
      if ((wrong.get(address)?.lockedUntil ?? 0) > now()) return fail(address);
      if (!isRight(wishes, nonce, method, authorization)) return fail(address);
      wrong.delete(address);
      return 'let-in';
    },
    wrongTries: () => total,
  };
}

function isRight(wishes: LogInWishes, nonce: string, method: string, header: string): boolean {
  const { user, password } = wishes;
  if (wishes.method === 'basic')
    return header === `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const field = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(header)?.[1] ?? '';
  const secret = md5(`${user}:${realm}:${password}`);
  const expected = md5(`${secret}:${nonce}:${md5(`${method}:${field('uri')}`)}`);
  return field('username') === user && field('response') === expected;
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
