import { describe, expect, it } from 'vitest';
import { captureError } from '../ffmpeg/capture-error.ts';
import { asStalled, withoutAnswer } from './receiver.ts';

describe('the reason of a receiver that ended', () => {
  it('is no answer when it ended after the time limit without a packet or a message', () => {
    expect(withoutAnswer(captureError('failed'), 8100).reason).toBe('timed-out');
    expect(withoutAnswer(captureError('not-a-video'), 30_000).reason).toBe('timed-out');
  });

  it.each([
    ['a cause that ffmpeg names', 'login-refused', 9000],
    ['an answer that is no RTSP', 'not-a-video', 900],
    ['a stream that had begun', 'failed', null],
  ] as const)('keeps %s', (_, reason, lastedMs) => {
    expect(withoutAnswer(captureError(reason), lastedMs).reason).toBe(reason);
  });

  it('is a stall when the camera described its stream but sent nothing', () => {
    expect(asStalled(captureError('timed-out'), true)).toMatchObject({ reason: 'stalled' });
    expect(asStalled(captureError('timed-out'), false)).toMatchObject({ reason: 'timed-out' });
    expect(asStalled(captureError('forbidden'), true)).toMatchObject({ reason: 'forbidden' });
    expect(asStalled(null, true)).toBeNull();
  });
});
