/// <reference types="node" />
// Duty of the in-memory dispatch: who is on duty now and later, the roster, and mutes.
import type { FastifyInstance } from 'fastify';
import {
  dutyListSchema,
  dutyVersionSchema,
  handOverListSchema,
  handOverSchema,
  muteListSchema,
  newSwapSchema,
  muteSchema,
  newMuteSchema,
  numbersQuerySchema,
  numbersSchema,
  ownQuietHoursSchema,
  reviewGateListSchema,
  reviewListSchema,
  setReviewGateSchema,
  setQuietHoursSchema,
  swapListSchema,
  swapSchema,
  takenShiftSchema,
  takeShiftSchema,
  type DutyContent,
  type HandOver,
  type Mute,
  type QuietHours,
  type ReviewList,
  type Swap,
} from '../../contracts/index.ts';
import type { DutyNow } from '../api/desk-calls.ts';
import { refuse, type FixtureServer } from './fixture-server.ts';

export interface DutyFixture {
  me: string | null;
  handOvers: HandOver[];
  swaps: Swap[];
  mutes: Mute[];
  reviews: ReviewList['reviews'];
  duties: DutyNow['duties'];
  /** From the next change on. */
  later: DutyNow['duties'];
  roster: DutyContent | null;
}

/** Nobody is on duty, and nothing waits. */
export function emptyDutyFixture(): DutyFixture {
  return {
    duties: [],
    later: [],
    roster: null,
    me: null,
    handOvers: [],
    swaps: [],
    mutes: [],
    reviews: [],
  };
}

export function serveDesk(app: FastifyInstance, server: FixtureServer): void {
  app.get<{ Querystring: { at?: string; coming?: string } }>('/api/duty', ({ query }) => {
    const { at, coming } = query;
    const { duties, later } = server.duty;
    const people = server.duty.roster?.people ?? [];
    return dutyListSchema.parse({
      me: server.duty.me,
      colleagues: people.map(({ id, name }) => ({ person: id, name })),
      coming: comingOf(server.duty, coming ?? server.duty.me),
      at: at === undefined ? Date.now() : Number(at),
      duties: at === undefined ? duties : later,
    });
  });
  app.get('/api/numbers', (request) => {
    const query = numbersQuerySchema.parse(request.query);
    return numbersSchema.parse({ ...query, rows: server.numbers(query) });
  });
  app.get('/api/roster', (_, reply) => {
    if (server.duty.roster === null) return refuse(reply, 404, 'no roster');
    const head = { version: 1, change: 'site-file', at: 0, author: 'dispatch', reason: 'start' };
    return dutyVersionSchema.parse({
      ...head,
      restoredFrom: null,
      content: server.duty.roster,
    });
  });
  serveShifts(app, server);
  app.post('/api/mutes', (request) =>
    muteSchema.parse({
      ...newMuteSchema.parse(request.body),
      mute: 1,
      from: Date.now(),
      author: server.user.username,
      endedBy: null,
    }),
  );
}

const hourMs = 3_600_000;

function comingOf({ duties }: DutyFixture, whose: string | null) {
  const own = duties.filter(({ people }) => people.some(({ person }) => person === whose));
  const now = Date.now();
  return own.map(({ unit, part }) => ({ unit, part, from: now + hourMs, until: now + 9 * hourMs }));
}

function serveShifts(app: FastifyInstance, server: FixtureServer): void {
  let own: QuietHours | null = null;
  const quiet = () => ownQuietHoursSchema.parse({ person: server.duty.me ?? 'x', own, site: null });
  app.get('/api/quiet-hours', quiet);
  app.put('/api/quiet-hours', (request) => {
    ({ own } = setQuietHoursSchema.parse(request.body));
    return quiet();
  });
  app.get('/api/mutes', () => muteListSchema.parse({ mutes: server.duty.mutes }));
  app.delete<{ Params: { mute: string } }>('/api/mutes/:mute', ({ params }, reply) => {
    const ended = { until: Date.now(), endedBy: server.user.username };
    for (const mute of server.duty.mutes)
      if (String(mute.mute) === params.mute) Object.assign(mute, ended);
    return reply.code(204).send();
  });
  app.get('/api/reviews', () => {
    const isOpen = ({ case: file }: ReviewList['reviews'][number]) =>
      server.cases.some(({ id, state }) => id === file.id && state === 'reported');
    return reviewListSchema.parse({ reviews: server.duty.reviews.filter(isOpen) });
  });
  app.post('/api/duty/take', (request) => {
    const { unit, part } = takeShiftSchema.parse(request.body);
    const duty = server.duty.duties.find((one) => one.unit === unit && one.part === part);
    const person = server.duty.me ?? '';
    if (duty) duty.people = [{ person, name: person, because: 'override', shift: null }];
    const span = { from: Date.now(), until: Date.now() + hourMs };
    return takenShiftSchema.parse({ version: 2, unit, part, person, instead: null, ...span });
  });
  app.get('/api/review-gates', () => reviewGateListSchema.parse({ gates: [] }));
  app.put('/api/review-gates', (request) => {
    const set = setReviewGateSchema.parse(request.body);
    const gate = { ...set, at: Date.now(), author: server.user.username };
    return reviewGateListSchema.parse({ gates: [gate] });
  });
  serveHandOvers(app, server);
}

function serveHandOvers(app: FastifyInstance, server: FixtureServer): void {
  app.get('/api/swaps', () => swapListSchema.parse({ swaps: server.duty.swaps }));
  app.post('/api/swaps', (request, reply) => {
    const asked = newSwapSchema.parse(request.body);
    const swap = swapSchema.parse({
      ...asked,
      inReturn: asked.inReturn ?? null,
      swap: server.duty.swaps.length + 1,
      asker: 'li',
      askerName: '李娜',
      otherName: server.duty.roster?.people.find(({ id }) => id === asked.other)?.name ?? 'x',
      askedAt: Date.now(),
      state: 'asked',
      endedAt: null,
      endedBy: null,
      version: null,
      answers: ['withdraw'],
    });
    server.duty.swaps = [swap, ...server.duty.swaps];
    return reply.code(201).send(swap);
  });
  app.post<{ Params: { swap: string } }>('/api/swaps/:swap/answer', ({ params }, reply) => {
    const swap = server.duty.swaps.find((one) => String(one.swap) === params.swap);
    if (swap === undefined) return refuse(reply, 404, 'no swap');
    Object.assign(swap, { state: 'agreed', answers: [], endedAt: Date.now(), endedBy: 'me' });
    return swapSchema.parse(swap);
  });
  app.get('/api/hand-overs', () => {
    const { handOvers } = server.duty;
    const unsigned = handOvers.filter(({ signedAt }) => signedAt === null).length;
    return handOverListSchema.parse({ handOvers, unsigned });
  });
  app.post<{ Params: { id: string } }>('/api/hand-overs/:id/sign', ({ params }, reply) => {
    const found = server.duty.handOvers.find((one) => String(one.handOver) === params.id);
    if (found === undefined) return refuse(reply, 404, 'no hand-over');
    Object.assign(found, { signedAt: Date.now(), signedBy: server.user.username, maySign: false });
    return handOverSchema.parse(found);
  });
}
