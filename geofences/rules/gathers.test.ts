// Street vending: each piece of evidence; no single one is enough.
import { describe, expect, it } from 'vitest';
import type { Fence, Observation, Thing, Track } from '../../contracts/index.ts';
import { aFence } from '../testing/fences.ts';
import { judgeByKind } from '../testing/judge.ts';
import { anObservation, aRegion, aTrack, box, middle, monday } from '../testing/observations.ts';
import { play, story } from '../testing/play.ts';

function judge(seen: Partial<Observation>, parts: Partial<Fence> = {}) {
  const fence = aFence({ kind: 'street-vending', ...parts });
  return judgeByKind(fence, seen);
}

const threshold = aFence({ kind: 'street-vending' }).definition.gathers?.least ?? 0;
const besideIt = box(0.42, 0.5, 0.05, 0.2);
const person = (parts: Partial<Track> = {}) =>
  aTrack({ thing: 'person', label: 'person', box: besideIt, ...parts });
const left: Fence['polygon'] = [
  [0, 0],
  [0.45, 0],
  [0.45, 1],
  [0, 1],
];

function evidenceOf(seen: Partial<Observation>): string[] {
  return judge(seen).claims.flatMap(({ evidence }) => evidence.map(({ name }) => name));
}

describe('a possible stall', () => {
  it('is not an empty pavement', () => {
    expect(judge({})).toEqual({ claims: [], drops: [] });
  });

  it('is not people alone', () => {
    expect(judge({ tracks: [person(), person({ id: 't2' })] }).claims).toEqual([]);
  });

  it('is an object that was set up, with the dwell of the fence', () => {
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

  it('is one stall if a labelled stall is on a region that was set up', () => {
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

  it('is not a region that does not touch the fence, which is not listed as a drop', () => {
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
  ])('a %s next to it counts as %s', (thing, name) => {
    expect(evidenceOf({ regions: [aRegion()], tracks: [aTrack({ thing })] })).toEqual([
      'set-up',
      name,
    ]);
  });

  it('counts each piece once, for any number of objects', () => {
    const tracks = (['vehicle', 'two-wheeler', 'goods', 'goods'] as const).map((thing, index) =>
      aTrack({ id: `t${index}`, thing }),
    );
    expect(evidenceOf({ regions: [aRegion()], tracks })).toEqual(['set-up', 'wheels', 'goods']);
  });

  it.each([
    ['elsewhere', { box: box(0, 0, 0.1, 0.1) }],
    ['that is unsure', { confidence: 0.29 }],
  ])('a piece of evidence %s does not count', (_, parts) => {
    expect(
      evidenceOf({ regions: [aRegion()], tracks: [aTrack({ thing: 'table', ...parts })] }),
    ).toEqual(['set-up']);
  });

  it('has one person next to the stall as keeper, another as customer', () => {
    expect(evidenceOf({ regions: [aRegion()], tracks: [person()] })).toEqual(['set-up', 'keeper']);
    const two = [person(), person({ id: 't2', box: box(0.5, 0.5, 0.05, 0.2) })];
    expect(evidenceOf({ regions: [aRegion()], tracks: two })).toEqual([
      'set-up',
      'keeper',
      'customer',
    ]);
  });

  it.each<[string, Partial<Track>]>([
    ['who walks by', { stationarySince: null }],
    ['who has only just stopped', { stationarySince: monday - 2000 }],
    ['who is not seen now', { lastSeenAt: monday - 2000 }],
    ['who stands far away', { box: box(0.9, 0.5, 0.05, 0.2) }],
  ])('somebody %s does not count', (_, parts) => {
    expect(evidenceOf({ regions: [aRegion()], tracks: [person(parts)] })).toEqual(['set-up']);
  });

  it.each<[string, Partial<Track>, string[]]>([
    ['with little confidence is somebody', { confidence: 0.3 }, ['set-up', 'keeper']],
    ['with less is nobody', { confidence: 0.29 }, ['set-up']],
    [
      'that does not stand upright is nobody',
      { confidence: 0.49, box: box(0.42, 0.5, 0.06, 0.15) },
      ['set-up'],
    ],
    [
      'that sits in plain sight is somebody',
      { confidence: 0.5, box: box(0.42, 0.5, 0.06, 0.15) },
      ['set-up', 'keeper'],
    ],
  ])('a person %s', (_, parts, expected) => {
    expect(evidenceOf({ regions: [aRegion()], tracks: [person(parts)] })).toEqual(expected);
  });

  it('has as keeper the person who has been there longest', () => {
    const keeper = person({
      id: 'old',
      box: box(0.35, 0.5, 0.05, 0.2),
      stationarySince: monday - 90_000,
    });
    const { claims } = judge({ regions: [aRegion()], tracks: [person(), keeper] });
    expect(claims[0]?.region.x).toBe(0.35);
    expect(claims[0]?.measures['people']).toBe(2);
  });

  it.each<[string, number, number, string[]]>([
    ['half of the time since it was set up', 60, 30, ['set-up', 'keeper']],
    ['less than half of that', 60, 29, ['set-up', 'customer']],
    ['half of the dwell, when it has stood for longer', 3600, 50, ['set-up', 'keeper']],
    ['a few seconds, when it has just been set up', 6, 3, ['set-up', 'keeper']],
  ])('a person who has stayed with it for %s', (_, standsFor, keptFor, expected) => {
    const seen = {
      regions: [aRegion({ since: monday - standsFor * 1000 })],
      tracks: [person({ stationarySince: monday - keptFor * 1000 })],
    };
    const dwellMs = { ...aFence().dwellMs, default: 100_000 };
    const [claim] = judge(seen, { dwellMs }).claims;
    expect(claim?.evidence.map(({ name }) => name)).toEqual(expected);
  });

  it('accepts a keeper after a minute, for any dwell', () => {
    const seen = {
      regions: [aRegion({ since: monday - 3_600_000 })],
      tracks: [person({ stationarySince: monday - 60_000 })],
    };
    const dwellMs = { ...aFence().dwellMs, default: 1_800_000 };
    const [claim] = judge(seen, { dwellMs }).claims;
    expect(claim?.evidence).toContainEqual(expect.objectContaining({ name: 'keeper' }));
  });

  it('is never enough as a single piece', () => {
    const everything = (['stall', 'umbrella', 'table', 'goods', 'vehicle'] as const).map(
      (thing, index) => aTrack({ id: `t${index}`, thing }),
    );
    const two = [person(), person({ id: 'p2', box: box(0.5, 0.5, 0.05, 0.2) })];
    const [claim] = judge({ regions: [aRegion()], tracks: [...everything, ...two] }).claims;
    expect(claim?.evidence).toHaveLength(8);
    expect(claim?.confidence).toBe(1);
    for (const { weight } of claim?.evidence ?? []) {
      expect(weight).toBeGreaterThan(0);
      expect(weight).toBeLessThan(threshold);
    }
  });
});

describe('a stall over time', () => {
  const fence = aFence({
    kind: 'street-vending',
    dwellMs: { ...aFence().dwellMs, default: 60_000 },
  });
  const seconds = (at: number) => monday + at * 1000;
  const tricycle = aRegion({ since: monday });

  /** Two minutes, a picture every two seconds. @param who the people next to it, and since when, in seconds */
  function openedWith(who: (at: number) => { id: string; since: number } | null): string[] {
    const observations = Array.from({ length: 61 }, (_, index): Observation => {
      const at = index * 2;
      const one = who(at);
      const tracks = one
        ? [person({ id: one.id, stationarySince: seconds(one.since), lastSeenAt: seconds(at) })]
        : [];
      return anObservation({ capturedAt: seconds(at), regions: [tricycle], tracks });
    });
    return story(play([fence], observations).events, monday);
  }

  it('does not open for many people who each stop for a while', () => {
    const stream = (at: number) => ({ id: `p${Math.floor(at / 14)}`, since: at - (at % 14) });
    expect(openedWith(stream)).toEqual([]);
  });

  it('opens for one person who stays with it', () => {
    expect(openedWith(() => ({ id: 'p1', since: 0 }))).toEqual(['opened@60']);
  });

  it('opens for a person who is sometimes occluded', () => {
    expect(openedWith((at) => (at % 10 < 4 ? null : { id: 'p1', since: 0 }))).toEqual([
      'opened@64',
    ]);
  });

  it('does not open for a person who stops at a parked tricycle for a while', () => {
    const visit = (at: number) => (at >= 20 && at < 46 ? { id: 'p1', since: 20 } : null);
    expect(openedWith(visit)).toEqual([]);
  });

  it('does not open for an object that was left alone', () => {
    expect(openedWith(() => null)).toEqual([]);
  });
});
