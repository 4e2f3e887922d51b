// The coverage of a clip: which parts of the requested time it has, which are missing, and why. The edge writes it into the clip
// file; dispatch reads it, shows it and puts it into bundles.
import { z } from 'zod';
import { countSchema, latestMoment } from './limits.ts';

/** Why a part of a clip is missing, as far as the edge knows. */
export const clipGapReasons = [
  /** The camera sent nothing, or was unreachable. */
  'camera-away',
  /** The worker was stopped, or had just started. */
  'worker-not-running',
  'disk-full',
  /** The disk refused to write. */
  'disk-failed',
  'disk-too-slow',
  /** The ring buffer had already deleted it, because of its age or for space. */
  'no-longer-kept',
  /** It was recorded, but cannot be read. */
  'segment-damaged',
  /** The clip is larger than dispatch accepts. Only for clip requests. */
  'too-large',
  /** The edge no longer has this camera. Only when there is no clip at all. */
  'camera-removed',
  'not-known',
] as const;
export type ClipGapReason = (typeof clipGapReasons)[number];

/** May be negative: a machine without a clock battery starts in 1970. */
const epochMs = z.number().int().min(-latestMoment).max(latestMoment);
const maxSpans = 1000;

function isOrdered({ from, to }: { from: number; to: number }): boolean {
  return from <= to;
}
const ordered = { error: 'expected `from` not after `to`' };

export const clipSpanSchema = z.strictObject({ from: epochMs, to: epochMs });
export type ClipSpan = z.infer<typeof clipSpanSchema>;

export const clipGapSchema = clipSpanSchema.extend({ reason: z.enum(clipGapReasons) });
export type ClipGap = z.infer<typeof clipGapSchema>;

export const clipCoverageSchema = z.strictObject({
  /** Time of its first picture: the last key frame at or before the requested start. */
  startAt: epochMs,
  asked: clipSpanSchema.refine(isOrdered, ordered),
  /** The parts of the requested time that the file has. */
  kept: z.array(clipSpanSchema.refine(isOrdered, ordered)).max(maxSpans),
  missing: z.array(clipGapSchema.refine(isOrdered, ordered)).max(maxSpans),
});
export type ClipCoverage = z.infer<typeof clipCoverageSchema>;

/** Sent instead of a clip when no part of the requested time exists. */
export const noClipSchema = clipCoverageSchema.refine(
  ({ kept, missing }) => kept.length === 0 && missing.length > 0,
  { error: 'expected spans that are missing, and none that is kept' },
);

/** The first fault in a file. */
export const clipFaultSchema = z.strictObject({
  /** Offset in the file. */
  byte: countSchema,
  /** Path of the box: `moov/trak`. */
  where: z.string().max(100),
  expected: z.string().max(200),
  came: z.string().max(200),
});
export type ClipFault = z.infer<typeof clipFaultSchema>;

export const clipFindingSchema = z.strictObject({
  /** Null for clips without this note, as of earlier releases. */
  coverage: clipCoverageSchema.nullable(),
  /** Null when the file is intact. */
  fault: clipFaultSchema.nullable(),
});
export type ClipFinding = z.infer<typeof clipFindingSchema>;

export function clipFaultText({ byte, where, expected, came }: ClipFault): string {
  return `at byte ${byte}, in ${where}: expected ${expected}, got ${came}`;
}
