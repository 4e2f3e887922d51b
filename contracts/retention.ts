// How long pictures and clips of cases are kept: retention rules of the site file, legal holds that prevent deletion, and the state
// of a case's evidence. Paths stand above each schema.
import { z } from 'zod';
import { exportReasonSchema } from './export.ts';
import { longIdSchema, maxListed, momentSchema, nameSchema, ordinalSchema } from './limits.ts';
import { kindSchema } from './kind.ts';

const dayMs = 86_400_000;
const expectedDays = 'expected whole days from 1d to 36500d, such as "90d"';
const daysSchema = z
  .string(expectedDays)
  .max(20, { error: expectedDays, abort: true })
  .regex(/^[1-9]\d{0,4}d$/, { error: expectedDays, abort: true })
  .transform((text) => Number(text.slice(0, -1)) * dayMs)
  .refine((ms) => ms <= 36_500 * dayMs, expectedDays);

/** Evidence of a case in any other state is never deleted. */
export const settledStates = ['closed', 'void'] as const;

/** The first matching rule decides; without one the evidence is kept. */
export const retentionRuleSchema = z.strictObject({
  kinds: z.array(kindSchema).min(1).max(100).optional(),
  states: z.array(z.enum(settledStates)).min(1).max(2).optional(),
  /** Counted from the last step of the case. */
  keep: daysSchema,
});
export type RetentionRule = z.output<typeof retentionRuleSchema>;
export const retentionShape = { retention: z.array(retentionRuleSchema).max(200).optional() };

/** POST /api/cases/:caseId/hold, …/hold/lift, …/delete-evidence */
export const evidenceReasonSchema = z.strictObject({ reason: exportReasonSchema });

/** `rule`: deleted by a rule of the site file. `person`: deleted by a person. */
export const deletionReasons = ['rule', 'person'] as const;
export type DeletionReason = (typeof deletionReasons)[number];

export const evidenceHoldSchema = z.strictObject({
  since: momentSchema,
  by: nameSchema,
  reason: z.string().max(500),
});
export type EvidenceHold = z.infer<typeof evidenceHoldSchema>;

export const deletedMediaSchema = z.strictObject({
  incidentId: longIdSchema,
  opening: ordinalSchema,
  name: z.enum(['picture', 'clip']),
  at: momentSchema,
  why: z.enum(deletionReasons),
});
export type DeletedMedia = z.infer<typeof deletedMediaSchema>;

/** `changed`: the file on dispatch's disk is not the one that was received. `missing`: it is gone, and no deletion is recorded. */
export const spoiltMediaSchema = z.strictObject({
  incidentId: longIdSchema,
  opening: ordinalSchema,
  name: z.enum(['picture', 'clip']),
  what: z.enum(['changed', 'missing']),
});
export type SpoiltMedia = z.infer<typeof spoiltMediaSchema>;

/** Part of the detail of a case. */
export const keptEvidenceSchema = z.strictObject({
  /** Null while there is no hold. */
  hold: evidenceHoldSchema.nullable(),
  deleted: z.array(deletedMediaSchema).max(maxListed),
  /** Changed and missing files of the newest openings; absent when there are none. */
  spoilt: z.array(spoiltMediaSchema).max(maxListed).optional(),
});
export type KeptEvidence = z.infer<typeof keptEvidenceSchema>;
