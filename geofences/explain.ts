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
  let best: Named | null = null;
  for (const name of region.seenAs) if (isSurer(name, best, things)) best = name;
  for (const track of tracks)
    if (track.stationarySince !== null && isSurer(track, best, things) && liesOn(track, region))
      best = track;
  const found = best?.thing;
  return things.find((name) => name === found) ?? null;
}

type Named = Pick<Track, 'thing' | 'confidence'>;

function isSurer(one: Named, best: Named | null, things: readonly Thing[]): boolean {
  if (one.confidence < leastConfidence || (best && one.confidence <= best.confidence)) return false;
  return things.includes(one.thing);
}

function liesOn({ box }: Track, region: StaticRegion): boolean {
  return sharedArea(box, region.box) >= leastCover * areaOf(region.box);
}
