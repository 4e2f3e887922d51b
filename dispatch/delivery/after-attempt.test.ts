// The next channel and its time: the person's order, three attempts, permanent failures, and giving up.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DirectOutcome } from '../channels/direct/direct-channel.ts';
import {
  afterAttempt,
  beginProgress,
  type AfterAttempt,
  type NextAttempt,
} from './after-attempt.ts';

const ok: DirectOutcome = { outcome: 'delivered', detail: null };
const away: DirectOutcome = { outcome: 'retryable', reason: 'unreachable', detail: 'x' };
const never: DirectOutcome = { outcome: 'permanent', reason: 'gone', detail: 'x' };
const later = (retryAfterMs: number): DirectOutcome => ({
  outcome: 'retryable',
  reason: 'rate-limited',
  detail: 'x',
  retryAfterMs,
});
const giveUpAfterMs = 3_600_000;

/** Runs the attempts one after another, each at its time; returns the channel and time of each. */
function play(
  channels: string[],
  outcomeOf: (channel: string, count: number) => DirectOutcome,
  isFailing = false,
) {
  const tried: [string, number][] = [];
  let next: NextAttempt = beginProgress(channels);
  let after: AfterAttempt = { state: 'waiting', ...next };
  let at = 0;
  for (
    let count = 0;
    count < 200 && after.state === 'waiting' && next.channel !== null;
    count += 1
  ) {
    at = Math.max(at, next.nextAt);
    const { channel, progress } = next;
    tried.push([channel, at / 1000]);
    const outcome = outcomeOf(channel, tried.filter(([id]) => id === channel).length);
    after = afterAttempt({ channels, channel, progress, outcome, isFailing, at, giveUpAfterMs });
    if (after.state === 'waiting') next = after;
  }
  return { tried, state: after.state };
}

describe('afterAttempt', () => {
  it('tries nothing without a channel', () => {
    expect(beginProgress([])).toMatchObject({ channel: null });
  });

  it('is done when the message is delivered', () => {
    expect(play(['a', 'b'], () => ok)).toEqual({ tried: [['a', 0]], state: 'handed-over' });
  });

  it('tries a channel three times, with growing pauses, and then the next one at once', () => {
    const { tried, state } = play(['a', 'b'], (channel) => (channel === 'b' ? ok : away));
    expect(tried).toEqual([
      ['a', 0],
      ['a', 5],
      ['a', 20],
      ['b', 20],
    ]);
    expect(state).toBe('handed-over');
  });

  it('switches at once when the channel is known to fail, or asks for a long pause', () => {
    const known = play(['a', 'b'], (channel) => (channel === 'b' ? ok : away), true);
    expect(known.tried).toEqual([
      ['a', 0],
      ['b', 0],
    ]);
    const limited = play(['a', 'b'], (channel) => (channel === 'b' ? ok : later(600_000)));
    expect(limited.tried.map(([id]) => id)).toEqual(['a', 'b']);
  });

  it('waits as long as the only channel asks for', () => {
    const { tried } = play(['a'], (_, count) => (count === 1 ? later(600_000) : ok));
    expect(tried).toEqual([
      ['a', 0],
      ['a', 600],
    ]);
  });

  it('goes to the next one at once after a permanent failure, and never comes back', () => {
    const { tried } = play(['a', 'b'], (channel, count) => {
      if (channel === 'a') return never;
      return count < 5 ? away : ok;
    });
    expect(tried.filter(([id]) => id === 'a')).toEqual([['a', 0]]);
    expect(tried.at(-1)?.[0]).toBe('b');
  });

  it('comes back to the first one when the second one fails too', () => {
    const { tried, state } = play(['a', 'b'], (channel, count) =>
      channel === 'a' && count === 4 ? ok : away,
    );
    expect(tried.map(([id]) => id).join('')).toBe('aaabbba');
    expect(state).toBe('handed-over');
  });

  it('fails after permanent failures of all channels, or after an hour', () => {
    expect(play(['a', 'b'], () => never)).toMatchObject({ state: 'failed' });
    const { tried, state } = play(['a', 'b'], () => away);
    expect(state).toBe('failed');
    expect(tried.at(-1)?.[1]).toBeLessThanOrEqual(3600);
    expect(tried.at(-1)?.[1]).toBeGreaterThan(3000);
  });

  it('gives up in time although the clock was set back in between', () => {
    const attempt = {
      channels: ['a'],
      channel: 'a',
      outcome: away,
      isFailing: false,
      giveUpAfterMs,
    };
    const known = { tries: 3, notBefore: 9e12, isOver: false };
    const progress = { firstAt: 9e12, channels: { a: known } };
    const after = afterAttempt({ ...attempt, progress, at: 1000 });
    expect(after).toMatchObject({ state: 'waiting', progress: { firstAt: 1000 } });
    expect(after.state === 'waiting' && after.nextAt).toBeLessThan(1000 + 6 * 60_000);
  });

  it('always ends, never goes back in time, and tries every channel', () => {
    const outcomes = fc.constantFrom(ok, away, never, later(1000), later(1e7));
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }),
        fc.array(outcomes, { minLength: 1, maxLength: 60 }),
        (channels, script) => {
          let count = 0;
          const { tried, state } = play(channels, () => script[count++ % script.length] ?? away);
          const times = tried.map(([, at]) => at);
          expect([...times].sort((a, b) => a - b)).toEqual(times);
          expect(['handed-over', 'failed']).toContain(state);
          if (state === 'failed')
            expect(new Set(tried.map(([id]) => id)).size).toBe(channels.length);
        },
      ),
      { numRuns: 500 },
    );
  });
});
