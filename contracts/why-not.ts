// Why a fence did not alert: each thing that was seen and not counted, or that counts and has to wait, as a code with values.
// Whoever shows it has the words.
import { z } from 'zod';
import { boxSchema } from './geometry.ts';
import { countSchema, longIdSchema, momentSchema, nameSchema, spanMsSchema } from './limits.ts';

/** Seen and not counted. */
export const dropReasons = [
  'outside-fence',
  'too-small',
  'too-large',
  'too-few',
  'is-person',
  'is-animal',
  'is-vehicle',
  'restless',
  'permitted',
  'outside-hours',
  'view-not-ok',
] as const;

/** Counts, and is not open yet. */
export const waitReasons = [
  'not-there',
  'one-frame-only',
  'dwell',
  'same-place',
  'evidence',
  'second-opinion-person',
  'second-opinion-vehicle',
  'second-opinion-known',
  'second-opinion-left',
] as const;

export const whyReasons = [...dropReasons, ...waitReasons] as const;
export type WhyReason = (typeof whyReasons)[number];

/** How long a thing has stayed, of how long it must; what it is, such as `stall` or `heap`. */
const staySchema = z.strictObject({
  what: nameSchema,
  stayedMs: spanMsSchema,
  dwellMs: spanMsSchema,
});
export type Stay = z.infer<typeof staySchema>;

const reasonOfFence = { fenceId: longIdSchema, reason: z.enum(whyReasons) };

export const whyNowSchema = z.strictObject({
  ...reasonOfFence,
  region: boxSchema,
  /** Only of what waits. */
  stay: staySchema.optional(),
});
export type WhyNow = z.infer<typeof whyNowSchema>;

export const whyCountSchema = z.strictObject({
  ...reasonOfFence,
  /** At how many looks the reason held. */
  looks: countSchema,
  lastAt: momentSchema,
  /** The one that came nearest to its dwell; absent when nothing waited for this reason. */
  longest: staySchema.optional(),
});
export type WhyCount = z.infer<typeof whyCountSchema>;

/** Of one camera: what is so at the last look, and how often each reason held since `since`. */
export const whyNotSchema = z.strictObject({
  now: z.array(whyNowSchema).max(200),
  counts: z.array(whyCountSchema).max(10_000),
  since: momentSchema,
});
export type WhyNot = z.infer<typeof whyNotSchema>;
