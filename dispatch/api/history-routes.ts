// A camera's history for back-tests: its observation log in blocks, and thumbnails.
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  thumbnailListSchema,
  idSchema,
  observationQuerySchema,
  observationStretchesSchema,
} from '../../contracts/index.ts';
import type { App, BasicParts, CameraParts } from './api-parts.ts';
import { problemResponses } from './problem-responses.ts';
import { notFound } from './problem.ts';
import { createForCaller } from './originals.ts';
import { sendMedia } from './send-media.ts';

const params = z.strictObject({ cameraId: idSchema });
const query = observationQuerySchema.refine(({ from, to }) => from <= to, {
  path: ['to'],
  error: 'expected a time that is not before from',
});

export function addHistoryRoutes(app: App, parts: BasicParts & CameraParts): void {
  addObservationRoutes(app, parts);
  addThumbnailRoutes(app, parts);
}

function addObservationRoutes(app: App, { past, wall }: CameraParts): void {
  app.get(
    '/api/cameras/:cameraId/observations',
    { schema: { params, querystring: query } },
    async (request, reply): Promise<FastifyReply> => {
      const { cameraId } = request.params;
      if (!wall.has(cameraId)) throw notFound('such camera');
      const { from, to } = request.query;
      const { bytes, log } = await past.observations.read(cameraId, from, to);
      reply.header('content-length', bytes).header('cache-control', 'private, no-cache');
      return reply.type('application/octet-stream').send(log);
    },
  );
  app.get(
    '/api/cameras/:cameraId/observations/stretches',
    { schema: { params, response: { 200: observationStretchesSchema, ...problemResponses } } },
    async ({ params: { cameraId } }) => {
      if (!wall.has(cameraId)) throw notFound('such camera');
      return { stretches: await past.observations.stretches(cameraId) };
    },
  );
}

const thumbnailParams = z.strictObject({
  cameraId: idSchema,
  thumbnail: z
    .string()
    .regex(/^\d{1,15}\.jpg$/, 'expected a time such as 1764000000000.jpg')
    .transform((name) => Number.parseInt(name, 10)),
});

function addThumbnailRoutes(app: App, parts: BasicParts & CameraParts): void {
  const { past, wall } = parts;
  const forCaller = createForCaller(parts);
  app.get(
    '/api/cameras/:cameraId/thumbnails',
    {
      schema: {
        params,
        querystring: query,
        response: { 200: thumbnailListSchema, ...problemResponses },
      },
    },
    async ({ params: { cameraId }, query: { from, to } }) => {
      if (!wall.has(cameraId)) throw notFound('such camera');
      return { thumbnails: await past.thumbnails.within(cameraId, from, to) };
    },
  );
  app.get(
    '/api/cameras/:cameraId/thumbnails/:thumbnail',
    { schema: { params: thumbnailParams } },
    async (request, reply): Promise<FastifyReply> => {
      const { cameraId, thumbnail } = request.params;
      const found = await past.thumbnails.find(cameraId, thumbnail);
      if (found === null) throw notFound('thumbnail of this time');
      const file = await forCaller.picture(request, found, () =>
        Promise.resolve({ cameraId, from: thumbnail, to: thumbnail }),
      );
      return sendMedia(reply, { ...file, contentType: 'image/jpeg' });
    },
  );
}
