// THE SCHEDULE of a soak: now and then one of the faults of chaos, so that the parts work undisturbed most of the time. And its
// world: that of chaos, as long as asked, with a few films that the cameras share. Pure; both come from the seed alone.
import {
  faultNames,
  lasts,
  partOf,
  shuffled,
  stepOf,
  type FaultName,
  type PlannedFault,
} from '../chaos/fault-plan.ts';
import { cameraIdOf, planWorld, roundMs, type Stay } from '../chaos/scripted-world.ts';
import { randomFrom } from '../night/night-plan.ts';

export interface SoakPlanWish {
  seed: number;
  withinMs: number;
  /** Faults an hour. */
  perHour: number;
}

const hourMs = 3_600_000;
/** Nothing is disturbed at the beginning and at the end, so that the start and the last figures are those of a calm run. */
const calmShare = 0.1;

/** Each part of the time between has one fault, at a random moment. Every kind comes before one comes again. */
export function planSoak({ seed, withinMs, perHour }: SoakPlanWish): PlannedFault[] {
  const random = randomFrom(seed * 15_485_863 + 11);
  const count = Math.round((perHour * withinMs) / hourMs);
  const firstMs = withinMs * calmShare;
  const apartMs = (withinMs - 2 * firstMs) / Math.max(1, count);
  let names: FaultName[] = [];
  return Array.from({ length: count }, (_, index): PlannedFault => {
    if (names.length === 0) names = shuffled(faultNames, random);
    const what = names.pop() ?? 'kill-edge';
    const part = partOf(what, random);
    const at = Math.round(firstMs + (index + random() * 0.8) * apartMs);
    const [least, most] = lasts[what];
    const forMs = Math.round(least + random() * (most - least));
    return { what, part, at, forMs, ...stepOf(what, random) };
  });
}

/** Drawing a film takes a minute for each hour. */
const mostFilms = 4;

export function soakWorld(wish: { seed: number; minutes: number; cameras: number }): Stay[] {
  const { seed, minutes, cameras } = wish;
  const films = Math.min(cameras, mostFilms);
  const drawn = planWorld({ seed, cameras: films, rounds: roundsOf(minutes) });
  return Array.from({ length: cameras }, (_, n) => {
    const [own, film] = [cameraIdOf(n), cameraIdOf(n % films)];
    return drawn
      .filter(({ cameraId }) => cameraId === film)
      .map((stay, round): Stay => ({ ...stay, id: `${own} ${round}`, cameraId: own }));
  }).flat();
}

export function roundsOf(minutes: number): number {
  return Math.max(1, Math.round((minutes * 60_000) / roundMs));
}
