// Incident ids, and the sentence of each kind of event.
import { describe, expect, it } from 'vitest';
import { incidentEventOf, incidentIdOf } from './incident-event.ts';
import { createPlace, type Place } from './place.ts';
import { aClaim } from '../testing/claims.ts';
import { aFence } from '../testing/fences.ts';
import { anObservation, box, monday } from '../testing/observations.ts';

const incident = { id: 'x', openedAt: monday, sequence: 2, lastSaidAt: monday, clearedAt: null };
const place = { ...createPlace(aClaim(), monday), incident };
const look = { fence: aFence(), observation: anObservation({ capturedAt: monday + 90_400 }) };

function reasonOf(parts: Partial<Place>, event: 'opened' | 'cleared' = 'opened'): string {
  return incidentEventOf(event, { ...place, ...parts, incident }, look).reason;
}

describe('incidentIdOf', () => {
  it('is the same for the same place, fence and time', () => {
    expect(incidentIdOf(place, aFence(), monday)).toBe(
      incidentIdOf({ ...place }, aFence(), monday),
    );
  });

  it('differs by camera, fence, time and place', () => {
    const elsewhere = { ...place, region: box(0, 0, 0.1, 0.1) };
    const ids = [
      incidentIdOf(place, aFence(), monday),
      incidentIdOf(place, aFence({ camera: 'yard' }), monday),
      incidentIdOf(place, aFence({ id: 'ramp' }), monday),
      incidentIdOf(place, aFence(), monday + 1),
      incidentIdOf(elsewhere, aFence(), monday),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('incidentEventOf', () => {
  it('has the id, the sequence and the times of its incident', () => {
    expect(incidentEventOf('still-there', place, look)).toMatchObject({
      incidentId: 'x',
      sequence: 2,
      openedAt: monday,
      presentSince: monday,
      capturedAt: monday + 90_400,
    });
  });

  it.each<[string, Partial<Place>, string]>([
    ['what is there and for how long', {}, 'heap there for 90 s'],
    [
      'how much is covered',
      { measures: { cover: 0.256 } },
      'heap covers 26% of the fence for 90 s',
    ],
    [
      'the evidence that counted',
      { claimedMs: 100, evidenceMs: { 'set-up': 100, keeper: 40, goods: 10 } },
      'heap there for 90 s (set-up, keeper)',
    ],
  ])('reads %s', (_, parts, reason) => {
    expect(reasonOf(parts)).toBe(reason);
  });

  it('gives, on clearing, since when the place was not claimed', () => {
    expect(reasonOf({ lastClaimedAt: monday + 80_000 }, 'cleared')).toBe(
      'the place has been clear for 10 s',
    );
  });
});
