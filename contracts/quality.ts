// Quality checks: a random sample of judged cases is judged a second time, blind to the first verdict; then agreement is computed.
import { z } from 'zod';
import { caseIdSchema } from './case-action.ts';
import { caseStateSchema } from './case-state.ts';
import { reasonSchema } from './fence-version.ts';
import { boxSchema, pointSchema } from './geometry.ts';
import { kindSchema } from './kind.ts';
import { labelVerdicts } from './label.ts';
import {
  countSchema,
  longIdSchema,
  momentSchema,
  nameSchema,
  ordinalSchema,
  storable,
  textSchema,
} from './limits.ts';

export const maxSampleSize = 1000;
/** Of one sample, at most. */
export const maxCheckers = 4;

/** Why a step of a quality check was refused. */
export const qualityRefusals = [
  'nothing-to-draw',
  'check-full',
  'result-seen',
  'not-checking',
  'not-the-next',
  'already-judged',
  'check-ended',
  'check-not-ended',
  'nobody-has-checked',
] as const;

/** The second verdict, or `cannot-be-said` if pictures and clip do not show enough. */
export const secondVerdicts = [...labelVerdicts, 'cannot-be-said'] as const;
export type SecondVerdict = (typeof secondVerdicts)[number];

const asWords = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine(...storable);

/** The filter of the search of cases, see `caseQuerySchema`. */
export const sampleFilterSchema = z.strictObject({
  kind: kindSchema.optional(),
  cameraId: longIdSchema.optional(),
  fenceId: longIdSchema.optional(),
  verdict: z.enum(labelVerdicts).optional(),
  states: z.array(caseStateSchema).min(1).max(20).optional(),
  cell: z
    .string()
    .regex(/^\d{1,15}$/, 'expected 1 to 15 digits')
    .optional(),
  /** Found at or after this, and before `until`. */
  from: momentSchema.optional(),
  until: momentSchema.optional(),
  person: asWords(200).optional(),
  text: asWords(100).optional(),
});
export type SampleFilter = z.infer<typeof sampleFilterSchema>;

const seedSchema = z
  .string()
  .regex(/^[0-9A-Za-z-]{1,64}$/, 'expected 1 to 64 letters, digits and hyphens');

/** POST /api/quality-samples → sampleViewSchema. Without a seed dispatch makes one. */
export const drawSampleSchema = z.strictObject({
  size: z.number().int().min(1).max(maxSampleSize),
  seed: seedSchema.optional(),
  filter: sampleFilterSchema,
  reason: reasonSchema,
});
export type DrawSample = z.infer<typeof drawSampleSchema>;

export const sampleCheckSchema = z.strictObject({
  person: nameSchema,
  begunAt: momentSchema,
  /** Null until all cases are judged. */
  finishedAt: momentSchema.nullable(),
  judged: countSchema,
});
export type SampleCheck = z.infer<typeof sampleCheckSchema>;

/** What the caller may do with a sample. `finished`: his own check is over. `has-seen`: he knows the result, so he cannot check. */
export const callerStandings = ['may-check', 'checking', 'finished', 'has-seen', 'full'] as const;

/** A sample. Until the caller knows the result, the filter and the reason are hidden unless they are his own. */
export const sampleViewSchema = z.strictObject({
  sample: ordinalSchema,
  drawnAt: momentSchema,
  drawnBy: nameSchema,
  size: countSchema,
  /** The number of judged cases that matched the filter, from which the sample was drawn. */
  population: countSchema,
  seed: seedSchema,
  /** Whether the person chose the seed. */
  isOwnSeed: z.boolean(),
  filter: sampleFilterSchema.nullable(),
  reason: textSchema.nullable(),
  checks: z.array(sampleCheckSchema).max(maxCheckers),
  standing: z.enum(callerStandings),
  /** The position of the caller's next case; null when he is not checking. */
  next: ordinalSchema.nullable(),
});
export type SampleView = z.infer<typeof sampleViewSchema>;

/** GET /api/quality-samples: the newest first. */
export const sampleListSchema = z.strictObject({ samples: z.array(sampleViewSchema).max(500) });

