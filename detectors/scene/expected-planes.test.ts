// The expected picture: the background, and in front of it the visible settled objects.
import { describe, expect, it } from 'vitest';
import { evenPlanes } from '../testing/planes.ts';
import { createCellMemory } from './cell-memory.ts';
import { expectedPlanes } from './expected-planes.ts';

const at = 60_000;

function memoryWith(cells: Record<number, number>) {
  const memory = createCellMemory(evenPlanes(8, 4));
  memory.settled.planes.luma.fill(5);
  memory.settled.planes.red.fill(0.4);
  for (const [cell, seenAt] of Object.entries(cells)) {
    memory.settled.since[Number(cell)] = 10_000;
    memory.settled.seenAt[Number(cell)] = seenAt;
  }
  return memory;
}

describe('expectedPlanes', () => {
  it('is the background without objects', () => {
    expect(expectedPlanes(memoryWith({}), at)).toEqual(evenPlanes(8, 4));
  });

  it('shows an object that was visible in the previous picture, but not a hidden one', () => {
    const { luma, red } = expectedPlanes(memoryWith({ 2: at, 5: at - 2000 }), at);
    expect([...red].map((value) => value > 0.3)).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7].map((cell) => cell === 2),
    );
    expect([luma[4], luma[5], luma[12], luma[13]]).toEqual([5, 5, 5, 5]);
    expect(luma[3]).toBe(7);
  });

  it('is a copy that may be changed', () => {
    const memory = memoryWith({});
    expectedPlanes(memory, at).luma.fill(0);
    expect(memory.background.luma[0]).toBe(7);
  });

  it('is empty for a memory without cells', () => {
    expect(expectedPlanes(createCellMemory(evenPlanes(0, 0)), at).luma).toHaveLength(0);
  });
});
