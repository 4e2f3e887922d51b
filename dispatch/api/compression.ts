// Compresses long text answers if the client accepts it: a list of cases shrinks to a tenth, which helps phones on slow lines.
// Runs after the hooks that read answers, so they see plain text.
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './api-parts.ts';

/** A shorter answer fits in one packet anyway. */
const smallestLength = 1400;
const ofText = /^(application\/json|text\/(html|csv|plain))/;

export function addCompression(app: App): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < smallestLength) return payload;
    if (!ofText.test(String(reply.getHeader('content-type') ?? ''))) return payload;
    addVary(reply);
    if (reply.hasHeader('content-encoding') || !takesGzip(request)) return payload;
    reply.header('content-encoding', 'gzip').removeHeader('content-length');
    return promisify(gzip)(payload, { level: 5 });
  });
}

function addVary(reply: FastifyReply): void {
  const before = reply.getHeader('vary');
  reply.header(
    'vary',
    before === undefined ? 'accept-encoding' : `${String(before)}, accept-encoding`,
  );
}

/** `q=0` means not accepted; `*` alone is not enough to choose an encoding. */
export function takesGzip({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  const asked = headers['accept-encoding'];
  const all = Array.isArray(asked) ? asked.join(',') : (asked ?? '');
  return all.split(',').some((one) => {
    const [name = '', ...rest] = one.trim().toLowerCase().split(';');
    return name.trim() === 'gzip' && !rest.some((part) => /^\s*q\s*=\s*0(\.0*)?\s*$/.test(part));
  });
}
