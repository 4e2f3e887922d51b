// The judge of the leases bench: which edge looked when, and whether each stay is one case.
import { describe, expect, it } from 'vitest';
import { judgeCases } from './judge-cases.ts';
import { judgeLooks, type Look } from './judge-looks.ts';
import { faultsOfLeases, leasesText, type LeasesResult } from './leases-result.ts';
import { staysWithin, worldAt } from './world.ts';

const world = { startAt: 0, thereMs: 30_000, awayMs: 10_000 };

describe('the world', () => {
  it('shows an object for a while, then none, shifted by camera', () => {
    const at = (camera: number, ms: number) => worldAt(world, camera, ms);
    expect(at(0, 0)).toEqual({ stay: 0, isThere: true });
    expect(at(0, 29_999).isThere).toBe(true);
    expect(at(0, 30_000).isThere).toBe(false);
    expect(at(0, 40_000)).toEqual({ stay: 1, isThere: true });
    expect(at(1, 0)).toEqual({ stay: -1, isThere: false });
    expect(at(1, 3500)).toEqual({ stay: 0, isThere: true });
  });

  it('counts the stays that lie within a span', () => {
    expect(staysWithin(world, 0, { from: 0, to: 110_000 })).toEqual([0, 1, 2]);
    expect(staysWithin(world, 0, { from: 1, to: 109_999 })).toEqual([1]);
    expect(staysWithin(world, 0, { from: 50_000, to: 60_000 })).toEqual([]);
  });
});

describe('looks', () => {
  const looks = (edgeId: string, ...times: number[]): Look[] =>
    times.map((at) => ({ edgeId, cameraId: 'c', at }));
  const judge = (...all: Look[][]) => judgeLooks(all.flat(), ['c'], { from: 0, to: 10_000 });

  it.each([
    ['none at all', [], { gapMs: 10_000, doubleMs: 0, moved: 0 }],
    ['one edge', [looks('a', 1000, 4000, 9000)], { gapMs: 5000, doubleMs: 0, moved: 0 }],
    [
      'another one afterwards',
      [looks('a', 1000), looks('b', 6000)],
      { gapMs: 5000, doubleMs: 0, moved: 1 },
    ],
    [
      'two at once',
      [looks('a', 0, 2000, 4000, 6000, 8000), looks('b', 3000, 5000, 7000, 9000)],
      { gapMs: 2000, doubleMs: 7000, moved: 1 },
    ],
    [
      'one that gets the camera back',
      [looks('a', 0, 1000, 2000), looks('b', 4000, 5000), looks('a', 8000, 9000)],
      { gapMs: 3000, doubleMs: 0, moved: 1 },
    ],
  ])('of %s', (_, all, expected) => {
    expect(judge(...all)).toEqual(expected);
  });
});

describe('cases', () => {
  const one = (id: string, openedAt: number, present = false) => ({
    id,
    cameraId: 'camera-1',
    present,
    openedAt,
  });
  const judge = (...cases: ReturnType<typeof one>[]) =>
    judgeCases(cases, world, { cameras: ['camera-1'], from: 0, to: 128_000 });

  it('are good when each stay is one case, and past ones are clear', () => {
    const verdict = judge(one('a', 100), one('b', 41_000), one('c', 80_000));
    expect(verdict).toEqual({ stays: 3, cases: 3, doubled: [], missed: [], leftOpen: [] });
  });

  it('are wrong when a stay has two or none', () => {
    expect(judge(one('a', 100), one('b', 20_000), one('c', 80_000))).toMatchObject({
      doubled: ['b'],
      missed: ['camera-1 1'],
    });
  });

  it('are wrong when a case is open after its object has gone', () => {
    const late = { cameras: ['camera-1'], from: 0, to: 119_000 };
    const cases = [one('a', 100, true)];
    expect(
      judgeCases(cases, { ...world, awayMs: 60_000 }, { ...late, to: 80_000 }).leftOpen,
    ).toEqual(['a']);
  });
});

it('a result is printed with its faults', () => {
  const fault = { name: 'killed', gapMs: 8100, doubleMs: 0, moved: 3 } as const;
  const good: LeasesResult = {
    ...{ cameras: 6, edges: 3, faults: [fault], stays: 9, cases: 9, defects: 0 },
    ...{ doubled: [], missed: [], leftOpen: [] },
  };
  expect(leasesText(good)).toMatch(/killed +8\.1 s +0\.0 s +3\n.*\nall well$/s);
  const bad = {
    ...good,
    faults: [{ ...fault, gapMs: 15_001, doubleMs: 5001 }],
    ...{ doubled: ['x'], missed: ['y'], leftOpen: ['z'], defects: 1 },
  };
  expect(faultsOfLeases(bad)).toHaveLength(6);
  expect(leasesText(bad)).toContain('WRONG: killed: a camera had no edge for 15.0 s');
});
