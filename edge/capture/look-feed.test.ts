import { describe, expect, it } from 'vitest';
import type { DecodeMode } from './capture-plan.ts';
import { createLookFeed } from './look-feed.ts';
import type { TimedPacket } from '../packets/packet.ts';

const frameMs = 100;

function packetAt(n: number, isKey: boolean): TimedPacket {
  const takenMs = n * frameMs;
  return { data: new Uint8Array(10), isKey, ptsMs: takenMs, arrivedMs: takenMs, takenMs };
}

interface Wishes {
  group: number;
  count: number;
  mode?: DecodeMode;
  mayChange?: boolean;
  /** The number of later packets before a key frame's picture comes; never when absent. */
  givesAfter?: number;
}

/** Feeds a stream with a key frame every `group` packets; returns the numbers of the packets that were passed on. */
function feedStream({ group, count, mode = 'key-frames', mayChange = true, givesAfter }: Wishes) {
  const changes: string[] = [];
  const feed = createLookFeed({
    mode,
    mayChange,
    periodMs: 2000,
    onChange: ({ reason }) => changes.push(reason),
  });
  const fed: number[] = [];
  let keyMs: number | null = null;
  for (let n = 0; n < count; n++) {
    const packet = packetAt(n, n % group === 0);
    for (const due of feed.take(packet)) {
      fed.push(due.takenMs / frameMs);
      if (due.isKey) keyMs = due.takenMs;
    }
    const isOut =
      givesAfter !== undefined && keyMs !== null && packet.takenMs >= keyMs + givesAfter * frameMs;
    if (isOut) feed.gave(keyMs ?? 0);
  }
  return { fed, changes, feed };
}

describe('the packets for the decoder', () => {
  it('are none for an empty stream', () => {
    expect(feedStream({ group: 20, count: 0 }).fed).toEqual([]);
  });

  it('are only key frames while they are frequent enough', () => {
    const { fed, changes } = feedStream({ group: 20, count: 100, givesAfter: 0 });
    expect(fed).toEqual([0, 20, 40, 60, 80]);
    expect(changes).toEqual([]);
  });

  it('are only the key frames that are due when each one gives a picture', () => {
    const { fed } = feedStream({ group: 1, count: 61, givesAfter: 0 });
    expect(fed).toEqual([0, 15, 30, 45, 60]);
  });

  it('include the packets after a key frame until its picture has come', () => {
    const { fed } = feedStream({ group: 20, count: 30, givesAfter: 4 });
    expect(fed).toEqual([0, 1, 2, 3, 4, 20, 21, 22, 23, 24]);
  });

  it('are all, from the last key frame on, once key frames are too rare', () => {
    const { fed, changes } = feedStream({ group: 600, count: 70, givesAfter: 0 });
    expect(changes).toEqual(['key-frames-too-far-apart']);
    expect(fed[0]).toBe(0);
    const again = fed.lastIndexOf(0);
    expect(again).toBe(1);
    expect(fed.slice(again)).toEqual(Array.from({ length: 70 }, (_, n) => n));
  });

  it('are only key frames again when they have been frequent for a while', () => {
    const { fed, changes, feed } = feedStream({
      group: 20,
      count: 400,
      mode: 'full',
      givesAfter: 0,
    });
    expect(changes).toEqual(['key-frames-often-again']);
    expect(feed.mode).toBe('key-frames');
    expect(fed.slice(-4)).toEqual([320, 340, 360, 380]);
  });

  it('stay key frames when the site file says so', () => {
    const { fed, changes } = feedStream({
      group: 600,
      count: 70,
      mayChange: false,
      givesAfter: 0,
    });
    expect(changes).toEqual([]);
    expect(fed).toEqual([0]);
  });

  it('begin with a key frame in full mode, and after the decoder was replaced', () => {
    const feed = createLookFeed({
      mode: 'full',
      mayChange: true,
      periodMs: 2000,
      onChange: () => undefined,
    });
    expect(feed.take(packetAt(0, false))).toHaveLength(0);
    expect(feed.take(packetAt(1, true))).toHaveLength(1);
    expect(feed.take(packetAt(2, false))).toHaveLength(1);
    feed.begin();
    expect(feed.take(packetAt(3, false))).toHaveLength(0);
    expect(feed.take(packetAt(4, true))).toHaveLength(1);
  });

  it('do not grow without limit in a GOP that never ends', () => {
    const feed = createLookFeed({
      mode: 'key-frames',
      mayChange: false,
      periodMs: 2000,
      onChange: () => undefined,
    });
    const large = (n: number): TimedPacket => ({
      ...packetAt(n, n === 0),
      data: new Uint8Array(8 << 20),
    });
    for (let n = 0; n < 5; n++) feed.take(large(n));
    expect(feed.take(large(5))).toEqual([]);
  });
});

