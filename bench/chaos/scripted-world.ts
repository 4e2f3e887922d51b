// THE SCRIPTED WORLD of chaos: what stands in front of which camera, when and where. Each stay of a camera has a slot of its own in
// the picture, so that an incident can be identified by its place, independent of clocks. Pure: takes a seed; returns the stays.
import type { Box } from '../../contracts/index.ts';
import { randomFrom } from '../night/night-plan.ts';

export interface Stay {
  /** As `camera-1 0`. */
  readonly id: string;
  readonly cameraId: string;
  /** Its place in the picture, from 0. */
  readonly slot: number;
  /** Ms after the start of the film. */
  readonly from: number;
  readonly to: number;
}

export interface WorldWish {
  seed: number;
  cameras: number;
  /** How often something stands in front of each camera. */
  rounds: number;
  /** The shortest stay; each is up to 4 s longer. Half a minute when absent. */
  leastStayMs?: number | undefined;
}

export const slots = 6;
/** How long a round takes. */
export const roundMs = 50_000;
const firstAtMs = 14_000;
const usualStayMs = 32_000;
const stayVariesMs = 4000;
const startVariesMs = 4000;
/** In this round all cameras see something at the same moment. */
const roundOfAll = 1;

export function planWorld(wish: WorldWish): Stay[] {
  const { seed, cameras, rounds, leastStayMs = usualStayMs } = wish;
  const random = randomFrom(seed * 7919 + 17);
  return Array.from({ length: cameras }, (_, index) => {
    const cameraId = cameraIdOf(index);
    const places = shuffled(random);
    return Array.from({ length: rounds }, (_, round): Stay => {
      const late = random() * startVariesMs;
      const from = Math.round(firstAtMs + round * roundMs + (round === roundOfAll ? 0 : late));
      const to = Math.round(from + leastStayMs + random() * stayVariesMs);
      return { id: `${cameraId} ${round}`, cameraId, slot: places[round % slots] ?? 0, from, to };
    });
  }).flat();
}

export function cameraIdOf(index: number): string {
  return `camera-${index + 1}`;
}

/** When the last thing has gone. */
export function worldEndMs(stays: readonly Stay[]): number {
  return Math.max(0, ...stays.map(({ to }) => to));
}

const firstX = 0.08;
const stepX = 0.14;
const box = { y: 0.3, width: 0.1, height: 0.4 };

/** Normalised. Slots do not touch. */
export function boxOfSlot(slot: number): Box {
  return { ...box, x: firstX + slot * stepX };
}

/** The slot that a box is in; null between two slots, or over several of them. */
export function slotOf({ x, width }: Box): number | null {
  const slot = Math.round((x + width / 2 - firstX - box.width / 2) / stepX);
  const own = boxOfSlot(slot);
  const isWithin = x > own.x - 0.02 && x + width < own.x + own.width + 0.02;
  return slot >= 0 && slot < slots && isWithin ? slot : null;
}

function shuffled(random: () => number): number[] {
  const left = Array.from({ length: slots }, (_, slot) => slot);
  return Array.from({ length: slots }, () =>
    left.splice(Math.floor(random() * left.length), 1),
  ).flat();
}
