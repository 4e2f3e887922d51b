// Records in the custody log how an export ended: sent completely, with the SHA-256 of the zip file, or cut off. An export without such an
// entry was running when dispatch died. Takes the chunks of the zip file; gives the same chunks.
import { createHash, type Hash } from 'node:crypto';
import { finished } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiParts } from './api-parts.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Connects the entries of one export; null for other requests. */
    exportId: string | null;
  }
}

export interface RunningExport {
  caseIds: readonly string[];
  request: FastifyRequest;
  reply: FastifyReply;
}

interface Sent {
  bytes: number;
  hash: Hash;
  isWhole: boolean;
}

type Parts = Pick<ApiParts, 'custody' | 'clock' | 'log'>;

export function withEndNoted(
  parts: Parts,
  running: RunningExport,
  zip: AsyncIterable<Uint8Array>,
): AsyncIterable<Uint8Array> {
  const sent: Sent = { bytes: 0, hash: createHash('sha256'), isWhole: false };
  finished(running.reply.raw, (error) => {
    const isDone = !error && sent.isWhole;
    noteEnd(parts, running, { sent, isDone }).catch((failure: unknown) => {
      parts.log.error({ error: failure }, 'the end of an export could not be recorded');
    });
  });
  return counted(zip, sent);
}

async function* counted(
  zip: AsyncIterable<Uint8Array>,
  sent: Sent,
): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of zip) {
    sent.bytes += chunk.length;
    sent.hash.update(chunk);
    yield chunk;
  }
  sent.isWhole = true;
}

/** That all was sent does not say that all was received: the bundle itself does. */
async function noteEnd(
  { custody, clock }: Parts,
  { caseIds, request }: RunningExport,
  { sent, isDone }: { sent: Sent; isDone: boolean },
): Promise<void> {
  const user = request.session?.user;
  const person = { actor: user?.username ?? null, role: user?.role ?? null, address: request.ip };
  const details = {
    export: request.exportId,
    bytes: sent.bytes,
    ...(isDone && { sha256: sent.hash.digest('hex') }),
  };
  const outcome = isDone ? 'done' : 'failed';
  for (const caseId of caseIds) {
    const note = { at: clock.now(), act: 'export-ended', outcome } as const;
    await custody.note({ ...note, subject: { case: caseId }, details, person });
  }
}
