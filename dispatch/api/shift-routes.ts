// Taking over a shift now, and swaps: one person asks, the other agrees, or a leader decides. The result is an override in a new
// version of the roster, with author and reason.
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  answerSwapSchema,
  newSwapSchema,
  swapListSchema,
  swapSchema,
  takenShiftSchema,
  takeShiftSchema,
  type DutyContent,
  type ShiftRefusal,
} from '../../contracts/index.ts';
import { changeRoster } from '../engine/change-roster.ts';
import type { DutyOutcome } from '../engine/duty-service.ts';
import { swapShift, takeShift, type ShiftOutcome } from '../roster/take-shift.ts';
import type { SwapEnd, SwapRow } from '../roster/shift-store.ts';
import { personOfUser } from '../routing/taken-duty.ts';
import { unitsWithin } from '../routing/units-within.ts';
import type { App, BasicParts, DutyParts } from './api-parts.ts';
import { authorOf } from './fence-routes.ts';
import { foreignCell } from './guard.ts';
import { problemResponses } from './problem-responses.ts';
import { notFound, ProblemError } from './problem.ts';
import { changed } from './roster-refusal.ts';
import { swapOf } from './swap-view.ts';
import { isLeader, viewerOf, type Viewer } from './viewer.ts';

const params = z.strictObject({ swap: z.coerce.number().int().positive().max(2_000_000_000) });
const listedMs = 7 * 86_400_000;

export function addShiftRoutes(app: App, parts: BasicParts & DutyParts): void {
  app.post(
    '/api/duty/take',
    { schema: { body: takeShiftSchema, response: { 201: takenShiftSchema, ...problemResponses } } },
    async (request, reply) => reply.code(201).send(await take(parts, request)),
  );
  app.get(
    '/api/swaps',
    { schema: { response: { 200: swapListSchema, ...problemResponses } } },
    async (request) => {
      const viewer = viewerOf(parts, request);
      const rows = await parts.store.shifts.swapsSince(parts.clock.now() - listedMs);
      return {
        swaps: rows.filter((row) => concerns(viewer, row)).map((row) => swapOf(row, viewer)),
      };
    },
  );
  app.post(
    '/api/swaps',
    { schema: { body: newSwapSchema, response: { 201: swapSchema, ...problemResponses } } },
    async (request, reply) => reply.code(201).send(await ask(parts, request)),
  );
  app.post(
    '/api/swaps/:swap/answer',
    {
      schema: {
        params,
        body: answerSwapSchema,
        response: { 200: swapSchema, ...problemResponses },
      },
    },
    (request) => answer(parts, request),
  );
}

function concerns(viewer: Viewer, { asker, other, give }: SwapRow): boolean {
  if (viewer.person !== null && [asker, other].includes(viewer.person)) return true;
  return viewer.leads && viewer.isShown(give.unit);
}

async function take(
  parts: BasicParts & DutyParts,
  request: FastifyRequest<{ Body: z.output<typeof takeShiftSchema> }>,
) {
  const { body } = request;
  withinCells(parts, request, body.unit);
  const person = body.person ?? ownPerson(parts, request);
  if (
    body.person !== undefined &&
    body.person !== viewerOf(parts, request).person &&
    !isLeader(request)
  )
    throw refusal('not-your-swap');
  const wish = { ...body, person };
  const { outcome, taken } = await carryOut(parts, {
    wish: (now) => takeShift(wish, now, parts.clock.now()),
    ...byOf(request, body.reason),
  });
  const { version } = changed(outcome);
  const { unit, part } = body;
  return {
    version,
    unit,
    part,
    person,
    instead: taken.instead,
    from: taken.from,
    until: taken.until,
  };
}

async function ask(
  parts: BasicParts & DutyParts,
  request: FastifyRequest<{ Body: z.output<typeof newSwapSchema> }>,
) {
  const { body } = request;
  withinCells(parts, request, body.give.unit);
  const asker = ownPerson(parts, request);
  const at = parts.clock.now();
  const tried = swapShift({ ...body, asker }, shiftParts(parts), at);
  if (!tried.ok) throw refusal(tried.reason);
  const { give, other, reason, inReturn = null } = body;
  const asked = { askedBy: authorOf(request), askedAt: at, state: 'asked' as const };
  const row = await parts.store.shifts.addSwap({ give, inReturn, asker, other, reason, ...asked });
  return swapOf(row, viewerOf(parts, request));
}

