import { describe, expect, it } from 'vitest';
import { judgeGap, judgeLiveGaps, judgeWait } from './decode-choice.ts';

describe('the choice of decode mode', () => {
  it('uses key frames alone up to one and a half periods apart', () => {
    expect(judgeGap(2000, 2000)).toEqual({ keep: true });
    expect(judgeGap(3000, 2000)).toEqual({ keep: true });
    expect(judgeGap(3001, 2000)).toMatchObject({ keep: false, waitedMs: 3001 });
  });

  it.each([
    ['nothing seen yet proves nothing', [], true],
    ['one long gap of a live stream may be a lost packet', [9000], true],
    ['two long gaps in a row are not', [9000, 9000], false],
    ['a long gap between short ones is', [2000, 9000, 2000], true],
    ['what was long ago is forgotten', [9000, 9000, 2000], true],
    ['a jump back of the time stamps is no gap', [9000, -50_000], true],
  ])('%s', (_, gaps, keep) => {
    expect(judgeLiveGaps(gaps, 2000).keep).toBe(keep);
  });

  it('counts a stream without a key frame for a while as sparse', () => {
    expect(judgeWait(6000, 2000)).toEqual({ keep: true });
    expect(judgeWait(6100, 2000)).toMatchObject({ reason: 'key-frames-too-far-apart' });
    expect(judgeWait(2400, 200)).toEqual({ keep: true });
  });
});
