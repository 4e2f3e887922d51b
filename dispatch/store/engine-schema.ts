// The tables of the case engine: when to look at a case again, which policy and calendar apply, and who was not notified of what.
import { bigserial, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { Calendar, Mute, Policy } from '../../contracts/index.ts';
import type { UntoldReason } from '../delivery/untold.ts';
import { time } from './columns.ts';
import { cases } from './schema.ts';

/** The next time-driven look at a case. Written with its cause, so that a crash loses none. */
export const caseTimers = pgTable(
  'case_timers',
  {
    caseId: text('case_id')
      .primaryKey()
      .references(() => cases.id),
    at: time('at').notNull(),
  },
  (table) => [index('case_timers_by_time').on(table.at)],
);

/** Every version of policy and calendar, with its start time. Append-only. */
export const planVersions = pgTable('plan_versions', {
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  from: time('from').notNull(),
  calendar: jsonb('calendar').$type<Calendar>().notNull(),
  policy: jsonb('policy').$type<Policy>().notNull(),
});

/** Who was not notified of a case, and why. */
export const untold = pgTable(
  'untold',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    /** The id that the notification would have had. */
    notificationId: text('notification_id').notNull(),
    role: text('role').notNull(),
    person: text('person'),
    reason: text('reason').$type<UntoldReason>().notNull(),
    at: time('at').notNull(),
  },
  (table) => [index('untold_by_case').on(table.caseId, table.id)],
);

/** For a limited time nobody gets direct messages about something, or one person gets none. */
export const mutes = pgTable(
  'mutes',
  {
    mute: bigserial('mute', { mode: 'number' }).primaryKey(),
    of: text('of').$type<Mute['of']>().notNull(),
    id: text('id').notNull(),
    from: time('from').notNull(),
    until: time('until').notNull(),
    reason: text('reason').notNull(),
    author: text('author').notNull(),
    endedBy: text('ended_by'),
  },
  (table) => [index('mutes_by_end').on(table.until)],
);
