// When a camera was watched, by its observations: spans with regular observations and a good view, spans with a wrong view, and
// gaps.
import type { Observation } from '../../../contracts/index.ts';
import type { TimeSpan } from '../../api/camera-calls.ts';

/** `suspended`: the view was black, covered, moved or similar, and the fences were suspended. */
export interface WatchSpan extends TimeSpan {
  state: 'watched' | 'suspended';
}

/** Observations come every few seconds; a longer pause is a gap. */
export const gapMs = 60_000;

export interface CoverageMeter {
  add(observations: readonly Observation[]): void;
  end(): WatchSpan[];
}

export function createCoverageMeter(): CoverageMeter {
  const spans: WatchSpan[] = [];
  return {
    add: (observations) => {
      for (const observation of observations) extend(spans, observation);
    },
    end: () => spans,
  };
}

function extend(spans: WatchSpan[], { capturedAt, view }: Observation): void {
  const state = view.state === 'ok' ? 'watched' : 'suspended';
  const last = spans.at(-1);
  const isGap = !last || capturedAt - last.to > gapMs;
  if (last && !isGap) last.to = capturedAt;
  if (isGap || last.state !== state) spans.push({ from: capturedAt, to: capturedAt, state });
}

/** The spans of several parts as one list, cut to a time span; adjacent spans of one state are joined. */
export function joinCoverage(
  lists: readonly (readonly WatchSpan[])[],
  span: TimeSpan,
): WatchSpan[] {
  const joined: WatchSpan[] = [];
  for (const one of lists.flat()) {
    const from = Math.max(one.from, span.from);
    const to = Math.min(one.to, span.to);
    const last = joined.at(-1);
    if (to < from) continue;
    if (last?.state === one.state && from - last.to <= gapMs) last.to = to;
    else joined.push({ state: one.state, from, to });
  }
  return joined;
}

/** The duration of each state, and of the gaps, ms. */
export function coverageTotals(
  spans: readonly WatchSpan[],
  span: TimeSpan,
): { watchedMs: number; suspendedMs: number; missingMs: number } {
  const total = (state: WatchSpan['state']) =>
    spans.filter((one) => one.state === state).reduce((sum, { from, to }) => sum + to - from, 0);
  const watchedMs = total('watched');
  const suspendedMs = total('suspended');
  const missingMs = Math.max(0, span.to - span.from - watchedMs - suspendedMs);
  return { watchedMs, suspendedMs, missingMs };
}
