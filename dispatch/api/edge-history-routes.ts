// Receives from edges a camera's present state and history: the last observation, blocks of the observation log, thumbnails, the
// last picture before the view moved, and files in pieces.
import { z } from 'zod';
import { idSchema, observationReportSchema } from '../../contracts/index.ts';
import { maxUploadBytes } from '../history/observation-store.ts';
import type { ApiParts, App, CameraParts, CaseParts } from './api-parts.ts';
import { addOpenClipRequests } from './asked-clip-routes.ts';
import { addEdgeUploadRoutes } from './edge-upload-routes.ts';
import { alertsComeFirst, refusal, streamOf } from './edge-routes.ts';
import { invalidInput, notFound, ProblemError } from './problem.ts';
import { addSeal } from './seal.ts';

const params = z.strictObject({ cameraId: idSchema });
const stretchParams = z.strictObject({
  cameraId: idSchema,
  stretch: z
    .string()
    .regex(/^\d{1,15}-\d{1,15}$/, 'expected two times such as 1764000000000-1764000120000')
    .transform((text) => {
      const [from = 0, to = 0] = text.split('-').map(Number);
      return { from, to };
    }),
});
const thumbnailParams = z.strictObject({
  cameraId: idSchema,
  at: z
    .string()
    .regex(/^\d{1,15}$/, 'expected epoch ms')
    .transform(Number),
});
/** An observation of a busy street has some hundred kilobytes of JSON. */
const observationLimit = 1024 * 1024;

export function addEdgeHistoryRoutes(app: App, parts: ApiParts): void {
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: maxUploadBytes },
    (_request, body, done) => {
      done(null, body);
    },
  );
  addNow(app, parts);
  addLog(app, parts);
  addPictures(app, parts);
  addEdgeUploadRoutes(app, parts);
  addOpenClipRequests(app, parts);
  addSeal(app, parts.edgeToken);
}

function addNow(app: App, parts: ApiParts): void {
  const { wall, latest } = parts;
  app.put(
    '/api/edge/cameras/:cameraId/observation',
    {
      bodyLimit: observationLimit,
      schema: { params, body: observationReportSchema },
      onRequest: alertsComeFirst(parts),
    },
    async (request, reply) => {
      const { cameraId } = request.params;
      if (!wall.has(cameraId)) throw notFound('such camera in the site file');
      if (request.body.cameraId !== cameraId)
        throw invalidInput([
          { path: 'cameraId', message: `expected "${cameraId}", got "${request.body.cameraId}"` },
        ]);
      latest.hear(request.body);
      return reply.code(204).send();
    },
  );
}

function addLog(app: App, { wall, past }: CameraParts): void {
  app.put(
    '/api/edge/cameras/:cameraId/observations/:stretch',
    { bodyLimit: maxUploadBytes, schema: { params: stretchParams } },
    async (request, reply) => {
      const { cameraId, stretch } = request.params;
      if (!wall.has(cameraId)) throw notFound('such camera in the site file');
      if (!Buffer.isBuffer(request.body))
        throw new ProblemError(415, 'unsupported-type', 'expected application/octet-stream');
      const kept = await past.observations.put(cameraId, stretch, request.body);
      if (!kept.ok) throw invalidInput(kept.faults);
      return reply.code(204).send();
    },
  );
}

function addPictures(app: App, { wall, past, before, hub }: CaseParts & CameraParts): void {
  app.put(
    '/api/edge/cameras/:cameraId/thumbnails/:at',
    { schema: { params: thumbnailParams } },
    async (request, reply) => {
      const { cameraId, at } = request.params;
      if (!wall.has(cameraId)) throw notFound('such camera in the site file');
      const result = await past.thumbnails.put(cameraId, at, streamOf(request.body, 'picture'));
      if (!result.ok) throw refusal(result.reason, 'picture');
      return reply.code(204).send();
    },
  );
  app.put('/api/edge/cameras/:cameraId/before', { schema: { params } }, async (request, reply) => {
    const { cameraId } = request.params;
    if (!wall.has(cameraId)) throw notFound('such camera in the site file');
    const result = await before.put(cameraId, streamOf(request.body, 'picture'));
    if (!result.ok) throw refusal(result.reason, 'picture');
    hub.publish({ type: 'fences', cameraId });
    return reply.code(204).send();
  });
}
