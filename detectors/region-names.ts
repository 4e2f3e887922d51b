// The labels of a static region from closer looks. Takes the detections of each look; returns each label with its mean confidence over
// all looks at one crop size, taken at the best size.
import type { Box, StaticRegion } from '../contracts/index.ts';
import type { Detection } from './detection.ts';
import { area, containment, intersection } from './tracking/overlap.ts';

export type SeenAs = StaticRegion['seenAs'];

/** The labels of looks at one size of the crop, each with its mean confidence. */
export interface MeanNames {
  readonly seenAs: SeenAs;
  readonly looks: number;
}

const leastConfidence = 0.1;

/** Labels of detections that match the region: each covers most of the other. */
export function namesOf(region: Box, detections: readonly Detection[]): SeenAs {
  return detections
    .filter(
      ({ box }) => containment(box, region) > 0.6 && intersection(region, box) > 0.4 * area(region),
    )
    .map(({ thing, label, confidence }) => ({ thing, label, confidence }));
}

/** Updates the mean confidence of each label over all looks at one size. */
export function mergeNames(
  { seenAs, looks }: MeanNames = { seenAs: [], looks: 0 },
  names: SeenAs,
): MeanNames {
  const labels = new Set([...seenAs, ...names].map(({ label }) => label));
  const merged = [...labels].map((label) => {
    const [before, now] = [seenAs, names].map((list) => list.find((one) => one.label === label));
    const confidence = ((before?.confidence ?? 0) * looks + (now?.confidence ?? 0)) / (looks + 1);
    return { thing: (now ?? before)?.thing ?? 'other', label, confidence };
  });
  return { seenAs: merged, looks: looks + 1 };
}

/** Each label with its highest mean; labels with a low mean are left out. */
export function bestNames(names: readonly MeanNames[]): SeenAs {
  const best = new Map<string, SeenAs[number]>();
  for (const one of names.flatMap(({ seenAs }) => seenAs))
    if (one.confidence >= Math.max(leastConfidence, best.get(one.label)?.confidence ?? 0))
      best.set(one.label, one);
  return [...best.values()];
}
