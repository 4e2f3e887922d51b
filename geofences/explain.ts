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
  let best: Name | null = null;
  let confidence = 0;
  const weigh = (seen: { readonly thing: Thing; readonly confidence: number }) => {
    if (seen.confidence < leastConfidence || seen.confidence <= confidence) return;
    const name = things.find((thing) => thing === seen.thing);
    if (name === undefined) return;
    best = name;
    confidence = seen.confidence;
  };
  for (const name of region.seenAs) weigh(name);
  for (const track of tracks) if (liesOn(track, region)) weigh(track);
  return best;
}

function liesOn({ box, stationarySince }: Track, region: StaticRegion): boolean {
  return stationarySince !== null && sharedArea(box, region.box) >= leastCover * areaOf(region.box);
}
