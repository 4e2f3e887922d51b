// The tables of dispatch; together with people-schema.ts one schema for PostgreSQL and for the embedded PGlite. After a change
// here: `npx drizzle-kit generate --config dispatch/store/drizzle.config.js` writes the migration.
import {
  bigint,
  bigserial,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type {
  Alert,
  AlertEffect,
  Box,
  CasePart,
  CaseReport,
  CaseState,
  CaseStepName,
  DeletionReason,
  DutyRole,
  IncidentEvent,
  Kind,
  Notification,
  Point,
  Severity,
  StepDetails,
} from '../../contracts/index.ts';
import type { CaseRecord, GivenTo } from '../cases/case-record.ts';
import type { MediaName } from '../evidence/media.ts';
import type { DeliveryState, Listeners } from '../channels/outgoing.ts';
import type { RoutingReason } from '../routing/route-alert.ts';
import { time } from './columns.ts';
import { directColumns } from './direct-columns.ts';

/** One row per alert, whatever its effect. The whole message is stored. */
export const alerts = pgTable(
  'alerts',
  {
    alertId: text('alert_id').primaryKey(),
    incidentId: text('incident_id').notNull(),
    sequence: integer('sequence').notNull(),
    effect: text('effect').$type<AlertEffect>().notNull(),
    receivedAt: time('received_at').notNull(),
    body: jsonb('body').$type<Alert>().notNull(),
  },
  (table) => [index('alerts_by_incident').on(table.incidentId, table.sequence)],
);

/** Which fence saw something, the time span, and its measurements. A case repeats those of its first incident. */
const sighting = () => ({
  present: boolean('present').notNull(),
  cameraId: text('camera_id').notNull(),
  cameraName: text('camera_name').notNull(),
  fenceId: text('fence_id').notNull(),
  fenceName: text('fence_name').notNull(),
  fenceVersion: integer('fence_version'),
  openedAt: time('opened_at').notNull(),
  lastEventAt: time('last_event_at').notNull(),
  clearedAt: time('cleared_at'),
  confidence: doublePrecision('confidence').notNull(),
  region: jsonb('region').$type<Box>().notNull(),
  reason: text('reason').notNull(),
  polygon: jsonb('polygon').$type<Point[]>().notNull(),
  trace: jsonb('trace').$type<IncidentEvent['trace']>().notNull(),
});

export const cases = pgTable(
  'cases',
  {
    id: text('id').primaryKey(),
    incidentId: text('incident_id').notNull(),
    kind: text('kind').$type<Kind>().notNull(),
    state: text('state').$type<CaseState>().notNull(),
    ...sighting(),
    lastOpenedAt: time('last_opened_at').notNull(),
    gridCell: text('grid_cell'),
    matterCode: text('matter_code').notNull(),
    severity: text('severity').$type<Severity>().notNull().default('normal'),
    acknowledgedAt: time('acknowledged_at'),
    acknowledgedBy: text('acknowledged_by'),
    place: text('place'),
    /** Who reported it, if it was not a camera. */
    report: jsonb('report').$type<CaseReport>(),
    isHeld: boolean('is_held').notNull().default(false),
    givenTo: jsonb('given_to').$type<GivenTo>(),
    alsoSeenBy: jsonb('also_seen_by').$type<CaseRecord['alsoSeenBy']>().notNull().default([]),
    /** What free text is looked for in, in lower case. Written by the database; its functions are in a migration. */
    searched: text('searched').generatedAlwaysAs(
      sql`text_of_case(id, camera_name, fence_name, matter_code, place, reason)`,
    ),
  },
  (table) => [
    uniqueIndex('cases_by_incident').on(table.incidentId),
    index('cases_by_time').on(table.lastOpenedAt, table.id),
    index('cases_present').on(table.present),
    index('cases_open')
      .on(table.lastOpenedAt, table.id)
      .where(sql`state not in ('closed', 'void')`),
    index('cases_by_reporter')
      .on(sql`(report ->> 'by')`, table.id)
      .where(sql`report is not null`),
    index('cases_by_place').on(table.place, table.kind, table.lastEventAt),
    // One per filter of the list: each leaves few enough rows to sort, or returns them in order.
    index('cases_by_kind').on(table.kind, table.lastOpenedAt, table.id),
    index('cases_by_cell').on(table.gridCell.op('text_pattern_ops'), table.lastOpenedAt),
    index('cases_by_opening').on(table.openedAt),
    index('cases_by_holder').on(table.acknowledgedBy),
    index('cases_by_text').using('gin', sql`text_pairs(${table.searched})`),
  ],
);

/** What each fence saw of a case. An incident never changes its case; sorted by `position`. */
export const caseIncidents = pgTable(
  'case_incidents',
  {
    incidentId: text('incident_id').primaryKey(),
    position: bigserial('position', { mode: 'number' }).notNull(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    ...sighting(),
    presentSince: time('present_since').notNull(),
    lastSequence: integer('last_sequence').notNull(),
    awaitedUntil: time('awaited_until').notNull(),
    laterOpening: integer('later_opening'),
    lease: bigint('lease', { mode: 'number' }),
  },
  (table) => [
    index('case_incidents_by_case').on(table.caseId, table.position),
    index('case_incidents_present').on(table.present, table.fenceId),
    index('case_incidents_by_camera').on(table.cameraId, table.caseId),
  ],
);

/** What was done to a case, by whom and why: the audit trail. */
export const caseSteps = pgTable(
  'case_steps',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    at: time('at').notNull(),
    step: text('step').$type<CaseStepName>().notNull(),
    state: text('state').$type<CaseState>().notNull(),
    /** Who did it: a user, or null for dispatch itself. */
    actor: text('actor'),
    alertId: text('alert_id'),
    part: text('part').$type<CasePart>(),
    reason: text('reason'),
    details: jsonb('details').$type<StepDetails>(),
    key: text('key'),
  },
  (table) => [
    index('case_steps_by_case').on(table.caseId, table.id),
    // A step with a key is taken once, whoever repeats it: a person's second click, a second dispatch, a timer after a crash.
    uniqueIndex('case_steps_by_key').on(table.caseId, table.key),
    index('case_steps_by_actor')
      .on(table.actor, table.caseId)
      .where(sql`actor is not null`),
    index('case_steps_by_person')
      .on(sql`(details -> 'to' ->> 'person')`, table.caseId)
      .where(sql`details -> 'to' ->> 'person' is not null`),
  ],
);

/** The last case number of each day, for case ids. */
export const caseNumbers = pgTable('case_numbers', {
  day: text('day').primaryKey(),
  last: integer('last').notNull(),
});

const toGoToBroker = sql`state in ('waiting', 'refused') and addressee is null`;
const toGoDirectly = sql`state = 'waiting' and addressee is not null`;

/** Pending messages, written in the transaction of their alert. Sorted by `position`. */
export const notifications = pgTable(
  'notifications',
  {
    position: bigserial('position', { mode: 'number' }).primaryKey(),
    notificationId: text('notification_id').notNull(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    role: text('role').$type<DutyRole>().notNull(),
    topic: text('topic').notNull(),
    routing: text('routing').$type<RoutingReason>().notNull(),
    body: jsonb('body').$type<Notification>().notNull(),
    raisedAt: time('raised_at').notNull(),
    state: text('state').$type<DeliveryState>().notNull(),
    attempts: integer('attempts').notNull(),
    at: time('at').notNull(),
    error: text('error'),
    listeners: text('listeners').$type<Listeners>(),
    receivedAt: time('received_at'),
    receivedBy: text('received_by'),
    openedAt: time('opened_at'),
    openedBy: text('opened_by'),
    /** Which dispatch holds the lease, and until when by the database's clock. */
    claimedBy: text('claimed_by'),
    claimedUntil: time('claimed_until'),
    ...directColumns(),
  },
  (table) => [
    uniqueIndex('notifications_by_id').on(table.notificationId),
    index('notifications_waiting').on(table.state, table.position),
    index('notifications_to_go').on(table.position).where(toGoToBroker),
    index('notifications_by_case').on(table.caseId),
    index('notifications_by_addressee').on(table.addresseeKey, table.queuedAt),
    index('notifications_direct').on(table.channel, table.nextAt).where(toGoDirectly),
  ],
);

/** The media files of each opening of an incident. They may arrive before its alert. Rows stay when their file is deleted. */
export const media = pgTable(
  'media',
  {
    incidentId: text('incident_id').notNull(),
    /** Sequence of the alert that opened it. */
    opening: integer('opening').notNull().default(1),
    name: text('name').$type<MediaName>().notNull(),
    sha256: text('sha256').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    at: time('at').notNull(),
    deletedAt: time('deleted_at'),
    deletedWhy: text('deleted_why').$type<DeletionReason>(),
    /** When the file was gone from the disk. */
    removedAt: time('removed_at'),
  },
  (table) => [
    index('media_to_remove')
      .on(table.deletedAt)
      .where(sql`deleted_at is not null and removed_at is null`),
    uniqueIndex('media_by_opening').on(table.incidentId, table.opening, table.name),
  ],
);
