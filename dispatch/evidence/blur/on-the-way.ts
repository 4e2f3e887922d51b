// Where people walk between two looks. Pure. Takes observations in order of time; returns for each track a box over each pair of
// consecutive looks, and a step beyond the first and the last one.
import type { Box, Observation } from '../../../contracts/index.ts';

type Track = Observation['tracks'][number];

/** The way between two looks further apart is unknown. */
const longestStepMs = 5000;

/** @param areaOf the part of an object to cover: one box, or none */
export function onTheWay(
  looks: readonly Observation[],
  areaOf: (track: Track) => readonly Box[],
): Box[] {
  const ways: Box[] = [];
  const last = new Map<string, { track: Track; at: number }>();
  for (const { tracks, capturedAt } of looks)
    for (const track of tracks) {
      const before = last.get(track.id);
      last.set(track.id, { track, at: capturedAt });
      if (before === undefined || capturedAt - before.at > longestStepMs) continue;
      const [from, to] = [before.track.box, track.box];
      const ends = [beyond(to, from), from, to, beyond(from, to)];
      const areas = ends.flatMap((box) => areaOf({ ...track, box }));
      if (areas.length > 0) ways.push(areas.reduce(hullOf));
    }
  return ways;
}

/** The same distance again, in the same direction. */
function beyond(from: Box, to: Box): Box {
  const x = to.x + (to.x - from.x);
  const y = to.y + (to.y - from.y);
  return { x, y, width: to.width, height: to.height };
}

function hullOf(one: Box, other: Box): Box {
  const [x, y] = [Math.min(one.x, other.x), Math.min(one.y, other.y)];
  const right = Math.max(one.x + one.width, other.x + other.width);
  const bottom = Math.max(one.y + one.height, other.y + other.height);
  return { x, y, width: right - x, height: bottom - y };
}
