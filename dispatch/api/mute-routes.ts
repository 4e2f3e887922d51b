// Mutes over HTTP: the current and recent ones, a new one with end and reason, and ending one early.
import { z } from 'zod';
import {
  holdsCell,
  muteListSchema,
  muteQuerySchema,
  muteSchema,
  newMuteSchema,
  type CellLimit,
  type NewMute,
} from '../../contracts/index.ts';
import type { ApiParts, App } from './api-parts.ts';
import { cellOfMuted } from './cell-of-route.ts';
import { authorOf } from './fence-routes.ts';
import { foreignCell } from './guard.ts';
import { invalidInput, notFound } from './problem.ts';
import { problemResponses } from './problem-responses.ts';

const longestMs = 30 * 86_400_000;
const params = z.strictObject({
  mute: z.coerce.number().int().positive().max(2_000_000_000),
});

export function addMuteRoutes(app: App, parts: ApiParts): void {
  const { store, clock } = parts;
  const isWithin = async (limit: CellLimit, thing: Pick<NewMute, 'of' | 'id'>) =>
    limit === undefined || holdsCell(limit, (await cellOfMuted(parts, thing)) ?? null);
  app.get(
    '/api/mutes',
    {
      schema: {
        querystring: muteQuerySchema,
        response: { 200: muteListSchema, ...problemResponses },
      },
    },
    async ({ query, session }) => {
      const now = clock.now();
      const over = query.ended === undefined ? [] : await store.mutes.ended(query.ended, now);
      const mutes = [...(await store.mutes.at(now)), ...over];
      const own = await Promise.all(mutes.map((mute) => isWithin(session?.user.cells, mute)));
      return { mutes: mutes.filter((_, index) => own[index]) };
    },
  );
  app.post(
    '/api/mutes',
    { schema: { body: newMuteSchema, response: { 201: muteSchema, ...problemResponses } } },
    async ({ body, session }, reply) => {
      if (!(await isWithin(session?.user.cells, body))) throw foreignCell();
      const from = clock.now();
      if (body.until <= from || body.until - from > longestMs)
        throw invalidInput([{ path: 'until', message: 'expected an end within 30 days' }]);
      const author = session?.user.username ?? '';
      return reply.code(201).send(await store.mutes.add({ ...body, from, author }));
    },
  );
  app.delete('/api/mutes/:mute', { schema: { params } }, async (request, reply) => {
    if (!(await store.mutes.end(request.params.mute, clock.now(), authorOf(request))))
      throw notFound('such mute');
    return reply.code(204).send();
  });
}
