// The camera wall: all cameras with their state, and the last picture of each.
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  cameraListSchema,
  holdsCell,
  idSchema,
  pageQuery,
  watchedCamerasSchema,
} from '../../contracts/index.ts';
import type { App, BasicParts, CameraParts, LookingParts } from './api-parts.ts';
import { foreignCell } from './guard.ts';
import { pageOf } from './page.ts';
import { problemResponses } from './problem-responses.ts';
import { notFound } from './problem.ts';
import { createForCaller } from './originals.ts';
import { sendMedia } from './send-media.ts';

const params = z.strictObject({ cameraId: idSchema });

export function addCameraRoutes(app: App, parts: BasicParts & CameraParts & LookingParts): void {
  const { wall, pictures, watched } = parts;
  addWatched(app, parts);
  const forCaller = createForCaller(parts);
  app.get(
    '/api/cameras',
    {
      schema: {
        querystring: z.strictObject(pageQuery),
        response: { 200: cameraListSchema, ...problemResponses },
      },
    },
    async ({ query, session }) => {
      const limit = session?.user.cells;
      const own = (await wall.views()).filter(({ gridCell }) => holdsCell(limit, gridCell));
      const { items, nextCursor } = pageOf(own, ({ id }) => id, query);
      return { cameras: items, nextCursor };
    },
  );
  app.get(
    '/api/cameras/:cameraId/picture.jpg',
    { schema: { params } },
    async (request, reply): Promise<FastifyReply> => {
      const { cameraId } = request.params;
      if (!wall.has(cameraId)) throw notFound('such camera');
      const at = pictures.takenAt(cameraId);
      // Also for programs and dashboards that do not say what they show.
      watched.note([cameraId]);
      if (at === null) throw notFound('picture of this camera yet');
      const file = await forCaller.picture(request, pictures.fileOf(cameraId), () =>
        Promise.resolve({ cameraId, from: at, to: at }),
      );
      return sendMedia(reply, { ...file, contentType: 'image/jpeg' });
    },
  );
}

/** What was removed meanwhile is left out. */
function addWatched(app: App, { wall, watched }: CameraParts & LookingParts): void {
  app.post(
    '/api/cameras/watched',
    { schema: { body: watchedCamerasSchema } },
    async ({ body, session }, reply) => {
      const limit = session?.user.cells;
      const known = body.cameras.filter((id) => wall.has(id));
      if (known.some((id) => !holdsCell(limit, wall.cellOf(id) ?? null))) throw foreignCell();
      watched.note(known);
      return reply.code(204).send();
    },
  );
}
