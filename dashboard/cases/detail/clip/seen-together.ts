// The clips of one case that play together: of each camera the opening whose clip shares most time with the shown one. Pure.
import type { ClipCoverage, ClipGapReason } from '../../../../contracts/index.ts';
import type { ShownOpening, ShownOpenings } from '../shown-openings.ts';

export interface FilmSpan {
  from: number;
  to: number;
}

/** What a clip covers, from its first picture on. */
export function spanOf({ startAt, asked }: ClipCoverage): FilmSpan {
  return { from: Math.min(startAt, asked.from), to: asked.to };
}

function sharedMs(a: FilmSpan, b: FilmSpan): number {
  return Math.min(a.to, b.to) - Math.max(a.from, b.from);
}

/**
 * @returns the shown opening first, then one of each other camera; only the shown one when no other camera is there. A camera that
 * has no clip of that time comes with its opening nearest to it.
 */
export function seenTogether(
  shown: ShownOpening,
  all: readonly ShownOpenings[],
): readonly [ShownOpening, ...ShownOpening[]] {
  const cameras = new Map<string, ShownOpening>();
  for (const one of all.flat()) {
    if (one.cameraId === shown.cameraId) continue;
    const before = cameras.get(one.cameraId);
    if (!before || nearness(one, shown) > nearness(before, shown)) cameras.set(one.cameraId, one);
  }
  return [shown, ...cameras.values()];
}

/** Openings with a clip of that time come first. */
function nearness(one: ShownOpening, shown: ShownOpening): number {
  const [own, its] = [shown.clip?.coverage, one.clip?.coverage];
  const shared = own && its && one.clipAddress !== null ? sharedMs(spanOf(own), spanOf(its)) : -1;
  return shared > 0 ? shared : -Math.abs(one.openedAt - shown.openedAt) - 1;
}

/** Whether a clip can be placed on a common clock. */
export function hasTimedClip({ clipAddress, clip }: ShownOpening): boolean {
  return clipAddress !== null && Boolean(clip?.coverage);
}

/** The span of all timed clips, from the first picture to the last; null when none is timed. */
export function commonSpan(openings: readonly ShownOpening[]): FilmSpan | null {
  const spans = openings.flatMap((one) =>
    one.clipAddress !== null && one.clip?.coverage ? [spanOf(one.clip.coverage)] : [],
  );
  if (spans.length === 0) return null;
  return {
    from: Math.min(...spans.map(({ from }) => from)),
    to: Math.max(...spans.map(({ to }) => to)),
  };
}

export type Held = 'picture' | 'before' | 'after' | ClipGapReason;

/** Whether a clip has a picture at a time; else why not. */
export function heldAt(coverage: ClipCoverage, at: number): Held {
  const gap = coverage.missing.find(({ from, to }) => at >= from && at < to);
  if (gap) return gap.reason;
  if (at < coverage.startAt) return 'before';
  return at > coverage.asked.to ? 'after' : 'picture';
}
