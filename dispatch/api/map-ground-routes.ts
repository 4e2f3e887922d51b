// The base map over HTTP: the list of its files, the upload of a picture, and the files with byte ranges. The choice of the base
// map is an item of the map like all others.
import { z } from 'zod';
import {
  groundFileSchema,
  groundFilesSchema,
  groundPictureSchema,
  maxGroundPictureBytes,
} from '../../contracts/index.ts';
import type { ApiParts, App } from './api-parts.ts';
import { waitForBody } from './guard.ts';
import { problemResponses } from './problem-responses.ts';
import { notFound, ProblemError } from './problem.ts';

const params = z.strictObject({ file: groundFileSchema });
const pictureTypes = ['image/jpeg', 'image/png', 'image/webp'];
/** For a picture of 40 MB on a slow line. */
const bodyWithinMs = 600_000;

export function addGroundRoutes(app: App, parts: ApiParts): void {
  addFiles(app, parts);
  app.register((inner: App, _options, done) => {
    // Only for this route: edges send pictures of the same type as streams.
    inner.removeContentTypeParser(pictureTypes);
    inner.addContentTypeParser(pictureTypes, { parseAs: 'buffer' }, (_request, body, next) => {
      next(null, body);
    });
    addTaking(inner, parts);
    done();
  });
}

function addFiles(app: App, { groundFiles }: ApiParts): void {
  app.get(
    '/api/map/ground',
    { schema: { response: { 200: groundFilesSchema, ...problemResponses } } },
    async () => ({ files: await groundFiles.list() }),
  );
  app.get('/api/map/ground/:file', { schema: { params } }, async (request, reply) => {
    const { file } = request.params;
    if (!(await groundFiles.has(file))) throw notFound('such file of the map');
    // A picture is named by its content; a file of tiles may be replaced.
    const isPicture = file.endsWith('.jpg');
    const life = isPicture ? 'private, max-age=31536000, immutable' : 'private, no-cache';
    reply.header('cache-control', life);
    reply.type(isPicture ? 'image/jpeg' : 'application/octet-stream');
    return reply.sendFile(file, groundFiles.folder, { cacheControl: false });
  });
}

function addTaking(app: App, { groundFiles }: ApiParts): void {
  app.post(
    '/api/map/ground/picture',
    {
      bodyLimit: maxGroundPictureBytes,
      schema: { response: { 201: groundPictureSchema, ...problemResponses } },
      onRequest: waitForBody(bodyWithinMs),
    },
    async ({ body }, reply) => {
      const kept = Buffer.isBuffer(body) ? await groundFiles.keep(body) : 'not-a-picture';
      if (kept === 'not-a-picture')
        throw new ProblemError(415, kept, 'expected a picture: JPEG, PNG or WebP');
      return reply.code(201).send(kept);
    },
  );
}
