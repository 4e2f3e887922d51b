// People and shifts as dispatch stores them: versions with author, time and reason, imports with their faults, and the
// differences between two versions. Paths stand above each schema.
import { z } from 'zod';
import { dutySchema, type Duty } from './duty.ts';
import { reasonSchema } from './fence-version.ts';
import {
  countSchema,
  maxListed,
  momentSchema,
  nameSchema,
  ordinalSchema,
  textSchema,
} from './limits.ts';
import {
  overrideSchema,
  shiftSchema,
  staffSchema,
  unitSchema,
  type Organisation,
} from './organisation.ts';

/** As in a site file, but every list is present. */
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
  /** The version whose content was restored. */
  restoredFrom: ordinalSchema.nullable(),
});
export type DutyHead = z.infer<typeof dutyHeadSchema>;
/** GET /api/roster, GET /api/roster/versions/:version */
export const dutyVersionSchema = dutyHeadSchema.extend({ content: dutyContentSchema });
export type DutyVersion = z.output<typeof dutyVersionSchema>;
/** GET /api/roster/versions: newest first. */
export const dutyHeadsSchema = z.strictObject({ versions: z.array(dutyHeadSchema).max(maxListed) });

/** PUT /api/roster → dutyVersionSchema: replaces all lists. 409 when `baseVersion` is no longer the newest. */
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
/** GET /api/roster/compare?from=&to= : what `to` adds, changes and removes compared with `from`, by id. */
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
/** POST /api/roster/import: a YAML or CSV file unchanged, in base64. With `dryRun` nothing is stored. */
export const importDutySchema = z.strictObject({
  /** The version that a dry run was made for: 409 `stale` when there is a newer one. */
  baseVersion: ordinalSchema.optional(),
  /** The extension gives the format: .yaml, .yml, .csv, .txt. */
  name: z.string().min(1).max(200),
  base64: z.base64().max(Math.ceil((maxImportBytes * 4) / 3)),
  dryRun: z.boolean().default(false),
  /** Whether entries that the file does not name are removed from the lists in the file. */
  replace: z.boolean().default(false),
  reason: reasonSchema,
});

/** What kind of fault: clients word it in the reader's language. */
export const rowFaultCodes = [
  'not-text',
  'bad-name',
  'not-csv',
  'not-yaml',
  'empty',
  'no-headings',
  'heading-unknown',
  'heading-twice',
  'too-many-cells',
  'twice',
  'missing',
  'rounded',
  'formula',
  'bad-value',
  'unknown-name',
] as const;
export type RowFaultCode = (typeof rowFaultCodes)[number];

/** A fault in an imported file. Line and column count from 1; null when it concerns the whole file. */
export const rowFaultSchema = z.strictObject({
  line: ordinalSchema.nullable(),
  column: ordinalSchema.nullable(),
  code: z.enum(rowFaultCodes),
  /** The field, such as `phone`; empty for the row. */
  field: textSchema,
  expected: textSchema,
  got: textSchema,
});
export type RowFault = z.infer<typeof rowFaultSchema>;
export const maxRowFaults = 1000;
/** The answer to an import: nothing is stored when there are faults. */
export const importAnswerSchema = z.strictObject({
  faults: z.array(rowFaultSchema).max(maxRowFaults),
  /** The file's encoding, such as `gb18030`. */
  encoding: nameSchema,
  difference: dutyDifferenceSchema.nullable(),
  /** Entries in the file, and rows that begin with # and are left out. */
  entries: countSchema,
  skipped: countSchema,
  /** The version that it was compared with. */
  baseVersion: ordinalSchema,
  /** The new version; null for a dry run, for faults, and when nothing changed. */
  version: ordinalSchema.nullable(),
});
export type ImportAnswer = z.infer<typeof importAnswerSchema>;
