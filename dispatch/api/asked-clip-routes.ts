// Clips on demand: a person requests a span of a camera with a reason, follows the request, and plays the clip; edges fetch open
// requests. Each attempt is recorded in the custody log, refused ones too.
import { z } from 'zod';
import {
  askedClipListSchema,
  askedClipSchema,
  clipRequestIdSchema,
  idSchema,
  longestClipMs,
  newClipRequestSchema,
  openClipRequestsSchema,
} from '../../contracts/index.ts';
import { createConvertedClips } from '../evidence/converted-clips.ts';
import { createAskedClips, type AskRefusal } from '../evidence/asked-clips.ts';
import type { ApiParts, App } from './api-parts.ts';
import { notFound, ProblemError } from './problem.ts';
import { problemResponses } from './problem-responses.ts';
import { refuseSpoilt } from './intact-media.ts';
import { createForCaller } from './originals.ts';
import { sendConverted } from './send-copy.ts';
import { sendMedia } from './send-media.ts';

const params = z.strictObject({ cameraId: idSchema });
const clipParams = params.extend({ clip: clipRequestIdSchema });
const querystring = z.strictObject({
  download: z.string().max(1).optional(),
  /** A converted copy. */
  as: z.enum(['h264']).optional(),
});

export function addAskedClipRoutes(app: App, parts: ApiParts): void {
  const asked = askedClipsOf(parts);
  app.post(
    '/api/cameras/:cameraId/clips',
    {
      schema: {
        params,
        body: newClipRequestSchema,
        response: { 201: askedClipSchema, ...problemResponses },
      },
    },
    async ({ params: { cameraId }, body, session }, reply) => {
      if (!parts.wall.has(cameraId)) throw notFound('such camera in the site file');
      if (body.caseId !== undefined) await checkCase(parts, body.caseId, cameraId);
      const answer = await asked.ask(cameraId, body, session?.user.username ?? '');
      if (!answer.ok) throw new ProblemError(409, answer.reason, refusalTexts[answer.reason]);
      return reply.code(201).send(answer.clip);
    },
  );
  app.get(
    '/api/cameras/:cameraId/clips',
    { schema: { params, response: { 200: askedClipListSchema, ...problemResponses } } },
    async (request) => ({ clips: await asked.of(request.params.cameraId) }),
  );
  addAskedClip(app, parts);
}

function addAskedClip(app: App, parts: ApiParts): void {
  const asked = askedClipsOf(parts);
  const forCaller = createForCaller(parts);
  const converted = createConvertedClips(parts.dataDir);
  app.get(
    '/api/cameras/:cameraId/clips/:clip/clip.mp4',
    { schema: { params: clipParams, querystring } },
    async (request, reply) => {
      const { cameraId, clip } = request.params;
      const file = await asked.file(cameraId, clip);
      if (file === null) throw notFound('such clip of this camera, or it has not come');
      const key = { incidentId: clip, opening: 1, name: 'clip' } as const;
      await refuseSpoilt(parts, key);
      const sha256 = (await parts.evidence.entry(key))?.sha256 ?? 'unknown';
      const copy = await forCaller.clip(request, { ...file, sha256 }, async () => {
        const span = (await parts.evidence.clip(key))?.coverage?.asked;
        return span === undefined ? null : { cameraId, ...span };
      });
      if (copy !== null) return sendConverted(reply, file, copy);
      if (request.query.as === undefined) return sendMedia(reply, file);
      return sendConverted(reply, file, await converted.of(file, sha256));
    },
  );
}

/** Sealed, like all answers to edges. */
export function addOpenClipRequests(app: App, parts: ApiParts): void {
  const asked = askedClipsOf(parts);
  app.get(
    '/api/edge/clip-requests',
    { schema: { response: { 200: openClipRequestsSchema, ...problemResponses } } },
    async () => ({ requests: await asked.open() }),
  );
}

export function askedClipsOf({ store, evidence, wall, clock }: ApiParts) {
  const isHeard = (cameraId: string) => {
    const heard = wall.heard().get(cameraId);
    return heard !== undefined && clock.now() - heard.heardAt < silentMs;
  };
  return createAskedClips({ store: store.clipRequests, evidence, isHeard, clock });
}

/** An edge reports each camera every few seconds. */
const silentMs = 15_000;

/** The request is logged under its case, so it must be of this camera. */
async function checkCase({ store }: ApiParts, caseId: string, cameraId: string): Promise<void> {
  const incidents = await store.cases.incidentsOf(caseId);
  if (!incidents.some((incident) => incident.cameraId === cameraId))
    throw notFound('such case of this camera');
}

const refusalTexts: Readonly<Record<AskRefusal, string>> = {
  'clip-span-empty': 'expected an end after the start',
  'clip-too-long': `expected at most ${longestClipMs / 1000} s`,
  'clip-not-over': 'expected a span that is over',
  'clips-too-many': 'too many clips are waited for already',
};
