// The hand-over between shifts: dispatch makes a summary at the end of a shift, and somebody of the next shift signs it. Paths stand
// above each schema.
import { z } from 'zod';
import { caseStateSchema } from './case-state.ts';
import { lights } from './case-deadline.ts';
import { kindSchema } from './kind.ts';
import {
  countSchema,
  longIdSchema,
  momentSchema,
  nameSchema,
  ordinalSchema,
  storable,
  textSchema,
} from './limits.ts';
import { muteSchema } from './mute.ts';
import { dutyPartSchema } from './organisation.ts';

export const handedSteps = [
  'reported',
  'acknowledged',
  'handled',
  'closed',
  'void',
  'returned',
  'escalated',
  'handed-on',
  're-opened',
] as const;

const openCaseSchema = z.strictObject({
  caseId: longIdSchema,
  kind: kindSchema,
  where: nameSchema,
  state: caseStateSchema,
  light: z.enum(lights).nullable(),
  /** The holder of the case. */
  holder: nameSchema.nullable(),
  snoozedUntil: momentSchema.nullable(),
});

export const handOverSummarySchema = z.strictObject({
  /** The number of all open cases; the list below may be shorter. */
  open: countSchema,
  red: countSchema,
  /** Cases with a red light first. */
  cases: z.array(openCaseSchema).max(200),
  /** The number of cases by event in the shift. */
  happened: z.partialRecord(z.enum(handedSteps), countSchema),
  mutes: z.array(muteSchema).max(200),
  /** Cameras without a picture, or with a moved view. */
  cameras: z
    .array(z.strictObject({ cameraId: longIdSchema, name: nameSchema, state: nameSchema }))
    .max(500),
});
export type HandOverSummary = z.infer<typeof handOverSummarySchema>;

export const handOverSchema = z.strictObject({
  handOver: ordinalSchema,
  unit: nameSchema,
  unitName: nameSchema,
  part: dutyPartSchema,
  /** When the shift began, and when it was handed over. */
  from: momentSchema,
  at: momentSchema,
  /** The names of the people who left and who came. */
  outgoing: z.array(nameSchema).max(1000),
  incoming: z.array(nameSchema).max(1000),
  summary: handOverSummarySchema,
  /** The time of the summary; later than `at` if dispatch was down at the change. */
  madeAt: momentSchema,
  signedAt: momentSchema.nullable(),
  signedBy: nameSchema.nullable(),
  note: textSchema.nullable(),
  /** Whether the caller may sign it. */
  maySign: z.boolean(),
});
export type HandOver = z.infer<typeof handOverSchema>;

/** GET /api/hand-overs?open= : unsigned ones first, then the latest; with `open=true` only unsigned ones. */
export const handOverQuerySchema = z.strictObject({ open: z.enum(['true', 'false']).optional() });
export const handOverListSchema = z.strictObject({
  handOvers: z.array(handOverSchema).max(200),
  /** The number of unsigned ones within the caller's cells. */
  unsigned: countSchema,
});

/** POST /api/hand-overs/:handOver/sign → handOverSchema; 409 when somebody has signed. */
export const signHandOverSchema = z.strictObject({
  note: z
    .string()
    .trim()
    .max(1000)
    .refine(...storable)
    .optional(),
});
