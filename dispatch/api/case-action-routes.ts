// Actions of people on cases: any action of the transition table, under an idempotency key. Changes are published to all
// listeners.
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  caseActionSchema,
  caseDetailSchema,
  caseIdSchema,
  defaultSnooze,
  type ActionRefusal,
  type CaseAction,
  type CaseDetail,
  type CaseStep,
} from '../../contracts/index.ts';
import { actOnCase, originalOf, type ActionResult, type Actor } from '../cases/act-on-case.ts';
import { photosOf } from '../cases/photo-proof.ts';
import { partsOfRole } from '../cases/parts-of-role.ts';
import { takings } from '../cases/step-details.ts';
import { snoozeTermsOf } from '../cases/snooze-terms.ts';
import { transitionTable } from '../cases/transition-table.ts';
import { toSummary } from '../cases/case-summary.ts';
import { deadlinesOf, inForce } from '../deadlines/deadlines.ts';
import { isKnownTarget } from '../routing/known-target.ts';
import { takenDuty } from '../routing/taken-duty.ts';
import type { CaseContext } from '../store/act-on-case.ts';
import type { ApiParts, App, CaseParts } from './api-parts.ts';
import { detailOf, findCase } from './case-detail.ts';
import { problemResponses } from './problem-responses.ts';
import { notFound, ProblemError } from './problem.ts';

const params = z.strictObject({ caseId: caseIdSchema });
const response = { 200: caseDetailSchema, ...problemResponses };
const headers = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{8,100}$/, 'expected 8 to 100 characters without spaces')
    .optional(),
});

export function addCaseActionRoutes(app: App, parts: ApiParts): void {
  app.post(
    '/api/cases/:caseId/transitions',
    { schema: { params, headers, body: caseActionSchema, response } },
    (request) =>
      act(parts, {
        caseId: request.params.caseId,
        action: request.body,
        actor: actorOf(request),
        key: request.headers['idempotency-key'] ?? null,
      }),
  );
  app.post('/api/cases/:caseId/acknowledge', { schema: { params, response } }, (request) =>
    act(parts, {
      caseId: request.params.caseId,
      action: { action: 'acknowledge' },
      actor: actorOf(request),
      key: null,
    }),
  );
}

export function actorOf({ session }: FastifyRequest): Actor {
  return session === null
    ? { name: '', parts: [] }
    : { name: session.user.username, parts: partsOfRole(session.user.role) };
}

interface Asked {
  caseId: string;
  action: CaseAction;
  actor: Actor;
  key: string | null;
}

async function act(parts: ApiParts, asked: Asked): Promise<CaseDetail> {
  const { store, hub, wantLook } = parts;
  const { caseId, action, actor } = asked;
  // Two people may have used the same key.
  const key = asked.key === null ? null : `${actor.name ?? ''}/${asked.key}`;
  const done = await store.cases.act({
    caseId,
    key,
    photos: photosOf(action),
    originalId: originalOf(action),
    decide: (context) => decide(parts, context, { action, actor, key }),
  });
  if (done.outcome === 'no-such-case') throw notFound('such case');
  if (done.outcome === 'refused') throw refusal(done.reason);
  if (done.outcome === 'repeated' && !isSame(done.step, action))
    throw new ProblemError(409, 'key-reused', 'this key was used for another request');
  const file = await findCase(parts, caseId);
  if (done.outcome === 'done') {
    hub.publish({ type: 'case', case: toSummary(file) });
    wantLook(caseId);
  }
  return detailOf(parts, file, actor);
}

function decide(parts: ApiParts, context: CaseContext, done: Omit<Asked, 'caseId'>): ActionResult {
  const at = parts.clock.now();
  const { case: file } = context;
  const who = { user: done.actor.name, gridCell: file.gridCell };
  const takesOn = takings.includes(done.action.action);
  const duty = takesOn ? takenDuty(who, parts.recipients, at) : null;
  const snooze = done.action.action === 'snooze' ? snoozeTerms(parts, context, at) : undefined;
  const isTargetUnknown = isUnknown(parts, done.action);
  return actOnCase({ ...context, ...done, duty, snooze, isTargetUnknown, at });
}

function isUnknown({ recipients: { organisation } }: ApiParts, action: CaseAction): boolean {
  return 'to' in action && action.to !== undefined && !isKnownTarget(action.to, organisation);
}

function snoozeTerms({ plans }: CaseParts, { case: file, log }: CaseContext, at: number) {
  const { versions: policies, calendar } = plans;
  const { longest } = inForce(policies, at)?.policy.snooze ?? defaultSnooze;
  return snoozeTermsOf(deadlinesOf({ case: file, log, policies, calendar, at }), longest);
}

/** Whether an earlier step is the one that is requested now. */
function isSame(step: CaseStep, action: CaseAction): boolean {
  const isNamed = transitionTable[action.action].step === step.step;
  return isNamed && step.reason === (action.reason ?? null);
}

const missing: readonly ActionRefusal[] = [
  'reason-missing',
  'photo-missing',
  'photo-unknown',
  'photo-used-before',
  'end-not-ahead',
  'end-too-far',
  'snooze-too-long',
  'past-limit',
  'duplicate-missing',
  'duplicate-of-itself',
  'duplicate-unknown',
  'target-unknown',
  'duplicate-void',
];

function refusal(reason: ActionRefusal): ProblemError {
  if (missing.includes(reason)) return new ProblemError(400, reason, messages[reason]);
  const isForbidden =
    reason === 'not-your-part' || reason === 'not-yours' || reason.startsWith('own-');
  return new ProblemError(isForbidden ? 403 : 409, reason, messages[reason]);
}

const messages: Record<ActionRefusal, string> = {
  'not-from-this-state': 'the case is now in another state',
  'not-open': 'this case is not open any more',
  'already-acknowledged': 'somebody has already accepted this case',
  'already-reviewed': 'somebody has already reviewed this case',
  'not-your-part': 'your role may not do this in a case',
  'own-work': 'you cannot verify a case that you handled',
  'own-request': 'you cannot grant your own request',
  'reason-missing': 'a reason is needed',
  'photo-missing': 'no camera watches the place: add a photo',
  'photo-unknown': 'send the photo first: POST /api/photos',
  'photo-used-before': 'this photo was already used: take a new one',
  'end-not-ahead': 'the end must be in the future',
  'end-too-far': 'a case may be deferred for 366 days at most',
  'duplicate-missing': 'name the case of which it is a duplicate',
  'duplicate-of-itself': 'a case cannot be a duplicate of itself',
  'duplicate-unknown': 'there is no case with the number in duplicateOf',
  'target-unknown': 'the roster has no such person, unit or cell',
  'duplicate-void': 'the case with the number in duplicateOf is void itself',
  'still-there': 'a camera still sees it',
  'already-waiting': 'the case already waits for another department',
  'not-waiting': 'the case is not waiting',
  'not-yours': 'somebody else has this case',
  'already-snoozed': 'the case is already put aside',
  'not-snoozed': 'the case is not put aside',
  'snooze-too-long': 'the policy does not allow a snooze of this length',
  'already-red': 'the deadline has passed: the case may not be put aside',
  'past-limit': 'the case may be put aside only until its deadline',
};
