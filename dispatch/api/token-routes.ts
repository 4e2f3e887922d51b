// API tokens over HTTP, for administrators: list, create (the token is shown once), revoke.
import { z } from 'zod';
import {
  madeTokenSchema,
  nameSchema,
  newTokenSchema,
  pageQuery,
  tokenListSchema,
} from '../../contracts/index.ts';
import type { App, BasicParts, LogInParts } from './api-parts.ts';
import { authorOf } from './fence-routes.ts';
import { pageOf } from './page.ts';
import { problemResponses } from './problem-responses.ts';
import { invalidInput, notFound, ProblemError } from './problem.ts';

const params = z.strictObject({ tokenId: nameSchema });

export function addTokenRoutes(app: App, { tokens, log }: BasicParts & LogInParts): void {
  app.get(
    '/api/tokens',
    {
      schema: {
        querystring: z.strictObject(pageQuery),
        response: { 200: tokenListSchema, ...problemResponses },
      },
    },
    async ({ query }) => {
      const { items, nextCursor } = pageOf(await tokens.list(), ({ id }) => id, query);
      return { tokens: items, nextCursor };
    },
  );
  app.post(
    '/api/tokens',
    { schema: { body: newTokenSchema, response: { 201: madeTokenSchema, ...problemResponses } } },
    async (request, reply) => {
      const made = await tokens.make(request.body, authorOf(request));
      if (!made.ok && made.reason === 'invalid') throw invalidInput(made.faults);
      if (!made.ok)
        throw new ProblemError(409, made.reason, 'an active token already has this name');
      const { token, entry } = made;
      log.info({ token: entry.name, id: entry.id, by: entry.createdBy }, 'a token was added');
      return reply.code(201).header('cache-control', 'no-store').send({ token, entry });
    },
  );
  app.delete('/api/tokens/:tokenId', { schema: { params } }, async (request, reply) => {
    const { tokenId } = request.params;
    if (!(await tokens.revoke(tokenId))) throw notFound('such token, or it was revoked before');
    log.info({ id: tokenId, by: authorOf(request) }, 'a token was revoked');
    return reply.code(204).send();
  });
}
