// The phase of the alert that a picture of a clip shows.
import { describe, expect, test } from 'vitest';
import { createDetail } from '../../../testing/sample-cases.ts';
import { openingsByCamera } from '../shown-openings.ts';
import { momentsOf, phaseAt } from './clip-moments.ts';

const alertAt = 1_700_000_042_000;
const moments = { restedAt: alertAt - 42_000, alertAt, goneAt: alertAt + 60_000 };

describe('a picture', () => {
  test.each([
    ['of before the object came to rest', -42_001, { phase: 'before' }],
    ['in which it comes to rest', -42_000, { phase: 'dwell', stoodMs: 0, neededMs: 42_000 }],
    ['while its dwell runs', -19_000, { phase: 'dwell', stoodMs: 23_000, neededMs: 42_000 }],
    ['of the alert', 0, { phase: 'alert', sinceMs: 0 }],
    ['of after it', 5000, { phase: 'alert', sinceMs: 5000 }],
    ['in which it is gone', 60_000, { phase: 'gone', sinceMs: 0 }],
  ])('%s', (_, after, phase) => {
    expect(phaseAt(moments, alertAt + after)).toEqual(phase);
  });

  test('of an object that is still there is never after its end', () => {
    const phase = phaseAt({ ...moments, goneAt: null }, alertAt + 3_600_000);
    expect(phase).toEqual({ phase: 'alert', sinceMs: 3_600_000 });
  });

  test('of an alert with an unknown at-rest time has no dwell phase', () => {
    expect(phaseAt({ ...moments, restedAt: null }, alertAt - 1)).toEqual({ phase: 'before' });
  });
});

describe('the moments of an alert', () => {
  const [[shown]] = openingsByCamera(createDetail());

  test('come from the opening, else from the dwell in its trace', () => {
    expect(momentsOf({ ...shown, presentSince: 5 }).restedAt).toBe(5);
    expect(momentsOf(shown).restedAt).toBe(shown.openedAt - 42_000);
    expect(momentsOf({ ...shown, trace: 'of an earlier release' }).restedAt).toBeNull();
  });
});
