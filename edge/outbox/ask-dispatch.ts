// Makes one request to dispatch and returns the outcome. Redirects are not followed. There is a limit on standing still, but none
// on the whole request, so that a slow line still works.
import { randomBytes } from 'node:crypto';
import { Agent, request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as SecureAgent, request as requestHttps } from 'node:https';
import { nonceHeader } from '../../contracts/index.ts';
import { describeFailure } from './describe-failure.ts';
import { judgeAnswer, type DispatchAnswer } from './dispatch-answer.ts';
import type { DispatchWatch } from './dispatch-watch.ts';
import type { Lane, UploadLine } from './upload-line.ts';

/** The connection pool to dispatch, shared by all requests. */
export interface DispatchLink {
  /** May have a path; dispatch answers below it. */
  readonly url: string;
  readonly token: string | null;
  readonly line: UploadLine;
  readonly watch: DispatchWatch;
  readonly agent: Agent;
  /** How long the transfer may stand still. */
  readonly stallMs: number;
}

export interface DispatchRequest {
  method: 'GET' | 'PUT';
  /** Starts with a slash, without dispatch's own path. */
  path: string;
  lane: Lane;
  type?: string;
  body?: Uint8Array;
  headers?: Readonly<Record<string, string>>;
  /** A receipt's size when absent. */
  maxAnswerBytes?: number;
  signal?: AbortSignal;
}

export const usualStallMs = 30_000;
/** A receipt has a few hundred bytes. */
const usualAnswerBytes = 64 * 1024;
/** Limits the whole answer, even if it trickles in. */
const answerWithinMs = 60_000;

export function createAgent(url: string): Agent {
  const options = { keepAlive: true, maxSockets: 8, maxFreeSockets: 2 };
  return url.startsWith('https:') ? new SecureAgent(options) : new Agent(options);
}

/** `http://host/fencewatch` and `/api/x` give `http://host/fencewatch/api/x`. */
export function addressAt(url: string, path: string): URL {
  const base = new URL(url);
  const prefix = base.pathname.replace(/\/+$/, '');
  // Do not resolve against a base: a path that begins with `//` would name another host.
  return new URL(`${base.origin}${prefix}${path}`);
}

export async function askDispatch(
  link: DispatchLink,
  request: DispatchRequest,
): Promise<DispatchAnswer> {
  const answer = await attempt(link, request);
  // Our own abort is not a problem of dispatch.
  if (request.signal?.aborted !== true) link.watch.heard(request.lane, answer);
  return answer;
}

async function attempt(link: DispatchLink, request: DispatchRequest): Promise<DispatchAnswer> {
  const nonce = randomBytes(16).toString('hex');
  try {
    const sent = open(link, request, nonce);
    const answered = answerTo(sent, link.stallMs, request.maxAnswerBytes ?? usualAnswerBytes);
    // The write may fail before it is awaited; the answer has the reason.
    answered.catch(() => undefined);
    await write(sent, link, request);
    return judgeAnswer(await answered, { nonce, token: link.token });
  } catch (error) {
    const stalled = error instanceof StallError;
    return { kind: 'lost', reason: describeFailure(error), stalled };
  }
}

class StallError extends Error {}

function open(
  { url, token, agent }: DispatchLink,
  { method, path, type, body, headers, signal }: DispatchRequest,
  nonce: string,
): ClientRequest {
  const address = addressAt(url, path);
  const send = address.protocol === 'https:' ? requestHttps : requestHttp;
  return send(address, {
    method,
    agent,
    headers: {
      ...headers,
      [nonceHeader]: nonce,
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(type !== undefined && { 'content-type': type }),
      ...(body !== undefined && { 'content-length': String(body.length) }),
    },
    ...(signal && { signal }),
  });
}

/** An answer, such as a refusal, may come before everything was sent. */
async function write(
  sent: ClientRequest,
  { line }: DispatchLink,
  { lane, body, signal }: DispatchRequest,
): Promise<void> {
  const state = { isOver: false };
  const over = new Promise<void>((resolve) => {
    const end = () => {
      state.isOver = true;
      resolve();
    };
    sent.once('response', end).once('close', end).once('error', end);
  });
  const { sliceBytes } = line;
  for (let from = 0; body !== undefined && from < body.length; from += sliceBytes) {
    const slice = body.subarray(from, from + sliceBytes);
    await Promise.race([line.pass(lane, slice.length, signal), over]);
    if (state.isOver) break;
    const written = new Promise<void>((resolve) => {
      sent.write(slice, () => {
        resolve();
      });
    });
    await Promise.race([written, over]);
  }
  sent.end();
}

async function answerTo(sent: ClientRequest, stallMs: number, maxBytes: number) {
  const stall = () => sent.destroy(new StallError(`nothing moved for ${stallMs / 1000} s`));
  sent.setTimeout(stallMs, stall);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve).once('error', reject);
    sent.once('close', () => {
      reject(new Error('the connection was closed without an answer'));
    });
  });
  sent.on('error', () => undefined);
  const limit = setTimeout(stall, answerWithinMs);
  try {
    const body = await bodyOf(response, maxBytes);
    return { status: response.statusCode ?? 0, headers: response.headers, body };
  } finally {
    clearTimeout(limit);
    // Stop sending: nobody reads the rest.
    if (!sent.writableFinished) sent.destroy();
  }
}

async function bodyOf(response: IncomingMessage, maxAnswerBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // A longer answer is not a receipt: its beginning is enough.
    if (bytes > maxAnswerBytes) break;
    chunks.push(chunk);
  }
  if (bytes <= maxAnswerBytes && !response.complete) throw new Error('the answer was cut off');
  return Buffer.concat(chunks);
}
