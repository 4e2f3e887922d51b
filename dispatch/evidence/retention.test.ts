// When the rules of retention run, on a store with two cases, one of which becomes due, and with a clock that is changed.
import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { quietLog } from '../testing/quiet-log.ts';
import { createRetention } from './retention.ts';
import type { RetentionStore } from './retention-store.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** Case `old` is due 30 days after the start; some case gets a step every hour. */
function retentionOf(clock: ReturnType<typeof createFakeClock>) {
  const startedAt = clock.now();
  const realNow = () => startedAt + clock.steady();
  const begin = clock.steady();
  const deleted: string[] = [];
  const store: RetentionStore = {
    hold: () => Promise.resolve('held'),
    lift: () => Promise.resolve('lifted'),
    holdOf: () => Promise.resolve(null),
    newestStepAt: () => Promise.resolve(realNow() - begin - hourMs),
    due: (_rules, now) =>
      Promise.resolve(now > startedAt + 30 * dayMs && deleted.length === 0 ? ['old'] : []),
    delete: ({ caseId }) => {
      deleted.push(caseId);
      return Promise.resolve({ ok: true, files: [] });
    },
    deletedOf: () => Promise.resolve([]),
    toRemove: () => Promise.resolve([]),
    removed: () => Promise.resolve(),
  };
  const log = quietLog();
  const evidence = { remove: () => Promise.resolve() };
  const rules = [{ keep: 30 * dayMs }];
  return {
    retention: createRetention({ store, evidence, rules, clock, log }),
    deleted,
    log,
  };
}

async function runFor(clock: ReturnType<typeof createFakeClock>, setByMs: number, ms: number) {
  const { retention, deleted, log } = retentionOf(clock);
  const stopping = new AbortController();
  const running = retention.run(stopping.signal);
  await clock.advance(2 * hourMs);
  clock.set(setByMs);
  await clock.advance(ms);
  stopping.abort();
  await running;
  return {
    deleted,
    doubts: log.lines.filter((line) => JSON.stringify(line).includes('clock')),
  };
}

describe('the rules of retention', () => {
  it('delete evidence once it is due', async () => {
    const { deleted, doubts } = await runFor(createFakeClock(), 0, 31 * dayMs);
    expect(deleted).toEqual(['old']);
    expect(doubts).toEqual([]);
  });

  it('delete nothing while the clock is a year ahead, and report it', async () => {
    const { deleted, doubts } = await runFor(createFakeClock(), 365 * dayMs, 3 * hourMs);
    expect(deleted).toEqual([]);
    expect(doubts.length).toBeGreaterThan(0);
  });
});
