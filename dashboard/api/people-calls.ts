// The calls of the pages where people are set up: the list, changes with their shifts, units, imports of tables, log-ins by
// invitation, and a test of a person's channel.
import type { z } from 'zod';
import {
  channelTestAnswerSchema,
  dutyFaultsSchema,
  dutyVersionSchema,
  importAnswerSchema,
  peopleSetupSchema,
  personHoldsSchema,
  rosterVersionSchema,
  userInvitationSchema,
  type ChannelTestAnswer,
  type ImportAnswer,
  type PeopleSetup,
  type PersonHolds,
  type PutPerson,
  type RosterVersion,
  type Unit,
  type UserInvitation,
} from '../../contracts/index.ts';
import type { Answer } from './answer.ts';
import { ownAddress } from './own-address.ts';
import { queryText, type Call } from './send.ts';

export type DutyFaults = z.infer<typeof dutyFaultsSchema>;

export interface RosterBase {
  baseVersion: number;
  reason: string;
}

export interface RosterFile {
  name: string;
  base64: string;
  dryRun: boolean;
  baseVersion?: number;
  reason: string;
}

export interface PeopleCalls {
  getPeople(signal?: AbortSignal): Promise<Answer<PeopleSetup>>;
  putPerson(wish: PutPerson): Promise<Answer<RosterVersion>>;
  removePerson(id: string, base: RosterBase): Promise<Answer<RosterVersion>>;
  getHolds(id: string, signal?: AbortSignal): Promise<Answer<PersonHolds>>;
  importRoster(file: RosterFile): Promise<Answer<ImportAnswer>>;
  putUnit(unit: Unit, base: RosterBase): Promise<Answer<RosterVersion>>;
  removeUnit(id: string, base: RosterBase): Promise<Answer<RosterVersion>>;
  inviteUser(username: string): Promise<Answer<UserInvitation>>;
  /** Of the next seven days. */
  getDutyFaults(signal?: AbortSignal): Promise<Answer<DutyFaults>>;
  testChannelOf(channel: string, person: string): Promise<Answer<ChannelTestAnswer>>;
}

const root = '/api/people-setup';
const pathOf = (id: string, rest = '') => `${root}/${encodeURIComponent(id)}${rest}`;
const unitPath = (id: string) => `/api/roster/units/${encodeURIComponent(id)}`;
/** The whole roster comes back; only its version is wanted. */
const changedRoster = dutyVersionSchema.transform(({ version }) => ({ version }));

export function createPeopleCalls(call: Call): PeopleCalls {
  const post = <T>(path: string, schema: z.ZodType<T>, body?: object) =>
    call({ method: 'POST', path, schema, ...(body && { body }) });
  return {
    getPeople: (signal) => call({ method: 'GET', path: root, schema: peopleSetupSchema, signal }),
    putPerson: (body) =>
      call({ method: 'PUT', path: pathOf(body.person.id), body, schema: rosterVersionSchema }),
    removePerson: (id, base) => post(pathOf(id, '/remove'), rosterVersionSchema, base),
    getHolds: (id, signal) =>
      call({ method: 'GET', path: pathOf(id, '/holds'), schema: personHoldsSchema, signal }),
    importRoster: (file) => post('/api/roster/import', importAnswerSchema, file),
    putUnit: (entry, base) =>
      call({
        ...{ method: 'PUT', path: unitPath(entry.id) },
        ...{ body: { ...base, entry }, schema: changedRoster },
      }),
    removeUnit: (id, body) =>
      call({ method: 'DELETE', path: unitPath(id), body, schema: changedRoster }),
    inviteUser: (username) =>
      post(`/api/users/${encodeURIComponent(username)}/invitation`, userInvitationSchema, {}),
    getDutyFaults: (signal) =>
      call({ method: 'GET', path: '/api/duty/faults', schema: dutyFaultsSchema, signal }),
    testChannelOf: (channel, person) =>
      post(`/api/channels/${encodeURIComponent(channel)}/test`, channelTestAnswerSchema, {
        person,
      }),
  };
}

/** For a spreadsheet, or to fill in. */
export function peopleFileAddress(name: 'export.csv' | 'template.csv', language: string): string {
  return ownAddress(`${root}/${name}${queryText({ language })}`);
}

/** For the site file. */
export function rosterFileAddress(): string {
  return ownAddress('/api/roster/export');
}
