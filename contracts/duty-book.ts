// Who there is and who is on duty, as it is kept by dispatch: versions with author, time and reason, imports with their faults, and
// the differences of two versions. Paths stand beside each schema.
import { z } from 'zod';
import { dutySchema, type Duty } from './duty.ts';
import { reasonSchema } from './fence-version.ts';
import { maxListed, momentSchema, nameSchema, ordinalSchema, textSchema } from './limits.ts';
import {
  overrideSchema,
  shiftSchema,
  staffSchema,
  unitSchema,
  type Organisation,
} from './organisation.ts';

/** As in a site file; every list is there. */
export const dutyContentSchema = z.strictObject({
  units: z.array(unitSchema).max(20_000).default([]),
  people: z.array(staffSchema).max(20_000).default([]),
  shifts: z.array(shiftSchema).max(20_000).default([]),
  overrides: z.array(overrideSchema).max(20_000).default([]),
  roster: z.array(dutySchema).max(100_000).default([]),
});
export type DutyContent = z.output<typeof dutyContentSchema>;
export const dutyLists = ['units', 'people', 'shifts', 'overrides', 'roster'] as const;
export type DutyList = (typeof dutyLists)[number];

export const emptyDuty: DutyContent = {
  units: [],
  people: [],
  shifts: [],
  overrides: [],
  roster: [],
};

export function organisationOf({ roster: _roster, ...organisation }: DutyContent): Organisation {
  return organisation;
}
export function dutyContentOf(organisation: Organisation, roster: readonly Duty[]): DutyContent {
  return dutyContentSchema.parse({ ...organisation, roster });
}

export const dutyChanges = ['site-file', 'edited', 'imported', 'restored'] as const;
export const dutyHeadSchema = z.strictObject({
  version: ordinalSchema,
  change: z.enum(dutyChanges),
  at: momentSchema,
  author: nameSchema,
  reason: textSchema,
  /** The version whose content was taken again. */
  restoredFrom: ordinalSchema.nullable(),
});
export type DutyHead = z.infer<typeof dutyHeadSchema>;
/** GET /api/roster, GET /api/roster/versions/:version */
export const dutyVersionSchema = dutyHeadSchema.extend({ content: dutyContentSchema });
export type DutyVersion = z.output<typeof dutyVersionSchema>;
/** GET /api/roster/versions: newest first. */
export const dutyHeadsSchema = z.strictObject({ versions: z.array(dutyHeadSchema).max(maxListed) });

/** PUT /api/roster → dutyVersionSchema: all lists anew. 409 when `baseVersion` is not the newest any more. */
export const editDutySchema = z.strictObject({
  baseVersion: ordinalSchema,
  content: dutyContentSchema,
  reason: reasonSchema,
});
/** POST /api/roster/restore → dutyVersionSchema: the content of `version` becomes the newest version. */
export const restoreDutySchema = z.strictObject({
  baseVersion: ordinalSchema,
  version: ordinalSchema,
  reason: reasonSchema,
});

const countsSchema = z.strictObject({
  added: z.array(nameSchema).max(maxListed),
  changed: z.array(nameSchema).max(maxListed),
  removed: z.array(nameSchema).max(maxListed),
});
/** GET /api/roster/compare?from=&to= : what `to` has more, other and less than `from`, by id. */
export const dutyDifferenceSchema = z.strictObject({
  units: countsSchema,
  people: countsSchema,
  shifts: countsSchema,
  overrides: countsSchema,
  roster: countsSchema,
});
export type DutyDifference = z.infer<typeof dutyDifferenceSchema>;
export const compareDutyQuerySchema = z.strictObject({
  from: z.coerce.number().int().min(1).max(1_000_000_000),
  to: z.coerce.number().int().min(1).max(1_000_000_000),
});

export const maxImportBytes = 8 * 1024 * 1024;
/** POST /api/roster/import: a YAML or CSV file as it is, in base64. With `dryRun` nothing is changed. */
export const importDutySchema = z.strictObject({
  /** Its ending says what it is: .yaml, .yml, .csv, .txt. */
  name: z.string().min(1).max(200),
  base64: z.base64().max(Math.ceil((maxImportBytes * 4) / 3)),
  dryRun: z.boolean().default(false),
  /** Whether what the file does not name is removed from the lists that it has. */
  replace: z.boolean().default(false),
  reason: reasonSchema,
});

/** Something in a file that cannot be taken. Line and column count from 1; null where it is of the whole file. */
export const rowFaultSchema = z.strictObject({
  line: ordinalSchema.nullable(),
  column: ordinalSchema.nullable(),
  /** The field, such as `phone`; empty for the row. */
  field: textSchema,
  expected: textSchema,
  got: textSchema,
});
export type RowFault = z.infer<typeof rowFaultSchema>;
export const maxRowFaults = 1000;
/** The answer to an import: nothing is taken when there are faults. */
export const importAnswerSchema = z.strictObject({
  faults: z.array(rowFaultSchema).max(maxRowFaults),
  /** How the file was read, such as `gb18030`. */
  encoding: nameSchema,
  difference: dutyDifferenceSchema.nullable(),
  /** The version that was made; null for a dry run, for faults, and where nothing changed. */
  version: ordinalSchema.nullable(),
});
export type ImportAnswer = z.infer<typeof importAnswerSchema>;
