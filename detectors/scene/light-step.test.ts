// A step of the light moves what is remembered of things, and nothing else.
import { describe, expect, it } from 'vitest';
import { evenPlanes } from '../testing/planes.ts';
import { createCellMemory } from './cell-memory.ts';
import { followLightOn } from './light-step.ts';

function memoryWithThings() {
  const memory = createCellMemory(evenPlanes(8, 4, { luma: 7 }));
  memory.settled.planes.luma.fill(6);
  memory.fresh.planes.luma.fill(5);
  memory.settled.planes.red.fill(0.3);
  return memory;
}

describe('followLightOn', () => {
  it('moves the luma of settled and of fresh things by the step', () => {
    const memory = memoryWithThings();
    followLightOn(memory, -0.5);
    expect(new Set(memory.settled.planes.luma)).toEqual(new Set([5.5]));
    expect(new Set(memory.fresh.planes.luma)).toEqual(new Set([4.5]));
  });

  it('leaves their colour and the background as they were', () => {
    const memory = memoryWithThings();
    followLightOn(memory, 0.75);
    expect(memory.settled.planes.red).toEqual(memoryWithThings().settled.planes.red);
    expect(memory.background).toEqual(memoryWithThings().background);
  });

  it('changes nothing when the light stays', () => {
    const memory = memoryWithThings();
    followLightOn(memory, 0);
    expect(memory).toEqual(memoryWithThings());
  });

  it('has nothing to do in a memory without cells', () => {
    const empty = createCellMemory(evenPlanes(0, 0));
    followLightOn(empty, 1);
    expect(empty.settled.planes.luma).toHaveLength(0);
  });
});
