// A heap of cartons or rubbish bags: it grows piece by piece, stays, and is removed.
import type { Placement } from '../placement.ts';
import type { HeapActor } from '../scene.ts';
import { createBags, createBoxes } from '../sprites/heap.ts';

/** How long putting down or picking up a piece takes; meanwhile it is partly transparent. */
const settleMs = 400;

export function placeHeap(heap: HeapActor, timeMs: number): Placement[] {
  const count = countAt(heap, timeMs);
  if (count === 0) return [];
  const full: Placement = {
    sprite: heapSprite(heap, count),
    at: heap.place,
    isMirrored: false,
    opacity: Math.min(opacityOfLeaving(heap, timeMs), count === 1 ? arrival(heap, 0, timeMs) : 1),
  };
  if (count === 1 || timeMs >= heap.until) return [full];
  const share = arrival(heap, count - 1, timeMs);
  if (share === 1) return [full];
  return [
    { ...full, sprite: heapSprite(heap, count - 1) },
    { ...full, opacity: share },
  ];
}

/** When the last piece has been put down, and the heap is at rest. */
export function settledAt({ at, growFor }: HeapActor): number {
  return at + growFor;
}

function heapSprite({ type, seed }: HeapActor, count: number) {
  return type === 'boxes' ? createBoxes({ count, seed }) : createBags({ count, seed });
}

function countAt({ at, until, growFor, count }: HeapActor, timeMs: number): number {
  if (timeMs < at - settleMs || timeMs >= until + settleMs) return 0;
  if (growFor === 0) return count;
  const grown = 1 + Math.floor(((timeMs - at + settleMs) / growFor) * (count - 1));
  return Math.min(count, Math.max(1, grown));
}

/** The progress of putting down piece `index`, 0..1. */
function arrival({ at, growFor, count }: HeapActor, index: number, timeMs: number): number {
  const lies = at + (count > 1 ? (growFor * index) / (count - 1) : 0);
  return Math.max(0, Math.min(1, (timeMs - lies + settleMs) / settleMs));
}

function opacityOfLeaving({ until }: HeapActor, timeMs: number): number {
  return Math.max(0, Math.min(1, 1 - (timeMs - until) / settleMs));
}
