// Judges which edge analysed which camera when. Pure: takes the looks; returns for how long a camera had no edge, and for how long
// two edges analysed it.

export interface Look {
  readonly edgeId: string;
  readonly cameraId: string;
  /** Epoch ms. */
  readonly at: number;
}

export interface Watch {
  /** The longest time without a look at a camera. */
  readonly gapMs: number;
  /** The longest time in which two edges looked at one camera. */
  readonly doubleMs: number;
  /** Cameras that changed their edge. */
  readonly moved: number;
}

/** @param span epoch ms */
export function judgeLooks(
  looks: readonly Look[],
  cameraIds: readonly string[],
  span: { from: number; to: number },
): Watch {
  const within = looks.filter(({ at }) => at >= span.from && at <= span.to);
  const each = cameraIds.map((id) => within.filter(({ cameraId }) => cameraId === id));
  return {
    gapMs: Math.max(0, ...each.map((own) => gapOf(own, span))),
    doubleMs: Math.max(0, ...each.map(doubleOf)),
    moved: each.filter((own) => new Set(own.map(({ edgeId }) => edgeId)).size > 1).length,
  };
}

function gapOf(looks: readonly Look[], { from, to }: { from: number; to: number }): number {
  const times = [from, ...looks.map(({ at }) => at).toSorted((a, b) => a - b), to];
  return Math.max(...times.slice(1).map((at, n) => at - (times[n] ?? at)));
}

/** Two looks of an edge that are no further apart belong to one watch. */
const steadyMs = 4000;

/** The longest time in which an edge looked between the looks of another one. */
function doubleOf(looks: readonly Look[]): number {
  const sorted = looks.toSorted((a, b) => a.at - b.at);
  const doubled = sorted.flatMap((look) => {
    const others = sorted.filter(({ edgeId }) => edgeId !== look.edgeId);
    const before = others.findLast(({ at }) => at <= look.at)?.at ?? -Infinity;
    const after = others.find(({ at }) => at >= look.at)?.at ?? Infinity;
    return after - before <= steadyMs ? [{ from: before, to: after }] : [];
  });
  let longest = 0;
  let span: { from: number; to: number } | null = null;
  for (const { from, to } of doubled) {
    span = span && from <= span.to ? { from: span.from, to: Math.max(span.to, to) } : { from, to };
    longest = Math.max(longest, span.to - span.from);
  }
  return longest;
}
