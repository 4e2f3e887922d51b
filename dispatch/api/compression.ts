// Sends long answers of text compressed to whoever takes them: a list of cases is a tenth then, which a phone on a bad line
// feels. Stands behind the hooks that read answers: those see them as they are.
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './api-parts.ts';

/** Below this an answer goes in one packet anyway. */
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

/** What is named with `q=0` is not wanted; `*` alone is too little to go by. */
export function takesGzip({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  const asked = headers['accept-encoding'];
  const all = Array.isArray(asked) ? asked.join(',') : (asked ?? '');
  return all.split(',').some((one) => {
    const [name = '', ...rest] = one.trim().toLowerCase().split(';');
    return name.trim() === 'gzip' && !rest.some((part) => /^\s*q\s*=\s*0(\.0*)?\s*$/.test(part));
  });
}
