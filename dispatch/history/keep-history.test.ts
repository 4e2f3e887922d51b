import { describe, expect, it } from 'vitest';
import { fakeClock } from '../testing/fake-clock.ts';
import { quietLog } from '../testing/quiet-log.ts';
import { keepPast } from './keep-history.ts';

async function keep(looks: number, removeBefore: (at: number) => Promise<number>) {
  const clock = fakeClock(1_000_000);
  const log = quietLog();
  const stop = new AbortController();
  let count = 0;
  const counted = (at: number) => {
    count += 1;
    if (count === looks) stop.abort();
    return removeBefore(at);
  };
  const stores = { thumbnails: { removeBefore: counted } };
  await keepPast({ stores, keepMs: 300_000, clock, log, signal: stop.signal });
  return { clock, log };
}

describe('keeping history', () => {
  it('removes expired files every hour', async () => {
    const asked: number[] = [];
    const { log } = await keep(3, (at) => {
      asked.push(at);
      return Promise.resolve(0);
    });
    expect(asked).toEqual([700_000, 4_300_000, 7_900_000]);
    expect(log.lines).toEqual([]);
  });

  it('joins the files of hours that ended an hour ago', async () => {
    const clock = fakeClock(9_000_000);
    const log = quietLog();
    const stop = new AbortController();
    const asked: number[] = [];
    const joinBefore = (at: number) => {
      asked.push(at);
      stop.abort();
      return Promise.resolve(7);
    };
    const stores = { observations: { removeBefore: () => Promise.resolve(0), joinBefore } };
    await keepPast({ stores, keepMs: 1, clock, log, signal: stop.signal });
    expect(asked).toEqual([9_000_000 - 3_600_000]);
    expect(log.lines).toMatchObject([{ fields: { name: 'observations', joined: 7 } }]);
  });

  it('logs how much it has removed, and continues after a failure', async () => {
    let calls = 0;
    const { log } = await keep(2, () => {
      calls += 1;
      return calls === 1 ? Promise.reject(new Error('disk gone')) : Promise.resolve(4);
    });
    expect(log.lines).toMatchObject([
      { level: 'warn', fields: { name: 'thumbnails', error: 'disk gone' } },
      { level: 'info', fields: { name: 'thumbnails', removed: 4 } },
    ]);
  });

  it('does nothing when it is aborted before', async () => {
    const log = quietLog();
    const over = AbortSignal.abort();
    const stores = { never: { removeBefore: () => Promise.reject(new Error('asked')) } };
    await keepPast({ stores, keepMs: 1, clock: fakeClock(), log, signal: over });
    expect(log.lines).toEqual([]);
  });
});
