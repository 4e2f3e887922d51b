// The armed fences for edges: answers at once if they are new to the edge, otherwise as soon as they change (long polling). So a
// change reaches the edge at once, and no edge needs an open port.
import { z } from 'zod';
import { armedFencesSchema } from '../../contracts/index.ts';
import type { App, CameraParts } from './api-parts.ts';
import { problemResponses } from './problem-responses.ts';

export const longestPollMs = 25_000;

const query = z.strictObject({
  after: z
    .string('expected the last revision, 0 for none')
    .regex(/^\d{1,15}$/, 'expected the last revision, 0 for none')
    .transform(Number),
});

export function addEdgeFenceRoute(app: App, { fences }: CameraParts): void {
  const stopping = new AbortController();
  app.addHook('preClose', (done) => {
    stopping.abort();
    done();
  });
  app.get(
    '/api/edge/fences',
    { schema: { querystring: query, response: { 200: armedFencesSchema, ...problemResponses } } },
    async (request, reply) => {
      const waiting = new AbortController();
      const stopWaiting = () => {
        waiting.abort();
      };
      const timer = setTimeout(stopWaiting, longestPollMs);
      stopping.signal.addEventListener('abort', stopWaiting);
      reply.raw.once('close', stopWaiting);
      try {
        return await fences.registry.otherThan(request.query.after, waiting.signal);
      } finally {
        clearTimeout(timer);
        stopping.signal.removeEventListener('abort', stopWaiting);
      }
    },
  );
}
