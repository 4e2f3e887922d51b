import { describe, expect, it } from 'vitest';
import { incidentEvent } from '../testing/incidents.ts';
import { noClipSchema } from '../../contracts/index.ts';
import { clipJobFor, clipJobSchema, judgeReadiness, noClipOf } from './clip-job.ts';
import { clipScript, cutClip } from './cut-clip.ts';

describe('the job of a clip', () => {
  it('covers the configured time before and after the alert', () => {
    const rolls = { beforeMs: 15_000, afterMs: 30_000 };
    const job = clipJobFor(incidentEvent({ capturedAt: 100_000 }), rolls);
    expect(job).toEqual({
      cameraId: 'gate',
      incidentId: 'exit-1-a1',
      fromMs: 85_000,
      toMs: 130_000,
      at: 100_000,
    });
    expect(clipJobSchema.parse(job)).toEqual(job);
  });

  it.each([
    ['waits when nothing is recorded', null, 110_000, 'not-yet-recorded'],
    ['waits until the time after the alert is recorded', 109_000, 111_000, 'not-yet-recorded'],
    ['is ready when it is', 110_000, 111_000, 'ready'],
    ['takes what there is when no more comes', 104_000, 130_000, 'ready'],
  ] as const)('%s', (_, recordedUntil, now, readiness) => {
    expect(judgeReadiness({ toMs: 110_000 }, recordedUntil, now)).toBe(readiness);
  });
});

describe('a job that waits for its post-roll', () => {
  const job = { at: 1_000_000, toMs: 1_300_000 };
  const old = { toMs: 1_010_000 };

  it.each([
    ['with a long end waits for all of it', job, 1_000_000, 'not-yet-recorded'],
    ['waits when the clock was set back by less than a minute', job, 941_000, 'not-yet-recorded'],
    ['is ready when the clock was set back by more', job, 939_000, 'ready'],
    ['of an earlier release waits as it did', old, 1_000_000, 'not-yet-recorded'],
    ['of an earlier release is ready when the clock was set back', old, 939_000, 'ready'],
  ] as const)('%s', (_, waiting, now, readiness) => {
    expect(judgeReadiness(waiting, 930_000, now)).toBe(readiness);
  });

  it('of an earlier release can be read', () => {
    const written = { cameraId: 'gate', incidentId: 'a', fromMs: 1, toMs: 20_001 };
    expect(clipJobSchema.parse(written)).toEqual(written);
  });
});

describe('the note that there is no clip', () => {
  const job = { cameraId: 'gate', incidentId: 'a', opening: 2, fromMs: 1000, toMs: 20_001 };
  const asked = { from: 1000, to: 20_001 };
  const segment = { file: 'a.mkv', startAt: 900, endAt: 3000 };

  it.each([
    ['as the ring says, when it holds nothing', [], 'camera-away'],
    ['damage, when it holds something that could not be cut', [segment], 'segment-damaged'],
  ] as const)('gives the reason %s', (_, segments, reason) => {
    const ring = {
      within: () => [...segments],
      reasonFor: () => 'camera-away' as const,
      bytesWithin: () => 0,
    };
    expect(noClipOf(job, ring)).toEqual({
      incidentId: 'a',
      opening: 2,
      coverage: { startAt: 1000, asked, kept: [], missing: [{ ...asked, reason }] },
    });
  });

  it('has the reason that the camera was removed, and is valid for dispatch', () => {
    const { coverage } = noClipOf(job, null);
    expect(coverage.missing).toEqual([{ ...asked, reason: 'camera-removed' }]);
    expect(noClipSchema.parse(coverage)).toEqual(coverage);
  });
});

describe('the script of a clip', () => {
  const at = (startAt: number, endAt: number) => ({ file: `${startAt}.ts`, startAt, endAt });

  it('is empty for no segments', () => {
    expect(clipScript('/ring', [])).toBe('ffconcat version 1.0\n');
  });

  it('lets each segment last until the next begins, including a gap, and never shorter than it is', () => {
    const durations = clipScript('/ring', [at(0, 2000), at(5000, 7000), at(6000, 8000)])
      .split('\n')
      .filter((line) => line.startsWith('duration'));
    expect(durations).toEqual(['duration 5.000', 'duration 2.000', 'duration 2.000']);
  });

  it('quotes the path of the folder', () => {
    expect(clipScript("/it's", [at(0, 1)])).toContain(String.raw`'file:/it'\''s/0.ts'`);
  });

  it('is not used when nothing is recorded', async () => {
    const empty = { dir: '/ring', within: () => [], reasonFor: () => 'not-known' as const };
    const result = await cutClip(empty, { fromMs: 0, toMs: 1, out: '/nowhere.mp4' });
    expect(result).toMatchObject({ ok: false, reason: 'nothing-recorded' });
  });
});
