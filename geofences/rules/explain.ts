// Identifies a static region: a standing person, an animal, a vehicle, or unlabelled. Labels come from tracks on it and from the
// detector's closer look.
import { restlessLabel, type StaticRegion, type Thing, type Track } from '../../contracts/index.ts';
import { areaOf, sharedArea } from '../area/boxes.ts';

/** Labels below this confidence are ignored. */
const leastConfidence = 0.4;
/** A standing track that covers this share of the region explains it; so do several people who cover it together. */
const leastCover = 0.5;
const leastCoverTogether = 0.7;
/** A person's shadow and reflection extend below the box by up to this share of its height. */
const feetShare = 0.12;
/** People in a row occlude each other: each needs less confidence than one alone. */
const leastConfidenceTogether = 0.3;

/** The most confident of `things` that the region matches, or null. */
export function explanation<Name extends Thing>(
  region: StaticRegion,
  tracks: readonly Track[],
  things: readonly Name[],
): Name | null {
  let best: Named | null = null;
  for (const name of region.seenAs) if (isMoreConfident(name, best, things)) best = name;
  for (const track of tracks)
    if (
      track.stationarySince !== null &&
      isMoreConfident(track, best, things) &&
      liesOn(track, region)
    )
      best = track;
  const found = best?.thing ?? (isRowOfPeople(region, tracks) ? 'person' : null);
  return things.find((name) => name === found) ?? null;
}

/** Whether the region keeps changing, so that it is not an object that was put down. */
export function isRestless({ seenAs }: StaticRegion): boolean {
  return seenAs.some(({ label }) => label === restlessLabel);
}

/** Whether several people next to each other, such as a queue, explain the region together. */
function isRowOfPeople({ box: region }: StaticRegion, tracks: readonly Track[]): boolean {
  const people = tracks.filter(
    ({ thing, confidence, stationarySince, box }) =>
      thing === 'person' &&
      stationarySince !== null &&
      confidence >= leastConfidenceTogether &&
      sharedArea(box, region) >= leastCover * box.width * region.height,
  );
  if (people.length < 2) return false;
  let covered = 0;
  let to = region.x;
  for (const { box } of people.sort((a, b) => a.box.x - b.box.x)) {
    const right = Math.min(box.x + box.width, region.x + region.width);
    covered += Math.max(0, right - Math.max(box.x, to));
    to = Math.max(to, right);
  }
  return covered >= leastCoverTogether * region.width;
}

type Named = Pick<Track, 'thing' | 'confidence'>;

function isMoreConfident(one: Named, best: Named | null, things: readonly Thing[]): boolean {
  if (one.confidence < leastConfidence || (best && one.confidence <= best.confidence)) return false;
  return things.includes(one.thing);
}

function liesOn({ thing, box }: Track, region: StaticRegion): boolean {
  const reached = thing === 'person' ? { ...box, height: box.height * (1 + feetShare) } : box;
  return sharedArea(reached, region.box) >= leastCover * areaOf(region.box);
}
