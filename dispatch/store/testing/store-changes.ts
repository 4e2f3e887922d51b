// Ways to change a filled store as somebody with the password of its database could. Each tells which lines a comparison has to give, and no
// others. For tests.
import { sql, type SQL } from 'drizzle-orm';
import { sundayMorning } from '../../testing/alerts.ts';
import type { CaseThere } from './filled-store.ts';

export interface Change {
  name: string;
  /** Whether it can be done to this case. */
  fits: (one: CaseThere) => boolean;
  queries: (one: CaseThere) => SQL[];
  /** What the comparison must say, without rows of the log. */
  said: (one: CaseThere) => string[];
}

const isSeen = ({ photo }: CaseThere) => photo === null;
const isKept = (one: CaseThere) => isSeen(one) && !one.isDeleted;
const pictureOf = ({ incidentId }: CaseThere) => `picture of opening 1 of incident ${incidentId}`;
const firstStep = (id: string) => sql`(select min(id) from case_steps where case_id = ${id})`;

function timeOf({ id, photo }: CaseThere): string {
  const index = Number(id.slice(-4)) - 1;
  const offset = photo === null ? 45 : 0;
  return new Date(sundayMorning + index * 60_000 + offset).toISOString();
}
const stepName = (one: CaseThere, step: string = 'reported') =>
  `step ${step} of ${timeOf(one)} of case ${one.id}`;

/** Tables that point to a case, in an order in which they can be emptied. */
function removeCase({ id, incidentId }: CaseThere): SQL[] {
  const tables = ['photos', 'case_steps', 'notifications', 'case_incidents', 'evidence_holds'];
  return [
    sql`delete from alerts where incident_id = ${incidentId}`,
    ...tables.map((table) => sql`delete from ${sql.identifier(table)} where case_id = ${id}`),
    sql`delete from case_timers where case_id = ${id}`,
    sql`delete from cases where id = ${id}`,
  ];
}

export const changes: readonly Change[] = [
  {
    name: 'a case is deleted whole',
    fits: () => true,
    queries: removeCase,
    said: (one) => [
      `missing: case ${one.id}, ${isSeen(one) ? '5 steps, 2 alerts, 0 photos' : '3 steps, 0 alerts, 1 photos'}`,
    ],
  },
  {
    name: 'an alert is deleted',
    fits: isSeen,
    queries: ({ incidentId }) => [sql`delete from alerts where alert_id = ${`${incidentId}-2`}`],
    said: ({ incidentId }) => [`missing: alert ${incidentId}-2`],
  },
  {
    name: 'what an alert says is changed',
    fits: isSeen,
    queries: ({ incidentId }) => [
      sql`update alerts set body = jsonb_set(body, '{incident,confidence}', '0.5')
        where alert_id = ${`${incidentId}-1`}`,
    ],
    said: ({ incidentId }) => [`changed: alert ${incidentId}-1`],
  },
  {
    name: 'an alert is added',
    fits: isSeen,
    queries: ({ incidentId }) => [
      sql`insert into alerts select ${`${incidentId}-3`}, incident_id, 3, effect, received_at, body
        from alerts where alert_id = ${`${incidentId}-2`}`,
    ],
    said: ({ incidentId }) => [`not in the log: alert ${incidentId}-3`],
  },
  {
    name: 'a step is deleted',
    fits: () => true,
    queries: ({ id }) => [sql`delete from case_steps where id = ${firstStep(id)}`],
    said: (one) => [`missing: ${stepName(one)}`],
  },
  {
    name: 'a step is moved to another time',
    fits: isSeen,
    queries: ({ id }) => [sql`update case_steps set at = at + 1 where id = ${firstStep(id)}`],
    said: (one) => [
      `missing: ${stepName(one)}`,
      `not in the log: ${stepName(one).replace(/(\d{3})Z/, (_, ms: string) => `${String(Number(ms) + 1).padStart(3, '0')}Z`)}`,
    ],
  },
  {
    name: 'a step is given to another person',
    fits: isSeen,
    queries: ({ id }) => [
      sql`update case_steps set actor = 'wang' where case_id = ${id} and step = 'void'`,
    ],
    said: (one) => [`changed: ${voidedName(one)}`],
  },
  {
    name: 'a step is added',
    fits: () => true,
    queries: ({ id }) => [
      sql`insert into case_steps (case_id, at, step, state)
        select case_id, at, 'still-there', state from case_steps
        where id = (select max(id) from case_steps where case_id = ${id})`,
    ],
    said: (one) => [
      isSeen(one)
        ? `not in the log: ${voidedName(one).replace('step void', 'step still-there')}`
        : `not in the log: ${stepName(one, 'still-there')}`,
    ],
  },
  {
    name: 'a case is put into another state',
    fits: () => true,
    queries: ({ id }) => [sql`update cases set state = 'closed' where id = ${id}`],
    said: ({ id }) => [`contradiction in the database: case-in-other-state: ${id}`],
  },
  {
    name: 'the row of a file is deleted',
    fits: isKept,
    queries: ({ incidentId }) => [sql`delete from media where incident_id = ${incidentId}`],
    said: (one) => [`missing: ${pictureOf(one)}`],
  },
  {
    name: 'the hash of a file is changed',
    fits: isSeen,
    queries: ({ incidentId }) => [
      sql`update media set sha256 = ${'ab'.repeat(32)} where incident_id = ${incidentId}`,
    ],
    said: (one) => [
      `changed: ${pictureOf(one)}`,
      ...(one.isDeleted ? [`changed: deletion of ${pictureOf(one)}`] : []),
    ],
  },
  {
    name: 'a file is added',
    fits: isKept,
    queries: ({ incidentId }) => [
      sql`insert into media (incident_id, opening, name, sha256, bytes, at)
        select incident_id, 2, name, sha256, bytes, at from media where incident_id = ${incidentId}`,
    ],
    said: ({ incidentId }) => [`not in the log: picture of opening 2 of incident ${incidentId}`],
  },
  {
    name: 'a file is said to be deleted',
    fits: isKept,
    queries: ({ incidentId }) => [
      sql`update media set deleted_at = 5, deleted_why = 'rule' where incident_id = ${incidentId}`,
    ],
    said: (one) => [`not in the log: deletion of ${pictureOf(one)}`],
  },
  {
    name: 'a deletion is taken back',
    fits: ({ isDeleted }) => isDeleted,
    queries: ({ incidentId }) => [
      sql`update media set deleted_at = null where incident_id = ${incidentId}`,
    ],
    said: (one) => [`missing: the mark of the deletion of ${pictureOf(one)}`],
  },
  {
    name: 'a photo is deleted',
    fits: ({ photo }) => photo !== null,
    queries: ({ photo }) => [sql`delete from photos where photo = ${photo}`],
    said: ({ photo }) => [`missing: photo ${photo}`],
  },
];

function voidedName(one: CaseThere): string {
  const at = Date.parse(timeOf(one)) - 45 + 20_000;
  return `step void of ${new Date(at).toISOString()} of case ${one.id}`;
}
