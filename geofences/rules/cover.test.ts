// Blocked fire exit: which objects block, and from when the exit is covered.
import { describe, expect, it } from 'vitest';
import type { Fence, Observation, Thing } from '../../contracts/index.ts';
import { aFence, dwell } from '../testing/fences.ts';
import { judgeByKind } from '../testing/judge.ts';
import { aRegion, aTrack, box, middle, monday } from '../testing/observations.ts';

const at = (seconds: number) => monday + seconds * 1000;

function judge(seen: Partial<Observation>, parts: Partial<Fence> = {}) {
  const fence = aFence({ kind: 'blocked-fire-exit', ...parts });
  return judgeByKind(fence, seen);
}

describe('a fire exit', () => {
  it('is not blocked while it is empty', () => {
    expect(judge({})).toEqual({ claims: [], drops: [] });
  });

  it.each<[Thing, string]>([
    ['vehicle', 'vehicle'],
    ['two-wheeler', 'two-wheeler'],
    ['goods', 'goods'],
    ['stall', 'goods'],
    ['table', 'goods'],
    ['debris', 'goods'],
  ])('a standing %s blocks, with the dwell of a %s', (thing, what) => {
    const dwellMs = { ...dwell(1000), [what]: 7000 };
    const [claim] = judge({ tracks: [aTrack({ thing })] }, { minCover: 0.01, dwellMs }).claims;
    expect(claim).toMatchObject({ what, dwellMs: 7000, region: middle, since: at(-60) });
  });

  it.each<[Thing]>([['person'], ['animal'], ['umbrella'], ['other']])(
    'a standing %s never does',
    (thing) => {
      expect(judge({ tracks: [aTrack({ thing })] }, { minCover: 0.001 }).claims).toEqual([]);
    },
  );

  it.each([
    ['a thing that moves does not', aTrack({ stationarySince: null })],
    ['an unsure thing does not', aTrack({ confidence: 0.34 })],
  ])('%s', (_, track) => {
    expect(judge({ tracks: [track] }, { minCover: 0.001 })).toEqual({ claims: [], drops: [] });
  });

  it('is blocked by a static region without a label, with the dwell of goods', () => {
    const [claim] = judge({ regions: [aRegion({ since: at(-9), contrast: 0.5 })] }).claims;
    expect(claim).toMatchObject({ what: 'goods', since: at(-9), confidence: 0.75 });
    expect(claim?.measures).toEqual({ cover: 48 / 800, things: 1 });
  });

  it('is not blocked by a restless region, with the reason', () => {
    const restless = { thing: 'other', label: 'restless', confidence: 0.5 } as const;
    const { claims, drops } = judge({ regions: [aRegion({ seenAs: [restless] })] });
    expect(claims).toEqual([]);
    expect(drops).toEqual([{ reason: 'restless', region: middle }]);
  });

  it('is blocked by a parked car while people and traffic move in front of it', () => {
    const restless = { thing: 'other', label: 'restless', confidence: 0.5 } as const;
    const seen = { regions: [aRegion({ seenAs: [restless] })], tracks: [aTrack()] };
    expect(judge(seen).claims[0]?.what).toBe('vehicle');
  });

  it('is blocked by a static region under a parked car, with the dwell of a vehicle', () => {
    const seen = { regions: [aRegion()], tracks: [aTrack()] };
    expect(judge(seen).claims[0]?.what).toBe('vehicle');
  });

  it.each<[Thing, string]>([
    ['person', 'is-person'],
    ['animal', 'is-animal'],
  ])('a static region that is a %s is dropped as %s', (thing, reason) => {
    const region = aRegion({ seenAs: [{ thing, label: thing, confidence: 0.6 }] });
    expect(judge({ regions: [region] })).toEqual({
      claims: [],
      drops: [{ reason, region: middle }],
    });
  });

  it('is covered only by the lower part of a box', () => {
    const lower: Fence['polygon'] = [
      [0, 0.55],
      [1, 0.55],
      [1, 1],
      [0, 1],
    ];
    const upper: Fence['polygon'] = [
      [0, 0],
      [1, 0],
      [1, 0.5],
      [0, 0.5],
    ];
    const seen = { tracks: [aTrack()] };
    expect(judge(seen, { polygon: lower }).claims).toHaveLength(1);
    expect(judge(seen, { polygon: upper, minCover: 0.001 }).claims).toEqual([]);
  });

  it('is not covered by the part of an object outside', () => {
    const polygon: Fence['polygon'] = [
      [0.8, 0.8],
      [1, 0.8],
      [1, 1],
    ];
    expect(judge({ regions: [aRegion()] }, { polygon })).toEqual({ claims: [], drops: [] });
  });

  it('smaller than a cell is never blocked', () => {
    const polygon: Fence['polygon'] = [
      [0.501, 0.501],
      [0.505, 0.501],
      [0.505, 0.505],
    ];
    expect(judge({ regions: [aRegion()] }, { polygon })).toEqual({ claims: [], drops: [] });
  });
});

