// Classifies an HTTP answer: from dispatch itself, recognised by its seal, or from a proxy, a log-in page or a cache. Pure: takes
// status, headers and body, and the request's token. An answer without a valid seal never counts as dispatch's.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { problemSchema, sealedText, sealHeader } from '../../contracts/index.ts';

export interface RawAnswer {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Uint8Array;
}

export type DispatchAnswer =
  /** From dispatch, with any status. */
  | { kind: 'sealed'; status: number; text: string }
  /** Dispatch, or a proxy, refuses the token. */
  | { kind: 'login-refused'; status: number }
  /** From another server, such as a log-in page, a proxy or a cache. */
  | { kind: 'foreign'; status: number; title: string }
  /** No answer. `stalled`: no bytes were transferred for too long. */
  | { kind: 'lost'; reason: string; stalled: boolean };

export function judgeAnswer(
  answer: RawAnswer,
  { nonce, token }: { nonce: string; token: string | null },
): DispatchAnswer {
  const { status, headers, body } = answer;
  const text = Buffer.from(body).toString('utf8');
  if (token !== null && hasSeal(headers[sealHeader], sealOf(token, { nonce, status, body })))
    return { kind: 'sealed', status, text };
  if (status === 401 && errorOf(text) === 'token-needed') return { kind: 'login-refused', status };
  return { kind: 'foreign', status, title: titleOf(answer, text) };
}

export function sealOf(
  token: string,
  { nonce, status, body }: { nonce: string; status: number; body: Uint8Array },
): string {
  const bodySha256 = createHash('sha256').update(body).digest('hex');
  return createHmac('sha256', token)
    .update(sealedText(nonce, status, bodySha256))
    .digest('hex');
}

function hasSeal(came: string | string[] | undefined, expected: string): boolean {
  if (typeof came !== 'string') return false;
  const one = Buffer.from(came);
  const other = Buffer.from(expected);
  return one.length === other.length && timingSafeEqual(one, other);
}

function errorOf(text: string): string | null {
  try {
    return problemSchema.safeParse(JSON.parse(text)).data?.error ?? null;
  } catch {
    return null;
  }
}

/** A hint for people what answered: the redirect target, or the title of the page. */
function titleOf({ headers }: RawAnswer, text: string): string {
  const location = headers['location'];
  const title = /<title[^>]*>([^<]{1,200})/i.exec(text)?.[1]?.trim();
  return (typeof location === 'string' ? withoutQuery(location) : (title ?? '')).slice(0, 200);
}

/** Drops the query, which may contain a secret of the other server. */
function withoutQuery(address: string): string {
  return address.replace(/[?#].*$/s, '').replace(/\/\/[^/@]*@/, '//');
}
