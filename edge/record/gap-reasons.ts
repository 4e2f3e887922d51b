// Finds why a span of one camera's video is missing. Takes notes of interruptions, and the existing segments; returns the reason that
// was noted between the recordings before and after the gap.
import type { ClipGapReason, ClipSpan } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import type { GapNotes } from './gap-notes.ts';
import { tooSlow } from './recorder.ts';
import type { Segment } from './segment.ts';

export interface GapReasons {
  /** Recording has stopped for this reason; null when it works again. */
  note: (reason: ClipGapReason | null) => void;
  /** The unfinished segment before and after its last picture. */
  grew: (before: Segment | null, now: Segment) => void;
  reasonFor: (gap: ClipSpan) => ClipGapReason;
}

export interface GapReasonsOptions {
  notes: GapNotes;
  clock: Clock;
  known: () => readonly Segment[];
  /** End of the newest segment that the ring buffer deleted. */
  droppedUntil: () => number;
}

/** A connected camera that sends nothing for this long counts as silent. */
const silentMs = 3000;
/** Tolerance between the times of pictures and of segments. */
const slackMs = 1000;

export function createGapReasons(options: GapReasonsOptions): GapReasons {
  const { notes, clock, known, droppedUntil } = options;
  /** The reason that applies until recording works again, also for several gaps. */
  let standing: ClipGapReason | null = null;
  return {
    note: (reason) => {
      standing = reason;
      if (reason !== null) notes.add(clock.now(), reason);
    },
    grew: (before, now) => {
      const isSame = before?.file === now.file;
      if (isSame && now.endAt - before.endAt > silentMs) notes.add(before.endAt, 'camera-away');
    },
    reasonFor: (gap) => {
      if (gap.from < droppedUntil() - slackMs) return 'no-longer-kept';
      const { before, after, isInside } = around(gap, known());
      return (
        notes.between(before, after) ?? standing ?? (isInside ? 'segment-damaged' : 'not-known')
      );
    },
  };
}

/** @param detail from the recorder: an error code of the file system, or `tooSlow` */
export function diskReasonOf(detail: string): ClipGapReason {
  if (detail === tooSlow) return 'disk-too-slow';
  return detail === 'ENOSPC' || detail === 'EDQUOT' ? 'disk-full' : 'disk-failed';
}

/** The end of the recording before a gap, and the start of the one after it. */
function around({ from, to }: ClipSpan, segments: readonly Segment[]) {
  const isInside = segments.some(
    ({ startAt, endAt }) => startAt < from + slackMs && endAt > to - slackMs,
  );
  if (isInside) return { before: from, after: to, isInside };
  const before = segments.filter(({ endAt }) => endAt <= from + slackMs);
  const after = segments.filter(({ startAt }) => startAt >= to - slackMs);
  return {
    before: before.reduce((latest, { endAt }) => Math.max(latest, endAt), -Infinity),
    after: after.reduce((first, { startAt }) => Math.min(first, startAt), Infinity),
    isInside,
  };
}
