// Which cells have a settled object: not those with a standing person, with passing traffic, or hidden for too long.
import { describe, expect, it } from 'vitest';
import { evenPlanes } from '../testing/planes.ts';
import { createCellMemory } from './cell-memory.ts';
import {
  backgroundShare,
  countPeople,
  doubtfulCells,
  isGone,
  settledCells,
} from './settled-cells.ts';
import { showing } from './update-cells.ts';

const hiddenMs = 30_000;

interface Stay {
  since: number;
  seenAt: number;
  seenMs: number;
  personMs?: number;
}

/** Whether a cell with this history has a settled object at a time. */
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

  it('adds up time only where a settled object is visible within a person', () => {
    const memory = createCellMemory(evenPlanes(8, 8));
    const shown = new Uint8Array(16).fill(showing.background);
    shown[5] = showing.settled;
    shown[6] = showing.fresh;
    shown[15] = showing.settled;
    countPeople(memory, { shown, people: [box], at: 2000, elapsedMs: 2000 });
    countPeople(memory, { shown, people: [box], at: 3000, elapsedMs: 1000 });
    expect([...memory.personMs.entries()].filter(([, ms]) => ms > 0)).toEqual([[5, 3000]]);
  });

  it('counts nothing without people', () => {
    const memory = createCellMemory(evenPlanes(8, 8));
    const shown = new Uint8Array(16).fill(showing.settled);
    countPeople(memory, { shown, people: [], at: 2000, elapsedMs: 2000 });
    expect(memory.personMs.every((ms) => ms === 0)).toBe(true);
  });

  it('accepts a person who is partly outside the picture', () => {
    const memory = createCellMemory(evenPlanes(8, 8));
    const edge = { x: 0.75, y: 0.75, width: 0.25, height: 0.25 };
    const shown = new Uint8Array(16).fill(showing.settled);
    countPeople(memory, { shown, people: [edge], at: 500, elapsedMs: 500 });
    expect([...memory.personMs.entries()].filter(([, ms]) => ms > 0)).toEqual([[15, 500]]);
  });
});

describe('an object that a person leaves behind', () => {
  const whole = { x: 0, y: 0, width: 1, height: 1 };
  const lastSeenAt = 40_000;

  /** A cell where a person stood from 20 s to 40 s, and what it shows in each later picture, 2 s apart. */
  function leftAt(showings: readonly number[], personSeenAt = lastSeenAt) {
    const memory = createCellMemory(evenPlanes(2, 2));
    memory.settled.since[0] = 20_000;
    memory.settled.seenMs[0] = memory.personMs[0] = 20_000;
    memory.personSeenAt[0] = personSeenAt;
    let at = lastSeenAt;
    for (const what of showings) {
      at += 2000;
      if (what === showing.settled) memory.settled.seenMs[0] += 2000;
      memory.settled.seenAt[0] = at;
      countPeople(memory, { shown: Uint8Array.of(what), people: [], at, elapsedMs: 2000 });
    }
    return { memory, at, isThing: settledCells(memory, at, hiddenMs)[0] === 1 };
  }
  const still = (pictures: number) => Array<number>(pictures).fill(showing.settled);

  it('counts as the person at first, whom the detector may have missed', () => {
    expect(leftAt(still(0)).isThing).toBe(false);
    expect(leftAt(still(4)).isThing).toBe(false);
  });

  it('is an object ten seconds later, dated from when the person left', () => {
    const { memory, isThing } = leftAt(still(5));
    expect(isThing).toBe(true);
    expect(memory.settled.since[0]).toBe(lastSeenAt);
    expect(memory.settled.seenMs[0]).toBe(10_000);
  });

  it('counts as the person while one is detected repeatedly', () => {
    const { memory, at } = leftAt(still(4));
    const shown = Uint8Array.of(showing.settled);
    countPeople(memory, { shown, people: [whole], at: at + 2000, elapsedMs: 2000 });
    countPeople(memory, { shown, people: [], at: at + 8000, elapsedMs: 6000 });
    expect(settledCells(memory, at + 8000, hiddenMs)[0]).toBe(0);
  });

  it('is undecided while something hides it', () => {
    expect(leftAt(Array<number>(6).fill(showing.fresh)).isThing).toBe(false);
  });

  it('waits again when the time of the person is unknown, as after a restart', () => {
    expect(leftAt(still(5), 0).isThing).toBe(false);
    expect(leftAt(still(6), 0).isThing).toBe(true);
  });
});

describe('doubtfulCells', () => {
  it('are those that have differed slightly from the background for long', () => {
    const memory = createCellMemory(evenPlanes(80, 2));
    memory.doubt.set([0.3, 0.4, 0.9], 20);
    const shown = new Uint8Array(40).fill(showing.background);
    expect([...doubtfulCells(memory, shown).subarray(19, 24)]).toEqual([0, 0, 1, 1, 0]);
    expect(doubtfulCells(memory, shown.fill(showing.fresh)).includes(1)).toBe(false);
  });

  it('must differ more in a restless picture', () => {
    const memory = createCellMemory(evenPlanes(80, 2));
    memory.doubt.fill(0.36);
    memory.doubt.set([0.42, 0.9], 20);
    const shown = new Uint8Array(40).fill(showing.background);
    expect([...doubtfulCells(memory, shown).subarray(19, 23)]).toEqual([0, 0, 1, 0]);
    memory.doubt.fill(1);
    expect(doubtfulCells(memory, shown).includes(1)).toBe(false);
  });

  it('are none in a picture without cells', () => {
    expect(doubtfulCells(createCellMemory(evenPlanes(0, 0)), new Uint8Array())).toHaveLength(0);
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

  it('is 0 for an empty place', () => {
    const shown = new Uint8Array(16).fill(showing.background);
    expect(backgroundShare(shown, memory, { x: 0.5, y: 0.5, width: 0, height: 0 })).toBe(0);
  });
});

describe('isGone', () => {
  const { background, settled, fresh } = showing;
  const rows: [string, number[], number[], boolean][] = [
    ['shows', [settled, settled, settled, settled, settled], [1, 1, 1, 1, 1], false],
    ['is hidden by a passer-by', [fresh, fresh, fresh, fresh, fresh], [1, 1, 1, 1, 1], false],
    ['left', [background, background, background, background, background], [1, 1, 1, 1, 1], true],
    [
      'left but for one cell of five',
      [background, background, background, background, settled],
      [1, 1, 1, 1, 1],
      true,
    ],
    [
      'left by half',
      [background, background, background, settled, settled],
      [1, 1, 1, 1, 1],
      false,
    ],
    [
      'shows, with weak cells that look like the ground',
      [settled, settled, background, background, background],
      [1, 1, 0, 0, 0],
      false,
    ],
    [
      'never settled',
      [background, background, background, background, background],
      [0, 0, 0, 0, 0],
      false,
    ],
  ];
  it.each(rows)('of what %s', (_, shows, since, expected) => {
    const memory = createCellMemory(evenPlanes(10, 2));
    memory.settled.since.set(since);
    expect(isGone([0, 1, 2, 3, 4], memory, Uint8Array.from(shows))).toBe(expected);
  });
});
