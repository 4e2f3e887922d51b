// Cases: the list, one in full, its picture and clip.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  caseDetailSchema,
  caseIdSchema,
  caseListSchema,
  caseQuerySchema,
  incidentIdSchema,
  maxLongIdLength,
  pictureWidthSchema,
  type PictureWidth,
} from '../../contracts/index.ts';
import type { CaseFilter } from '../store/case-store.ts';
import { createConvertedClips } from '../evidence/converted-clips.ts';
import type { MediaName } from '../evidence/media.ts';
import { createSmallPictures } from '../evidence/small-pictures.ts';
import type { ApiParts, App } from './api-parts.ts';
import { actorOf } from './case-action-routes.ts';
import { detailOf, findCase } from './case-detail.ts';
import { withStanding } from './case-standing.ts';
import { refuseSpoilt } from './intact-media.ts';
import { namedCaller } from './named-in-case.ts';
import { readCursor, writeCursor } from './page.ts';
import { problemResponses } from './problem-responses.ts';
import { notFound } from './problem.ts';
import { sendConverted } from './send-copy.ts';
import { createForCaller } from './originals.ts';
import { shownBy } from './shown-by.ts';
import { sendMedia } from './send-media.ts';

const params = z.strictObject({ caseId: caseIdSchema });
const incidentParams = z.strictObject({ caseId: caseIdSchema, incidentId: incidentIdSchema });
const openingParams = incidentParams.extend({
  opening: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'expected the number of an opening such as 1')
    .transform(Number),
});

export function addCaseRoutes(app: App, parts: ApiParts): void {
  const { store, clock } = parts;
  app.get(
    '/api/cases',
    {
      schema: {
        querystring: caseQuerySchema,
        response: { 200: caseListSchema, ...problemResponses },
      },
    },
    async (request) => {
      const cells = request.session?.user.cells;
      const named = cells && namedCaller(request, parts);
      const [page, presentCount] = await Promise.all([
        pageOfCases(parts, request.query, { cells, named }),
        store.cases.countPresent(cells),
      ]);
      return { ...page, presentCount };
    },
  );
  app.get(
    '/api/cases/:caseId',
    { schema: { params, response: { 200: caseDetailSchema, ...problemResponses } } },
    async (request) => {
      const file = await findCase(parts, request.params.caseId);
      const username = request.session?.user.username;
      // A program that reads a case does not count as a person who has seen it.
      if (username !== undefined && request.scopes === null)
        await store.receipts.caseOpened(file.id, username, clock.now());
      return detailOf(parts, file, actorOf(request));
    },
  );
  addMediaRoutes(app, parts, { file: 'picture.jpg', name: 'picture' });
  addMediaRoutes(app, parts, { file: 'clip.mp4', name: 'clip' });
}

const cursorOfCase = z.tuple([z.number().int().min(0), z.string().max(maxLongIdLength)]);

/** One more than requested, to know whether there is another page. */
async function pageOfCases(
  parts: ApiParts,
  { present, open, cursor, limit, with: more, ...filter }: z.output<typeof caseQuerySchema>,
  whose: Pick<CaseFilter, 'cells' | 'named'>,
): Promise<Pick<z.infer<typeof caseListSchema>, 'cases' | 'nextCursor'>> {
  const after = cursor === undefined ? null : readCursor(cursor, cursorOfCase);
  const found = await parts.store.cases.list({
    ...filter,
    ...whose,
    limit: limit + 1,
    present: present === undefined ? undefined : present === 'true',
    open: open === undefined ? undefined : open === 'true',
    ...(after && { after: { lastOpenedAt: after[0], id: after[1] } }),
  });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const shown = more === 'deadline' ? await withStanding(parts, page) : page;
  if (found.length <= limit || last === undefined) return { cases: shown, nextCursor: null };
  return { cases: shown, nextCursor: writeCursor([last.lastOpenedAt ?? last.openedAt, last.id]) };
}

/** Of the incident that began the case, or of any other incident and opening. */
function addMediaRoutes(app: App, parts: ApiParts, media: { file: string; name: MediaName }): void {
  const { file, name } = media;
  const querystring = mediaQueries[name];
  const send = createSender(parts, name);
  const sendOfCase = async (to: To, asked: AskedMedia & { caseId: string }) => {
    const found = await parts.store.cases.findByIncident(asked.incidentId);
    if (found?.id !== asked.caseId) throw notFound('such incident of this case');
    return send(to, asked);
  };
  app.get(
    `/api/cases/:caseId/${file}`,
    { schema: { params, querystring } },
    async (request, reply) => {
      const { incidentId } = await findCase(parts, request.params.caseId);
      return send({ request, reply }, { incidentId, ...formIn(request.query) });
    },
  );
  app.get(
    `/api/cases/:caseId/incidents/:incidentId/${file}`,
    { schema: { params: incidentParams, querystring } },
    async (request, reply) =>
      sendOfCase({ request, reply }, { ...request.params, ...formIn(request.query) }),
  );
  app.get(
    `/api/cases/:caseId/incidents/:incidentId/openings/:opening/${file}`,
    { schema: { params: openingParams, querystring } },
    async (request, reply) =>
      sendOfCase({ request, reply }, { ...request.params, ...formIn(request.query) }),
  );
}

interface To {
  request: FastifyRequest;
  reply: FastifyReply;
}

/** Sends a picture or clip, or another form of it. */
function createSender(parts: ApiParts, name: MediaName) {
  const small = createSmallPictures(parts.dataDir);
  const converted = createConvertedClips(parts.dataDir);
  const forCaller = createForCaller(parts);
  return async ({ request, reply }: To, { incidentId, opening = 1, ...form }: AskedMedia) => {
    const key = { incidentId, opening, name };
    const found = await parts.evidence.find(key);
    if (found === null) throw notFound(`${name} of this case yet`);
    await refuseSpoilt(parts, key);
    const shown = () => shownBy(parts, key);
    if (name === 'clip') {
      const sha256 = (await parts.evidence.entry(key))?.sha256 ?? 'unknown';
      const copy = await forCaller.clip(request, { ...found, sha256 }, shown);
      if (copy !== null) return sendConverted(reply, found, copy);
      if (form.as === undefined) return sendMedia(reply, found);
      return sendConverted(reply, found, await converted.of(found, sha256));
    }
    const picture = await forCaller.picture(request, found, shown);
    const lying = form.width === undefined ? picture : await small.of(picture, form.width);
    return sendMedia(reply, { ...found, ...lying });
  };
}

interface AskedMedia {
  incidentId: string;
  opening?: number;
  width?: PictureWidth | undefined;
  as?: 'h264' | undefined;
}

/** A smaller form of a picture, or a converted copy of a clip. */
function formIn({ width, as }: Pick<AskedMedia, 'width' | 'as'>): Pick<AskedMedia, 'width' | 'as'> {
  return { width, as };
}

const mediaQueries = {
  picture: z.object({ width: pictureWidthSchema.optional() }),
  clip: z.object({ as: z.enum(['h264']).optional() }),
};
