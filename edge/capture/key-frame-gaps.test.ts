import { describe, expect, it } from 'vitest';
import type { DecodeMode } from './capture-plan.ts';
import { createKeyFrameGaps, oftenAgainMs } from './key-frame-gaps.ts';

interface Stream {
  seconds: number;
  /** The key frame interval from this second of the stream on. */
  keyEveryS: (second: number) => number;
  /** Pictures that are never received. */
  isLost?: (second: number) => boolean;
  mode?: DecodeMode;
  fps?: number;
  periodMs?: number;
}

/** When the mode changes, in seconds, and the new mode. */
function changesOf({
  seconds,
  keyEveryS,
  isLost = () => false,
  mode = 'key-frames',
  fps = 10,
  periodMs = 1000,
}: Stream): string[] {
  const gaps = createKeyFrameGaps({ mode, periodMs });
  const changes: string[] = [];
  let lastKeyS = -Infinity;
  for (let n = 0; n < seconds * fps; n++) {
    const second = n / fps;
    const isKey = second - lastKeyS >= keyEveryS(second);
    if (isKey) lastKeyS = second;
    if (isLost(second)) continue;
    const change = gaps.judge({ isKey, takenMs: second * 1000 });
    if (change) changes.push(`${change.mode} at ${Math.ceil(second)} s`);
  }
  return changes;
}

describe('the decode mode', () => {
  it('stays key frames while they are frequent', () => {
    expect(changesOf({ seconds: 120, keyEveryS: () => 1 })).toEqual([]);
    expect(changesOf({ seconds: 0, keyEveryS: () => 1 })).toEqual([]);
  });

  it.each([
    ['2 s', 2, 'full at 4 s'],
    ['5 s', 5, 'full at 4 s'],
    ['a minute', 60, 'full at 4 s'],
  ])('becomes all within seconds when key frames are %s apart', (_, apart, change) => {
    expect(changesOf({ seconds: 130, keyEveryS: () => apart })).toEqual([change]);
  });

  it('stays key frames when one of them is lost', () => {
    const isLost = (second: number) => second === 10;
    expect(changesOf({ seconds: 60, keyEveryS: () => 1, isLost })).toEqual([]);
  });

  it.each([
    ['nothing came for eight seconds', (second: number) => second > 10.5 && second < 18.5],
    ['nothing came again and again', (second: number) => second % 20 > 10 && second % 20 < 13.9],
  ])('stays key frames when %s', (_, isLost) => {
    expect(changesOf({ seconds: 120, keyEveryS: () => 1, isLost })).toEqual([]);
  });

  it('becomes all when key frames are rare after a gap', () => {
    const isLost = (second: number) => second > 20.5 && second < 29.5;
    const keyEveryS = (second: number) => (second < 20 ? 1 : 60);
    expect(changesOf({ seconds: 60, keyEveryS, isLost })).toEqual(['full at 33 s']);
  });

  it('becomes key frames again when they have been frequent for a while', () => {
    const keyEveryS = (second: number) => (second >= 10 && second < 90 ? 20 : 1);
    const [all, again, ...more] = changesOf({ seconds: 180, keyEveryS });
    expect(all).toBe('full at 13 s');
    // The last rare key frame came at 89 s.
    expect(again).toBe(`key-frames at ${89 + oftenAgainMs / 1000} s`);
    expect(more).toEqual([]);
  });

  it('does not flap with a camera that changes its GOP length every few seconds', () => {
    const keyEveryS = (second: number) => (second % 30 < 15 ? 1 : 10);
    expect(changesOf({ seconds: 300, keyEveryS })).toHaveLength(1);
  });

  it('sees no gaps in a stream with a low frame rate', () => {
    const slow = { seconds: 300, fps: 0.2, periodMs: 5000 };
    expect(changesOf({ ...slow, keyEveryS: () => 5 })).toEqual([]);
    expect(changesOf({ ...slow, keyEveryS: () => 30 })).toHaveLength(1);
  });

  it('is not disturbed by pictures out of order', () => {
    const gaps = createKeyFrameGaps({ mode: 'key-frames', periodMs: 1000 });
    const order = [0, 3, 1, 2, 6, 4, 5, 9, 7, 8];
    const changes = Array.from({ length: 400 }, (_, n) => {
      const shown = Math.floor(n / 10) * 10 + (order[n % 10] ?? 0);
      return gaps.judge({ isKey: n % 10 === 0, takenMs: shown * 100 });
    });
    expect(changes.filter(Boolean)).toEqual([]);
  });
});
