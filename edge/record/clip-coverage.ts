// Which spans of the asked time are really in a clip, and why the others are not. Takes the times of the pictures in the cut
// file, not those of the segments it was made of: what could not be read of a segment is missing too.
import type { ClipCoverage, ClipGapReason, ClipSpan } from '../../contracts/index.ts';

export interface CoverageOptions {
  asked: ClipSpan;
  /** When the file's first picture was taken. */
  startAt: number;
  /** How long each picture is shown, in order. */
  durationsMs: readonly number[];
  reasonFor: (gap: ClipSpan) => ClipGapReason;
}

/** Cameras deliver unevenly, and key frames come late: less than this is no gap. */
const leastGapMs = 1500;
const leastAtEndsMs = 500;
/** Of a camera with few pictures a second: so many are missing in a gap. */
const leastPictures = 3;
const mostSpans = 1000;

export function coverageOf(options: CoverageOptions): ClipCoverage {
  const { asked, startAt, durationsMs, reasonFor } = options;
  const usualMs = medianOf(durationsMs);
  const kept = runsOf(startAt, durationsMs, usualMs)
    .map(({ from, to }) => ({ from: Math.max(from, asked.from), to: Math.min(to, asked.to) }))
    .filter(({ from, to }) => from < to)
    .slice(0, mostSpans);
  const atEndsMs = Math.max(leastAtEndsMs, 2 * usualMs);
  const missing = gapsBetween(kept, asked)
    .filter(({ from, to }) => !isAtEnd({ from, to }, asked) || to - from > atEndsMs)
    .slice(0, mostSpans)
    .map((gap) => ({ ...gap, reason: reasonFor(gap) }));
  return { startAt, asked, kept, missing };
}

/** Spans in which one picture follows the other; a picture before a gap counts for as long as usual. */
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
