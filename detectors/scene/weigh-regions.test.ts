// A dark, even patch on coloured ground: a shadow, a person's trousers, or a grey bag, and what the background learns from it.
import { describe, expect, it } from 'vitest';
import type { Box } from '../../contracts/index.ts';
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

function weigh(memory: CellMemory, hasLightMoved = true, seen: Box[] = []): string[] {
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
    seen,
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

describe('a patch of several greys', () => {
  /** Squares: neither light nor a shadow has such edges. */
  function checkered(): CellMemory {
    const memory = darkPatch();
    const { planes } = memory.settled;
    for (const cell of patch) {
      const isBright = ((cell % columns) + Math.floor(cell / columns)) % 2 === 1;
      const first = firstPixel(planes.width, cell);
      for (const pixel of [first, first + 1, first + planes.width, first + planes.width + 1])
        planes.luma[pixel] = isBright ? 6.6 : 4.6;
    }
    return memory;
  }

  function occupied(): CellMemory {
    const memory = checkered();
    for (const cell of patch) memory.occupied[cell] = 1;
    return memory;
  }

  it('is a thing', () => {
    expect(weigh(checkered())).toEqual(['thing']);
  });

  it('is what showed when somebody left, of whom the learnt scene has the picture', () => {
    expect(weigh(occupied()).at(-1)).toBe('ghost');
  });

  it('is a thing while he is still seen there', () => {
    expect(weigh(occupied(), true, [{ x: 0.3, y: 0.2, width: 0.4, height: 0.5 }])).toEqual([
      'thing',
    ]);
  });

  it('is displaced where the learnt scene has the same, two pixels beside it', () => {
    const memory = checkered();
    const { background, settled } = memory;
    for (let row = 0; row < 2 * rows; row++)
      for (let column = 0; column < 2 * columns - 2; column++)
        background.luma[row * background.width + column] =
          settled.planes.luma[row * background.width + column + 2]!;
    expect(weigh(memory)).toEqual(['displaced']);
  });
});
