// Which cells hold a thing: not where a person stands, not where only traffic passes, not what was hidden for too long.
import { describe, expect, it } from 'vitest';
import { evenPlanes } from '../testing/planes.ts';
import { createCellMemory } from './cell-memory.ts';
import { backgroundShare, countPeople, settledCells } from './settled-cells.ts';
import { showing } from './update-cells.ts';

const hiddenMs = 30_000;

interface Stay {
  since: number;
  seenAt: number;
  seenMs: number;
  personMs?: number;
}

/** Whether a cell with this past holds a thing at a time. */
function isThing({ since, seenAt, seenMs, personMs = 0 }: Stay, at: number): boolean {
  const memory = createCellMemory(evenPlanes(4, 4));
  memory.settled.since[2] = since;
  memory.settled.seenAt[2] = seenAt;
  memory.settled.seenMs[2] = seenMs;
  memory.personMs[2] = personMs;
  const cells = settledCells(memory, at, hiddenMs);
  expect([...cells.filter((_, cell) => cell !== 2)]).toEqual([0, 0, 0]);
  return cells[2] === 1;
}

describe('settledCells', () => {
  const rows: [string, Stay, number, boolean][] = [
    ['that was never taken', { since: 0, seenAt: 0, seenMs: 0 }, 50_000, false],
    ['in sight all the time', { since: 10_000, seenAt: 50_000, seenMs: 40_000 }, 50_000, true],
    ['in sight half of the time', { since: 10_000, seenAt: 50_000, seenMs: 20_000 }, 50_000, true],
    [
      'in sight now and then, as traffic',
      { since: 10_000, seenAt: 50_000, seenMs: 8000 },
      50_000,
      false,
    ],
    ['hidden just now', { since: 10_000, seenAt: 40_000, seenMs: 30_000 }, 55_000, true],
    ['hidden for too long', { since: 10_000, seenAt: 90_000, seenMs: 80_000 }, 120_500, false],
    [
      'that a person stood at all the time',
      { since: 10_000, seenAt: 50_000, seenMs: 40_000, personMs: 40_000 },
      50_000,
      false,
    ],
    [
      'that a person stood at every other picture',
      { since: 10_000, seenAt: 50_000, seenMs: 40_000, personMs: 20_000 },
      50_000,
      false,
    ],
    [
      'that a person stopped at once',
      { since: 10_000, seenAt: 50_000, seenMs: 40_000, personMs: 4000 },
      50_000,
      true,
    ],
  ];
  it.each(rows)('judges a cell %s', (_, stay, at, expected) => {
    expect(isThing(stay, at)).toBe(expected);
  });
});

describe('countPeople', () => {
  const box = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 };

  it('adds up time only where a settled thing shows in a person', () => {
    const memory = createCellMemory(evenPlanes(8, 8));
    const shown = new Uint8Array(16).fill(showing.background);
    shown[5] = showing.settled;
    shown[6] = showing.fresh;
    shown[15] = showing.settled;
    countPeople(memory, shown, [box], 2000);
    countPeople(memory, shown, [box], 1000);
    expect([...memory.personMs.entries()].filter(([, ms]) => ms > 0)).toEqual([[5, 3000]]);
  });

  it('counts nothing without people', () => {
    const memory = createCellMemory(evenPlanes(8, 8));
    countPeople(memory, new Uint8Array(16).fill(showing.settled), [], 2000);
    expect(memory.personMs.every((ms) => ms === 0)).toBe(true);
  });

  it('takes a person who stands half outside the picture', () => {
    const memory = createCellMemory(evenPlanes(8, 8));
    const edge = { x: 0.75, y: 0.75, width: 0.25, height: 0.25 };
    countPeople(memory, new Uint8Array(16).fill(showing.settled), [edge], 500);
    expect([...memory.personMs.entries()].filter(([, ms]) => ms > 0)).toEqual([[15, 500]]);
  });
});

describe('backgroundShare', () => {
  const memory = createCellMemory(evenPlanes(8, 8));
  const whole = { x: 0, y: 0, width: 1, height: 1 };

  it('is the share of a place that shows the background', () => {
    const shown = new Uint8Array(16).fill(showing.background);
    expect(backgroundShare(shown, memory, whole)).toBe(1);
    shown.fill(showing.settled, 0, 4);
    shown.fill(showing.fresh, 4, 8);
    expect(backgroundShare(shown, memory, whole)).toBe(0.5);
    expect(backgroundShare(shown, memory, { x: 0, y: 0, width: 1, height: 0.25 })).toBe(0);
  });

  it('is zero for a place without extent', () => {
    const shown = new Uint8Array(16).fill(showing.background);
    expect(backgroundShare(shown, memory, { x: 0.5, y: 0.5, width: 0, height: 0 })).toBe(0);
  });
});
