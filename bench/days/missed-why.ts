// Why a matter was missed, in the engine's words: the most frequent reason for not counting objects in its region. Takes the
// engine's output of each look; returns one reason, `nothing-seen` if there was nothing.
import type { Box } from '../../contracts/index.ts';
import { intersection } from '../../detectors/tracking/overlap.ts';
import type { FrameOutcome } from '../accuracy/bench-engine.ts';

export interface PlantedPlace {
  readonly fenceId: string;
  readonly region: Box;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface ReasonTally {
  note(timeMs: number, outcome: FrameOutcome): void;
  /** By the index of the matter. */
  whyOf(index: number): string;
}

/** The share of the matter's region that a dropped object must cover. */
const enough = 0.2;
/** The person who puts it down hides it at first. */
const settledMs = 10_000;

export function createReasonTally(matters: readonly PlantedPlace[]): ReasonTally {
  const counts = matters.map(() => new Map<string, number>());
  return {
    note: (timeMs, outcome) => {
      matters.forEach((matter, index) => {
        if (timeMs < matter.fromMs + settledMs || timeMs >= matter.toMs) return;
        for (const reason of reasonsAt(matter, outcome))
          counts[index]?.set(reason, (counts[index].get(reason) ?? 0) + 1);
      });
    },
    whyOf: (index) => {
      const [most] = [...(counts[index] ?? [])].sort((a, b) => b[1] - a[1]);
      return most?.[0] ?? 'nothing-seen';
    },
  };
}

/** Each reason once per look; `waits` for a region without a reason. */
function reasonsAt({ region, fenceId }: PlantedPlace, outcome: FrameOutcome): Set<string> {
  const isThere = (box: Box) => intersection(box, region) >= enough * region.width * region.height;
  const aside = (outcome.setAside ?? []).filter(({ box }) => isThere(box));
  const dropped = outcome.drops.filter(
    (one) => one.fenceId === fenceId && isThere(one.drop.region),
  );
  const reasons = [...aside.map(({ reason }) => reason), ...dropped.map(({ drop }) => drop.reason)];
  const isSeen = outcome.observation.regions.some(({ box }) => isThere(box));
  return new Set(reasons.length === 0 && isSeen ? ['waits'] : reasons);
}
