// Assigns claims to places.
import { describe, expect, it } from 'vitest';
import type { Box } from '../../contracts/index.ts';
import type { Claim } from '../claim.ts';
import { pairClaims } from './pair-claims.ts';
import { createPlace, stageOf, type Place } from './place.ts';
import { aClaim } from '../testing/claims.ts';
import { aFence } from '../testing/fences.ts';
import { box, middle, monday } from '../testing/observations.ts';

const at = monday + 2000;
const corner = box(0, 0, 0.2, 0.2);
const candidate = createPlace(aClaim(), monday);
const incident = { id: 'x', openedAt: monday, sequence: 1, lastSaidAt: monday };
const open: Place = { ...candidate, incident: { ...incident, clearedAt: null } };
const cleared: Place = { ...candidate, incident: { ...incident, clearedAt: monday } };

function pair(places: Place[], claims: Claim[], excused: Box[] = [], when = at) {
  return pairClaims({ places, claims, fence: aFence({ reopenWithinMs: 1000 }), at: when, excused });
}

describe('pairClaims', () => {
  it('pairs nothing with nothing', () => {
    expect(pair([], [])).toEqual([]);
  });

  it('creates a place for a claim at no known one', () => {
    const claim = aClaim({ region: corner });
    const pairs = pair([candidate], [claim]);
    expect(pairs.map((one) => one.claim)).toEqual([null, claim]);
    expect(pairs[1]?.place).toEqual(createPlace(claim, at));
  });

  it('creates one place for two overlapping claims', () => {
    expect(pair([], [aClaim(), aClaim({ what: 'rubble' })])).toHaveLength(1);
    expect(pair([], [aClaim(), aClaim({ region: corner })])).toHaveLength(2);
  });

  it('creates no place for a part of a known object', () => {
    const [one, ...more] = pair([open], [aClaim({ since: monday - 1 }), aClaim()]);
    expect(one?.claim?.since).toBe(monday - 1);
    expect(more).toEqual([]);
  });

  it('assigns each claim to one place only, and to the right one', () => {
    const there = aClaim({ region: corner });
    const pairs = pair([candidate, createPlace(there, monday)], [there, aClaim()]);
    expect(pairs.map(({ claim }) => claim?.region)).toEqual([middle, corner]);
  });

  it.each([
    ['open before candidate', [candidate, open], 'open'],
    ['open before cleared', [cleared, open], 'open'],
    ['cleared before candidate', [candidate, cleared], 'cleared'],
  ])('lets places choose in this order: %s', (_, places, stage) => {
    for (const order of [places, [...places].reverse()]) {
      const taker = pair(order, [aClaim()]).find(({ claim }) => claim !== null);
      expect(taker && stageOf(taker.place)).toBe(stage);
    }
  });

  it('treats a claim that is too late for a cleared place as new', () => {
    const soon = pair([cleared], [aClaim({ since: monday + 1000 })]);
    expect(soon.map(({ place }) => stageOf(place))).toEqual(['cleared']);
    const late = pair([cleared], [aClaim({ since: monday + 1001 })]);
    expect(late.map(({ place }) => stageOf(place))).toEqual(['cleared', 'candidate']);
    expect(late[0]?.claim).toBeNull();
  });

  it('records an absence at a place without a claim', () => {
    expect(pair([open], [])[0]?.place.absentSince).toBe(monday);
  });

  it('does not count an open place as empty while an object with another label stays there', () => {
    const absentSince = ([one]: ReturnType<typeof pair>) => one?.place.absentSince;
    expect(absentSince(pair([open], [], [middle]))).toBeNull();
    expect(absentSince(pair([open], [], [corner]))).toBe(monday);
    expect(absentSince(pair([candidate], [], [middle]))).toBe(monday);
    expect(absentSince(pair([open], [], [middle], monday + 599_999))).toBeNull();
    expect(absentSince(pair([open], [], [middle], monday + 600_000))).not.toBeNull();
  });
});