describe('key frames that the schedule may skip', () => {
  it('are decided a period after the last look, and every coded picture is reported', () => {
    const asked: number[] = [];
    let pictures = 0;
    const feed = createLookFeed({
      mode: 'key-frames',
      mayChange: false,
      periodMs: 2000,
      onChange: () => undefined,
      looks: {
        picture: () => (pictures += 1),
        behind: () => undefined,
        isDue: (sinceMs) => {
          asked.push(sinceMs);
          return sinceMs >= 6000;
        },
      },
    });
    const fed: number[] = [];
    for (let n = 0; n < 121; n++)
      for (const due of feed.take(packetAt(n, n % 20 === 0))) {
        fed.push(due.takenMs);
        feed.gave(due.takenMs);
      }
    expect(fed).toEqual([0, 6000, 12_000]);
    expect(asked).toEqual([Infinity, 2000, 4000, 6000, 2000, 4000, 6000]);
    expect(pictures).toBe(121);
  });
});

describe('a decoder that is behind', () => {
  /** Key frames every 2 s over a minute, to a decoder that gives each picture this much later; none when absent. */
  function feedSlow(lateMs: number) {
    let behind = 0;
    const feed = createLookFeed({
      mode: 'key-frames',
      mayChange: false,
      periodMs: 2000,
      onChange: () => undefined,
      looks: { picture: () => undefined, isDue: () => true, behind: () => (behind += 1) },
    });
    const waiting: number[] = [];
    let most = 0;
    for (let n = 0; n < 600; n++) {
      const { takenMs, isKey } = packetAt(n, n % 20 === 0);
      for (const due of feed.take(packetAt(n, isKey))) if (due.isKey) waiting.push(due.takenMs);
      most = Math.max(most, waiting.length);
      if (waiting[0] !== undefined && takenMs - waiting[0] >= lateMs)
        feed.gave(waiting.shift() ?? 0);
    }
    return { behind, most };
  }

  it('is fed as usual while pictures come within a few seconds', () => {
    expect(feedSlow(3000)).toEqual({ behind: 0, most: 2 });
  });

  it('gets no packets after a key frame, once it has decoded one without them', () => {
    const feed = createLookFeed({
      mode: 'key-frames',
      mayChange: false,
      periodMs: 2000,
      onChange: () => undefined,
    });
    const fed = (from: number, to: number) => {
      let count = 0;
      for (let n = from; n < to; n++) count += feed.take(packetAt(n, n % 20 === 0)).length;
      return count;
    };
    expect(fed(0, 20)).toBe(20);
    feed.gave(0);
    expect(fed(20, 21)).toBe(1);
    feed.gave(2000);
    expect(fed(21, 40)).toBe(0);
    expect(fed(40, 55)).toBe(1);
    expect(fed(55, 60)).toBe(19);
  });

  it('has at most six key frames in flight, and the skipped ones are counted', () => {
    const { behind, most } = feedSlow(15_000);
    expect(most).toBe(6);
    expect(behind).toBeGreaterThan(0);
  });

  it('is fed again when its packets are lost', () => {
    expect(feedSlow(Infinity).behind).toBeLessThan(25);
  });
});
