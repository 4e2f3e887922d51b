import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import { RunAgain } from './run-again.ts';
import type { Session } from './session.ts';
import { judgeRun, stallLimitMs, watchRun, type WatchState } from './watch.ts';

const good: WatchState = {
  ...{ now: 100_000, startedAt: 0, openedAt: 1000, lastPacketAt: 99_900, lastPictureAt: 99_000 },
  ...{ packetsUntilMs: 98_900, lastPtsMs: 98_000, periodMs: 2000, mayDecodeAll: true },
};
const judge = (change: Partial<WatchState>) => judgeRun({ ...good, ...change });

describe('the watch over a live run', () => {
  it('has nothing to say about a good one', () => {
    expect(judge({})).toEqual({ do: 'nothing' });
  });

  it('gives a camera time to answer, then fails it', () => {
    expect(judge({ openedAt: null, startedAt: 90_000 })).toEqual({ do: 'nothing' });
    const verdict = judge({ openedAt: null, startedAt: 70_000 });
    expect(verdict).toMatchObject({ do: 'fail', error: { reason: 'timed-out' } });
  });

  it('fails one that sends nothing', () => {
    expect(judge({ lastPacketAt: 89_000 })).toMatchObject({ error: { reason: 'stalled' } });
  });

  it('decodes all when key frames do not come', () => {
    const change = { lastPtsMs: 90_000 };
    expect(judge(change)).toMatchObject({ do: 'decode-all' });
    expect(judge({ ...change, mayDecodeAll: false })).toEqual({ do: 'nothing' });
  });

  it('does not blame the camera when this machine is slow', () => {
    expect(judge({ lastPictureAt: 92_000 })).toEqual({ do: 'nothing' });
  });

  it('says that it waits, and fails after minutes without a picture', () => {
    const change = { mayDecodeAll: false, lastPictureAt: 80_000 };
    expect(judge(change)).toEqual({ do: 'say-waiting', waitedMs: 20_000 });
    const later = judge({ ...change, now: 300_000, lastPacketAt: 300_000 });
    expect(later).toMatchObject({ error: { reason: 'no-key-frame' } });
  });

  it('waits five periods for a stall, ten seconds at least', () => {
    expect([500, 2000, 5000].map(stallLimitMs)).toEqual([10_000, 10_000, 25_000]);
  });
});

describe('the loop of the watch', () => {
  function start(facts: Partial<Session['facts']>) {
    const clock = createFakeClock(0);
    const failures: Error[] = [];
    const waiting: number[] = [];
    const stopping = new AbortController();
    const base = { source: null, durationMs: null, packetsUntilMs: 0, lastPacketAt: 0 };
    const session: Session = {
      facts: { ...base, brokenOff: false, decodeErrors: 0, ...facts },
      pictures: () => {
        throw new Error('not read here');
      },
      fail: (error) => failures.push(error),
      stop: () => Promise.resolve(),
    };
    const done = watchRun({
      ...{ session, clock, periodMs: 1000, mayDecodeAll: true, signal: stopping.signal },
      lastPicture: () => null,
      onWaiting: (ms) => waiting.push(ms),
    });
    return { clock, failures, waiting, stopping, done };
  }
  const source = { codec: 'h264', width: 640, height: 360 };

  it('ends the run once and then looks no more', async () => {
    const { clock, failures, done } = start({});
    await clock.advance(60_000);
    await done;
    expect(failures).toMatchObject([{ reason: 'timed-out' }]);
  });

  it('asks for another run when there is no key frame', async () => {
    const { clock, failures, done } = start({ source, packetsUntilMs: 8000, lastPacketAt: 60_000 });
    await clock.advance(1000);
    await done;
    expect(failures[0]).toBeInstanceOf(RunAgain);
  });

  it('stops when it is told to', async () => {
    const { stopping, failures, done } = start({ source });
    stopping.abort();
    await done;
    expect(failures).toEqual([]);
  });
});
