// Sends a stored file. The file server beneath answers byte ranges and asks the browser's cache first.
import type { FastifyReply } from 'fastify';
import type { StoredMedia } from '../evidence/evidence-store.ts';

export function sendMedia(reply: FastifyReply, media: StoredMedia): FastifyReply {
  // Evidence may be replaced by a repeated upload, so a browser asks each time whether its copy is still the one.
  reply.header('cache-control', 'private, no-cache');
  return reply.type(media.contentType).sendFile(media.file, media.folder, { cacheControl: false });
}
