// The nuisance that caused an opening: the one with the most overlap in place and time. Takes what every look of the window
// showed; returns one cause. Light has no box: if the place itself became much brighter or darker and nothing stood or passed
// there, the change of light is the cause.
import type { Box } from '../../contracts/index.ts';
import { intersection } from '../../detectors/tracking/overlap.ts';
import type { Cause } from '../../simulator/days/cast/actor.ts';
import type { DayLook } from '../../simulator/days/day-window.ts';
import type { SeenThing } from '../../simulator/days/seen-thing.ts';

export interface LookNote extends Omit<DayLook, 'rgb'> {
  readonly atMs: number;
}

export interface OpeningPlace {
  readonly region: Box;
  readonly presentSinceMs: number;
  readonly openedMs: number;
  /** The share of the region that the shade of houses reached or left while the region came to rest. */
  readonly shadeMoved: number;
}

/** Earlier looks that count too. */
export const leadMs = 14_000;
const enough = 0.12;
/** A permanent nuisance explains an opening only if nothing else does. */
const quiet: readonly Cause[] = ['none-known', 'tree', 'flag', 'shadow-of-tree', 'shadow-of-post'];
/** A shadow fills only a part of its box; the object that casts it takes precedence over its shadow. */
const shadowWeight = 0.5;

export function causeOf(opening: OpeningPlace, notes: readonly LookNote[]): Cause {
  const { presentSinceMs, openedMs } = opening;
  const during = notes.filter(({ atMs }) => atMs >= presentSinceMs - leadMs && atMs <= openedMs);
  const passing = strongest(opening.region, during, (cause) => !quiet.includes(cause));
  if (passing) return isBeamOf(passing, opening.region, during) ? 'head-lamp' : passing;
  return (
    left(opening, notes) ??
    (opening.shadeMoved > enough && during.some(({ sun }) => sun > 0.15)
      ? 'shadow-of-house'
      : null) ??
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
  const add = ({ cause, box }: Pick<SeenThing, 'cause' | 'box'>, weight: number) => {
    const share = (weight * intersection(region, box)) / area / notes.length;
    if (counts(cause)) sums.set(cause, (sums.get(cause) ?? 0) + share);
  };
  for (const { seen, shadows } of notes) {
    for (const one of seen) add(one, 1);
    for (const one of shadows) add(one, shadowWeight);
  }
  const [best] = [...sums].sort((a, b) => b[1] - a[1]);
  return best && best[1] >= enough ? best[0] : null;
}

/** A car stands next to the place, and its light falls on it. */
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

/** Something covered the place when the window began, and has left. */
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

/** Causes by light, camera and weather, the most specific first. */
function lightCause(notes: readonly LookNote[]): Cause {
  const [first] = notes;
  const last = notes.at(-1);
  if (!first || !last) return 'none-known';
  if (first.light !== last.light)
    return [first.light, last.light].includes('infra-red') ? 'infra-red-switch' : 'lamps-switch';
  if (notes.some(({ hasLampOut }) => hasLampOut !== first.hasLampOut)) return 'lamp-fails';
  if (notes.some(({ hasBeams }) => hasBeams)) return 'head-lamp';
  if (spread(notes.map(({ sun }) => sun)) > 0.25) return 'cloud';
  const gains = notes.map(({ gain }) => Math.log(gain));
  if (spread(gains) > Math.log(1.3)) return 'exposure';
  return weatherCause(last) ?? cameraCause(last) ?? 'none-known';
}

function weatherCause({ weather }: LookNote): Cause | null {
  if (weather.rain > 0.05) return 'rain';
  if (weather.snow > 0.05 || weather.snowLies > 0.1) return 'snow';
  if (weather.wet > 0.1) return 'wet-ground';
  return weather.fog > 0.15 ? 'fog' : null;
}

function cameraCause({ shake, coarse }: LookNote): Cause | null {
  if (shake > 0.8) return 'shake';
  return coarse > 0.45 ? 'encoder' : null;
}

function spread(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}
