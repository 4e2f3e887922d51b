// Why a fence did not alert: for each object, why it does not count or what it waits for, as a code with values. Clients word it.
import { z } from 'zod';
import { boxSchema } from './geometry.ts';
import { countSchema, longIdSchema, momentSchema, nameSchema, spanMsSchema } from './limits.ts';

/** Why an object does not count. */
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

/** Why an object that counts has no open incident yet. */
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

/** How long an object has stayed, its dwell, and its name, such as `stall` or `heap`. */
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
  /** Only for reasons to wait. */
  stay: staySchema.optional(),
});
export type WhyNow = z.infer<typeof whyNowSchema>;

export const whyCountSchema = z.strictObject({
  ...reasonOfFence,
  /** In how many looks the reason applied. */
  looks: countSchema,
  lastAt: momentSchema,
  /** The stay that came nearest to its dwell; absent when no object waited for this reason. */
  longest: staySchema.optional(),
});
export type WhyCount = z.infer<typeof whyCountSchema>;

/** For one camera: the reasons at the last look, and how often each applied since `since`. */
export const whyNotSchema = z.strictObject({
  now: z.array(whyNowSchema).max(200),
  counts: z.array(whyCountSchema).max(10_000),
  since: momentSchema,
});
export type WhyNot = z.infer<typeof whyNotSchema>;
