// Gives edges the cameras of the dashboard, encrypted with the key of the edge that asks, and receives the results of tried
// addresses.
import { z } from 'zod';
import {
  answeredTrySchema,
  cameraPollAnswerSchema,
  cameraPollSchema,
  cameraTryIdSchema,
  edgeIdSchema,
} from '../../contracts/index.ts';
import type { ApiParts, App } from './api-parts.ts';
import { notFound } from './problem.ts';

export function addEdgeCameraRoutes(app: App, { cameras }: Pick<ApiParts, 'cameras'>): void {
  const params = z.strictObject({ edgeId: edgeIdSchema });
  app.put(
    '/api/edge/workers/:edgeId/cameras',
    { schema: { params, body: cameraPollSchema, response: { 200: cameraPollAnswerSchema } } },
    (request) => cameras.orders.answer(request.params.edgeId, request.body),
  );
  app.put(
    '/api/edge/camera-tries/:try',
    {
      bodyLimit: 1024 * 1024,
      schema: { params: z.strictObject({ try: cameraTryIdSchema }), body: answeredTrySchema },
    },
    (request, reply) => {
      const { result, picture } = request.body;
      const bytes = picture === null ? null : Buffer.from(picture, 'base64');
      // It is shown to people as a picture, so anything else is refused.
      const jpeg = bytes?.subarray(0, 3).toString('hex') === 'ffd8ff' ? bytes : null;
      if (!cameras.tries.answer(request.params.try, result, jpeg)) throw notFound('such try');
      return reply.code(204).send();
    },
  );
}
