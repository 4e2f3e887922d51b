// Photos taken by people: a photo is uploaded, checked and cleaned, and named later by a report or a step. Photos of a case are
// shown to everybody who may see the case.
import { z } from 'zod';
import {
  caseIdSchema,
  keptPhotoSchema,
  maxPhotoBytes,
  photoIdSchema,
  photoTypes,
  pictureWidthSchema,
  type PhotoRefusal,
} from '../../contracts/index.ts';
import { createSmallPictures } from '../evidence/small-pictures.ts';
import type { App, BasicParts, CaseParts } from './api-parts.ts';
import { problemResponses } from './problem-responses.ts';
import { notFound, ProblemError } from './problem.ts';

const params = z.strictObject({ caseId: caseIdSchema, photo: photoIdSchema });
/** The longest time for a photo from a phone on a bad line. */
const bodyWithinMs = 300_000;

export function addPhotoRoutes(app: App, parts: BasicParts & CaseParts): void {
  app.register((inner: App, _options, done) => {
    // Only for these routes: edges send pictures of the same type as streams.
    inner.removeContentTypeParser([...photoTypes]);
    inner.addContentTypeParser([...photoTypes], { parseAs: 'buffer' }, (_request, body, next) => {
      next(null, body);
    });
    addTaking(inner, parts);
    done();
  });
  addShowing(app, parts);
}

function addShowing(app: App, { photos, dataDir }: BasicParts & CaseParts): void {
  const small = createSmallPictures(dataDir);
  const querystring = z.object({ width: pictureWidthSchema.optional() });
  app.get(
    '/api/cases/:caseId/photos/:photo',
    { schema: { params, querystring } },
    async ({ params: { caseId, photo }, query: { width } }, reply) => {
      const found = await photos.fileOf(caseId, photo);
      if (found === null) throw notFound('such photo of this case');
      const lying = width === undefined ? found : await small.of(found, width);
      // Its name is the hash of its content, so it never changes.
      reply.header('cache-control', 'private, max-age=31536000, immutable');
      return reply.type('image/jpeg').sendFile(lying.file, lying.folder, { cacheControl: false });
    },
  );
}

function addTaking(app: App, { photos }: CaseParts): void {
  app.post(
    '/api/photos',
    {
      bodyLimit: maxPhotoBytes,
      schema: { response: { 201: keptPhotoSchema, ...problemResponses } },
      onRequest: (request, _reply, done) => {
        clearTimeout(request.patience ?? undefined);
        request.patience = setTimeout(() => {
          if (!request.raw.complete) request.raw.destroy();
        }, bodyWithinMs).unref();
        done();
      },
    },
    async ({ body, session }, reply) => {
      if (!Buffer.isBuffer(body)) throw refusal('not-a-picture');
      const taken = await photos.take(body, session?.user.username ?? '');
      if (!taken.ok) throw refusal(taken.reason);
      return reply.code(201).send(taken.photo);
    },
  );
}

const refusals: Record<PhotoRefusal, { status: number; message: string }> = {
  empty: { status: 400, message: 'the photo has no content' },
  'too-large': { status: 413, message: 'the photo is too large' },
  'not-a-picture': { status: 415, message: 'expected a picture: JPEG, PNG or WebP' },
  'too-many-photos': {
    status: 429,
    message: 'too many photos that no report or step uses: use those first',
  },
  busy: { status: 503, message: 'too many photos at once: try again in a moment' },
  'disk-full': { status: 507, message: 'no disk space for photos: nothing was saved' },
};

function refusal(reason: PhotoRefusal): ProblemError {
  const { status, message } = refusals[reason];
  return new ProblemError(status, reason, message);
}
