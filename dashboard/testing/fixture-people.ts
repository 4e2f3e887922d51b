/// <reference types="node" />
// The set-up of people of the dispatch in memory: changes make versions of the roster, log-ins are added and invited.
import type { FastifyInstance, FastifyReply } from 'fastify';
import {
  changeUserSchema,
  dutyContentSchema,
  followInvitationSchema,
  importAnswerSchema,
  importDutySchema,
  invitedSchema,
  newUserSchema,
  peopleSetupSchema,
  personHoldsSchema,
  putPersonSchema,
  removePersonSchema,
  sessionSchema,
  shiftSchema,
  userEntrySchema,
  type ImportAnswer,
  type PeopleSetup,
  type PersonHolds,
  type Unit,
  type UserEntry,
} from '../../contracts/index.ts';
import { refuse, type FixtureServer } from './fixture-server.ts';

export interface PeopleFixture extends Omit<PeopleSetup, 'logIns'> {
  logIns: UserEntry[];
  holds: PersonHolds;
  /** Of every file that is sent. */
  importAnswer: ImportAnswer;
  /** The user of the only invitation that is valid. */
  invited: string | null;
  /** What was asked, as it came. */
  said: unknown[];
}

const nothing = { added: [], changed: [], removed: [] };
export const emptyImportAnswer: ImportAnswer = {
  ...{ faults: [], encoding: 'utf-8', entries: 0, skipped: 0, baseVersion: 7, version: null },
  difference: {
    ...{ units: nothing, people: nothing, shifts: nothing },
    ...{ overrides: nothing, roster: nothing },
  },
};

export function emptyPeople(): PeopleFixture {
  return {
    ...{ version: 7, today: '2026-11-22', simpleDuties: 0, people: [], units: [], shifts: [] },
    ...{ channels: [], logIns: [], invited: null, said: [] },
    holds: { caseCount: 0, cases: [], onlyIn: [], overrides: 0, openSwaps: 0 },
    importAnswer: emptyImportAnswer,
  };
}

interface Of {
  Params: { id: string };
}

export function servePeople(app: FastifyInstance, server: FixtureServer): void {
  const root = '/api/people-setup';
  app.get(root, () => {
    const { holds: _1, importAnswer: _2, invited: _3, said: _4, ...setup } = server.people;
    const logIns = server.user.role === 'admin' ? setup.logIns : null;
    return peopleSetupSchema.parse({ ...setup, logIns });
  });
  app.get<Of>(`${root}/:id/holds`, () => personHoldsSchema.parse(server.people.holds));
  app.put<Of>(`${root}/:id`, ({ body }, reply) => putPerson(server, body, reply));
  app.post<Of>(`${root}/:id/remove`, ({ params: { id }, body }, reply) => {
    const { people } = server;
    people.said.push(removePersonSchema.parse(body));
    const isAlone = people.shifts.some(({ people: named }) => named.join() === id);
    if (isAlone) return refuse(reply, 409, 'nobody would be left', 'shift-empty');
    people.people = people.people.filter(({ person }) => person.id !== id);
    return { version: (people.version += 1) };
  });
  serveUnits(app, server);
  app.get('/api/duty/faults', () => ({ faults: [] }));
  serveLogIns(app, server);
  serveInvitations(app, server);
  app.post('/api/roster/import', ({ body }) => {
    const wish = importDutySchema.parse(body);
    const { importAnswer, said } = server.people;
    said.push(wish);
    const isStored = !wish.dryRun && importAnswer.faults.length === 0;
    return importAnswerSchema.parse({ ...importAnswer, version: isStored ? 8 : null });
  });
}

