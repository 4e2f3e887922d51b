// What a clip holds of the time that was asked for, and what is missing in it and why. The edge writes it into the clip file;
// dispatch reads it there, shows it and puts it into bundles.
import { z } from 'zod';
import { countSchema, latestMoment } from './limits.ts';

/** Why a part of a clip is missing, as far as the edge knows. */
export const clipGapReasons = [
  /** The camera sent nothing, or could not be reached. */
  'camera-away',
  /** The worker was stopped, or had just started. */
  'worker-not-running',
  'disk-full',
  /** The disk refused to write. */
  'disk-failed',
  'disk-too-slow',
  /** The ring had already dropped it, by age or for room. */
  'no-longer-kept',
  /** It was recorded, and cannot be read any more. */
  'segment-damaged',
  /** What was asked for is more than dispatch takes. Only of a clip that somebody asked for. */
  'too-large',
  /** The edge has this camera no more. Only of a clip that does not come at all. */
  'camera-removed',
  'not-known',
] as const;
export type ClipGapReason = (typeof clipGapReasons)[number];

/** Below 0 where a clock without a battery begins at 1970. */
const epochMs = z.number().int().min(-latestMoment).max(latestMoment);
const mostSpans = 1000;

function isOrdered({ from, to }: { from: number; to: number }): boolean {
  return from <= to;
}
const ordered = { error: 'expected `from` not after `to`' };

export const clipSpanSchema = z.strictObject({ from: epochMs, to: epochMs });
export type ClipSpan = z.infer<typeof clipSpanSchema>;

export const clipGapSchema = clipSpanSchema.extend({ reason: z.enum(clipGapReasons) });
export type ClipGap = z.infer<typeof clipGapSchema>;

export const clipCoverageSchema = z.strictObject({
  /** When its first picture was taken: the key frame at or before the start that was asked for. */
  startAt: epochMs,
  asked: clipSpanSchema.refine(isOrdered, ordered),
  /** Which spans of the asked time the file holds. */
  kept: z.array(clipSpanSchema.refine(isOrdered, ordered)).max(mostSpans),
  missing: z.array(clipGapSchema.refine(isOrdered, ordered)).max(mostSpans),
});
export type ClipCoverage = z.infer<typeof clipCoverageSchema>;

/** Sent instead of a clip that will never come: nothing of the asked time is there. */
export const noClipSchema = clipCoverageSchema.refine(
  ({ kept, missing }) => kept.length === 0 && missing.length > 0,
  { error: 'expected spans that are missing, and none that is kept' },
);

/** The first place in a file that does not fit. */
export const clipFaultSchema = z.strictObject({
  /** Offset in the file. */
  byte: countSchema,
  /** Box, with those that it is in: `moov/trak`. */
  where: z.string().max(100),
  expected: z.string().max(200),
  came: z.string().max(200),
});
export type ClipFault = z.infer<typeof clipFaultSchema>;

export const clipFindingSchema = z.strictObject({
  /** Null when the clip does not tell, as those of earlier releases. */
  coverage: clipCoverageSchema.nullable(),
  /** Null when the file is sound. */
  fault: clipFaultSchema.nullable(),
});
export type ClipFinding = z.infer<typeof clipFindingSchema>;

export function clipFaultText({ byte, where, expected, came }: ClipFault): string {
  return `at byte ${byte}, in ${where}: expected ${expected}, got ${came}`;
}
