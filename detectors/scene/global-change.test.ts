// Global change: most of the picture changes at once and stays changed.
import { describe, expect, it } from 'vitest';
import { evenPlanes } from '../testing/planes.ts';
import { createCellMemory } from './cell-memory.ts';
import { showing } from './update-cells.ts';
import { watchGlobalChange } from './global-change.ts';

const start = 100_000;

/** 4 by 2 cells; the first `fresh` of them show new content since the start. */
function scene({ fresh = 0, globalChangeSince = 0 } = {}) {
  const memory = createCellMemory(evenPlanes(8, 4));
  memory.fresh.planes.luma.fill(5);
  const shown = new Uint8Array(8).fill(showing.background);
  for (let cell = 0; cell < fresh; cell++) {
    shown[cell] = showing.fresh;
    memory.fresh.since[cell] = start;
    memory.fresh.seenAt[cell] = start;
  }
  return { state: { memory, globalChangeSince }, shown };
}

describe('watchGlobalChange', () => {
  it('finds none in a still picture, or for a new object', () => {
    for (const fresh of [0, 2]) {
      const { state, shown } = scene({ fresh });
      expect(watchGlobalChange(state, shown, start)).toBe(0);
    }
  });

  it('begins when most of the picture has changed, and ends when it has not', () => {
    const begun = scene({ fresh: 5 });
    expect(watchGlobalChange(begun.state, begun.shown, start)).toBe(start);
    const over = scene({ globalChangeSince: start });
    expect(watchGlobalChange(over.state, over.shown, start + 2000)).toBe(0);
  });

  it('does not change the memory before it has lasted', () => {
    const { state, shown } = scene({ fresh: 8, globalChangeSince: start });
    expect(watchGlobalChange(state, shown, start + 2000)).toBe(start);
    expect(state.memory.background.luma[0]).toBe(7);
  });

  it('makes the present picture the background once it has lasted', () => {
    const { state, shown } = scene({ fresh: 8, globalChangeSince: start });
    expect(watchGlobalChange(state, shown, start + 4000)).toBe(0);
    expect(new Set(state.memory.background.luma)).toEqual(new Set([5]));
    expect(state.memory.fresh.since.every((since) => since === 0)).toBe(true);
  });

  it('counts what has settled since it began', () => {
    const { state, shown } = scene({ fresh: 8, globalChangeSince: start });
    const { memory } = state;
    shown.fill(showing.settled);
    memory.settled.since.fill(start);
    memory.settled.planes.luma.fill(4);
    expect(watchGlobalChange(state, shown, start + 4000)).toBe(0);
    expect(new Set(memory.background.luma)).toEqual(new Set([4]));
    expect(memory.settled.since.every((since) => since === 0)).toBe(true);
  });

  it('keeps an object that was there before, with its present appearance', () => {
    const { state, shown } = scene({ fresh: 8, globalChangeSince: start });
    const { memory } = state;
    memory.settled.since[3] = start - 50_000;
    watchGlobalChange(state, shown, start + 4000);
    expect(memory.settled.since[3]).toBe(start - 50_000);
    expect(memory.settled.planes.luma[6]).toBe(5);
    expect(memory.background.luma[6]).toBe(7);
  });

  it('does not occur in an empty picture', () => {
    const state = { memory: createCellMemory(evenPlanes(0, 0)), globalChangeSince: 0 };
    expect(watchGlobalChange(state, new Uint8Array(), start)).toBe(0);
  });
});
