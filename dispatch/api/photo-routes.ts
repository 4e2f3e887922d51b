// Photos taken by people: a photo is uploaded, checked and cleaned, and named later by a report or a step. Photos of a case are
// shown to everybody who may see the case.
import type { FastifyRequest } from 'fastify';
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
import type { ApiParts, App, CaseParts } from './api-parts.ts';
import { waitForBody } from './guard.ts';
import { problemResponses } from './problem-responses.ts';
import { createForCaller } from './originals.ts';
import { notFound, ProblemError } from './problem.ts';

const params = z.strictObject({ caseId: caseIdSchema, photo: photoIdSchema });
/** The longest time for a photo from a phone on a bad line. */
const bodyWithinMs = 300_000;

export function addPhotoRoutes(app: App, parts: ApiParts): void {
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

function addShowing(app: App, parts: ApiParts): void {
  const { photos, dataDir } = parts;
  const forCaller = createForCaller(parts);
  const small = createSmallPictures(dataDir);
  const querystring = z.object({ width: pictureWidthSchema.optional() });
  app.get(
    '/api/cases/:caseId/photos/:photo',
    { schema: { params, querystring } },
    async (request, reply) => {
      const { caseId, photo } = request.params;
      const { width } = request.query;
      const found = await photos.fileOf(caseId, photo);
      if (found === null) throw notFound('such photo of this case');
      const mine = await isOwnPhoto(parts, request);
      // Nothing is observed of a photo: others get all of it blurred.
      const picture = mine ? found : await forCaller.picture(request, found, unknownShown);
      request.isOwnPhoto = mine;
      const lying = width === undefined ? picture : await small.of(picture, width);
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
      onRequest: waitForBody(bodyWithinMs),
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

const unknownShown = () => Promise.resolve(null);

/** Whoever took a photo has seen what it shows. */
async function isOwnPhoto(
  { photos }: CaseParts,
  {
    params: { caseId, photo },
    session,
    scopes,
  }: FastifyRequest<{ Params: z.infer<typeof params> }>,
): Promise<boolean> {
  if (session === null || scopes !== null) return false;
  const taken = await photos.of(caseId);
  return taken.some((one) => one.photo === photo && one.by === session.user.username);
}
