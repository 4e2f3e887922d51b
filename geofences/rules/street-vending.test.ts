// Street vending: the pieces of evidence, each by name, and that no single one is enough.
import { describe, expect, it } from 'vitest';
import type { Fence, Observation, Thing, Track } from '../../contracts/index.ts';
import { aFence } from '../testing/fences.ts';
import { judgeBy } from '../testing/judge.ts';
import { aRegion, aTrack, box, middle, monday } from '../testing/observations.ts';
import { streetVending, vendingThreshold } from './street-vending.ts';

function judge(seen: Partial<Observation>, parts: Partial<Fence> = {}) {
  const fence = aFence({ kind: 'street-vending', ...parts });
  return judgeBy(streetVending, fence, seen);
}

const besideIt = box(0.42, 0.5, 0.05, 0.2);
const person = (parts: Partial<Track> = {}) =>
  aTrack({ thing: 'person', label: 'person', box: besideIt, stationarySince: null, ...parts });
const left: Fence['polygon'] = [
  [0, 0],
  [0.45, 0],
  [0.45, 1],
  [0, 1],
];

function evidenceOf(seen: Partial<Observation>): string[] {
  return judge(seen).claims.flatMap(({ evidence }) => evidence.map(({ name }) => name));
}

describe('what a stall may be', () => {
  it('an empty pavement has none', () => {
    expect(judge({})).toEqual({ claims: [], drops: [] });
  });

  it('people alone are no stall', () => {
    expect(judge({ tracks: [person(), person({ id: 't2' })] }).claims).toEqual([]);
  });

  it('something that was set up is, with the dwell of the fence', () => {
    expect(judge({ regions: [aRegion()] }).claims).toMatchObject([
      { region: middle, since: monday - 60_000, dwellMs: 10_000, confidence: 0.45, what: 'stall' },
    ]);
  });

  it.each<[Thing]>([['stall'], ['umbrella']])('a standing %s by name is one', (thing) => {
    expect(judge({ tracks: [aTrack({ thing })] }).claims).toHaveLength(1);
  });

  it.each([
    ['one that moves is none', { stationarySince: null }],
    ['an unsure one is none', { confidence: 0.29 }],
    ['one outside the fence is none', { box: box(0.8, 0.4, 0.1, 0.2) }],
  ])('%s', (_, parts) => {
    const track = aTrack({ thing: 'stall', ...parts });
    expect(judge({ tracks: [track] }, { polygon: left }).claims).toEqual([]);
  });

  it.each<[Thing]>([['vehicle'], ['two-wheeler'], ['table'], ['goods']])(
    'a %s by name is none without more',
    (thing) => {
      expect(judge({ tracks: [aTrack({ thing })] }).claims).toEqual([]);
    },
  );

  it('a stall by name on what was set up is one stall', () => {
    const { claims } = judge({ regions: [aRegion()], tracks: [aTrack({ thing: 'stall' })] });
    expect(claims.map(({ evidence }) => evidence.map(({ name }) => name))).toEqual([
      ['set-up', 'stall'],
    ]);
  });

  it.each<[string, Partial<Observation>, Partial<Fence>]>([
    ['outside-fence', { regions: [aRegion()] }, { polygon: left }],
    ['too-small', { regions: [aRegion({ box: box(0.4, 0.4, 0.1, 0.2) })] }, {}],
    ['is-person', { regions: [aRegion()], tracks: [aTrack({ thing: 'person' })] }, {}],
    ['is-animal', { regions: [aRegion()], tracks: [aTrack({ thing: 'animal' })] }, {}],
  ])('a region is dropped with the reason %s', (reason, seen, parts) => {
    const { claims, drops } = judge(seen, parts);
    expect(claims).toEqual([]);
    expect(drops).toMatchObject([{ reason }]);
  });

  it('a region that does not touch the fence is not even dropped', () => {
    expect(
      judge({ regions: [aRegion({ box: box(0.6, 0.4, 0.2, 0.3) })] }, { polygon: left }),
    ).toEqual({
      claims: [],
      drops: [],
    });
  });
});

describe('evidence', () => {
  it.each<[Thing, string]>([
    ['umbrella', 'umbrella'],
    ['table', 'table'],
    ['goods', 'goods'],
    ['stall', 'stall'],
    ['vehicle', 'wheels'],
    ['two-wheeler', 'wheels'],
  ])('a %s at it counts as %s', (thing, name) => {
    expect(evidenceOf({ regions: [aRegion()], tracks: [aTrack({ thing })] })).toEqual([
      'set-up',
      name,
    ]);
  });

  it('a sign counts once, however many there are', () => {
    const tracks = (['vehicle', 'two-wheeler', 'goods', 'goods'] as const).map((thing, index) =>
      aTrack({ id: `t${index}`, thing }),
    );
    expect(evidenceOf({ regions: [aRegion()], tracks })).toEqual(['set-up', 'wheels', 'goods']);
  });

  it.each([
    ['elsewhere', { box: box(0, 0, 0.1, 0.1) }],
    ['that is unsure', { confidence: 0.29 }],
  ])('a sign %s does not count', (_, parts) => {
    expect(
      evidenceOf({ regions: [aRegion()], tracks: [aTrack({ thing: 'table', ...parts })] }),
    ).toEqual(['set-up']);
  });

  it('one person at it is its keeper, another its customer', () => {
    expect(evidenceOf({ regions: [aRegion()], tracks: [person()] })).toEqual(['set-up', 'keeper']);
    const two = [person(), person({ id: 't2', box: box(0.5, 0.5, 0.05, 0.2) })];
    expect(evidenceOf({ regions: [aRegion()], tracks: two })).toEqual([
      'set-up',
      'keeper',
      'customer',
    ]);
  });

  it.each<[string, Partial<Track>]>([
    ['who has only just come into the picture', { firstSeenAt: monday }],
    ['who is not seen now', { lastSeenAt: monday - 2000 }],
    ['who stands far away', { box: box(0.9, 0.5, 0.05, 0.2) }],
  ])('somebody %s does not count', (_, parts) => {
    expect(evidenceOf({ regions: [aRegion()], tracks: [person(parts)] })).toEqual(['set-up']);
  });

  it('who has been there longest is the keeper, and belongs to the stall', () => {
    const keeper = person({
      id: 'old',
      box: box(0.35, 0.5, 0.05, 0.2),
      firstSeenAt: monday - 90_000,
    });
    const { claims } = judge({ regions: [aRegion()], tracks: [person(), keeper] });
    expect(claims[0]?.region.x).toBe(0.35);
    expect(claims[0]?.measures['people']).toBe(2);
  });

  it('no single piece is enough', () => {
    const everything = (['stall', 'umbrella', 'table', 'goods', 'vehicle'] as const).map(
      (thing, index) => aTrack({ id: `t${index}`, thing }),
    );
    const two = [person(), person({ id: 'p2', box: box(0.5, 0.5, 0.05, 0.2) })];
    const [claim] = judge({ regions: [aRegion()], tracks: [...everything, ...two] }).claims;
    expect(claim?.evidence).toHaveLength(8);
    expect(claim?.confidence).toBe(1);
    for (const { weight } of claim?.evidence ?? []) {
      expect(weight).toBeGreaterThan(0);
      expect(weight).toBeLessThan(vendingThreshold);
    }
  });
});
