// The timers of cases over a real Redis: each runs at its time, jobs that Redis loses are restored from the store, and two
// dispatches share the work.
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRedis, type RedisServer } from '../../e2e/servers/redis.ts';
import { systemClock } from '../../host/clock.ts';
import type { DueCase } from '../store/engine-store.ts';
import { eventually } from '../testing/eventually.ts';
import { quietLog } from '../testing/quiet-log.ts';
import { startTimerQueue, type TimerQueue } from './timer-queue.ts';

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

/** A store in memory in which each case is due once, at its moment. */
function cases(...due: DueCase[]) {
  const left = new Map(due.map(({ caseId, at }) => [caseId, at]));
  const taken: { caseId: string; lateMs: number }[] = [];
  return {
    left,
    taken,
    look: (caseId: string) => {
      const at = left.get(caseId);
      const now = Date.now();
      if (at === undefined) return Promise.resolve(null);
      if (at > now) return Promise.resolve(at);
      left.delete(caseId);
      taken.push({ caseId, lateMs: now - at });
      return Promise.resolve(null);
    },
    dueUntil: (until: number) =>
      Promise.resolve([...left].flatMap(([caseId, at]) => (at <= until ? [{ caseId, at }] : []))),
  };
}

function start(store: ReturnType<typeof cases>): TimerQueue {
  const { look, dueUntil } = store;
  return startTimerQueue({
    redisUrl: redis.url,
    look,
    dueUntil,
    clock: systemClock,
    log: quietLog(),
  });
}

describe('the timer queue', () => {
  it('runs every timer of the store on time, once, with two dispatches at work', async () => {
    const now = Date.now();
    const due = Array.from({ length: 60 }, (_, index) => ({
      caseId: `20261122-${1000 + index}`,
      at: now + (index % 20) * 100 - 500,
    }));
    const store = cases(...due);
    const both = [start(store), start(store)];
    await eventually(
      () => store.taken.length,
      (count) => count === due.length,
    );
    for (const queue of both) await queue.stop();
    expect(new Set(store.taken.map(({ caseId }) => caseId)).size).toBe(due.length);
  });

  it('looks at a case on request, and again when the look says so', async () => {
    const store = cases({ caseId: '20261122-0001', at: Date.now() + 700 });
    const queue = start({ ...store, dueUntil: () => Promise.resolve([]) });
    queue.want('20261122-0001');
    const [first] = await eventually(
      () => store.taken,
      (taken) => taken.length === 1,
    );
    expect(first?.lateMs).toBeLessThan(5000);
    await queue.stop();
  });

  it('looks again on time when a job runs too early, as after a clock step backwards', async () => {
    const due = { caseId: '20261122-0004', at: Date.now() + 900 };
    const store = cases(due);
    const queue = startTimerQueue({
      redisUrl: redis.url,
      look: store.look,
      dueUntil: () => Promise.resolve([]),
      log: quietLog(),
      // Jobs run after a third of their delay.
      clock: { ...systemClock, worldMs: (ms) => ms / 3 },
    });
    queue.want(due.caseId, due.at);
    const [first] = await eventually(
      () => store.taken,
      (taken) => taken.length === 1,
    );
    expect(first?.lateMs).toBeLessThan(5000);
    await queue.stop();
  });

  it('runs a due timer before the looks at many cases after a start', async () => {
    const looked: string[] = [];
    const queue = startTimerQueue({
      redisUrl: redis.url,
      look: async (caseId) => {
        looked.push(caseId);
        await new Promise((done) => setTimeout(done, 20));
        return null;
      },
      dueUntil: () => Promise.resolve([]),
      clock: systemClock,
      log: quietLog(),
    });
    const many = Array.from({ length: 300 }, (_, index) => `20261121-${1000 + index}`);
    queue.wantAll(many);
    queue.want('20261122-0009', Date.now() + 300);
    await eventually(
      () => looked.length,
      (count) => count > many.length,
    );
    await queue.stop();
    expect(new Set(looked)).toEqual(new Set([...many, '20261122-0009']));
    expect(looked.indexOf('20261122-0009')).toBeLessThan(200);
  });

  it('restores from the store the jobs that Redis has lost', async () => {
    const store = cases({ caseId: '20261122-0002', at: Date.now() + 1500 });
    const first = start(store);
    await first.stop();
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
    const second = start(store);
    await eventually(
      () => store.taken.length,
      (count) => count === 1,
    );
    await second.stop();
  });

  it('continues after a failed look', async () => {
    const store = cases({ caseId: '20261122-0003', at: 0 });
    let failures = 0;
    const failing = { ...store, dueUntil: () => Promise.resolve([]) };
    const look = (caseId: string) => {
      failures += 1;
      return failures === 1 ? Promise.reject(new Error('the store is away')) : store.look(caseId);
    };
    const queue = start({ ...failing, look });
    queue.want('20261122-0003');
    await eventually(
      () => failures,
      (count) => count === 1,
    );
    await new Promise((done) => setTimeout(done, 20));
    queue.want('20261122-0003');
    await eventually(
      () => store.taken.length,
      (count) => count === 1,
    );
    await queue.stop();
  });
});