function putPerson({ people }: FixtureServer, body: unknown, reply: FastifyReply) {
  const wish = putPersonSchema.parse(body);
  people.said.push(wish);
  const { person, shifts, duties, baseVersion } = wish;
  const before = people.people.find((one) => one.person.id === person.id);
  if (before !== undefined && baseVersion !== people.version)
    return refuse(reply, 409, 'somebody else was faster', 'stale');
  const one = { person, origin: 'dashboard' as const, devices: before?.devices ?? 0 };
  people.people =
    before === undefined
      ? [...people.people, one]
      : people.people.map((old) => (old === before ? { ...one, origin: 'edited' as const } : old));
  people.shifts = people.shifts.map((shift) => {
    const others = shift.people.filter((id) => id !== person.id);
    return { ...shift, people: shifts.includes(shift.id) ? [...others, person.id] : others };
  });
  for (const { unit, part } of duties)
    people.shifts.push(
      shiftSchema.parse({ id: `${unit}-${part}`, unit, part, people: [person.id] }),
    );
  return { version: (people.version += 1) };
}

function serveUnits(app: FastifyInstance, server: FixtureServer): void {
  const head = { change: 'edited', at: 0, author: 'x', reason: 'x', restoredFrom: null };
  const answer = () => {
    const content = dutyContentSchema.parse({ units: server.people.units });
    return { ...head, version: (server.people.version += 1), content };
  };
  app.put<Of>('/api/roster/units/:id', ({ params: { id }, body }) => {
    server.people.said.push(body);
    const { entry } = body as { entry: Unit };
    const others = server.people.units.filter((one) => one.id !== id);
    server.people.units = [...others, entry];
    return answer();
  });
  app.delete<Of>('/api/roster/units/:id', ({ params: { id } }) => {
    server.people.units = server.people.units.filter((one) => one.id !== id);
    return answer();
  });
}

function serveLogIns(app: FastifyInstance, server: FixtureServer): void {
  const entryOf = (username: string) =>
    server.people.logIns.find((one) => one.username === username);
  app.post('/api/users', ({ body }, reply) => {
    const { username, role, cells } = newUserSchema.parse(body);
    if (entryOf(username)) return refuse(reply, 409, 'the name is taken', 'name-taken');
    const made = {
      ...{ username, role, ...(cells && { cells }), logsInWith: 'password' as const },
      ...{ createdAt: Date.now(), disabledAt: null, hasPassword: false, invitedUntil: null },
    };
    server.people.logIns.push(made);
    return reply.code(201).send(userEntrySchema.parse(made));
  });
  app.put<{ Params: { username: string } }>('/api/users/:username', ({ params, body }, reply) => {
    const { disabled, role, cells } = changeUserSchema.parse(body);
    const found = entryOf(params.username);
    if (found === undefined) return refuse(reply, 404, 'no such user', 'not-found');
    server.people.said.push({ username: params.username, role, cells, disabled });
    const { cells: _cells, ...old } = found;
    const disabledAt = disabled ? Date.now() : null;
    const changed = { ...old, role, ...(cells && { cells }), disabledAt };
    server.people.logIns = server.people.logIns.map((one) => (one === found ? changed : one));
    return userEntrySchema.parse(changed);
  });
  app.post<{ Params: { username: string } }>(
    '/api/users/:username/invitation',
    ({ params }, reply) => {
      const expiresAt = Date.UTC(2026, 10, 25, 8);
      server.people.invited = params.username;
      const code = `fwi_${'x'.repeat(43)}`;
      const link = `${server.url}/#invitation=${code}`;
      return reply.code(201).send({ code, link, expiresAt });
    },
  );
}

function serveInvitations(app: FastifyInstance, server: FixtureServer): void {
  const gone = (reply: FastifyReply) => refuse(reply, 403, 'it was followed', 'invitation-invalid');
  app.post('/api/invitations/look', (_, reply) => {
    const username = server.people.invited;
    if (username === null) return gone(reply);
    return invitedSchema.parse({ username, site: '示范街道', expiresAt: Date.now() + 1000 });
  });
  app.post('/api/invitations/follow', ({ body }, reply) => {
    const { password } = followInvitationSchema.parse(body);
    const username = server.people.invited;
    if (username === null) return gone(reply);
    server.people.said.push({ password });
    server.people.invited = null;
    server.user = { username, role: 'responder' };
    const { name, value } = server.openSession();
    const session = { user: server.user, site: { name: '示范街道', timezone: 'Asia/Shanghai' } };
    return reply
      .header('set-cookie', `${name}=${value}; Path=/; HttpOnly; SameSite=Strict`)
      .send(sessionSchema.parse(session));
  });
}
