import { describe, expect, it } from 'vitest';
import { newHealth } from '../../edge/capture/health-keeper.ts';
import { faultsOf, longestGapMs } from './judge.ts';
import { served } from './single-shapes.ts';
import type { Shape } from './shape.ts';
import { countsText, tablePage } from './table.ts';
import type { Visit } from './visit.ts';

const start = 1_700_000_000_000;
const shape = served('a good camera');

function visit(change: Partial<Visit> = {}): Visit {
  const pictures = Array.from({ length: 11 }, (_, n) => ({
    capturedAt: start + n * 1000,
    arrivedAt: start + n * 1000 + 200,
    width: 320,
    height: 176,
  }));
  const segments = [0, 1, 2, 3, 4].map((n) => ({
    file: `${n}`,
    startAt: start + n * 2000,
    endAt: start + n * 2000 + 1900,
  }));
  return {
    liveAfterMs: 1200,
    pictures,
    segments,
    said: new Set(),
    failures: [],
    wrongTries: 0,
    health: { ...newHealth(start), state: 'live', decode: 'key-frames' },
    recordedUntil: start + 9900,
    endedAt: start + 10_500,
    clip: {
      made: true,
      codec: 'h264',
      seconds: 6.2,
      pictures: 62,
      complaints: [],
      browser: 'plays',
    },
    ...change,
  };
}

function faults(change: Partial<Visit>, of: Shape = shape): string {
  return faultsOf(of, visit(change)).join('; ');
}

describe('faults of a stream that should work', () => {
  it('are none when all is well', () => {
    expect(faults({})).toBe('');
  });

  it('include a missing picture', () => {
    expect(faults({ liveAfterMs: null, failures: ['stalled'] })).toContain('never live');
  });

  it.each([
    [
      'full decoding for nothing',
      { health: { ...newHealth(0), state: 'live', decode: 'full' } },
      'decoded full',
    ],
    ['a jump of time that was none', { said: new Set(['camera-time-jumps']) }, 'time jumps'],
    ['an end', { failures: ['ended'] }, 'ended: ended'],
    ['too few pictures', { pictures: visit().pictures.slice(0, 3) }, '3 pictures'],
    ['times that go back', { pictures: visit().pictures.toReversed() }, 'times go back'],
    ['nothing recorded', { segments: [] }, 'nothing recorded'],
    ['a gap in the recording', { segments: visit().segments.toSpliced(2, 1) }, 'gap of 2100 ms'],
    ['a recording that lies hours ahead', { recordedUntil: start + 9e6 }, 'recorded until'],
    ['no clip', { clip: { made: false, why: 'full' } }, 'no clip: full'],
  ] as const)('is %s', (_, change, fault) => {
    expect(faults(change as Partial<Visit>)).toContain(fault);
  });

  it('exclude losses caused by the camera', () => {
    const flaky = served('flaky', { expect: { allow: ['reconnects', 'gaps'] } });
    expect(faults({ failures: ['ended'], segments: visit().segments.toSpliced(2, 1) }, flaky)).toBe(
      '',
    );
  });
});

describe('faults of a camera that cannot work', () => {
  const refused: Shape = {
    ...shape,
    expect: { served: false, state: 'refused', code: 'camera-login-refused' },
  };
  const health = {
    ...newHealth(start),
    state: 'refused' as const,
    reason: { code: 'camera-login-refused' as const, values: {} },
  };

  it('are none with the right problem code and few wrong log-ins', () => {
    expect(faults({ pictures: [], health, wrongTries: 2 }, refused)).toBe('');
  });

  it('include another code, no code, or a lock-out by the recorder', () => {
    expect(faults({ pictures: [], health: null }, refused)).toContain('said nothing');
    expect(faults({ pictures: [], health, wrongTries: 8 }, refused)).toBe('8 wrong log-ins');
  });
});

describe('the page about cameras', () => {
  it('has a row per stream, the counts, and the unexpected results', () => {
    const bad = { shape: { ...shape, name: 'a bad one' }, visits: [visit()], faults: ['a gap'] };
    const outcomes = [{ shape, visits: [visit()], faults: [] }, bad];
    expect(countsText(outcomes)).toContain('2 streams: 1 supported');
    const page = tablePage(outcomes, { day: '2026-01-02', ffmpeg: '5.1.9', browser: '140' });
    expect(page).toContain('| a good camera | 1.2 s | key frames | 11 in 10 s | 0.1 s |');
    expect(page).toContain('- a bad one: a gap');
  });

  it('can be empty', () => {
    expect(countsText([])).toContain('0 streams');
    expect(longestGapMs({ segments: [] })).toBe(0);
  });
});