async function answer(
  parts: BasicParts & DutyParts,
  request: FastifyRequest<{
    Params: z.output<typeof params>;
    Body: z.output<typeof answerSwapSchema>;
  }>,
) {
  const viewer = viewerOf(parts, request);
  const row = await parts.store.shifts.findSwap(request.params.swap);
  if (row === null) throw notFound('such swap');
  withinCells(parts, request, row.give.unit);
  const said = request.body.answer;
  const open = swapOf(row, viewer);
  if (open.state !== 'asked') throw refusal('swap-ended');
  if (!open.answers.includes(said)) throw refusal('not-your-swap');
  const end = {
    swap: row.swap,
    state: states[said],
    endedAt: parts.clock.now(),
    endedBy: authorOf(request),
  };
  if (said === 'decline' || said === 'withdraw') {
    if (!(await parts.store.shifts.endSwap(end))) throw refusal('swap-ended');
  } else await settle(parts, row, end);
  return swapOf((await parts.store.shifts.findSwap(row.swap)) ?? row, viewer);
}

const states = {
  agree: 'agreed',
  decline: 'declined',
  withdraw: 'withdrawn',
  force: 'forced',
} as const;

async function settle(parts: BasicParts & DutyParts, row: SwapRow, end: SwapEnd): Promise<void> {
  const how = end.state === 'forced' ? `decided by ${end.endedBy}` : `agreed by ${end.endedBy}`;
  const reason = `${row.reason} (asked by ${row.askedBy}, ${how})`.slice(0, 300);
  const wish = (now: ReturnType<typeof shiftParts>) =>
    swapShift({ ...row, reason }, now, parts.clock.now());
  const { outcome } = await carryOut(parts, { wish, author: end.endedBy, reason, swap: end });
  changed(outcome);
}

interface Carried {
  wish: (now: ReturnType<typeof shiftParts>) => ShiftOutcome;
  author: string;
  reason: string;
  swap?: SwapEnd;
}

/** @throws when the newest roster does not allow it */
async function carryOut(parts: BasicParts & DutyParts, { wish, ...by }: Carried) {
  let last = wish(shiftParts(parts));
  const make = (content: DutyContent) => {
    last = wish(shiftParts(parts));
    return last.ok ? { ...content, overrides: [...content.overrides, ...last.overrides] } : null;
  };
  const outcome = await changeRoster(parts.duty, { make, ...by });
  if (!last.ok) throw refusal(last.reason);
  return { outcome: outcome as DutyOutcome, taken: last };
}

function shiftParts({ recipients, site }: BasicParts & DutyParts) {
  const { organisation, roster } = recipients;
  return { organisation, roster, timezone: site.timezone };
}

function byOf(request: FastifyRequest, reason: string) {
  return { author: authorOf(request), reason };
}

function ownPerson({ duty }: DutyParts, request: FastifyRequest): string {
  const found = personOfUser(authorOf(request), duty.current().content);
  if (found === null) throw refusal('not-in-roster');
  return found.id;
}

function withinCells({ recipients }: DutyParts, { session }: FastifyRequest, unit: string): void {
  const isShown = unitsWithin(recipients.organisation.units, session?.user.cells);
  if (!isShown(unit)) throw foreignCell();
}

function refusal(reason: ShiftRefusal): ProblemError {
  const isForbidden = reason === 'not-your-swap' || reason === 'not-in-roster';
  return new ProblemError(isForbidden ? 403 : 409, reason, messages[reason]);
}

const messages: Record<ShiftRefusal, string> = {
  'no-such-duty': 'the roster has no such duty',
  'no-such-person': 'the roster has no such person',
  'not-in-roster': 'nobody in the roster has your user name',
  'already-on-duty': 'this person is already on duty there',
  'not-on-duty': 'the person to be replaced is not on duty there at that time',
  'shift-end': 'the end must be in the future, and not too far away',
  'swap-ended': 'this swap was already answered, or its time has passed',
  'not-your-swap': 'somebody else must answer this',
};
