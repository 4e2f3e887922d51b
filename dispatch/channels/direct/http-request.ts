// One HTTP request on its own connection, so that no other answer can be mistaken for its answer. Takes the address and the body;
// returns the answer or the failure. Redirects are not followed, and the length of the answer is limited.
import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { retryable, type DirectOutcome } from './direct-channel.ts';

export interface HttpRequest {
  url: string;
  method?: 'POST' | 'PUT';
  headers: Record<string, string>;
  body: string | Buffer;
  /** Whether the body of the answer is needed; otherwise the status is enough. */
  needsText?: boolean;
}

export interface HttpAnswer {
  status: number;
  /** Empty when it is not needed. */
  text: string;
  retryAfter: string | null;
  contentType: string;
}

export type HttpResult =
  | { ok: true; answer: HttpAnswer }
  | { ok: false; outcome: Extract<DirectOutcome, { outcome: 'retryable' }> };

const mostBytes = 64 * 1024;

export async function sendRequest(sent: HttpRequest, signal: AbortSignal): Promise<HttpResult> {
  try {
    const response = await responseTo(sent, signal);
    const needsText = sent.needsText ?? false;
    const text = needsText ? await textOf(response) : '';
    response.destroy();
    const { statusCode: status = 0, headers } = response;
    const contentType = headers['content-type'] ?? '';
    return {
      ok: true,
      answer: { status, text, contentType, retryAfter: headers['retry-after'] ?? null },
    };
  } catch (error) {
    return { ok: false, outcome: failureOf(error, signal) };
  }
}

function responseTo(sent: HttpRequest, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const body = Buffer.from(sent.body);
    const url = new URL(sent.url);
    const options: RequestOptions = {
      method: sent.method ?? 'POST',
      headers: { ...sent.headers, 'content-length': body.length, connection: 'close' },
      agent: false,
      signal,
    };
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const request = send(url, options, (response) => {
      // After the answer, errors of the connection are ignored.
      response.on('error', () => undefined);
      resolve(response);
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Only the useful part; an endless stream is cut. */
async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > mostBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8');
}

const notReached = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'EPROTO',
  'ERR_INVALID_URL',
]);

/** The connection's own error, without the address, which may contain a secret. */
export function failureOf(
  error: unknown,
  signal: AbortSignal,
): Extract<DirectOutcome, { outcome: 'retryable' }> {
  const code = codeOf(error);
  if (signal.aborted) {
    const isStopped = signal.reason === 'stopped';
    return failed(isStopped ? 'stopped' : 'timed-out', isStopped ? 'dispatch stops' : 'no answer');
  }
  if (notReached.has(code)) return failed('unreachable', code);
  if (code.startsWith('HPE_')) return failed('answer-not-understood', code);
  return failed('connection-lost', code);
}

function failed(...[reason, detail]: Parameters<typeof retryable>) {
  return retryable(reason, detail) as Extract<DirectOutcome, { outcome: 'retryable' }>;
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (error instanceof Error && 'code' in error && typeof error.code === 'string')
    return error.code;
  return error instanceof Error ? error.name : 'unknown error';
}
