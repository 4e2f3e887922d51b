// The coverage of a clip: which parts of the requested time it has, and the reasons for the gaps. Takes the times of the pictures in the
// finished file rather than of the segments, because a part of a segment may be unreadable.
import type { ClipCoverage, ClipGapReason, ClipSpan } from '../../contracts/index.ts';

export interface CoverageOptions {
  asked: ClipSpan;
  /** Time of the file's first picture, epoch ms. */
  startAt: number;
  /** The duration of each picture, in order. */
  durationsMs: readonly number[];
  reasonFor: (gap: ClipSpan) => ClipGapReason;
}

/** Shorter pauses are not gaps, because cameras send unevenly. */
const leastGapMs = 1500;
const leastAtEndsMs = 500;
/** For low frame rates: a gap lacks at least this many pictures. */
const leastPictures = 3;
const maxSpans = 1000;

export function coverageOf(options: CoverageOptions): ClipCoverage {
  const { asked, startAt, durationsMs, reasonFor } = options;
  const usualMs = medianOf(durationsMs);
  const kept = runsOf(startAt, durationsMs, usualMs)
    .map(({ from, to }) => ({ from: Math.max(from, asked.from), to: Math.min(to, asked.to) }))
    .filter(({ from, to }) => from < to)
    .slice(0, maxSpans);
  const atEndsMs = Math.max(leastAtEndsMs, 2 * usualMs);
  const missing = gapsBetween(kept, asked)
    .filter(({ from, to }) => !isAtEnd({ from, to }, asked) || to - from > atEndsMs)
    .slice(0, maxSpans)
    .map((gap) => ({ ...gap, reason: reasonFor(gap) }));
  return { startAt, asked, kept, missing };
}

/** Spans of consecutive pictures. The last picture before a gap counts with the usual duration. */
function runsOf(startAt: number, durationsMs: readonly number[], usualMs: number): ClipSpan[] {
  const gapMs = Math.max(leastGapMs, leastPictures * usualMs);
  const runs: ClipSpan[] = [];
  let from = startAt;
  let at = startAt;
  for (const duration of durationsMs) {
    if (duration > gapMs) {
      runs.push({ from: Math.round(from), to: Math.round(at + usualMs) });
      from = at + duration;
    }
    at += duration;
  }
  if (at > from) runs.push({ from: Math.round(from), to: Math.round(at) });
  return runs;
}

function gapsBetween(kept: readonly ClipSpan[], asked: ClipSpan): ClipSpan[] {
  const gaps: ClipSpan[] = [];
  let until = asked.from;
  for (const { from, to } of kept) {
    if (from > until) gaps.push({ from: until, to: from });
    until = Math.max(until, to);
  }
  if (until < asked.to) gaps.push({ from: until, to: asked.to });
  return gaps;
}

function isAtEnd({ from, to }: ClipSpan, asked: ClipSpan): boolean {
  return from === asked.from || to === asked.to;
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
