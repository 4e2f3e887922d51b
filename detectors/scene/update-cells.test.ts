// The states of one cell over time: an object appears, settles, is hidden, shows again and leaves. The rest of the picture is plain grey.
import { describe, expect, it } from 'vitest';
import { evenLight, evenPlanes, withCells, type Tone } from '../testing/planes.ts';
import { createCellMemory, type CellMemory } from './cell-memory.ts';
import { estimateLight } from './light.ts';
import { showing, updateCells, type CellTimes } from './update-cells.ts';

const times: CellTimes = { settleMs: 3400, clearMs: 1500, hiddenMs: 30_000, adaptMs: 30_000 };
const ground = evenPlanes(64, 32);
/** A memory with its own planes, because it changes its background. */
const newMemory = () => createCellMemory(evenPlanes(64, 32));
const cell = 5 * 32 + 7;
const start = 1_000_000;
const crate: Tone = { luma: 5, red: 0.2 };
const passer: Tone = { luma: 4, blue: 0.2 };
type Look = 'ground' | 'crate' | 'passer';
const tones: Record<Look, Tone | null> = { ground: null, crate, passer };

function createWatch(memory: CellMemory = newMemory()) {
  let previousAt = start;
  /** Shows this content for some pictures, `stepMs` apart; returns the state of the cell in each. */
  const see = (look: Look, pictures: number, stepMs = 2000): number[] =>
    Array.from({ length: pictures }, () => {
      const tone = tones[look];
      const now = tone ? withCells(ground, [cell], tone) : ground;
      const at = previousAt + stepMs;
      const light = estimateLight(now, memory.background);
      const shown = updateCells({ memory, now, light, at, elapsedMs: stepMs, times });
      previousAt = at;
      return shown[cell]!;
    });
  return { memory, see, at: () => previousAt };
}

const { background, settled, fresh } = showing;

describe('a cell', () => {
  it('is background while nothing happens', () => {
    expect(createWatch().see('ground', 5)).toEqual(Array(5).fill(background));
  });

  it('is fresh when an object appears, and settled after it has stayed', () => {
    const { see, memory } = createWatch();
    expect(see('crate', 4)).toEqual([fresh, fresh, settled, settled]);
    expect(memory.settled.since[cell]).toBe(start + 2000);
  });

  it('settles by time, independent of the number of pictures', () => {
    const { see } = createWatch();
    expect(see('crate', 15, 250).lastIndexOf(fresh)).toBe(13);
    expect(see('crate', 3, 250)).toEqual([settled, settled, settled]);
  });

  it('does not settle while its content changes', () => {
    const { see, memory } = createWatch();
    for (let round = 0; round < 6; round++)
      expect([...see('crate', 1), ...see('passer', 1)]).toEqual([fresh, fresh]);
    expect(memory.settled.since[cell]).toBe(0);
  });

  it('starts again when other content appears before it has settled', () => {
    const { see, memory } = createWatch();
    see('crate', 1);
    see('passer', 3);
    expect(memory.settled.since[cell]).toBe(start + 4000);
  });

  it('keeps its settled object and time while a passer-by hides it', () => {
    const { see, memory } = createWatch();
    see('crate', 5);
    expect(see('passer', 4)).toEqual(Array(4).fill(fresh));
    expect(see('crate', 1)).toEqual([settled]);
    expect(memory.settled.since[cell]).toBe(start + 2000);
  });

  it('counts how long its object was visible, without the hidden time', () => {
    const { see, memory } = createWatch();
    see('crate', 6);
    const before = memory.settled.seenMs[cell]!;
    see('passer', 3);
    expect(memory.settled.seenMs[cell]).toBe(before);
    see('crate', 2);
    expect(memory.settled.seenMs[cell]).toBe(before + 4000);
  });

  it('replaces an object that was hidden too long by the one in front', () => {
    const { see, memory } = createWatch();
    see('crate', 5);
    see('passer', 17);
    expect(memory.settled.since[cell]).toBe(start + 12_000);
    expect(memory.settled.planes.luma[10 * 64 + 14]).toBeCloseTo(passer.luma!, 3);
  });

  it('replaces a person who left at once by the object that was put down', () => {
    const { see, memory, at } = createWatch();
    see('passer', 5);
    memory.personMs[cell] = memory.settled.seenMs[cell]!;
    memory.personSeenAt[cell] = at();
    expect(see('crate', 3)).toEqual([fresh, fresh, settled]);
    expect(memory.settled.since[cell]).toBe(start + 12_000);
    expect(memory.personMs[cell]).toBe(0);
  });

  it('keeps a person who moves and is still detected there', () => {
    const { see, memory, at } = createWatch();
    see('passer', 5);
    memory.personMs[cell] = memory.settled.seenMs[cell]!;
    for (let picture = 0; picture < 4; picture++) {
      expect(see('crate', 1)).toEqual([fresh]);
      memory.personSeenAt[cell] = at();
    }
  });

  it('is background as soon as that shows, and forgets its object shortly after', () => {
    const { see, memory } = createWatch();
    see('crate', 5);
    expect(see('ground', 1, 1000)).toEqual([background]);
    expect(memory.settled.since[cell]).toBe(start + 2000);
    expect(see('ground', 1)).toEqual([background]);
    expect(memory.settled.since[cell]).toBe(0);
  });

  it('keeps its object when the background shows for only one picture', () => {
    const { see, memory } = createWatch();
    see('crate', 5);
    see('ground', 1, 1000);
    expect(see('crate', 1)).toEqual([settled]);
    expect(memory.settled.since[cell]).toBe(start + 2000);
  });

  it('treats an object that returns later as a new one', () => {
    const { see, memory } = createWatch();
    see('crate', 5);
    see('ground', 3);
    expect(see('crate', 1)).toEqual([fresh]);
    see('crate', 3);
    expect(memory.settled.since[cell]).toBe(start + 18_000);
  });
});

