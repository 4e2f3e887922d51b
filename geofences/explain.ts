// What a static region turns out to be: a person who stands, an animal, a vehicle — or nothing that has a name. Names come
// from tracks that lie on it and from the detector's closer look.
import type { StaticRegion, Thing, Track } from '../contracts/index.ts';
import { areaOf, sharedArea } from './boxes.ts';

/** Names below this confidence are guesses. */
const leastConfidence = 0.4;
/** A standing track that covers this share of the region explains it. */
const leastCover = 0.5;

/** The most confident of `things` that the region is, or null. */
export function explanation<Name extends Thing>(
  region: StaticRegion,
  tracks: readonly Track[],
  things: readonly Name[],
): Name | null {
  const tracked = tracks.filter(
    ({ box, stationarySince }) =>
      stationarySince !== null && sharedArea(box, region.box) >= leastCover * areaOf(region.box),
  );
  const best = [...region.seenAs, ...tracked]
    .filter(({ confidence }) => confidence >= leastConfidence)
    .sort((a, b) => b.confidence - a.confidence)
    .find(({ thing }) => things.some((name) => name === thing));
  return things.find((name) => name === best?.thing) ?? null;
}
