// Keys of edges over HTTP: an edge enrols its own key; administrators invite, revoke, and decide on alerts that wait because
// their origin is unknown. Each action is recorded in the custody log.
import { z } from 'zod';
import type { FastifyRequest } from 'fastify';
import {
  certificateAnswerSchema,
  decisionReasonSchema,
  edgeIdSchema,
  edgeKeyListSchema,
  edgeKeySchema,
  enrolmentAnswerSchema,
  enrolmentSchema,
  madeInvitationSchema,
  maxCount,
  newInvitationSchema,
  refusedAlertListSchema,
  type RefusedAlert,
} from '../../contracts/index.ts';
import type { KeptAlert } from '../evidence/edge-key-store.ts';
import type { Who } from '../evidence/waiting-alerts.ts';
import type { App, BasicParts, CredentialsParts, EvidenceParts } from './api-parts.ts';
import { notFound } from './problem.ts';
import { problemResponses } from './problem-responses.ts';

const keyParams = z.strictObject({ key: edgeKeySchema });
const alertParams = z.strictObject({
  number: z.coerce.number().int().positive().max(maxCount),
});
const mostListed = 1000;

type Parts = BasicParts & EvidenceParts & Pick<CredentialsParts, 'authority'>;

export function addEdgeKeyRoutes(app: App, parts: Parts): void {
  addEnrolment(app, parts);
  addCertificate(app, parts);
  addKeys(app, parts);
  addRefusedAlerts(app, parts);
}

function addEnrolment(app: App, { edgeKeys, log }: Parts): void {
  const params = z.strictObject({ edgeId: edgeIdSchema });
  const schema = { params, body: enrolmentSchema, response: { 200: enrolmentAnswerSchema } };
  app.put('/api/edge/workers/:edgeId/key', { schema }, async (request) => {
    const { edgeId } = request.params;
    const answer = await edgeKeys.enrol({ ...request.body, edgeId }, request.ip);
    log.info({ edgeId, ...answer }, 'an edge asked for its key to be enrolled');
    return answer;
  });
}

/** Only for an enrolled key. A certificate holds nothing secret and is useless without the key. */
function addCertificate(app: App, { edgeKeys, authority, site, log }: Parts): void {
  const params = z.strictObject({ edgeId: edgeIdSchema, key: edgeKeySchema });
  const schema = { params, response: { 200: certificateAnswerSchema } };
  app.get('/api/edge/workers/:edgeId/keys/:key/certificate', { schema }, async (request) => {
    const { edgeId, key } = request.params;
    if (site.contentCredentials === false) return { state: 'refused', reason: 'off' } as const;
    const answer = authority.certify(edgeId, key, await edgeKeys.list());
    const refusal = answer.state === 'refused' ? answer.reason : null;
    log.info({ edgeId, key, refusal }, 'an edge asked for the certificate of its key');
    return answer;
  });
}

function addKeys(app: App, { edgeKeys, log }: Parts): void {
  const listed = { response: { 200: edgeKeyListSchema, ...problemResponses } };
  app.get('/api/edge-keys', { schema: listed }, async () => ({ keys: await edgeKeys.list() }));
  const made = { response: { 201: madeInvitationSchema, ...problemResponses } };
  app.post(
    '/api/edge-invitations',
    { schema: { body: newInvitationSchema, ...made } },
    async (request, reply) => {
      const { edgeId, hours } = request.body;
      const invitation = await edgeKeys.invite(edgeId, hours, whoOf(request));
      log.info({ edgeId, expiresAt: invitation.expiresAt }, 'an edge was invited');
      return reply.code(201).header('cache-control', 'no-store').send(invitation);
    },
  );
  const schema = { params: keyParams, body: decisionReasonSchema };
  app.post('/api/edge-keys/:key/revoke', { schema }, async (request, reply) => {
    const { key } = request.params;
    if (!(await edgeKeys.revoke(key, request.body.reason, whoOf(request))))
      throw notFound('such key, or it was revoked before');
    log.warn({ key }, 'the key of an edge was revoked');
    return reply.code(204).send();
  });
}

function addRefusedAlerts(app: App, { edgeKeys }: EvidenceParts): void {
  const listed = { response: { 200: refusedAlertListSchema, ...problemResponses } };
  app.get('/api/refused-alerts', { schema: listed }, async () => ({
    alerts: (await edgeKeys.refused(mostListed)).map(toShown),
  }));
  const schema = { params: alertParams, body: decisionReasonSchema };
  app.post('/api/refused-alerts/:number/take', { schema }, async (request, reply) => {
    const { params, body } = request;
    const isThere = await edgeKeys.vouch(params.number, body.reason, whoOf(request));
    if (!isThere) throw notFound('such alert that waits');
    return reply.code(204).send();
  });
  app.post('/api/refused-alerts/:number/discard', { schema }, async (request, reply) => {
    const { params, body } = request;
    const isThere = await edgeKeys.discard(params.number, body.reason, whoOf(request));
    if (!isThere) throw notFound('such alert that waits');
    return reply.code(204).send();
  });
}

/** Without the message itself: the administrator can read it in the store. */
function toShown(kept: KeptAlert): RefusedAlert {
  const { number, alertId, edgeId, cameraName, reason, at } = kept;
  return { number, alertId, edgeId, cameraName, reason, at };
}

function whoOf({ session, ip }: FastifyRequest): Who {
  const user = session?.user;
  return { actor: user?.username ?? null, role: user?.role ?? null, address: ip };
}
