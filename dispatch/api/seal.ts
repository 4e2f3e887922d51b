// Seals answers to edges, so that an edge can tell an answer of dispatch from a log-in page, a proxy or a cache: an HMAC with the
// edge token over the answer and a nonce of the edge.
import { createHash, createHmac } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { nonceHeader, nonceSchema, sealedText, sealHeader } from '../../contracts/index.ts';
import { isSameSecret } from '../auth/same-secret.ts';
import type { App } from './api-parts.ts';
import { bearerOf } from './callers.ts';

export function addSeal(app: App, edgeToken: string | null): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    const nonce = nonceOf(request);
    // Callers without the token get no seal.
    if (edgeToken !== null && nonce !== null && isSameSecret(bearerOf(request), edgeToken)) {
      const body = bodyOf(payload);
      if (body !== null)
        reply.header(sealHeader, sealOf(edgeToken, { nonce, status: reply.statusCode, body }));
    }
    done(null, payload);
  });
}

export function sealOf(
  edgeToken: string,
  answer: { nonce: string; status: number; body: string | Uint8Array },
): string {
  const bodySha256 = createHash('sha256').update(answer.body).digest('hex');
  const text = sealedText(answer.nonce, answer.status, bodySha256);
  return createHmac('sha256', edgeToken).update(text).digest('hex');
}

function nonceOf(request: FastifyRequest): string | null {
  const parsed = nonceSchema.safeParse(request.headers[nonceHeader]);
  return parsed.success ? parsed.data : null;
}

/** Null for a stream, which edges never get. */
function bodyOf(payload: unknown): string | Uint8Array | null {
  if (payload === null || payload === undefined) return '';
  return typeof payload === 'string' || payload instanceof Uint8Array ? payload : null;
}
