// The cell memory: what copying, settling, forgetting and rebasing a cell change, and what they do not.
import { describe, expect, it } from 'vitest';
import { evenLight, evenPlanes } from '../testing/planes.ts';
import {
  copyCell,
  createCellMemory,
  forgetCell,
  rebaseCell,
  settleCell,
  takeCell,
} from './cell-memory.ts';

/** Pixels of cell 4 in a picture 6 pixels wide: the second of the second row of cells. */
const cell = 4;
const pixels = [14, 15, 20, 21];

function memoryWithFresh() {
  const memory = createCellMemory(evenPlanes(6, 4, { luma: 7 }));
  memory.fresh.planes.luma.fill(5);
  memory.fresh.planes.red.fill(0.25);
  memory.fresh.since[cell] = 100;
  memory.fresh.seenAt[cell] = 300;
  memory.fresh.seenMs[cell] = 200;
  memory.personMs[cell] = 50;
  memory.clearSince[cell] = 70;
  return memory;
}

describe('createCellMemory', () => {
  it('has a cell for every 2×2 pixels, without objects', () => {
    const memory = createCellMemory(evenPlanes(6, 4));
    expect(memory).toMatchObject({ columns: 3, rows: 2 });
    for (const array of [memory.settled.since, memory.fresh.since, memory.personMs])
      expect([...array]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('has no cells for an empty picture', () => {
    expect(createCellMemory(evenPlanes(0, 0))).toMatchObject({ columns: 0, rows: 0 });
  });
});

describe('copyCell', () => {
  it('copies the four pixels of one cell and no other', () => {
    const to = evenPlanes(6, 4, { luma: 7 });
    copyCell(evenPlanes(6, 4, { luma: 5, blue: 0.5 }), to, cell);
    to.luma.forEach((value, pixel) => {
      expect(value).toBe(pixels.includes(pixel) ? 5 : 7);
    });
    expect([...to.blue]).toEqual([0, 0, 0, 0, 0.5, 0]);
  });
});

describe('takeCell', () => {
  const now = evenPlanes(6, 4, { luma: 5, red: 0.1 });

  it('converts the present picture to the light of the background', () => {
    const to = evenPlanes(6, 4, { luma: 7 });
    const light = evenLight(now, { offset: -0.75 });
    light.red.fill(0.25);
    takeCell({ now, light }, to, cell);
    to.luma.forEach((value, pixel) => {
      expect(value).toBeCloseTo(pixels.includes(pixel) ? 5.75 : 7, 5);
    });
    expect(to.red[cell]).toBeCloseTo(-0.15, 5);
    expect(to.red[cell - 1]).toBe(0);
  });

  it('moves only by the given share', () => {
    const to = evenPlanes(6, 4, { luma: 7, red: 0.5 });
    takeCell({ now, light: evenLight(now) }, to, cell, 0.25);
    expect(to.luma[14]).toBeCloseTo(6.5, 5);
    expect(to.red[cell]).toBeCloseTo(0.4, 5);
  });
});

describe('settleCell', () => {
  it('moves the fresh appearance with its times to settled', () => {
    const memory = memoryWithFresh();
    settleCell(memory, cell);
    expect(memory.settled.planes.luma[14]).toBe(5);
    expect(memory.settled.planes.red[cell]).toBe(0.25);
    expect(memory.settled.since[cell]).toBe(100);
    expect(memory.settled.seenAt[cell]).toBe(300);
    expect(memory.settled.seenMs[cell]).toBe(200);
    expect(memory.fresh.since[cell]).toBe(0);
  });

  it('does not keep the time of a former person', () => {
    const memory = memoryWithFresh();
    settleCell(memory, cell);
    expect(memory.personMs[cell]).toBe(0);
  });
});

describe('forgetCell', () => {
  it('clears the times of one cell only', () => {
    const { settled } = memoryWithFresh();
    settled.since.fill(9);
    settled.seenAt.fill(9);
    settled.seenMs.fill(9);
    forgetCell(settled, cell);
    for (const array of [settled.since, settled.seenAt, settled.seenMs])
      expect([...array]).toEqual([9, 9, 9, 9, 0, 9]);
  });
});

describe('rebaseCell', () => {
  it('makes an appearance the background and clears the settled object', () => {
    const memory = memoryWithFresh();
    memory.settled.since[cell] = 80;
    memory.settled.planes.luma.fill(4);
    rebaseCell(memory, memory.settled, cell);
    expect(memory.background.luma[14]).toBe(4);
    expect(memory.background.luma[0]).toBe(7);
    expect([memory.settled.since[cell], memory.fresh.since[cell], memory.clearSince[cell]]).toEqual(
      [0, 0, 0],
    );
  });
});
