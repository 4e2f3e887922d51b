// When a candidate becomes an incident and when an object has returned, each reason to wait, and the trace.
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../claim.ts';
import { createPlace, withClaim, type Place } from './place.ts';
import { aClaim } from '../testing/claims.ts';
import { box, middle, monday } from '../testing/observations.ts';
import { countedEvidence, evidenceSum, judgeCandidate, judgeReturn, traceOf } from './verdict.ts';

const setUp: Evidence = { name: 'set-up', weight: 0.45 };
const keeper: Evidence = { name: 'keeper', weight: 0.45 };
const at = (seconds: number) => monday + seconds * 1000;

/** A stall seen every second for 20 s, with a person next to it in the first `held` seconds. */
function stall(held: number): Place {
  let place = createPlace(aClaim(), monday);
  for (let second = 1; second <= 20; second++)
    place = withClaim(
      place,
      aClaim({ evidence: second <= held ? [setUp, keeper] : [setUp] }),
      at(second),
    );
  return place;
}

const base = {
  at: at(20),
  occupied: [],
  claim: aClaim({ evidence: [setUp, keeper], leastEvidence: 0.75 }),
};

describe('judgeCandidate', () => {
  it('opens when it stayed and the evidence adds up', () => {
    expect(judgeCandidate({ ...base, place: stall(20) })).toEqual({ open: true });
  });

  it.each([
    ['not-there', { claim: null }],
    ['dwell', { at: at(9) }],
    ['same-place', { occupied: [middle] }],
    ['evidence', { claim: aClaim({ evidence: [setUp], leastEvidence: 0.75 }) }],
  ])('waits with the reason %s', (reason, parts) => {
    expect(judgeCandidate({ ...base, place: stall(20), ...parts })).toEqual({
      open: false,
      reason,
    });
  });

  it('waits for a second frame', () => {
    const place = createPlace(aClaim({ since: at(-100) }), at(20));
    expect(judgeCandidate({ ...base, place })).toEqual({ open: false, reason: 'one-frame-only' });
  });

  it('needs no evidence when the kind has none', () => {
    const claim = aClaim();
    expect(judgeCandidate({ ...base, place: stall(0), claim })).toEqual({
      open: true,
    });
  });

  it('ignores an open incident elsewhere', () => {
    const occupied = [box(0, 0, 0.1, 0.1)];
    expect(judgeCandidate({ ...base, place: stall(20), occupied })).toEqual({ open: true });
  });
});

describe('evidenceSum', () => {
  it.each([
    ['a passer-by adds nothing', 5, 0.45],
    ['somebody there for a third adds a part', 8, 0.45 + 0.45 * 0.8],
    ['somebody there half of the time adds all', 10, 0.9],
    ['and no more when always there', 20, 0.9],
  ])('%s', (_, held, sum) => {
    expect(evidenceSum(stall(held), [setUp, keeper])).toBeCloseTo(sum);
  });

  it('is 0 without evidence', () => {
    expect(evidenceSum(stall(20), [])).toBe(0);
    expect(evidenceSum(createPlace(aClaim(), monday), [setUp])).toBe(0);
  });

  it('lists the evidence that counted', () => {
    expect(countedEvidence(stall(5))).toEqual(['set-up']);
    expect(countedEvidence(stall(8))).toEqual(['set-up', 'keeper']);
  });
});

describe('judgeReturn', () => {
  const clearedAt = at(30);
  const place: Place = {
    ...stall(20),
    incident: { id: 'x', openedAt: at(10), sequence: 2, lastSaidAt: clearedAt, clearedAt },
  };
  const back = { ...base, place, claim: aClaim({ since: at(40) }) };

  it.each([
    ['after five seconds it is back', at(45), {}, { open: true }],
    ['before that it waits', at(44), {}, { open: false, reason: 'dwell' }],
    [
      'what is not there is not back',
      at(60),
      { claim: null },
      { open: false, reason: 'not-there' },
    ],
    [
      'nor what an open incident has',
      at(60),
      { occupied: [middle] },
      { open: false, reason: 'same-place' },
    ],
    [
      'what never left must be seen for as long after the clearing',
      at(34),
      { claim: aClaim() },
      { open: false, reason: 'dwell' },
    ],
    ['and is back then', at(35), { claim: aClaim() }, { open: true }],
    ['a shorter dwell is enough', at(41), { place: { ...place, dwellMs: 1000 } }, { open: true }],
  ])('%s', (_, now, parts, verdict) => {
    expect(judgeReturn({ ...back, at: now, ...parts })).toEqual(verdict);
  });
});

describe('traceOf', () => {
  it('has the rule, the stay, the measures and how long each piece of evidence held', () => {
    const place = { ...stall(5), measures: { cover: 0.123456 } };
    expect(traceOf(place, { kind: 'street-vending' })).toEqual({
      rule: 'street-vending',
      dwellMs: 20_000,
      evidence: [
        { name: 'cover', value: 0.123 },
        { name: 'set-up', value: 1, detail: 'share of the time it held' },
        { name: 'keeper', value: 0.25, detail: 'share of the time it held' },
      ],
    });
  });
});
