// Addresses that an edge tries: an administrator asks, the edge answers with what it found and a picture. Nothing is stored.
import { z } from 'zod';
import { cameraTryIdSchema, cameraTrySchema, newCameraTrySchema } from '../../contracts/index.ts';
import { addressOf } from '../cameras/camera-address.ts';
import type { ApiParts, App } from './api-parts.ts';
import { problemResponses } from './problem-responses.ts';
import { notFound, ProblemError } from './problem.ts';

type Parts = Pick<ApiParts, 'cameras'>;
const params = z.strictObject({ try: cameraTryIdSchema });

export function addCameraTryRoutes(app: App, { cameras: { book, orders, tries } }: Parts): void {
  app.post(
    '/api/camera-tries',
    {
      schema: { body: newCameraTrySchema, response: { 201: cameraTrySchema, ...problemResponses } },
    },
    async ({ body }, reply) => {
      const { edgeId, source, logIn, cameraId, transport } = body;
      if (!orders.isConnected(edgeId))
        throw new ProblemError(409, 'edge-not-connected', `edge ${edgeId} is not connected`);
      const known = cameraId === undefined ? null : book.secretOf(cameraId);
      const address = addressOf(source, logIn, known);
      if (address === null)
        throw new ProblemError(409, 'camera-log-in-needed', 'give the log-in again');
      const { shown, secret } = address;
      const asked = tries.ask(edgeId, { source: secret ?? shown, transport });
      if (asked === null) throw new ProblemError(409, 'tries-too-many', 'too many tries wait');
      return reply.code(201).send(asked);
    },
  );
  app.get(
    '/api/camera-tries/:try',
    { schema: { params, response: { 200: cameraTrySchema, ...problemResponses } } },
    (request) => {
      const found = tries.find(request.params.try);
      if (found === null) throw notFound('such try, or it is too long ago');
      return found;
    },
  );
  app.get('/api/camera-tries/:try/picture.jpg', { schema: { params } }, (request, reply) => {
    const picture = tries.picture(request.params.try);
    if (picture === null) throw notFound('such picture');
    return reply.type('image/jpeg').header('cache-control', 'no-store').send(picture);
  });
}
