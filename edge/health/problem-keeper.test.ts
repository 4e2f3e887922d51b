import { describe, expect, it } from 'vitest';
import { edgeHealthSchema } from '../../contracts/index.ts';
import type { FoundProblem } from '../found-problem.ts';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { createProblemKeeper } from './problem-keeper.ts';

const gone = { code: 'camera-unreachable', subject: 'gate' } as const;
const full = { code: 'disk-full', subject: '/data', values: { freeBytes: 0 } } as const;

function keeperBy(clock: Parameters<typeof createProblemKeeper>[0]) {
  const made = createProblemKeeper(clock);
  return { take: (found: readonly FoundProblem[]) => made.take(found) };
}

function keeper() {
  const clock = createFakeClock(1_000_000);
  const { take } = keeperBy(clock);
  const sinceOf = (...found: FoundProblem[]) => take(found).map(({ since }) => since);
  return { clock, take, sinceOf };
}

describe('problems and their start times', () => {
  it('are none when nothing is found', () => {
    expect(keeper().take([])).toEqual([]);
  });

  it('start when they are first found, and keep that time while they last', async () => {
    const { clock, sinceOf } = keeper();
    expect(sinceOf(gone)).toEqual([1_000_000]);
    await clock.advance(60_000);
    expect(sinceOf(full, gone)).toEqual([1_060_000, 1_000_000]);
  });

  it('keep that time when they return within minutes', async () => {
    const { clock, sinceOf } = keeper();
    for (let n = 0; n < 20; n++) {
      expect(sinceOf(gone)).toEqual([1_000_000]);
      await clock.advance(60_000);
      expect(sinceOf()).toEqual([]);
      await clock.advance(60_000);
    }
  });

  it('start again after a long absence', async () => {
    const { clock, sinceOf } = keeper();
    sinceOf(gone);
    await clock.advance(6 * 60_000);
    expect(sinceOf(gone)).toEqual([1_360_000]);
  });

  it('take new values without a new start', async () => {
    const { clock, take } = keeper();
    take([full]);
    await clock.advance(1000);
    expect(take([{ ...full, values: { freeBytes: 7 } }])).toEqual([
      { ...full, values: { freeBytes: 7 }, since: 1_000_000 },
    ]);
  });

  it('found by two parts are merged, unless their subjects differ', () => {
    const { take } = keeper();
    const found = [gone, { ...gone, values: { detail: 'again' } }, { ...gone, subject: 'yard' }];
    expect(take(found).map(({ subject }) => subject)).toEqual(['gate', 'yard']);
  });

  it('never start in the future, even when the clock was set back', () => {
    let now = 10 * 3_600_000;
    const { take } = keeperBy({ now: () => now });
    take([gone]);
    now -= 1000;
    expect(take([gone])[0]?.since).toBe(now);
    now -= 8 * 3_600_000;
    expect(take([gone])[0]?.since).toBe(now);
  });

  it('always fit the contract: not too many, nothing too long', () => {
    const { take } = keeper();
    const many = Array.from({ length: 3000 }, (_, n) => ({
      code: 'camera-unreachable' as const,
      subject: `${n}`.padEnd(600, 'x'),
      values: { detail: 'y'.repeat(600) },
    }));
    const health = { version: 1, edgeId: 'e', software: '1', startedAt: 0, sentAt: 0 };
    const parsed = edgeHealthSchema.safeParse({ ...health, problems: take(many) });
    expect(parsed.success).toBe(true);
  });
});
