// Cameras as a table over HTTP: import with a dry run, export, and a table to fill in. No answer contains a log-in.
import {
  cameraImportAnswerSchema,
  cameraTableQuerySchema,
  importCamerasSchema,
  maxCameraFileBytes,
} from '../../contracts/index.ts';
import { cameraTemplate, toCamerasCsv } from '../cameras/import/cameras-csv.ts';
import { takeCameras } from '../cameras/import/take-cameras.ts';
import type { ApiParts, App } from './api-parts.ts';
import { authorOf } from './fence-routes.ts';
import { problemResponses } from './problem-responses.ts';
import { ProblemError } from './problem.ts';

type Parts = Pick<ApiParts, 'cameras' | 'hub'>;

export function addCameraTableRoutes(app: App, { cameras: { book, orders }, hub }: Parts): void {
  app.post(
    '/api/camera-setup/import',
    {
      bodyLimit: 2 * maxCameraFileBytes,
      schema: {
        body: importCamerasSchema,
        response: { 200: cameraImportAnswerSchema, ...problemResponses },
      },
    },
    async (request) => {
      const { base64, reason = '', ...wish } = request.body;
      const bytes = Buffer.from(base64, 'base64');
      const file = { ...wish, bytes, reason, author: authorOf(request) };
      const answer = await takeCameras(book, orders.edges(), file);
      if (answer === null)
        throw new ProblemError(409, 'stale', 'somebody else has changed cameras meanwhile');
      if (answer.stored && answer.added + answer.changed > 0) hub.publish({ type: 'cameras' });
      return answer;
    },
  );
  const schema = { querystring: cameraTableQuerySchema };
  app.get('/api/camera-setup/export.csv', { schema }, async ({ query }, reply) => {
    await book.refresh();
    const text = toCamerasCsv(book.list(), query.language);
    return reply.headers(fileHeaders('cameras.csv')).send(text);
  });
  app.get('/api/camera-setup/template.csv', { schema }, ({ query }, reply) =>
    reply.headers(fileHeaders('cameras-template.csv')).send(cameraTemplate(query.language)),
  );
}

function fileHeaders(name: string) {
  return {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}"`,
  };
}
