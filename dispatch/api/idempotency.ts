// The header `Idempotency-Key` makes a repeated change harmless: the same request gets the first answer again, and another
// request under the same key is refused. Takes the server; adds hooks to all routes of people and programs.
import { createHash, createHmac } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { EarlierRequest } from '../auth/answer-store.ts';
import { accessOf } from './access.ts';
import type { App, BasicParts } from './api-parts.ts';
import { invalidInput, ProblemError } from './problem.ts';

export const keyPattern = /^[\x21-\x7e]{8,100}$/;
const header = 'idempotency-key';
const keepMs = 24 * 3600_000;
const removeEveryMs = 600_000;
/** Longer than any route takes: a request without an answer after this time was interrupted by a crash. */
const answeredWithinMs = 60_000;
const longestBody = 4 * 1024 * 1024;
/** Answers that are shown only once. */
const toldOnce = new Set(['POST /api/tokens', 'POST /api/users/:username/invitation']);
/** Refusals that may differ next time, because rights or availability change. */
const passing = new Set([401, 403, 429]);

export function addIdempotency(app: App, parts: BasicParts): void {
  const { clock, log, store } = parts;
  let removedAt = -Infinity;
  app.decorateRequest('keyHash', null);
  app.addHook('preHandler', async (request, reply) => {
    const asked = askedOf(request, clock.now());
    if (asked === null) return;
    if (clock.now() - removedAt > removeEveryMs) {
      removedAt = clock.now();
      await store.answers.removeBefore(removedAt - keepMs);
    }
    const earlier = await store.answers.begin(asked);
    if (earlier === null || (await mayTakeOver(parts, earlier, asked)))
      request.keyHash = asked.keyHash;
    else return repeat(reply, earlier);
  });
  app.addHook('onSend', async (request, reply, payload) => {
    const { keyHash } = request;
    if (keyHash === null) return payload;
    request.keyHash = null;
    try {
      await keep(parts, { request, reply, payload, keyHash });
    } catch (error) {
      log.warn(
        { error: String(error) },
        'the answer to a request with an idempotency key could not be stored',
      );
    }
    return payload;
  });
}

/** Null for a request that has no key, changes nothing, or comes from an edge. */
function askedOf(request: FastifyRequest, startedAt: number) {
  const key = request.headers[header];
  const { method, url, session, body } = request;
  const who = accessOf(method, request.routeOptions.url ?? '')?.who;
  if (key === undefined || session === null || !Array.isArray(who)) return null;
  if (['GET', 'HEAD'].includes(method)) return null;
  if (typeof key !== 'string' || !keyPattern.test(key))
    throw invalidInput([{ path: header, message: 'expected 8 to 100 characters without spaces' }]);
  const keyHash = createHash('sha256').update(`${session.user.username}\n${key}`).digest('hex');
  // Hashed with the key, which is not stored: a reader of the database cannot guess a password from it.
  const hmac = createHmac('sha256', key).update(`${method} ${url}\n`);
  const fingerprint = hmac.update(textOf(body, request)).digest('hex');
  return { keyHash, fingerprint, startedAt };
}

/** A stream has not arrived yet: only its length is known. */
function textOf(body: unknown, { headers }: FastifyRequest): string | Buffer {
  if (Buffer.isBuffer(body)) return body;
  const isStream = typeof body === 'object' && body !== null && 'pipe' in body;
  if (isStream) return headers['content-length'] ?? '';
  return body === undefined ? '' : JSON.stringify(body);
}

/** @throws when the key belongs to another request, or its request is still running */
async function mayTakeOver(
  { store }: BasicParts,
  earlier: EarlierRequest,
  asked: { fingerprint: string; startedAt: number },
): Promise<boolean> {
  if (earlier.fingerprint !== asked.fingerprint)
    throw new ProblemError(409, 'key-reused', 'this key was used for another request');
  if (earlier.answer !== null) return false;
  const isOver = Math.abs(asked.startedAt - earlier.startedAt) > answeredWithinMs;
  if (isOver && (await store.answers.takeOver(earlier, asked.startedAt))) return true;
  throw new ProblemError(409, 'key-in-use', 'the first request with this key is still running');
}

function repeat(reply: FastifyReply, { answer }: EarlierRequest): FastifyReply {
  if (answer === null || answer.body === null)
    throw new ProblemError(
      409,
      'answer-not-kept',
      'it was executed, and its answer is shown only once',
    );
  const { status, contentType, body } = answer;
  if (contentType !== null) reply.header('content-type', contentType);
  reply.serializer((text) => text as string);
  return reply.code(status).header('idempotency-replayed', 'true').send(body);
}

interface Answered {
  request: FastifyRequest;
  reply: FastifyReply;
  payload: unknown;
  keyHash: string;
}

async function keep({ store }: BasicParts, { request, reply, payload, keyHash }: Answered) {
  const { statusCode: status } = reply;
  if (status >= 500 || passing.has(status)) {
    await store.answers.forget(keyHash);
    return;
  }
  const isTold = toldOnce.has(`${request.method} ${request.routeOptions.url ?? ''}`);
  const text = typeof payload === 'string' ? payload : '';
  const body = (isTold && status < 300) || text.length > longestBody ? null : text;
  const type = reply.getHeader('content-type');
  await store.answers.keep(keyHash, {
    status,
    contentType: typeof type === 'string' ? type : null,
    body,
  });
}
