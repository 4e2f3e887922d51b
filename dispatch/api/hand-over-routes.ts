// Hand-overs between shifts. Unsigned ones come first until somebody signs them.
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  handOverListSchema,
  handOverQuerySchema,
  handOverSchema,
  signHandOverSchema,
  type HandOver,
} from '../../contracts/index.ts';
import type { HandOverRow } from '../roster/shift-store.ts';
import type { App, BasicParts, DutyParts } from './api-parts.ts';
import { authorOf } from './fence-routes.ts';
import { foreignCell } from './guard.ts';
import { problemResponses } from './problem-responses.ts';
import { notFound, ProblemError } from './problem.ts';
import { viewerOf, type Viewer } from './viewer.ts';

const mostListed = 50;
const params = z.strictObject({ handOver: z.coerce.number().int().positive().max(2_000_000_000) });

export function addHandOverRoutes(app: App, parts: BasicParts & DutyParts): void {
  app.get(
    '/api/hand-overs',
    {
      schema: {
        querystring: handOverQuerySchema,
        response: { 200: handOverListSchema, ...problemResponses },
      },
    },
    async (request) => {
      const viewer = viewerOf(parts, request);
      const rows = await parts.store.shifts.handOvers(request.query.open === 'true');
      const own = rows.filter(({ unit }) => viewer.isShown(unit));
      return {
        handOvers: own.slice(0, mostListed).map((row) => shown(row, parts, viewer)),
        unsigned: own.filter(({ signedAt }) => signedAt === null).length,
      };
    },
  );
  app.post(
    '/api/hand-overs/:handOver/sign',
    {
      schema: {
        params,
        body: signHandOverSchema,
        response: { 200: handOverSchema, ...problemResponses },
      },
    },
    (request) => sign(parts, request),
  );
}

type Signing = FastifyRequest<{
  Params: z.output<typeof params>;
  Body: z.output<typeof signHandOverSchema>;
}>;

async function sign(parts: BasicParts & DutyParts, request: Signing): Promise<HandOver> {
  const { store, clock } = parts;
  const viewer = viewerOf(parts, request);
  const id = request.params.handOver;
  const row = await store.shifts.findHandOver(id);
  if (row === null) throw notFound('such hand-over');
  if (!viewer.isShown(row.unit)) throw foreignCell();
  if (row.signedAt !== null) throw signedAlready();
  if (!maySign(row, viewer))
    throw new ProblemError(
      403,
      'not-your-shift',
      'only the next person on duty or a leader may sign it',
    );
  const note = request.body.note ?? null;
  const by = { at: clock.now(), by: authorOf(request), note: note === '' ? null : note };
  if (!(await store.shifts.sign(id, by))) throw signedAlready();
  return shown((await store.shifts.findHandOver(id)) ?? row, parts, viewer);
}

function signedAlready(): ProblemError {
  return new ProblemError(409, 'signed-already', 'this hand-over is already signed');
}

/** Signed by the next shift, or by a leader if there is none. Nobody signs his own hand-over. */
function maySign({ incoming, outgoing }: HandOverRow, { person, leads }: Viewer): boolean {
  const leaves = person !== null && outgoing.includes(person) && !incoming.includes(person);
  if (leaves) return false;
  return leads || (person !== null && incoming.includes(person));
}

function shown(row: HandOverRow, { recipients }: DutyParts, viewer: Viewer): HandOver {
  const { units } = recipients.organisation;
  return {
    ...row,
    unitName: units.find(({ id }) => id === row.unit)?.name ?? row.unit,
    outgoing: row.outgoing.map(viewer.nameOf),
    incoming: row.incoming.map(viewer.nameOf),
    maySign: row.signedAt === null && maySign(row, viewer),
  };
}
