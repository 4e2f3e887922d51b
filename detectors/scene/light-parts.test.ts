// Light within a region: changes of log luma are drawn cell by cell onto plain ground.
import { describe, expect, it } from 'vitest';
import { createCellMemory, firstPixel, type CellMemory } from './cell-memory.ts';
import { lightParts, withoutLight, type LightPart } from './light-parts.ts';
import { copyPlanes, createPlanes, type Planes } from './planes.ts';
import { findRegions, type CellRegion } from './regions.ts';
import { showing } from './update-cells.ts';
import { weighRegions } from './weigh-regions.ts';

const columns = 60;
const rows = 40;
type Change = (x: number, y: number) => number;

/** Fades from its middle to nothing, 12 cells away. */
const beam =
  (cx: number, cy: number, strength: number): Change =>
  (x, y) =>
    strength * Math.max(0, 1 - Math.hypot(x - cx, y - cy) / 12);
/** Uniform, with a hard edge. */
const sheet =
  (left: number, top: number, width: number, height: number, change: number): Change =>
  (x, y) =>
    x >= left && x < left + width && y >= top && y < top + height ? change : 0;
const grainy = (x: number, y: number) => 0.3 * Math.sin(x * 12.9898 + y * 78.233);

function add(planes: Planes, cell: number, change: number): void {
  const first = firstPixel(planes.width, cell);
  for (const pixel of [first, first + 1, first + planes.width, first + planes.width + 1])
    planes.luma[pixel]! += change;
}

interface Scene {
  readonly at: number;
  readonly memory: CellMemory;
  readonly now: Planes;
  readonly shown: Uint8Array;
  readonly region: CellRegion;
}

/** Cells that changed by 0.25 or more are settled and visible. */
function scene(change: Change, colour = 0): Scene {
  const ground = createPlanes(2 * columns, 2 * rows);
  ground.luma.fill(5);
  ground.red.fill(0.1);
  const memory = createCellMemory(ground);
  const now = copyPlanes(ground);
  const shown = new Uint8Array(columns * rows);
  const marked = new Uint8Array(columns * rows);
  for (let cell = 0; cell < shown.length; cell++) {
    const by = change(cell % columns, Math.floor(cell / columns));
    add(now, cell, by);
    if (Math.abs(by) < 0.25) continue;
    add(memory.settled.planes, cell, by);
    memory.settled.planes.red[cell]! += colour;
    memory.settled.since[cell] = 1;
    memory.settled.seenAt[cell] = 60_000;
    memory.settled.seenMs[cell] = 60_000;
    marked[cell] = 1;
    shown[cell] = showing.settled;
  }
  const [region] = findRegions({ marked, weak: new Uint8Array(marked.length) }, columns, 8);
  if (!region) throw new Error('expected a region, got none');
  return { at: 120_000, memory, now, shown, region };
}

const partsIn = (made: Scene): LightPart[] => lightParts(made.region, made);
const reasonsIn = (made: Scene) => partsIn(made).map(({ reason }) => reason);

describe('lightParts', () => {
  it.each<[string, Scene, string[]]>([
    ['the beam of a lamp', scene(beam(30, 20, 1.5)), ['head-lamp']],
    ['a soft shadow', scene(beam(30, 20, -1)), ['shadow']],
    ['a white sheet', scene(sheet(20, 12, 14, 12, 1.2)), []],
    ['a black box', scene(sheet(20, 12, 14, 12, -1.2)), []],
    ['a faint change', scene(beam(30, 20, 0.42)), []],
    ['a heap, dark at its rim', scene((x, y) => beam(30, 20, 1.5)(x, y) + grainy(x, y)), []],
    ['a yellow blanket that fades', scene(beam(30, 20, 1.5), 0.4), []],
    ['a small lamp', scene((x, y) => beam(30, 20, 1.5)(x * 3 - 60, y * 3 - 40)), []],
  ])('finds in %s', (_, made, expected) => {
    expect(reasonsIn(made)).toEqual(expected);
  });

  it('finds two next to each other', () => {
    const both = scene((x, y) => beam(20, 20, 1.5)(x, y) + beam(38, 20, -1.5)(x, y));
    expect(reasonsIn(both)).toEqual(expect.arrayContaining(['head-lamp']));
  });

  it('ignores the rim where a person passes in front of it', () => {
    const made = scene(beam(30, 20, 1.5));
    made.shown.fill(showing.fresh);
    expect(reasonsIn(made)).toEqual([]);
  });
});

/** A dark car, and its light before it. */
const carAndBeam = scene((x, y) => sheet(8, 14, 12, 8, -1.4)(x, y) || beam(27, 20, 1.6)(x, y));

describe('an object in the light', () => {
  it('remains without the light and its thin rim', () => {
    const { region, memory } = carAndBeam;
    const left = withoutLight(region, partsIn(carAndBeam), memory);
    const at = [...left.keys()].filter((cell) => left[cell] === 1);
    expect(at.length).toBeGreaterThan(80);
    expect(at.every((cell) => cell % columns >= 8 && cell % columns < 20)).toBe(true);
  });

  it('is an object, and the light is rejected with its reason', () => {
    const { things, setAside } = weighRegions({
      ...carAndBeam,
      known: [],
      at: 60_000,
      hiddenMs: 30_000,
      hasLightMoved: false,
      seen: [],
    });
    expect(setAside.map(({ reason }) => reason)).toEqual(['head-lamp']);
    expect(things).toHaveLength(1);
    expect(things[0]!.region.right).toBeLessThan(20);
  });

  it('does not occur when only the lamp came, and the ground is kept', () => {
    const lamp = scene(beam(30, 20, 1.6));
    const before = copyPlanes(lamp.memory.background);
    const { things, setAside } = weighRegions({
      ...lamp,
      known: [],
      at: 60_000,
      hiddenMs: 30_000,
      hasLightMoved: false,
      seen: [],
    });
    expect(things).toEqual([]);
    expect(setAside.map(({ reason }) => reason)).toEqual(['head-lamp']);
    expect(lamp.memory.background.luma).toEqual(before.luma);
  });
});

describe('light near the limit', () => {
  /** Its rim is a step of more than half of what it is inside. */
  const hard = (x: number, y: number) =>
    Math.hypot(x - 30, y - 20) < 8 ? 1 - Math.hypot(x - 30, y - 20) / 14 : 0;
  const litBefore = (ago: number, share: number) => {
    const made = scene(hard);
    const cells = made.region.cells.slice(0, Math.ceil(share * made.region.cells.length));
    for (const cell of cells) made.memory.litAt[cell] = made.at - ago;
    return reasonsIn(made);
  };

  it.each([
    ['is a thing at first', 1000, 0, []],
    ['stays light when it was light in the picture before', 2000, 1, ['head-lamp']],
    ['stays light a minute after it was', 60_000, 1, ['head-lamp']],
    ['is a thing again when that is longer ago', 61_000, 1, []],
    ['is a thing when a smaller part of it was light', 2000, 0.5, []],
  ])('%s', (_, ago, share, expected) => {
    expect(litBefore(ago, share)).toEqual(expected);
  });

  it('does not turn a box in a beam into light', () => {
    const made = scene(sheet(20, 12, 14, 12, 1.2));
    made.memory.litAt.fill(made.at - 2000);
    expect(reasonsIn(made)).toEqual([]);
  });

  it('is remembered', () => {
    const made = scene(beam(30, 20, 1.5));
    lightParts(made.region, made);
    expect(made.memory.litAt[20 * columns + 30]).toBe(made.at);
    expect(made.memory.litAt[2 * columns + 2]).toBe(0);
  });
});
