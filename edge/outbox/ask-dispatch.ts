// One request to dispatch and what came of it. Nothing is followed: an answer that sends one elsewhere is no answer. There
// is no time limit on the whole, only on standing still, so that a slow line is slow and not broken.
import { randomBytes } from 'node:crypto';
import { Agent, request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { Agent as SecureAgent, request as requestHttps } from 'node:https';
import { nonceHeader } from '../../contracts/index.ts';
import { describeFailure } from './describe-failure.ts';
import { judgeAnswer, type DispatchAnswer } from './dispatch-answer.ts';
import type { DispatchWatch } from './dispatch-watch.ts';
import type { Lane, UploadLine } from './upload-line.ts';

/** The way to dispatch, shared by all that goes there. */
export interface DispatchLink {
  /** May have a path, below which dispatch answers. */
  readonly url: string;
  readonly token: string | null;
  readonly line: UploadLine;
  readonly watch: DispatchWatch;
  readonly agent: Agent;
  /** How long nothing may move. */
  readonly stallMs: number;
}

export interface DispatchRequest {
  method: 'GET' | 'PUT';
  /** With a slash at its beginning, without the path of dispatch itself. */
  path: string;
  lane: Lane;
  type?: string;
  body?: Uint8Array;
  signal?: AbortSignal;
}

export const usualStallMs = 30_000;
/** A receipt has some hundred bytes. */
const maxAnswerBytes = 64 * 1024;
/** However it trickles. */
const answerWithinMs = 60_000;

export function createAgent(url: string): Agent {
  const options = { keepAlive: true, maxSockets: 8, maxFreeSockets: 2 };
  return url.startsWith('https:') ? new SecureAgent(options) : new Agent(options);
}

/** `http://host/fencewatch` and `/api/x` give `http://host/fencewatch/api/x`. */
export function addressAt(url: string, path: string): URL {
  const base = new URL(url);
  const prefix = base.pathname.replace(/\/+$/, '');
  // Not against a base: a path that begins with `//` would name another host.
  return new URL(`${base.origin}${prefix}${path}`);
}

export async function askDispatch(
  link: DispatchLink,
  request: DispatchRequest,
): Promise<DispatchAnswer> {
  const answer = await attempt(link, request);
  // What was called off by us says nothing of dispatch.
  if (request.signal?.aborted !== true) link.watch.heard(request.lane, answer);
  return answer;
}

async function attempt(link: DispatchLink, request: DispatchRequest): Promise<DispatchAnswer> {
  const nonce = randomBytes(16).toString('hex');
  try {
    const sent = open(link, request, nonce);
    const answered = answerTo(sent, link.stallMs);
    // Whoever writes may fail before it is looked at; the answer says why.
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
  { method, path, type, body, signal }: DispatchRequest,
  nonce: string,
): ClientRequest {
  const address = addressAt(url, path);
  const send = address.protocol === 'https:' ? requestHttps : requestHttp;
  return send(address, {
    method,
    agent,
    headers: {
      [nonceHeader]: nonce,
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(type !== undefined && { 'content-type': type }),
      ...(body !== undefined && { 'content-length': String(body.length) }),
    },
    ...(signal && { signal }),
  });
}

/** The answer may come before all was sent, as a refusal does. */
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

async function answerTo(sent: ClientRequest, stallMs: number) {
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
    const body = await bodyOf(response);
    return { status: response.statusCode ?? 0, headers: response.headers, body };
  } finally {
    clearTimeout(limit);
    // What is still being sent has nobody to go to.
    if (!sent.writableFinished) sent.destroy();
  }
}

async function bodyOf(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // What is longer is no receipt: its beginning says enough of it.
    if (bytes > maxAnswerBytes) break;
    chunks.push(chunk);
  }
  if (bytes <= maxAnswerBytes && !response.complete) throw new Error('the answer was cut off');
  return Buffer.concat(chunks);
}
