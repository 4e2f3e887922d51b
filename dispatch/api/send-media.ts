// Sends a stored file. The static file server below handles byte ranges and revalidation.
import type { FastifyReply } from 'fastify';
import type { StoredMedia } from '../evidence/evidence-store.ts';

export function sendMedia(reply: FastifyReply, media: StoredMedia): FastifyReply {
  // Evidence may be replaced by a repeated upload, so a browser revalidates its copy each time.
  reply.header('cache-control', 'private, no-cache');
  return reply.type(media.contentType).sendFile(media.file, media.folder, { cacheControl: false });
}
