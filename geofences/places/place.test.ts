// A single place: its creation, the effect of claims and of looks without one, and its JSON.
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../claim.ts';
import {
  createPlace,
  placeSchema,
  stageOf,
  unwatched,
  withClaim,
  withoutClaim,
  type Place,
} from './place.ts';
import { aClaim } from '../testing/claims.ts';
import { monday } from '../testing/observations.ts';

const at = (seconds: number) => monday + seconds * 1000;
const keeper: Evidence = { name: 'keeper', weight: 0.45 };
const incident = { id: 'x', openedAt: at(0), sequence: 1, lastSaidAt: at(0), clearedAt: null };

/** One claim every two seconds from `from` to `to`. */
function claimedOver(place: Place, from: number, to: number, evidence: Evidence[] = []): Place {
  let next = place;
  for (let second = from; second <= to; second += 2)
    next = withClaim(next, aClaim({ evidence }), at(second));
  return next;
}

describe('stageOf', () => {
  const place = createPlace(aClaim(), monday);
  it.each([
    ['candidate', place],
    ['open', { ...place, incident }],
    ['cleared', { ...place, incident: { ...incident, clearedAt: at(9) } }],
  ])('is %s', (stage, given) => {
    expect(stageOf(given)).toBe(stage);
  });
});

describe('a claim', () => {
  it('from the future begins now', () => {
    expect(createPlace(aClaim({ since: at(5) }), monday).since).toBe(monday);
    expect(withClaim(createPlace(aClaim(), monday), aClaim({ since: at(5) }), at(2)).since).toBe(
      at(2),
    );
  });

  it('adds the time since the last claim to the evidence that holds now', () => {
    const place = claimedOver(claimedOver(createPlace(aClaim(), monday), 2, 10, [keeper]), 12, 20);
    expect(place).toMatchObject({ claimedMs: 20_000, evidenceMs: { keeper: 10_000 } });
  });

  it('counts at most four seconds of a gap', () => {
    const place = withClaim(createPlace(aClaim(), monday), aClaim({ evidence: [keeper] }), at(600));
    expect(place).toMatchObject({ claimedMs: 4000, evidenceMs: { keeper: 4000 } });
  });

  it('after a gap does not outweigh the evidence before it', () => {
    const before = claimedOver(createPlace(aClaim(), monday), 2, 8, [keeper]);
    // After a restart the first look has no people yet.
    const first = withClaim(before, aClaim(), at(22));
    expect((first.evidenceMs['keeper'] ?? 0) / first.claimedMs).toBeGreaterThan(0.6);
    const later = claimedOver(first, 24, 26, [keeper]);
    expect((later.evidenceMs['keeper'] ?? 0) / later.claimedMs).toBe(0.75);
  });

  it('at the same time or out of order adds nothing', () => {
    const place = createPlace(aClaim(), monday);
    expect(withClaim(place, aClaim(), monday).claimedMs).toBe(0);
    expect(withClaim(place, aClaim(), at(-5)).claimedMs).toBe(0);
  });

  it('ends an absence', () => {
    const absent = withoutClaim(createPlace(aClaim(), monday), at(2), 6000);
    expect(withClaim(absent, aClaim(), at(4)).absentSince).toBeNull();
  });

  it('may change the start of a candidate, but not of an incident', () => {
    const place = createPlace(aClaim({ since: at(-9) }), monday);
    const anew = aClaim({ since: at(1) });
    expect(withClaim(place, anew, at(2)).since).toBe(at(1));
    expect(withClaim({ ...place, incident }, anew, at(2)).since).toBe(at(-9));
  });

  it('weights old evidence less, so that a keeper counts at a cart that stood alone overnight', () => {
    const night = claimedOver(createPlace(aClaim(), monday), 2, 36_000);
    expect(night.claimedMs).toBeCloseTo(600_000);
    const morning = claimedOver(night, 36_002, 36_600, [keeper]);
    expect((morning.evidenceMs['keeper'] ?? 0) / morning.claimedMs).toBeGreaterThan(0.6);
    const evening = claimedOver(morning, 36_602, 40_200);
    expect((evening.evidenceMs['keeper'] ?? 0) / evening.claimedMs).toBeLessThan(0.01);
  });
});

describe('an empty look', () => {
  const place = createPlace(aClaim(), monday);

  it('counts from the last claim', () => {
    expect(withoutClaim(place, at(2), 6000).absentSince).toBe(monday);
    expect(withoutClaim(withoutClaim(place, at(2), 6000), at(4), 6000).absentSince).toBe(monday);
  });

  it('counts at most half of the patience for the time before it', () => {
    expect(withoutClaim(place, at(60), 6000).absentSince).toBe(at(57));
  });

  it('does not count while the fence rests', () => {
    expect(unwatched(withoutClaim(place, at(2), 6000))).toEqual(place);
  });
});

describe('placeSchema', () => {
  it('restores from JSON what was written', () => {
    const place = claimedOver({ ...createPlace(aClaim(), monday), incident }, 2, 700, [keeper]);
    expect(placeSchema.parse(JSON.parse(JSON.stringify(place)))).toEqual(place);
  });

  it('accepts a place of a release without absences', () => {
    const older: Partial<Place> = createPlace(aClaim(), monday);
    delete older.absentSince;
    expect(placeSchema.parse(older).absentSince).toBeNull();
  });

  it('refuses values that are not a place', () => {
    expect(placeSchema.safeParse({}).success).toBe(false);
    expect(placeSchema.safeParse({ ...createPlace(aClaim(), monday), trackId: 't1' }).success).toBe(
      false,
    );
  });
});
