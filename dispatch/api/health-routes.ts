// Problems: edges report theirs here, and people read the list.
import { z } from 'zod';
import { edgeHealthSchema, problemListSchema } from '../../contracts/index.ts';
import type { App, CameraParts } from './api-parts.ts';
import { problemsWithin } from './event-within.ts';
import { problemResponses } from './problem-responses.ts';
import { invalidInput, ProblemError } from './problem.ts';

const params = z.strictObject({ edgeId: z.string().min(1).max(64) });
/** Enough for two thousand problems with long subjects. */
const bodyLimit = 4 * 1024 * 1024;

export function addHealthRoutes(app: App, { reports, problems, wall }: CameraParts): void {
  app.get(
    '/api/problems',
    { schema: { response: { 200: problemListSchema, ...problemResponses } } },
    async ({ session }) => {
      const { present, past } = await problems.list();
      const limit = session?.user.cells;
      return {
        present: problemsWithin(limit, present, wall),
        past: problemsWithin(limit, past, wall),
      };
    },
  );
  app.put(
    '/api/edge/workers/:edgeId/health',
    { bodyLimit, schema: { params, body: edgeHealthSchema } },
    async (request, reply) => {
      const { edgeId } = request.params;
      if (request.body.edgeId !== edgeId)
        throw invalidInput([
          { path: 'edgeId', message: `expected "${edgeId}", got "${request.body.edgeId}"` },
        ]);
      const refusal = reports.hear(request.body);
      if (refusal !== null)
        throw new ProblemError(429, refusal, 'too many edges: dispatch accepts no more');
      return reply.code(204).send();
    },
  );
}
