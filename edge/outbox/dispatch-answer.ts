// What an answer on the way to dispatch is worth. Pure: takes status, headers and body, and what the request carried; gives
// dispatch's own word, known by its seal, or what else it was. Nothing that is not sealed ever counts as dispatch's.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { problemSchema, sealedText, sealHeader } from '../../contracts/index.ts';

export interface RawAnswer {
  status: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Uint8Array;
}

export type DispatchAnswer =
  /** Dispatch's own, whatever it says. */
  | { kind: 'sealed'; status: number; text: string }
  /** Dispatch, or what looks like it, does not know this edge. */
  | { kind: 'login-refused'; status: number }
  /** From something in between: a log-in page, a proxy, a cache. */
  | { kind: 'foreign'; status: number; title: string }
  /** None. `stalled`: nothing moved for too long. */
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
  const [one, other] = [Buffer.from(came), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function errorOf(text: string): string | null {
  try {
    return problemSchema.safeParse(JSON.parse(text)).data?.error ?? null;
  } catch {
    return null;
  }
}

/** What a person recognises it by: where it sends one to, or the title of its page. */
function titleOf({ headers }: RawAnswer, text: string): string {
  const location = headers['location'];
  const title = /<title[^>]*>([^<]{1,200})/i.exec(text)?.[1]?.trim();
  return (typeof location === 'string' ? withoutQuery(location) : (title ?? '')).slice(0, 200);
}

/** What follows may be a secret of whoever sent it. */
function withoutQuery(address: string): string {
  return address.replace(/[?#].*$/s, '').replace(/\/\/[^/@]*@/, '//');
}
