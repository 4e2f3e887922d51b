// People as administrators and operators set them up: the list with the origin of each, one change with its duties, and what a
// person who leaves still holds. Paths stand above each schema.
import { z } from 'zod';
import { channelViewSchema } from './channel-api.ts';
import { idSchema } from './fence-parts.ts';
import { reasonSchema } from './fence-version.ts';
import { kindSchema } from './kind.ts';
import { countSchema, longIdSchema, maxListed, nameSchema, ordinalSchema } from './limits.ts';
import { dutyPartSchema, shiftSchema, staffSchema, unitSchema } from './organisation.ts';
import { userEntrySchema } from './user-api.ts';

/**
 * - `dashboard`: the site file does not have the person
 * - `site-file`: the site file says the same
 * - `edited`: the site file says something else. The edit counts until the entry in the file changes
 */
export const entryOrigins = ['dashboard', 'site-file', 'edited'] as const;
export type EntryOrigin = (typeof entryOrigins)[number];

export const setUpPersonSchema = z.strictObject({
  person: staffSchema,
  origin: z.enum(entryOrigins),
  /** The devices that ring for the log-in over Web Push. */
  devices: countSchema,
});
export type SetUpPerson = z.output<typeof setUpPersonSchema>;

/** GET /api/people-setup */
export const peopleSetupSchema = z.strictObject({
  /** Of the roster. */
  version: ordinalSchema,
  /** Today in the time zone of the site, as a date. */
  today: z.string().max(10),
  people: z.array(setUpPersonSchema).max(maxListed),
  units: z.array(unitSchema).max(maxListed),
  shifts: z.array(shiftSchema).max(maxListed),
  /** Without the broker, which every site has as `mqtt`. */
  channels: z.array(channelViewSchema).max(200),
  /** All log-ins; null for those who may not manage users. */
  logIns: z.array(userEntrySchema).max(100_000).nullable(),
  /** Entries of the simplest roster, which name people without an id. */
  simpleDuties: countSchema,
});
export type PeopleSetup = z.output<typeof peopleSetupSchema>;

/** In a unit, for a part, at all hours. */
export const standingDutySchema = z.strictObject({ unit: idSchema, part: dutyPartSchema });
export type StandingDuty = z.infer<typeof standingDutySchema>;

const base = {
  /** The version of the roster that the edit started from; null for a new person. */
  baseVersion: ordinalSchema.nullable(),
  reason: reasonSchema,
};
/** PUT /api/people-setup/:id → rosterVersionSchema. 409 `stale` when somebody else has changed this person or the shifts since. */
export const putPersonSchema = z.strictObject({
  ...base,
  person: staffSchema,
  /** The shifts that name the person from now on. */
  shifts: z.array(idSchema).max(2000),
  /** Duties without a shift yet. */
  duties: z.array(standingDutySchema).max(50).default([]),
});
export type PutPerson = z.input<typeof putPersonSchema>;
/** POST /api/people-setup/:id/remove → rosterVersionSchema. Takes the person out of shifts and overrides too. */
export const removePersonSchema = z.strictObject({ ...base, baseVersion: ordinalSchema });
export const rosterVersionSchema = z.strictObject({ version: ordinalSchema });
export type RosterVersion = z.infer<typeof rosterVersionSchema>;
export const peopleSetupParamsSchema = z.strictObject({ id: idSchema });

/** The most cases that are listed one by one. */
export const mostHeldCases = 20;
/** GET /api/people-setup/:id/holds : what the person has to do with now. */
export const personHoldsSchema = z.strictObject({
  /** Open cases that the person accepted or was given by name. */
  caseCount: countSchema,
  cases: z
    .array(
      z.strictObject({
        id: longIdSchema,
        kind: kindSchema,
        gridCell: nameSchema.nullable(),
        isAccepted: z.boolean(),
      }),
    )
    .max(mostHeldCases),
  /** Shifts in which nobody else is left. */
  onlyIn: z.array(idSchema).max(maxListed),
  overrides: countSchema,
  openSwaps: countSchema,
});
export type PersonHolds = z.infer<typeof personHoldsSchema>;

/** GET /api/people-setup/export.csv?language=, GET /api/people-setup/template.csv?language= */
export const peopleTableQuerySchema = z.strictObject({
  language: z.enum(['zh-CN', 'en']).default('zh-CN'),
});
