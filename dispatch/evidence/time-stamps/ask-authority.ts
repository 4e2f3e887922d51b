// Requests one stamp from a time stamp authority. Takes its address and the data to stamp; returns the checked answer as received,
// or why there is none. Time and size of the answer are limited.
import { createHash, randomBytes } from 'node:crypto';
import { messageOf } from '../../../host/error-message.ts';
import { checkStamp, type StampFault } from './check-stamp.ts';
import { nonceOf, stampRequest } from './stamp-request.ts';

export type StampDelay = 'unreachable' | 'refused' | 'too-large' | StampFault;
export type AskedAuthority =
  { ok: true; stamp: Uint8Array; at: number } | { ok: false; reason: StampDelay; detail: string };

export interface AskOptions {
  url: string;
  withinMs: number;
  signal?: AbortSignal | undefined;
}

const mostBytes = 128 * 1024;

export async function askAuthority(
  content: Uint8Array,
  { url, withinMs, signal }: AskOptions,
): Promise<AskedAuthority> {
  const digest = createHash('sha256').update(content).digest();
  const nonce = nonceOf(randomBytes(16));
  const answer = await post(url, stampRequest(digest, nonce), until(withinMs, signal));
  if (!answer.ok) return answer;
  const checked = checkStamp(answer.bytes, { digest, nonce });
  return checked.ok ? { ok: true, stamp: answer.bytes, at: checked.at } : checked;
}

function until(withinMs: number, signal?: AbortSignal): AbortSignal {
  const late = AbortSignal.timeout(withinMs);
  return signal === undefined ? late : AbortSignal.any([signal, late]);
}

type Posted = { ok: true; bytes: Uint8Array } | { ok: false; reason: StampDelay; detail: string };

async function post(url: string, request: Uint8Array, signal: AbortSignal): Promise<Posted> {
  try {
    const headers = { ...logInOf(url), 'content-type': 'application/timestamp-query' };
    const body = Uint8Array.from(request);
    const answer = await fetch(bareAddress(url), { method: 'POST', headers, body, signal });
    if (!answer.ok) {
      await answer.body?.cancel();
      return { ok: false, reason: 'refused', detail: `status ${answer.status}` };
    }
    const bytes = await readAll(answer);
    return bytes === null
      ? { ok: false, reason: 'too-large', detail: `over ${mostBytes} bytes` }
      : { ok: true, bytes };
  } catch (error) {
    return { ok: false, reason: 'unreachable', detail: messageOf(error) };
  }
}

/** The part before the `@` of an address, which fetch does not accept. */
function logInOf(url: string): Record<string, string> {
  const { username, password } = new URL(url);
  if (username === '') return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

function bareAddress(url: string): string {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return bare.href;
}

async function readAll(answer: Response): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += (chunk as Uint8Array).length;
    if (size > mostBytes) return null;
    chunks.push(chunk as Uint8Array);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
