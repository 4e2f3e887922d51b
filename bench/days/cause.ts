// Which nuisance an opening came from: the one that overlaps its region in place and time most. Takes what every look of the window
// showed; gives one cause. Light has no box: where the looked-at place itself got much brighter or darker, and nothing stood or
// passed there, it is named by what the light did.
import type { Box } from '../../contracts/index.ts';
import { intersection } from '../../detectors/tracking/overlap.ts';
import type { Cause } from '../../simulator/days/cast/actor.ts';
import type { DayLook } from '../../simulator/days/day-window.ts';

export interface LookNote extends Pick<DayLook, 'seen' | 'light' | 'weather' | 'sun' | 'hasBeams'> {
  readonly atMs: number;
}

export interface OpeningPlace {
  readonly region: Box;
  readonly presentSinceMs: number;
  readonly openedMs: number;
}

/** Looks before it came to rest that count too: what led to it. */
const leadMs = 14_000;
const enough = 0.12;
/** What is always there explains an opening only where nothing else does. */
const quiet: readonly Cause[] = ['none-known', 'tree', 'flag'];

export function causeOf(opening: OpeningPlace, notes: readonly LookNote[]): Cause {
  const { presentSinceMs, openedMs } = opening;
  const during = notes.filter(({ atMs }) => atMs >= presentSinceMs - leadMs && atMs <= openedMs);
  const passing = strongest(opening.region, during, (cause) => !quiet.includes(cause));
  if (passing) return isBeamOf(passing, opening.region, during) ? 'head-lamp' : passing;
  return (
    left(opening, notes) ??
    strongest(opening.region, during, (cause) => cause !== 'none-known' && quiet.includes(cause)) ??
    lightCause(during)
  );
}

function strongest(
  region: Box,
  notes: readonly LookNote[],
  counts: (cause: Cause) => boolean,
): Cause | null {
  const sums = new Map<Cause, number>();
  const area = Math.max(1e-6, region.width * region.height);
  for (const { cause, box } of notes.flatMap(({ seen }) => seen))
    if (counts(cause))
      sums.set(cause, (sums.get(cause) ?? 0) + intersection(region, box) / area / notes.length);
  const [best] = [...sums].sort((a, b) => b[1] - a[1]);
  return best && best[1] >= enough ? best[0] : null;
}

/** A car stands beside the place, and its light lies on it. */
function isBeamOf(cause: Cause, region: Box, notes: readonly LookNote[]): boolean {
  if (cause !== 'car-waits' && cause !== 'car-passes') return false;
  const lit = notes.filter(({ hasBeams }) => hasBeams).length;
  const onCar = shareCovered(region, notes, cause);
  return lit > notes.length / 2 && onCar < 0.5;
}

function shareCovered(region: Box, notes: readonly LookNote[], cause: Cause): number {
  const boxes = notes.flatMap(({ seen }) => seen.filter((one) => one.cause === cause));
  const covered = boxes.reduce((sum, { box }) => sum + intersection(region, box), 0);
  return covered / Math.max(1e-6, region.width * region.height * notes.length);
}

/** Something lay over the place when the window began and is gone. */
function left({ region, openedMs }: OpeningPlace, notes: readonly LookNote[]): Cause | null {
  const [first] = notes;
  const last = notes.filter(({ atMs }) => atMs <= openedMs).at(-1);
  if (!first || !last) return null;
  const isGone = first.seen.some(
    ({ actor, box }) =>
      intersection(region, box) > enough * region.width * region.height &&
      !last.seen.some((one) => one.actor === actor),
  );
  return isGone ? 'thing-leaves' : null;
}

/** Of the light and the weather, the most telling first. */
function lightCause(notes: readonly LookNote[]): Cause {
  const [first] = notes;
  const last = notes.at(-1);
  if (!first || !last) return 'none-known';
  if (first.light !== last.light)
    return [first.light, last.light].includes('infra-red') ? 'infra-red-switch' : 'lamps-switch';
  if (notes.some(({ hasBeams }) => hasBeams)) return 'head-lamp';
  const suns = notes.map(({ sun }) => sun);
  if (Math.max(...suns) - Math.min(...suns) > 0.25) return 'cloud';
  const { weather } = last;
  if (weather.rain > 0.05) return 'rain';
  if (weather.snow > 0.05) return 'snow';
  if (weather.wet > 0.1) return 'wet-ground';
  if (last.sun > 0.1) return 'shadow';
  return weather.fog > 0.15 ? 'fog' : 'none-known';
}
