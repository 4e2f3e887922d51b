import { describe, expect, it } from 'vitest';
import {
  isStream,
  planCapture,
  recordsAnew,
  thinningMs,
  type CapturePlanOptions,
} from './capture-plan.ts';

function plan(change: Partial<CapturePlanOptions> = {}) {
  return planCapture({
    path: '/films/a.mp4',
    decode: 'key-frames',
    periodMs: 2000,
    maxWidth: 1280,
    realtime: false,
    fromMs: 0,
    record: null,
    privacyMasks: [],
    ...change,
  });
}

describe('the plan of a file', () => {
  it('reads the given file, and nothing from stdin', () => {
    expect(plan().input).toEqual({ path: '/films/a.mp4' });
    expect(plan().inputOptions).toContain('-nostdin');
  });

  it('skips all but key frames only in that mode', () => {
    expect(plan().inputOptions).toContain('nokey');
    expect(plan({ decode: 'full' }).inputOptions).not.toContain('nokey');
  });

  it('records when a target is given', () => {
    const targets = ({ outputs }: ReturnType<typeof plan>) => outputs.map(({ target }) => target);
    expect(targets(plan())).toEqual(['stdout', '-']);
    const record = { dir: '/ring', prefix: 'live-1' };
    expect(targets(plan({ record }))).toEqual(['stdout', '/ring/live-1-%06d.ts', '-']);
  });

  it('starts at the given offset, and plays at recorded speed only when asked', () => {
    const file = plan({ path: '/a.mp4', fromMs: 1500, realtime: true });
    expect(file.input).toEqual({ path: '/a.mp4' });
    expect(file.inputOptions.join(' ')).toContain('-ss 1.500');
    expect(file.inputOptions).toContain('-re');
    expect(plan().inputOptions).not.toContain('-re');
  });

  it('passes a key frame that comes slightly before the period ends, and all other frames just before it ends', () => {
    expect(thinningMs('key-frames', 2000)).toBe(1500);
    expect(thinningMs('full', 2000)).toBe(1980);
    expect(thinningMs('full', 100)).toBe(90);
  });

  it('averages a picture that is too wide, down to even dimensions', () => {
    const filters = plan({ maxWidth: 640 }).outputs[0]?.options.join(' ') ?? '';
    expect(filters).toMatch(/scale=w='2\*trunc\(min\(iw\*max\(sar,1\),640\)\/2\)':.*:flags=area,/);
  });

  describe('with privacy masks', () => {
    const privacyMasks: CapturePlanOptions['privacyMasks'] = [
      [
        [0, 0],
        [0.5, 0],
        [0.5, 0.5],
        [0, 0.5],
      ],
    ];
    const record = { dir: '/ring', prefix: 'live-1' };

    it('blackens the picture before it is scaled for analysis', () => {
      const filters = plan({ privacyMasks }).outputs[0]?.options.join(' ') ?? '';
      expect(filters).toMatch(/select=.*drawbox=.*scale=/);
      expect(plan().outputs[0]?.options.join(' ')).not.toContain('drawbox');
    });

    it('encodes the masked recording, with a key frame for each segment', () => {
      const options = plan({ privacyMasks, record }).outputs[1]?.options ?? [];
      expect(options.join(' ')).toMatch(/-vf drawbox=.* -c:v libx264 .*-force_key_frames/);
      expect(options).not.toContain('copy');
      expect(plan({ record }).outputs[1]?.options).toContain('copy');
    });

    it('needs full decoding only for the recording', () => {
      expect(recordsAnew(privacyMasks, record)).toBe(true);
      expect(recordsAnew(privacyMasks, '/ring')).toBe(true);
      expect(recordsAnew(privacyMasks, null)).toBe(false);
      expect(recordsAnew(privacyMasks, undefined)).toBe(false);
      expect(recordsAnew([], record)).toBe(false);
    });
  });

  it('tells streams from files', () => {
    expect(['rtsp://a', 'RTSPS://a', '', 'a.mp4', '/rtsp/a'].map(isStream)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
