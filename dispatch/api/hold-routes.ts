// Legal holds on the evidence of a case, and its deletion by hand. Every attempt is recorded in the custody log, refused ones
// too.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { caseIdSchema, evidenceReasonSchema } from '../../contracts/index.ts';
import { toSummary } from '../cases/case-summary.ts';
import type { Asker } from '../evidence/retention.ts';
import type { DeletionRefusal } from '../evidence/retention-store.ts';
import type { ApiParts, App } from './api-parts.ts';
import { notFound, ProblemError } from './problem.ts';

const params = z.strictObject({ caseId: caseIdSchema });
const schema = { params, body: evidenceReasonSchema };
type Asked = FastifyRequest<{
  Params: z.infer<typeof params>;
  Body: z.infer<typeof evidenceReasonSchema>;
}>;

export function addHoldRoutes(app: App, parts: ApiParts): void {
  const { retention, log } = parts;
  app.post('/api/cases/:caseId/hold', { schema }, async (request: Asked, reply) => {
    const held = await retention.hold(request.params.caseId, askerOf(request));
    if (held === 'no-such-case') throw notFound('such case');
    if (held === 'already-held')
      throw new ProblemError(409, 'already-held', 'the evidence of this case is on hold already');
    return done(parts, request, reply);
  });
  app.post('/api/cases/:caseId/hold/lift', { schema }, async (request: Asked, reply) => {
    if ((await retention.lift(request.params.caseId, askerOf(request))) === 'not-held')
      throw new ProblemError(409, 'not-held', 'the evidence of this case is not on hold');
    return done(parts, request, reply);
  });
  app.post('/api/cases/:caseId/delete-evidence', { schema }, async (request: Asked, reply) => {
    const { caseId } = request.params;
    const deleted = await retention.delete(caseId, askerOf(request));
    if (!deleted.ok) throw refusalOf(deleted.reason);
    log.warn({ caseId, files: deleted.files }, 'somebody deleted the evidence of a case');
    return done(parts, request, reply);
  });
}

/** Open pages of the case are updated. */
async function done(
  { store, hub }: ApiParts,
  { params: { caseId } }: Asked,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const file = await store.cases.find(caseId);
  if (file !== null) hub.publish({ type: 'case', case: toSummary(file) });
  return reply.code(204).send();
}

function refusalOf(reason: DeletionRefusal): ProblemError {
  switch (reason) {
    case 'no-such-case':
      return notFound('such case');
    case 'nothing-kept':
      return notFound('evidence of this case any more');
    case 'on-hold':
      return new ProblemError(409, 'on-hold', 'the evidence of this case is on hold');
    case 'case-not-settled':
      return new ProblemError(409, 'case-not-settled', 'the case is neither closed nor void');
  }
}

function askerOf({ session, ip, body }: Asked): Asker {
  const user = session?.user;
  return {
    actor: user?.username ?? '',
    role: user?.role ?? null,
    address: ip,
    reason: body.reason,
  };
}
