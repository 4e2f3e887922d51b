import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import type { CaptureEvent } from './capture-options.ts';
import { judgeRun, stallLimitMs, watchReceiver, type WatchState } from './watch.ts';

const good: WatchState = {
  nowMs: 100_000,
  startedMs: 0,
  packetMs: 99_900,
  keyMs: 98_000,
  periodMs: 2000,
};
const judge = (change: Partial<WatchState>) => judgeRun({ ...good, ...change });

describe('the verdict on a live run', () => {
  it('is null for a good run', () => {
    expect(judge({})).toEqual({ do: 'nothing' });
  });

  it('allows a camera some time to answer, then ends the run', () => {
    const silent = { packetMs: null, keyMs: null };
    expect(judge({ ...silent, startedMs: 90_000 })).toEqual({ do: 'nothing' });
    expect(judge({ ...silent, startedMs: 70_000 })).toMatchObject({
      do: 'fail',
      error: { reason: 'timed-out' },
    });
  });

  it('ends the run of a camera that sends nothing', () => {
    expect(judge({ packetMs: 89_000 })).toMatchObject({ error: { reason: 'stalled' } });
  });

  it('waits minutes for the first key frame, and reports it', () => {
    expect(judge({ keyMs: null, startedMs: 98_000 })).toEqual({ do: 'nothing' });
    expect(judge({ keyMs: null, startedMs: 40_000 })).toEqual({
      do: 'say-waiting',
      waitedMs: 60_000,
    });
    expect(judge({ keyMs: null, startedMs: -90_000 })).toMatchObject({
      error: { reason: 'no-key-frame' },
    });
  });

  it('ignores a minute between two key frames', () => {
    expect(judge({ keyMs: 40_000 })).toEqual({ do: 'nothing' });
  });

  it('allows for a slow period', () => {
    expect(stallLimitMs(1000)).toBe(10_000);
    expect(stallLimitMs(10_000)).toBe(50_000);
  });
});

describe('the watch', () => {
  function watch(sentMs: number | null) {
    const clock = createFakeClock();
    const ending = new AbortController();
    const events: CaptureEvent['type'][] = [];
    const failures: string[] = [];
    const sent = { ms: sentMs };
    const done = watchReceiver({
      receiver: { fail: ({ message }) => failures.push(message), sentMs: () => sent.ms },
      clock,
      seen: { keyMs: null },
      options: { periodMs: 2000, onEvent: ({ type }) => events.push(type) },
      signal: ending.signal,
    });
    return { clock, ending, events, failures, sent, done };
  }

  it('ends a run that never starts, then stops', async () => {
    const { clock, failures, done } = watch(null);
    await clock.advance(25_000);
    await done;
    expect(failures).toHaveLength(1);
  });

  it('reports once that it waits for a key frame while the camera sends', async () => {
    const { clock, events, sent, ending, done } = watch(null);
    for (let second = 0; second < 30; second++) {
      sent.ms = clock.steady();
      await clock.advance(1000);
    }
    ending.abort();
    await clock.advance(1000);
    await done;
    expect(events).toEqual(['waiting-for-key-frame']);
  });
});
