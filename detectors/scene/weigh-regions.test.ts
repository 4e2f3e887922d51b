// A dark, even patch on coloured ground: a shadow, a person's trousers, or a grey bag, and what the background learns from it.
import { describe, expect, it } from 'vitest';
import { createCellMemory, firstPixel, lumaOf, type CellMemory } from './cell-memory.ts';
import { copyPlanes, createPlanes } from './planes.ts';
import { showing } from './update-cells.ts';
import { weighRegions } from './weigh-regions.ts';

const [columns, rows, at] = [30, 20, 60_000];
const patch: number[] = [];
for (let y = 6; y < 12; y++) for (let x = 10; x < 18; x++) patch.push(y * columns + x);

/** The patch has settled for half a minute. */
function darkPatch(): CellMemory {
  const ground = createPlanes(2 * columns, 2 * rows);
  ground.luma.fill(6);
  ground.red.fill(0.1);
  const memory = createCellMemory(ground);
  for (const cell of patch) {
    const first = firstPixel(ground.width, cell);
    for (const pixel of [first, first + 1, first + ground.width, first + ground.width + 1])
      memory.settled.planes.luma[pixel] = 5.3;
    memory.settled.since[cell] = at - 30_000;
    memory.settled.seenAt[cell] = at;
    memory.settled.seenMs[cell] = 30_000;
  }
  return memory;
}

function weigh(memory: CellMemory, hasLightMoved = true): string[] {
  const shown = new Uint8Array(columns * rows);
  for (const cell of patch) shown[cell] = showing.settled;
  const now = copyPlanes(memory.settled.planes);
  const { things, setAside } = weighRegions({
    memory,
    now,
    shown,
    known: [],
    at,
    hiddenMs: 30_000,
    hasLightMoved,
  });
  return [...things.map(() => 'thing'), ...setAside.map(({ reason }) => reason)];
}

const middle = 9 * columns + 14;

describe('a dark, even patch, in light that has changed', () => {
  it('is light, and becomes background', () => {
    const memory = darkPatch();
    expect(weigh(memory)).toEqual(['light']);
    expect(lumaOf(memory.background, middle)).toBeCloseTo(5.3, 5);
    expect(memory.settled.since[middle]).toBe(0);
  });

  it.each([
    ['two seconds ago', 2000, 6],
    ['ten seconds ago', 10_000, 5.3],
  ])('where somebody was seen %s', (_, ago, luma) => {
    const memory = darkPatch();
    for (const cell of patch) memory.personSeenAt[cell] = at - ago;
    expect(weigh(memory)).toEqual(['light']);
    expect(lumaOf(memory.background, middle)).toBeCloseTo(luma, 5);
  });
});

describe('a dark, even patch, in light that stays', () => {
  it('is an object, and the background does not change', () => {
    const memory = darkPatch();
    expect(weigh(memory, false)).toEqual(['thing']);
    expect(lumaOf(memory.background, middle)).toBeCloseTo(6, 5);
    expect(memory.settled.since[middle]).toBe(at - 30_000);
  });

  it('may be the shadow of a person detected two seconds ago, and is not learned', () => {
    const memory = darkPatch();
    for (const cell of patch) memory.personSeenAt[cell] = at - 2000;
    expect(weigh(memory, false)).toEqual(['shadow']);
    expect(lumaOf(memory.background, middle)).toBeCloseTo(6, 5);
    expect(memory.settled.since[middle]).toBe(at - 30_000);
  });
});
