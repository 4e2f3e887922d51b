import { describe, expect, it } from 'vitest';
import { captureError, captureFailureReasons, classifyFailure, scrub } from './capture-error.ts';

describe('why ffmpeg failed', () => {
  it.each([
    ['nothing said', [], 'failed'],
    ['a log-in refused', ['method DESCRIBE failed: 401 Unauthorized'], 'login-refused'],
    ['a ban', ['Server returned 403 Forbidden (access denied)'], 'forbidden'],
    ['no such stream', ['method DESCRIBE failed: 404 Not Found'], 'not-found'],
    [
      'nobody there',
      ['Connection to tcp://10.0.0.1:554 failed: Connection refused'],
      'unreachable',
    ],
    ['no such name', ['Failed to resolve hostname cam: Name or service not known'], 'unreachable'],
    ['no answer', ['rtsp://cam/x: Connection timed out'], 'timed-out'],
    ['TCP refused', ['method SETUP failed: 461 Unsupported transport'], 'transport-refused'],
    ['only sound', ["Stream map '0:v:0' matches no streams."], 'no-video'],
    ['garbage', ['pipe:0: Invalid data found when processing input'], 'not-a-video'],
    ['a camera that knows 404 only', ['method DESCRIBE failed: 404 Stream Not Found'], 'not-found'],
    [
      'a number in the path is no status',
      ["Impossible to open 'rtsp://10.0.0.1:461/404/401'", 'pipe:0: Operation not permitted'],
      'failed',
    ],
    [
      'a number in the name of a file is none',
      ['/films/404.mp4: Invalid data found'],
      'not-a-video',
    ],
    ['no ffmpeg', ['Cannot find ffmpeg'], 'no-ffmpeg'],
    [
      'the sign that names a cause wins',
      ['Invalid data found', '401 Unauthorized'],
      'login-refused',
    ],
  ])('%s', (_, lines, reason) => {
    expect(classifyFailure(lines).reason).toBe(reason);
  });

  it('has a sentence for every reason', () => {
    for (const reason of captureFailureReasons) expect(captureError(reason).message).not.toBe('');
  });

  it('never repeats a log-in at any position', () => {
    const line = "[concat @ 0x55ffd79bab40] Impossible to open 'rtsp://admin:s3cret@10.0.0.1/cam'";
    expect(scrub(line)).toBe("Impossible to open 'rtsp://10.0.0.1/cam'");
    expect(classifyFailure([`${line} Connection refused`]).message).not.toContain('s3cret');
  });

  it('does not change a line without an address', () => {
    expect(scrub('')).toBe('');
    expect(scrub('plain words')).toBe('plain words');
  });
});

it('words an exit of ffmpeg without a reason', () => {
  const { message } = classifyFailure(['ffmpeg exited with code 1: ']);
  expect(message).toBe('ffmpeg failed (it ended with code 1 and gave no reason)');
  expect(classifyFailure(['ffmpeg exited with code 1: odd']).message).toContain('odd');
});
