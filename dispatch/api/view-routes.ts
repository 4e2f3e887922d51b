// The current observation of a camera, its picture before the view moved, and an operator's confirmation of the view.
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { cameraNowSchema, confirmViewSchema, idSchema } from '../../contracts/index.ts';
import type { App, BasicParts, CameraParts, LookingParts } from './api-parts.ts';
import { authorOf, fenceChangesPerMinute } from './fence-routes.ts';
import { problemResponses } from './problem-responses.ts';
import { invalidInput, notFound } from './problem.ts';
import { createForCaller } from './originals.ts';
import { sendMedia } from './send-media.ts';

const params = z.strictObject({ cameraId: idSchema });
const config = { rateLimit: { max: fenceChangesPerMinute, timeWindow: '1 minute' } };

export function addViewRoutes(app: App, parts: BasicParts & CameraParts & LookingParts): void {
  addNow(app, parts);
  addBeforePicture(app, parts);
  addConfirming(app, parts);
}

function addNow(app: App, { wall, latest, before, watched }: CameraParts & LookingParts): void {
  app.get(
    '/api/cameras/:cameraId/now',
    { schema: { params, response: { 200: cameraNowSchema, ...problemResponses } } },
    ({ params: { cameraId } }) => {
      if (!wall.has(cameraId)) throw notFound('such camera');
      watched.note([cameraId]);
      return { ...latest.of(cameraId), hasBefore: before.takenAt(cameraId) !== null };
    },
  );
}

function addBeforePicture(app: App, parts: BasicParts & CameraParts): void {
  const { wall, before } = parts;
  const forCaller = createForCaller(parts);
  app.get(
    '/api/cameras/:cameraId/before.jpg',
    { schema: { params } },
    async (request, reply): Promise<FastifyReply> => {
      const { cameraId } = request.params;
      if (!wall.has(cameraId)) throw notFound('such camera');
      const at = before.takenAt(cameraId);
      if (at === null) throw notFound('picture from before a move');
      const file = await forCaller.picture(request, before.fileOf(cameraId), () =>
        Promise.resolve({ cameraId, from: at, to: at }),
      );
      return sendMedia(reply, { ...file, contentType: 'image/jpeg' });
    },
  );
}

function addConfirming(app: App, { wall, fences, before, latest }: CameraParts): void {
  app.post(
    '/api/cameras/:cameraId/confirm-view',
    { config, schema: { params, body: confirmViewSchema } },
    async (request, reply) => {
      const { cameraId } = request.params;
      if (!wall.has(cameraId)) throw notFound('such camera');
      const { shift, reason } = request.body;
      const by = { author: authorOf(request), reason };
      const decision = await fences.service.confirmView(cameraId, shift, by);
      if (!decision.ok) throw invalidInput(decision.faults);
      await before.remove(cameraId);
      latest.forget(cameraId);
      return reply.code(204).send();
    },
  );
}
