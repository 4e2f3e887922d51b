// Cases: the list, one in full, its picture and clip, and taking it on.
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  caseDetailSchema,
  caseListSchema,
  caseQuerySchema,
  incidentIdSchema,
  type CaseDetail,
} from '../../contracts/index.ts';
import { openingsOf } from '../cases/openings.ts';
import { acknowledgeCase, type AcknowledgeRefusal } from '../cases/acknowledge.ts';
import type { MediaName } from '../evidence/media.ts';
import { toCaseIncident, toSummary, type CaseFile } from '../store/case-rows.ts';
import type { RecordedAlert } from '../store/case-store.ts';
import type { ApiParts, App } from './api-parts.ts';
import { problemResponses } from './problem-responses.ts';
import { notFound, ProblemError } from './problem.ts';
import { sendMedia } from './send-media.ts';

const caseId = z
  .string()
  .regex(/^\d{8}-\d{4,9}$/, 'expected the id of a case such as "20261122-0007"');
const params = z.strictObject({ caseId });
const incidentParams = z.strictObject({ caseId, incidentId: incidentIdSchema });
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
    async ({ query: { present, ...filter } }) => ({
      cases: await store.cases.list({
        ...filter,
        present: present === undefined ? undefined : present === 'true',
      }),
      presentCount: await store.cases.countPresent(),
    }),
  );
  app.get(
    '/api/cases/:caseId',
    { schema: { params, response: { 200: caseDetailSchema, ...problemResponses } } },
    async (request) => {
      const file = await findCase(parts, request.params.caseId);
      const username = request.session?.user.username;
      if (username !== undefined) await store.receipts.caseOpened(file.id, username, clock.now());
      return detailOf(parts, file);
    },
  );
  addMediaRoutes(app, parts, { file: 'picture.jpg', name: 'picture' });
  addMediaRoutes(app, parts, { file: 'clip.mp4', name: 'clip' });
  addAcknowledge(app, parts);
}

/** Of the incident that began the case, of any of its incidents, and of any opening of these. */
function addMediaRoutes(app: App, parts: ApiParts, media: { file: string; name: MediaName }): void {
  const { file, name } = media;
  const send = async (reply: FastifyReply, incidentId: string, opening = 1) => {
    const found = await parts.evidence.find({ incidentId, opening, name });
    if (found === null) throw notFound(`${name} of this case yet`);
    return sendMedia(reply, found);
  };
  const sendOfCase = async (
    reply: FastifyReply,
    { caseId, incidentId, opening }: { caseId: string; incidentId: string; opening?: number },
  ) => {
    const found = await parts.store.cases.findByIncident(incidentId);
    if (found?.id !== caseId) throw notFound('such incident of this case');
    return send(reply, incidentId, opening);
  };
  app.get(`/api/cases/:caseId/${file}`, { schema: { params } }, async (request, reply) =>
    send(reply, (await findCase(parts, request.params.caseId)).incidentId),
  );
  app.get(
    `/api/cases/:caseId/incidents/:incidentId/${file}`,
    { schema: { params: incidentParams } },
    async (request, reply) => sendOfCase(reply, request.params),
  );
  app.get(
    `/api/cases/:caseId/incidents/:incidentId/openings/:opening/${file}`,
    { schema: { params: openingParams } },
    async (request, reply) => sendOfCase(reply, request.params),
  );
}

const refusals: Record<AcknowledgeRefusal, string> = {
  'already-acknowledged': 'somebody has taken this case on already',
  'not-open': 'this case is not open any more',
};

function addAcknowledge(app: App, parts: ApiParts): void {
  const { store, clock, hub } = parts;
  app.post(
    '/api/cases/:caseId/acknowledge',
    { schema: { params, response: { 200: caseDetailSchema, ...problemResponses } } },
    async (request) => {
      const { caseId } = request.params;
      const actor = request.session?.user.username ?? '';
      const result = await store.cases.acknowledge(caseId, (current) =>
        acknowledgeCase(current, actor, clock.now()),
      );
      if (result === null) throw notFound('such case');
      if (!result.ok) throw new ProblemError(409, result.reason, refusals[result.reason]);
      const file = await findCase(parts, caseId);
      hub.publish({ type: 'case', case: toSummary(file) });
      return detailOf(parts, file);
    },
  );
}

async function findCase({ store }: ApiParts, caseId: string): Promise<CaseFile> {
  const file = await store.cases.find(caseId);
  if (file === null) throw notFound('such case');
  return file;
}

async function detailOf({ store }: ApiParts, file: CaseFile): Promise<CaseDetail> {
  const incidents = await store.cases.incidentsOf(file.id);
  const alerts = await store.cases.alertsOf(file.id);
  const media = await store.media.of(incidents.map(({ incidentId }) => incidentId));
  return {
    ...toSummary(file),
    polygon: file.polygon,
    trace: file.trace,
    incidents: incidents.map(toCaseIncident),
    openings: openingsOf(
      alerts.map(({ alert }) => alert),
      media,
    ),
    events: alerts.map(eventOf),
    deliveries: await store.notifications.deliveriesOf(file.id),
    openedBy: await store.receipts.openedBy(file.id),
  };
}

function eventOf({ alert, effect }: RecordedAlert): CaseDetail['events'][number] {
  const { alertId, cameraName, incident } = alert;
  const { incidentId, event, capturedAt, reason, region } = incident;
  return { alertId, event, capturedAt, reason, region, incidentId, cameraName, effect };
}
