import { describe, expect, it } from 'vitest';
import {
  isUnfinished,
  liveSegmentName,
  liveSegmentStart,
  parseSegmentName,
  segmentName,
  segmentsToDrop,
  segmentsWithin,
} from './segment.ts';

const at = (startAt: number, endAt: number) => ({ file: `${startAt}`, startAt, endAt });

describe('the name of a segment', () => {
  it('has its times, and can be parsed', () => {
    const times = { startAt: 1_700_000_000_123, endAt: 1_700_000_002_123 };
    expect(segmentName({ file: 'live-1-2.mkv', ...times })).toBe('1700000000123-2000.mkv');
    const name = segmentName({ file: 'live-1-2.ts', ...times });
    expect(name).toBe('1700000000123-2000.ts');
    expect(parseSegmentName(name)).toEqual({
      file: name,
      startAt: 1_700_000_000_123,
      endAt: 1_700_000_002_123,
    });
  });

  it.each(['', 'a.ts', '1-2.ts', '1700000000123-2000.mp4', 'live-1700000000123-000001.ts'])(
    '%j is not the name of a segment',
    (name) => {
      expect(parseSegmentName(name)).toBeNull();
    },
  );

  it('has the start of an unfinished segment', () => {
    const file = liveSegmentName(1_700_000_000_123, 7);
    expect(file).toBe('live-1700000000123-000007.mkv');
    expect(isUnfinished(file)).toBe(true);
    expect(liveSegmentStart(file)).toBe(1_700_000_000_123);
    expect(liveSegmentStart('live-1700000000000-000001.ts')).toBeNull();
  });

  it('distinguishes unfinished segments', () => {
    expect(isUnfinished('live-1700000000123-000001.ts')).toBe(true);
    expect(isUnfinished('1700000000123-2000.ts')).toBe(false);
  });
});

describe('segments of a span', () => {
  it('are none without segments', () => {
    expect(segmentsWithin([], 0, 10)).toEqual([]);
  });

  it('are those that overlap it, in order', () => {
    const segments = [at(4, 6), at(0, 2), at(2, 4), at(6, 8)];
    expect(segmentsWithin(segments, 3, 6).map(({ startAt }) => startAt)).toEqual([2, 4]);
  });
});

describe('segments to delete', () => {
  const kept = [at(4, 6), at(0, 2), at(2, 4)].map((segment) => ({ ...segment, bytes: 10 }));
  const drop = (keepAfter: number, maxBytes: number) =>
    segmentsToDrop(kept, { keepAfter, maxBytes }).map(({ startAt }) => startAt);

  it('are none within the limits', () => {
    expect(drop(0, 30)).toEqual([]);
    expect(segmentsToDrop([], { keepAfter: 0, maxBytes: 0 })).toEqual([]);
  });

  it('are those that are too old', () => {
    expect(drop(3, 100)).toEqual([0]);
  });

  it('are the oldest above the size limit', () => {
    expect(drop(0, 15)).toEqual([0, 2]);
  });
});
