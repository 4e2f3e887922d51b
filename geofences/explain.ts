// What a static region turns out to be: a person who stands, an animal, a vehicle — or nothing that has a name. Names come
// from tracks that lie on it and from the detector's closer look.
import type { StaticRegion, Thing, Track } from '../contracts/index.ts';
import { areaOf, sharedArea } from './boxes.ts';

/** Names below this confidence are guesses. */
const leastConfidence = 0.4;
/** A standing track that covers this share of the region explains it. */
const leastCover = 0.5;

/** The most confident of `things` that the region is, or null. */
export function explanation(
  region: StaticRegion,
  tracks: readonly Track[],
  things: readonly Thing[],
): Thing | null {
  const named = region.seenAs
    .filter(({ thing, confidence }) => things.includes(thing) && confidence >= leastConfidence)
    .map(({ thing, confidence }) => ({ thing, confidence }));
  const tracked = tracks.filter(
    ({ thing, confidence, box, stationarySince }) =>
      things.includes(thing) &&
      stationarySince !== null &&
      confidence >= leastConfidence &&
      sharedArea(box, region.box) >= leastCover * areaOf(region.box),
  );
  return [...named, ...tracked].sort((a, b) => b.confidence - a.confidence)[0]?.thing ?? null;
}
