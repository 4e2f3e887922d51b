// Debris pile: objects that were put down and stay, and every reason for which an object does not count.
import { describe, expect, it } from 'vitest';
import type { Fence, Observation, StaticRegion, Thing } from '../../contracts/index.ts';
import { aFence, dwell } from '../testing/fences.ts';
import { judgeByKind } from '../testing/judge.ts';
import { aRegion, aTrack, box, middle, monday } from '../testing/observations.ts';

const leftPart = (right: number): Fence['polygon'] => [
  [0, 0],
  [right, 0],
  [right, 1],
  [0, 1],
];

function judge(seen: Partial<Observation>, parts: Partial<Fence> = {}) {
  const fence = aFence(parts);
  return judgeByKind(fence, seen);
}

describe('static regions', () => {
  it('give no claim in an empty corner', () => {
    expect(judge({})).toEqual({ claims: [], drops: [] });
  });

  it('that appeared and stay are heaps', () => {
    const { claims, drops } = judge({ regions: [aRegion()] });
    expect(drops).toEqual([]);
    expect(claims).toEqual([
      {
        region: middle,
        since: monday - 60_000,
        dwellMs: 10_000,
        confidence: 0.75,
        measures: {
          fenceShare: 48 / 800,
          pictureShare: middle.width * middle.height,
          contrast: 0.5,
        },
        evidence: [],
        what: 'heap',
        parts: [{ region: middle, weight: 1, thing: null }],
        leastWeight: 1,
      },
    ]);
  });

  it('that are restless are dropped with the reason', () => {
    const restless = { thing: 'other', label: 'restless', confidence: 0.5 } as const;
    const { claims, drops } = judge({ regions: [aRegion({ seenAs: [restless] })] });
    expect(claims).toEqual([]);
    expect(drops).toEqual([{ reason: 'restless', region: middle }]);
  });

  it('give one claim each', () => {
    const other = aRegion({ id: 'r2', box: box(0.1, 0.1, 0.1, 0.2) });
    expect(judge({ regions: [aRegion(), other] }).claims).toHaveLength(2);
  });

  it.each<[Thing, string]>([
    ['person', 'is-person'],
    ['animal', 'is-animal'],
    ['vehicle', 'is-vehicle'],
    ['two-wheeler', 'is-vehicle'],
  ])('a region that is a %s is dropped as %s', (thing, reason) => {
    const named = aRegion({ seenAs: [{ thing, label: thing, confidence: 0.6 }] });
    const expected = { claims: [], drops: [{ reason, region: middle }] };
    expect(judge({ regions: [named] })).toEqual(expected);
    expect(judge({ regions: [aRegion()], tracks: [aTrack({ thing })] })).toEqual(expected);
  });

  it.each<[Thing]>([['goods'], ['table'], ['umbrella'], ['other']])(
    'a region that looks like %s is a heap all the same',
    (thing) => {
      const region = aRegion({ seenAs: [{ thing, label: thing, confidence: 0.9 }] });
      expect(judge({ regions: [region] }).claims).toHaveLength(1);
    },
  );

  it('with too small a share in the fence are dropped', () => {
    expect(judge({ regions: [aRegion()] }, { polygon: leftPart(0.45) }).drops).toEqual([
      { reason: 'outside-fence', region: middle },
    ]);
    expect(judge({ regions: [aRegion()] }, { polygon: leftPart(0.5) }).claims).toHaveLength(1);
  });

  it('that do not touch the fence are not listed as drops', () => {
    expect(judge({ regions: [aRegion()] }, { polygon: leftPart(0.3) })).toEqual({
      claims: [],
      drops: [],
    });
  });

  it('below the minimum share of the fence are dropped', () => {
    expect(judge({ regions: [aRegion()] }, { minArea: 0.061 }).drops).toEqual([
      { reason: 'too-small', region: middle },
    ]);
    expect(judge({ regions: [aRegion()] }, { minArea: 0.06 }).claims).toHaveLength(1);
  });
});

describe('debris by label', () => {
  const debris = aTrack({ thing: 'debris', label: 'rubble', confidence: 0.6 });

  it('needs no static region', () => {
    expect(judge({ tracks: [debris] }).claims).toMatchObject([
      { region: middle, what: 'rubble', confidence: 0.6, since: monday - 60_000, dwellMs: 10_000 },
    ]);
  });

  it('must have come to rest', () => {
    expect(judge({ tracks: [{ ...debris, stationarySince: null }] }).claims).toEqual([]);
  });

  it('is dropped outside the fence and below the minimum share, like regions', () => {
    const reasons = (parts: Partial<Fence>) =>
      judge({ tracks: [debris] }, parts).drops.map(({ reason }) => reason);
    expect(reasons({ polygon: leftPart(0.45) })).toEqual(['outside-fence']);
    expect(reasons({ minArea: 0.1 })).toEqual(['too-small']);
    expect(reasons({ polygon: leftPart(0.3) })).toEqual([]);
  });

  it.each<[Thing]>([['goods'], ['vehicle'], ['person'], ['stall']])(
    'a standing %s by name is none',
    (thing) => {
      expect(judge({ tracks: [aTrack({ thing })] })).toEqual({ claims: [], drops: [] });
    },
  );
});

describe('a fence with settings of its own', () => {
  const seenAs = (thing: Thing) => [{ thing, label: thing, confidence: 0.7 }];

  it('gives a heap of goods their own dwell, and the rest the default', () => {
    const dwellMs = { ...dwell(9000), goods: 4000, vehicle: 1000 };
    const told = (region: Partial<StaticRegion>) =>
      judge({ regions: [aRegion(region)] }, { dwellMs }).claims[0]?.dwellMs;
    expect(told({ seenAs: seenAs('goods') })).toBe(4000);
    expect(told({})).toBe(9000);
    expect(told({ seenAs: seenAs('table') })).toBe(9000);
  });

  it.each<[string, Partial<Fence>, string]>([
    ['things above its size', { size: { maxHeight: 0.2 } }, 'too-large'],
    ['things below its size', { size: { minArea: 0.1 } }, 'too-small'],
    [
      'things that do not cover enough of it',
      { anchor: { by: 'covers', share: 0.1 } },
      'outside-fence',
    ],
  ])('drops %s', (_, parts, reason) => {
    expect(judge({ regions: [aRegion()] }, parts)).toEqual({
      claims: [],
      drops: [{ reason, region: middle }],
    });
  });

  it('finds nothing in its holes', () => {
    const holes: Fence['holes'] = [
      [
        [0.3, 0.3],
        [0.7, 0.3],
        [0.7, 0.8],
        [0.3, 0.8],
      ],
    ];
    expect(judge({ regions: [aRegion()] }, { holes })).toEqual({ claims: [], drops: [] });
  });

  it('measures a heap against the area without holes', () => {
    const holes: Fence['holes'] = [
      [
        [0, 0],
        [1, 0],
        [1, 0.4],
        [0, 0.4],
      ],
    ];
    const share = (parts: Partial<Fence>) =>
      judge({ regions: [aRegion()] }, parts).claims[0]?.measures['fenceShare'];
    expect(share({})).toBe(48 / 800);
    expect(share({ holes })).toBe(48 / 480);
  });
});
