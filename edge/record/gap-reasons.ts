// Why a span of one camera's video is not kept. Takes notes of what stopped the recording, and the segments that are there;
// gives the reason of a gap: what was noted between the recordings before and after it.
import type { ClipGapReason, ClipSpan } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import type { GapNotes } from './gap-notes.ts';
import { tooSlow } from './recorder.ts';
import type { Segment } from './segment.ts';

export interface GapReasons {
  /** Nothing is recorded from now on, for this reason; null when recording works again. */
  note: (reason: ClipGapReason | null) => void;
  /** The segment that is being written, before and after its last picture. */
  grew: (before: Segment | null, now: Segment) => void;
  reasonFor: (gap: ClipSpan) => ClipGapReason;
}

export interface GapReasonsOptions {
  notes: GapNotes;
  clock: Clock;
  known: () => readonly Segment[];
  /** End of the newest segment that the ring let go. */
  droppedUntil: () => number;
}

/** A camera that is connected and sends nothing for so long. */
const silentMs = 3000;
/** Times of pictures and of segments differ by so much. */
const slackMs = 1000;

export function createGapReasons(options: GapReasonsOptions): GapReasons {
  const { notes, clock, known, droppedUntil } = options;
  /** Lasts until recording works again, through several gaps. */
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

/** @param detail of the recorder: an error code of the file system, or that the disk is too slow */
export function diskReasonOf(detail: string): ClipGapReason {
  if (detail === tooSlow) return 'disk-too-slow';
  return detail === 'ENOSPC' || detail === 'EDQUOT' ? 'disk-full' : 'disk-failed';
}

/** What was recorded last before a gap and first after it. Inside one segment the gap stands for itself. */
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
