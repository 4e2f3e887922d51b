// Cases: the list, one in full, its picture and clip, and taking it on.
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  caseDetailSchema,
  caseListSchema,
  caseQuerySchema,
  type CaseDetail,
} from '../../contracts/index.ts';
import { acknowledgeCase, type AcknowledgeRefusal } from '../cases/acknowledge.ts';
import type { MediaName } from '../evidence/media.ts';
import { toSummary, type CaseFile } from '../store/case-rows.ts';
import type { ApiParts, App } from './api-parts.ts';
import { problemResponses } from './problem-responses.ts';
import { notFound, ProblemError } from './problem.ts';
import { sendMedia } from './send-media.ts';

const params = z.strictObject({
  caseId: z.string().regex(/^\d{8}-\d{4,9}$/, 'expected the id of a case such as "20261122-0007"'),
});

export function addCaseRoutes(app: App, parts: ApiParts): void {
  const { store } = parts;
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
    async (request) => detailOf(parts, await findCase(parts, request.params.caseId)),
  );
  addMediaRoute(app, parts, { path: '/api/cases/:caseId/picture.jpg', name: 'picture' });
  addMediaRoute(app, parts, { path: '/api/cases/:caseId/clip.mp4', name: 'clip' });
  addAcknowledge(app, parts);
}

function addMediaRoute(app: App, parts: ApiParts, route: { path: string; name: MediaName }): void {
  app.get(route.path, { schema: { params } }, async (request, reply): Promise<FastifyReply> => {
    const file = await findCase(parts, request.params.caseId);
    const media = await parts.evidence.find(file.incidentId, route.name);
    if (media === null) throw notFound(`${route.name} of this case yet`);
    return sendMedia(reply, media);
  });
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
  const alerts = await store.cases.alertsOf(file.incidentId);
  return {
    ...toSummary(file),
    polygon: file.polygon,
    trace: file.trace,
    events: alerts.map(({ alertId, incident: { event, capturedAt, reason, region } }) => ({
      alertId,
      event,
      capturedAt,
      reason,
      region,
    })),
    deliveries: await store.notifications.deliveriesOf(file.id),
  };
}
