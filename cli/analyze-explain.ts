// The output of `fencewatch analyze --explain`: for each place, why it was set aside, dropped or waits. Takes the result of each
// frame; returns a line whenever the answer for a place changes, and the counts of all reasons at the end.
import type { Box } from '../contracts/index.ts';
import type { PipelineOutcome } from '../edge/pipeline/pipeline.ts';
import { clockText } from './clock-text.ts';

export interface Explanation {
  /** Null for what scene change set aside before any fence was evaluated. */
  readonly fenceId: string | null;
  readonly verdict: 'set aside' | 'dropped' | 'waits' | 'raised' | 'cleared';
  readonly reason: string;
  readonly region: Box;
}

export type ReasonCount = Pick<Explanation, 'verdict' | 'reason'> & { readonly frames: number };

export interface Explainer {
  /** @returns what is new since the last frame */
  frame(outcome: PipelineOutcome): Explanation[];
  /** How many frames gave each verdict and reason, most frequent first. */
  counts(): ReasonCount[];
}

export function createExplainer(): Explainer {
  const counts = new Map<string, ReasonCount>();
  let before: readonly Explanation[] = [];
  const frame = (outcome: PipelineOutcome): Explanation[] => {
    const now = explanationsOf(outcome);
    for (const { verdict, reason } of distinct(now)) {
      const key = `${verdict}: ${reason}`;
      const counted = counts.get(key) ?? { verdict, reason, frames: 0 };
      counts.set(key, { ...counted, frames: counted.frames + 1 });
    }
    const fresh = now.filter((one) => !before.some((known) => isSame(known, one)));
    before = now;
    return fresh;
  };
  return {
    frame,
    counts: () => [...counts.values()].sort((a, b) => b.frames - a.frames),
  };
}

/** Raised and cleared carry the incident's reason, which contains numbers, so they are not counted separately. */
function explanationsOf({ events, drops, waits, setAside }: PipelineOutcome): Explanation[] {
  return [
    ...setAside.map(({ reason, box }) => explain('set aside', null, { reason, region: box })),
    ...drops.map(({ fenceId, drop }) => explain('dropped', fenceId, drop)),
    ...waits.map(({ fenceId, wait }) => explain('waits', fenceId, wait)),
    ...events
      .filter(({ event }) => event !== 'still-there')
      .map(({ event, fenceId, kind, region }) =>
        explain(event === 'cleared' ? 'cleared' : 'raised', fenceId, { reason: kind, region }),
      ),
  ];
}

function explain(
  verdict: Explanation['verdict'],
  fenceId: string | null,
  { reason, region }: Pick<Explanation, 'reason' | 'region'>,
): Explanation {
  return { fenceId, verdict, reason, region };
}

function distinct(all: readonly Explanation[]): Explanation[] {
  const seen = new Set<string>();
  return all.filter(({ verdict, reason }) => {
    const key = `${verdict}: ${reason}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

function isSame(a: Explanation, b: Explanation): boolean {
  return (
    a.fenceId === b.fenceId &&
    a.verdict === b.verdict &&
    a.reason === b.reason &&
    overlap(a.region, b.region) >= 0.5
  );
}

/** As a share of the smaller box. */
function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const least = Math.min(a.width * a.height, b.width * b.height);
  return width > 0 && height > 0 && least > 0 ? (width * height) / least : 0;
}

type Seen = Pick<PipelineOutcome, 'observation'>;

export function explanationText(
  { fenceId, verdict, reason, region }: Explanation,
  { observation: { mediaTimeMs, capturedAt } }: Seen,
): string {
  const place = [region.x, region.y, region.width, region.height].map((side) => side.toFixed(3));
  const when = clockText(mediaTimeMs ?? capturedAt);
  return `${when}  ${verdict.padEnd(11)}  ${reason.padEnd(17)}  ${fenceId ?? 'no fence'}  at ${place.join(' ')}`;
}

export function explanationJson(explanation: Explanation, { observation }: Seen): string {
  const { mediaTimeMs, capturedAt } = observation;
  return JSON.stringify({ type: 'explanation', mediaTimeMs, capturedAt, ...explanation });
}

export function countText({ verdict, reason, frames }: ReasonCount): string {
  return `${String(frames).padStart(6)} frames  ${verdict.padEnd(11)}  ${reason}`;
}

export function countJson(count: ReasonCount): string {
  return JSON.stringify({ type: 'reason', ...count });
}
