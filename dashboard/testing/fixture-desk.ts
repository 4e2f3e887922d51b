/// <reference types="node" />
// What the dispatch in memory knows of duty: who is on duty now and later, the roster, and mutes.
import type { FastifyInstance } from 'fastify';
import {
  dutyListSchema,
  dutyVersionSchema,
  muteSchema,
  newMuteSchema,
  numbersQuerySchema,
  numbersSchema,
  type DutyContent,
} from '../../contracts/index.ts';
import type { DutyNow } from '../api/desk-calls.ts';
import { refuse, type FixtureServer } from './fixture-server.ts';

export interface DutyFixture {
  duties: DutyNow['duties'];
  /** From the next change on. */
  later: DutyNow['duties'];
  roster: DutyContent | null;
}

export function serveDesk(app: FastifyInstance, server: FixtureServer): void {
  app.get<{ Querystring: { at?: string } }>('/api/duty', ({ query: { at } }) => {
    const { duties, later } = server.duty;
    return dutyListSchema.parse({
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
  app.post('/api/mutes', (request) =>
    muteSchema.parse({
      ...newMuteSchema.parse(request.body),
      ...{ mute: 1, from: Date.now(), author: server.user.username },
    }),
  );
}
