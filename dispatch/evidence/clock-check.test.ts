// When the time of day is trusted: rows of clock changes since the start, and of the time since the last step of a case.
import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { createClockCheck, type ClockDoubt } from './clock-check.ts';

const dayMs = 86_400_000;

interface Row {
  /** By how much the clock is set, and how long the machine has run, days. */
  set?: number;
  runs?: number;
  /** The age of the newest step, days; null if there is none. */
  quiet: number | null;
}

async function doubtOf({ set = 0, runs = 0, quiet }: Row): Promise<ClockDoubt | null> {
  const clock = createFakeClock();
  const newestStepAt = () => Promise.resolve(quiet === null ? null : clock.now() - quiet * dayMs);
  const check = createClockCheck({ clock, newestStepAt });
  await clock.advance(runs * dayMs);
  clock.set(set * dayMs);
  return check();
}

describe('the time of day', () => {
  const rows: [string, Row, ClockDoubt | null][] = [
    ['is believed when it runs on', { runs: 400, quiet: 0.1 }, null],
    ['is believed when it is set by some hours', { set: 0.5, quiet: 0.1 }, null],
    ['is believed when it is set back: nothing is due earlier', { set: -30, quiet: 0.1 }, null],
    ['is doubted when it is set a year ahead', { set: 365, quiet: 0.1 }, 'set-ahead'],
    ['is doubted when it was ahead at the start already', { quiet: 365 }, 'long-quiet'],
    ['is believed after some quiet days', { quiet: 6 }, null],
    ['is believed where there is no case', { quiet: null }, null],
  ];
  it.each(rows)('%s', async (_, row, doubt) => {
    expect(await doubtOf(row)).toBe(doubt);
  });

  it('is trusted again when it is set back', async () => {
    const clock = createFakeClock();
    const check = createClockCheck({ clock, newestStepAt: () => Promise.resolve(null) });
    clock.set(365 * dayMs);
    expect(await check()).toBe('set-ahead');
    clock.set(-365 * dayMs);
    expect(await check()).toBeNull();
  });
});
