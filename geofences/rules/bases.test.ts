// The base of a vendor's stall: which objects are one, and which dwell applies.
import { describe, expect, it } from 'vitest';
import type { Fence, Observation, Thing } from '../../contracts/index.ts';
import type { Rule } from '../claim.ts';
import { aFence, dwell } from '../testing/fences.ts';
import { judgeBy } from '../testing/judge.ts';
import { aRegion, aTrack, box, middle } from '../testing/observations.ts';
import { findBases, type Base } from './bases.ts';
import { wantedOf } from './sightings.ts';

function find(seen: Partial<Observation>, parts: Partial<Fence> = {}) {
  let bases: Base[] = [];
  const rule: Rule = (input) => {
    const found = findBases(wantedOf(input.fence.definition.what), input);
    bases = found.bases;
    return { claims: [], drops: found.drops };
  };
  const { drops } = judgeBy(rule, aFence({ kind: 'street-vending', ...parts }), seen);
  return { bases, drops: drops.map(({ reason }) => reason) };
}

const named = (thing: Thing, confidence = 0.7) =>
  aRegion({ seenAs: [{ thing, label: thing, confidence }] });

describe('findBases', () => {
  it('finds none in an empty fence', () => {
    expect(find({})).toEqual({ bases: [], drops: [] });
  });

  it.each<[Thing, string]>([
    ['vehicle', 'vehicle'],
    ['two-wheeler', 'two-wheeler'],
    ['goods', 'goods'],
    ['stall', 'default'],
    ['table', 'default'],
    ['other', 'default'],
  ])('uses the dwell of a %s as that of %s', (thing, dwellClass) => {
    expect(find({ regions: [named(thing)] }).bases).toMatchObject([{ dwellClass, setUp: true }]);
  });

  it('gives a parked tricycle its own class', () => {
    const seen = { regions: [aRegion()], tracks: [aTrack({ thing: 'two-wheeler' })] };
    expect(find(seen).bases).toMatchObject([{ dwellClass: 'two-wheeler' }]);
  });

  it.each<[string, Partial<Observation>, string[]]>([
    ['a person who stands is none', { regions: [named('person')] }, ['is-person']],
    ['a dog that lies there is none', { regions: [named('animal')] }, ['is-animal']],
    [
      'what is tiny is none',
      { regions: [aRegion({ box: box(0.4, 0.4, 0.05, 0.1) })] },
      ['too-small'],
    ],
  ])('%s, with the reason', (_, seen, drops) => {
    expect(find(seen)).toEqual({ bases: [], drops });
  });

  it.each<[string, Partial<Fence>, string[]]>([
    ['of another size', { size: { maxWidth: 0.1 } }, ['too-large']],
    [
      'that covers too little of the fence',
      { anchor: { by: 'covers', share: 0.5 } },
      ['outside-fence'],
    ],
  ])('drops an object %s', (_, parts, drops) => {
    expect(find({ regions: [aRegion()] }, parts)).toEqual({ bases: [], drops });
  });

  it('accepts a labelled stall, without a drop', () => {
    const seen = { tracks: [aTrack({ thing: 'stall' })] };
    expect(find(seen).bases).toMatchObject([
      { region: middle, setUp: false, dwellClass: 'default' },
    ]);
    expect(find(seen, { size: { maxWidth: 0.1 } })).toEqual({ bases: [], drops: [] });
    expect(find({ tracks: [aTrack({ thing: 'stall', confidence: 0.2 })] }).bases).toEqual([]);
    expect(find({ tracks: [aTrack({ thing: 'stall', stationarySince: null })] }).bases).toEqual([]);
  });

  it('counts a parasol over what was set up only once', () => {
    const seen = { regions: [aRegion()], tracks: [aTrack({ thing: 'umbrella' })] };
    expect(find(seen).bases).toHaveLength(1);
    const beside = aTrack({ thing: 'umbrella', box: box(0.7, 0.4, 0.1, 0.1) });
    expect(find({ ...seen, tracks: [beside] }).bases).toHaveLength(2);
  });

  it('gives the van its own dwell', () => {
    const dwellMs = { ...dwell(5000), vehicle: 600_000 };
    const [base] = find({ regions: [named('vehicle')] }, { dwellMs }).bases;
    expect(dwellMs[base?.dwellClass ?? 'default']).toBe(600_000);
  });
});