describe('the covered share', () => {
  const left = aRegion({ id: 'left', box: box(0.1, 0.4, 0.1, 0.2), since: at(-30) });
  const right = aRegion({ id: 'right', box: box(0.7, 0.4, 0.2, 0.2), since: at(-10) });

  it('below the minimum is dropped with the reason', () => {
    const { claims, drops } = judge({ regions: [left] }, { minCover: 0.05 });
    expect(claims).toEqual([]);
    expect(drops).toEqual([{ reason: 'too-small', region: left.box }]);
  });

  it('adds up over objects, from the time of the last necessary one', () => {
    const [claim, ...more] = judge({ regions: [right, left] }, { minCover: 0.05 }).claims;
    expect(more).toEqual([]);
    expect(claim?.since).toBe(at(-10));
    expect(claim?.measures).toEqual({ cover: 48 / 800, things: 2 });
    expect(claim?.region.x).toBe(0.1);
    expect(claim?.region.width).toBeCloseTo(0.8);
  });

  it('keeps its start when a later object is added', () => {
    expect(judge({ regions: [right, left] }, { minCover: 0.02 }).claims[0]?.since).toBe(at(-30));
  });

  it('counts overlapping objects once', () => {
    const { claims } = judge({ regions: [aRegion(), aRegion({ id: 'again' })] });
    expect(claims[0]?.measures['cover']).toBe(48 / 800);
  });

  it('has the dwell of the object that covers most', () => {
    const dwellMs = { ...dwell(1000), vehicle: 50_000, goods: 40_000 };
    const car = aTrack({ box: box(0.5, 0.2, 0.4, 0.6) });
    const [claim] = judge({ tracks: [car], regions: [left] }, { dwellMs }).claims;
    expect(claim).toMatchObject({ what: 'vehicle', dwellMs: 50_000, confidence: 0.8 });
    const small = aTrack({ box: box(0.5, 0.2, 0.05, 0.1) });
    const [other] = judge({ tracks: [small], regions: [left, right] }, { dwellMs }).claims;
    expect(other).toMatchObject({ what: 'goods', dwellMs: 40_000 });
  });
});

describe('whether an object counts', () => {
  const rightHalf: Fence['polygon'] = [
    [0.5, 0],
    [1, 0],
    [1, 1],
    [0.5, 1],
  ];
  /** Three quarters of it lie left of the fence, and so does its foot. */
  const aside = box(0.35, 0.4, 0.2, 0.4);

  it.each<[string, Fence['anchor'], number]>([
    ['any overlap', { by: 'any-overlap' }, 1],
    ['where it stands', { by: 'bottom-centre' }, 0],
    ['half of it inside', { by: 'inside', share: 0.5 }, 0],
    ['a quarter of it inside', { by: 'inside', share: 0.25 }, 1],
    ['a hundredth of the fence', { by: 'covers', share: 0.01 }, 1],
    ['a tenth of the fence', { by: 'covers', share: 0.1 }, 0],
  ])('is decided by %s, for vehicles and unlabelled regions alike', (_, anchor, count) => {
    const parts = { polygon: rightHalf, anchor, minCover: 0.001 };
    const dropped = { claims: [], drops: [{ reason: 'outside-fence', region: aside }] };
    for (const seen of [
      { tracks: [aTrack({ box: aside })] },
      { regions: [aRegion({ box: aside })] },
    ]) {
      const told = judge(seen, parts);
      expect(told.claims).toHaveLength(count);
      if (count === 0) expect(told).toEqual(dropped);
    }
  });

  it('depends on size limits: a bicycle may be too small, a crane too large', () => {
    const size = { minWidth: 0.1, maxWidth: 0.5 };
    const told = (width: number) =>
      judge({ tracks: [aTrack({ box: box(0.2, 0.4, width, 0.3) })] }, { size, minCover: 0.001 });
    expect(told(0.09).drops.map(({ reason }) => reason)).toEqual(['too-small']);
    expect(told(0.6).drops.map(({ reason }) => reason)).toEqual(['too-large']);
    expect(told(0.3).claims).toHaveLength(1);
  });

  it('excludes objects in a hole', () => {
    const holes: Fence['holes'] = [rightHalf];
    const seen = { regions: [aRegion({ box: box(0.6, 0.4, 0.2, 0.2) })] };
    expect(judge(seen, { holes, minCover: 0.01 })).toEqual({ claims: [], drops: [] });
    expect(judge(seen, { minCover: 0.01 }).claims).toHaveLength(1);
  });
});
