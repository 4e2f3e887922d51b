// For monitoring: health, metrics, and the OpenAPI document.
import { healthSchema } from '../../contracts/index.ts';
import type { App, ServerParts } from './api-parts.ts';

export function addStatusRoutes(app: App, { health, metrics }: ServerParts): void {
  app.get(
    '/api/health',
    { schema: { response: { 200: healthSchema, 503: healthSchema } } },
    async (_request, reply) => {
      const answer = await health();
      // Without Redis or the broker dispatch still serves people; without its store it cannot.
      return reply.code(answer.store.ok ? 200 : 503).send(answer);
    },
  );
  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.expose()),
  );
  app.get('/api/openapi.json', () => app.swagger());
}
