// Cameras that administrators add: the list, changes with their versions, the export as a site file. No answer contains a password.
import { stringify } from 'yaml';
import {
  cameraSetupParamsSchema,
  cameraSetupSchema,
  cameraVersionsSchema,
  putCameraSchema,
  removeCameraSchema,
  setUpCameraSchema,
} from '../../contracts/index.ts';
import type { CameraRefusal, CameraWish } from '../cameras/decide-camera.ts';
import { shownOf } from '../cameras/camera-book.ts';
import { siteFileOf } from '../cameras/site-file-cameras.ts';
import type { ApiParts, App } from './api-parts.ts';
import { addCameraTableRoutes } from './camera-table-routes.ts';
import { addCameraTryRoutes } from './camera-try-routes.ts';
import { authorOf } from './fence-routes.ts';
import { problemResponses } from './problem-responses.ts';
import { notFound, ProblemError } from './problem.ts';

type Parts = Pick<ApiParts, 'cameras' | 'fences' | 'hub' | 'wall'>;

export function addCameraSetupRoutes(app: App, parts: Parts): void {
  addReading(app, parts);
  addChanging(app, parts);
  addCameraTableRoutes(app, parts);
  addCameraTryRoutes(app, parts);
}

function addReading(app: App, { cameras: { book, orders } }: Parts): void {
  app.get(
    '/api/camera-setup',
    { schema: { response: { 200: cameraSetupSchema, ...problemResponses } } },
    async () => {
      await book.refresh();
      return { cameras: book.list(), edges: orders.edges() };
    },
  );
  const params = cameraSetupParamsSchema;
  app.get(
    '/api/camera-setup/:id/versions',
    { schema: { params, response: { 200: cameraVersionsSchema, ...problemResponses } } },
    async ({ params: { id } }) => {
      const versions = await book.history(id);
      if (versions.length === 0) throw notFound('such camera of the dashboard');
      return {
        versions: versions.map(({ version, change: made, at, author, reason, content }) => ({
          ...{ version, change: made, at, author, reason },
          camera: content && shownOf(content),
        })),
      };
    },
  );
  app.get('/api/camera-setup/export.yaml', async (_request, reply) => {
    await book.refresh();
    return reply
      .type('application/yaml; charset=utf-8')
      .header('content-disposition', 'attachment; filename="cameras.yaml"')
      .send(`${exportHead}${stringify({ cameras: siteFileOf(book.list()) })}`);
  });
}

const exportHead =
  '# Cameras of the dashboard, for the site file. Log-ins are variables: set them where edge and dispatch run.\n';

function addChanging(app: App, parts: Parts): void {
  const params = cameraSetupParamsSchema;
  app.put(
    '/api/camera-setup/:id',
    {
      schema: {
        params,
        body: putCameraSchema,
        response: { 200: setUpCameraSchema, ...problemResponses },
      },
    },
    async (request) => {
      const { id } = request.params;
      await change(parts, { id, ...request.body, author: authorOf(request) });
      const made = parts.cameras.book.list().find((one) => one.id === id && one.version !== null);
      if (made === undefined) throw notFound('such camera: somebody has removed it');
      return made;
    },
  );
  app.post(
    '/api/camera-setup/:id/remove',
    { schema: { params, body: removeCameraSchema } },
    async (request, reply) => {
      const { id } = request.params;
      const { cameras, fences } = parts;
      // Fences of the site file's camera stay in force.
      const isOwn = cameras.book.added().some((one) => one.id === id);
      if (isOwn && fences.registry.fences().some(({ camera }) => camera === id))
        throw new ProblemError(409, 'camera-has-fences', 'remove the fences of the camera first');
      await change(parts, { id, ...request.body, camera: null, author: authorOf(request) });
      return reply.code(204).send();
    },
  );
}

async function change({ cameras, hub }: Parts, wish: CameraWish): Promise<void> {
  const decided = await cameras.book.change(wish);
  if (!decided.ok) {
    if (decided.reason === 'absent') throw notFound('such camera of the dashboard');
    throw new ProblemError(409, codes[decided.reason], texts[decided.reason]);
  }
  hub.publish({ type: 'cameras' });
}

const codes = {
  stale: 'stale',
  unchanged: 'unchanged',
  'in-site-file': 'camera-in-site-file',
  'log-in-needed': 'camera-log-in-needed',
} as const;
const texts: Readonly<Record<Exclude<CameraRefusal, 'absent'>, string>> = {
  stale: 'somebody else has changed this camera',
  unchanged: 'the camera says the same already',
  'in-site-file': 'the site file has a camera with this id, which counts',
  'log-in-needed': 'give the log-in again: it is kept only for the same host',
};
