// Sends copies of clips, and says why there is none.
import type { FastifyReply } from 'fastify';
import type { ConvertedClip } from '../evidence/converted-clips.ts';
import type { StoredMedia } from '../evidence/evidence-store.ts';
import { ProblemError } from './problem.ts';
import { sendMedia } from './send-media.ts';

/** A copy says that it is one, also by its name when it is saved. */
export function sendConverted(
  reply: FastifyReply,
  clip: StoredMedia,
  converted: ConvertedClip,
): FastifyReply {
  if (converted.ok) {
    markCopy(reply, `${reply.request.isBlurred ? 'blurred' : 'converted'}-copy.mp4`);
    return sendMedia(reply, { ...clip, ...converted.copy });
  }
  if (converted.reason === 'busy')
    throw new ProblemError(503, 'busy', 'the clip is being converted; ask again in some seconds');
  if (converted.reason === 'no-converter')
    throw new ProblemError(
      501,
      'no-converter',
      'dispatch found no ffmpeg to convert the clip with',
    );
  throw new ProblemError(
    422,
    'not-convertible',
    `the clip cannot be converted: ${converted.detail}`,
  );
}

export function markCopy(reply: FastifyReply, name: string): void {
  reply.header('content-disposition', `inline; filename="${name}"`);
}