/** GET /api/quality-samples/:sample/again: repeats the draw with the present cases. */
export const sampleAgainSchema = z.strictObject({
  isSame: z.boolean(),
  /** How many of the sample are drawn again. */
  kept: countSchema,
  population: countSchema,
  populationThen: countSchema,
});
export type SampleAgain = z.infer<typeof sampleAgainSchema>;

/** GET /api/quality-samples/:sample/cases/:position: the case without anything that people said or did. */
export const blindCaseSchema = z.strictObject({
  sample: ordinalSchema,
  position: ordinalSchema,
  size: countSchema,
  caseId: caseIdSchema,
  kind: kindSchema,
  cameraName: nameSchema,
  fenceName: nameSchema,
  openedAt: momentSchema,
  region: boxSchema,
  polygon: z.array(pointSchema).max(1000),
  hasPicture: z.boolean(),
  hasClip: z.boolean(),
  /** His own verdict, once he has given it. */
  own: z.enum(secondVerdicts).nullable(),
});
export type BlindCase = z.infer<typeof blindCaseSchema>;

/** POST /api/quality-samples/:sample/cases/:position → sampleViewSchema */
export const giveSecondVerdictSchema = z.strictObject({
  verdict: z.enum(secondVerdicts),
  note: asWords(500).optional(),
});

/**
 * Why a verdict is left out of the figures: it is `cannot-be-said`; or the person had opened the case before, had a part in it, or
 * knew the filter, which may reveal the first verdict; or has not judged it.
 */
export const leftOutReasons = [
  'cannot-be-said',
  'opened-before',
  'own-part',
  'filter-tells',
  'not-judged',
] as const;
export type LeftOutReason = (typeof leftOutReasons)[number];

/** Why kappa or its interval is not given. */
export const noKappaReasons = ['nothing-compared', 'one-class', 'all-agree', 'too-few'] as const;

const share = z.number().min(-1).max(1);
const intervalSchema = z.tuple([share, share]).nullable();

export const agreementSchema = z.strictObject({
  compared: countSchema,
  same: countSchema,
  /** Share of the same verdicts, with a Wilson interval of 95 %. */
  share: share.nullable(),
  shareInterval: intervalSchema,
  /** Cohen's kappa, with an interval of 95 %. */
  kappa: share.nullable(),
  kappaInterval: intervalSchema,
  why: z.enum(noKappaReasons).nullable(),
});
export type Agreement = z.infer<typeof agreementSchema>;

const verdict = z.enum(labelVerdicts);
const cellSchema = z.strictObject({
  first: verdict,
  second: z.enum(secondVerdicts),
  count: countSchema,
});

const leftOutSchema = z.strictObject({ why: z.enum(leftOutReasons), count: countSchema });

export const checkResultSchema = z.strictObject({
  ...sampleCheckSchema.shape,
  /** First by second verdicts of what is compared; without zeros. */
  table: z.array(cellSchema).max(100),
  leftOut: z.array(leftOutSchema).max(10),
  /** Agreement on the exact verdict, and on "confirmed" against "void". */
  byVerdict: agreementSchema,
  bySide: agreementSchema,
  differ: z
    .array(
      z.strictObject({
        position: ordinalSchema,
        caseId: caseIdSchema,
        first: verdict,
        firstBy: nameSchema,
        second: z.enum(secondVerdicts),
        note: textSchema.nullable(),
      }),
    )
    .max(maxSampleSize),
});
export type CheckResult = z.infer<typeof checkResultSchema>;

/** GET /api/quality-samples/:sample/result; …/result.csv has a row per case and person. */
export const sampleResultSchema = z.strictObject({
  sample: sampleViewSchema,
  checks: z.array(checkResultSchema).max(maxCheckers),
  /** Agreement between each two checkers. */
  between: z
    .array(z.strictObject({ one: nameSchema, other: nameSchema, agreement: agreementSchema }))
    .max(10),
});
export type SampleResult = z.infer<typeof sampleResultSchema>;