describe('the background', () => {
  it('follows a slow change of the place', () => {
    const memory = newMemory();
    let at = start;
    for (let step = 1; step <= 60; step++) {
      const now = evenPlanes(64, 32, { luma: 7 + step * 0.02, red: step * 0.001 });
      at += 2000;
      const light = estimateLight(now, memory.background);
      const shown = updateCells({ memory, now, light, at, elapsedMs: 2000, times });
      expect([...shown].every((one) => one === background)).toBe(true);
    }
    expect(memory.background.luma[0]).toBeGreaterThan(7.7);
    expect(memory.background.red[0]).toBeGreaterThan(0.025);
  });

  it('does not follow held cells, which are parts of an object that look like it', () => {
    const faint = withCells(ground, [cell, cell + 5], { luma: 7.15 });
    const memory = newMemory();
    const held = new Uint8Array(32 * 16);
    held[cell] = 1;
    for (let step = 1; step <= 30; step++) {
      const light = evenLight(faint);
      const at = start + step * 2000;
      updateCells({ memory, now: faint, light, at, elapsedMs: 2000, times, held });
    }
    expect(memory.background.luma[10 * 64 + 14]).toBeCloseTo(7, 3);
    expect(memory.background.luma[10 * 64 + 24]).toBeGreaterThan(7.1);
  });

  it('does not follow an object in front of it', () => {
    const { see, memory } = createWatch();
    see('crate', 60);
    expect(memory.background.luma[10 * 64 + 14]).toBeCloseTo(7, 3);
    expect(memory.background.red[cell]).toBeCloseTo(0, 3);
  });

  it('learns the noise of a place', () => {
    const memory = newMemory();
    const flicker = (step: number) => withCells(ground, [cell], { luma: 7 + 0.15 * (-1) ** step });
    for (let step = 1; step <= 40; step++) {
      const now = flicker(step);
      const light = estimateLight(now, memory.background);
      updateCells({ memory, now, light, at: start + step * 2000, elapsedMs: 2000, times });
    }
    expect(memory.noise[10 * 64 + 14]).toBeGreaterThan(0.08);
    expect(memory.noise[0]).toBeLessThan(0.02);
  });

  it('accepts an empty picture', () => {
    const none = evenPlanes(0, 0);
    const memory = createCellMemory(none);
    const light = evenLight(none);
    expect(updateCells({ memory, now: none, light, at: 1, elapsedMs: 1, times })).toHaveLength(0);
  });
});
