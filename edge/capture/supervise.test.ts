import { describe, expect, it } from 'vitest';
import type { Frame } from '../../detectors/frame.ts';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { testCamera } from '../testing/site.ts';
import { captureError, type CaptureFailureReason } from '../ffmpeg/capture-error.ts';
import type { openCapture } from './open-capture.ts';
import type { CaptureOptions, CaptureStatus } from './capture-options.ts';
import { superviseCapture, type CaptureHealth } from './supervise.ts';

/** The script of one attempt: this many frames, then a failure or the end of the file. */
interface Attempt {
  frames: number;
  then: CaptureFailureReason | 'end';
  decode?: CaptureStatus['decode'];
}

function supervise(attempts: Attempt[], source = 'rtsp://user:secret@10.0.0.1/cam') {
  const clock = createFakeClock(0);
  const stopping = new AbortController();
  const memory = createMemoryLog();
  const opened: Pick<CaptureOptions, 'transport' | 'beginWith' | 'realtime'>[] = [];
  const healths: CaptureHealth[] = [];
  const reasons: CaptureFailureReason[] = [];
  const open: typeof openCapture = ({ transport, beginWith, realtime, camera }) => {
    opened.push({ transport, ...(beginWith && { beginWith }), ...(realtime && { realtime }) });
    const attempt = attempts[opened.length - 1];
    const status: CaptureStatus = {
      decode: attempt?.decode ?? 'key-frames',
      framesDropped: 1,
      decodeErrors: 0,
      source: null,
      durationMs: null,
    };
    if (!attempt) stopping.abort();
    return { status, [Symbol.asyncIterator]: () => play(camera.id, attempt) };
  };
  const done = superviseCapture({
    camera: testCamera({ source }),
    clock,
    log: memory.log,
    signal: stopping.signal,
    open,
    random: () => 1,
    onFrame: () => Promise.resolve(),
    onHealth: (health) => healths.push(health),
    onFailure: ({ reason }) => reasons.push(reason),
  });
  return { clock, done, opened, healths, reasons, memory };
}

async function* play(cameraId: string, attempt: Attempt | undefined): AsyncGenerator<Frame> {
  const picture = { width: 1, height: 1, rgb: new Uint8Array(3) };
  for (let n = 0; n < (attempt?.frames ?? 0); n++)
    yield await Promise.resolve({ ...picture, cameraId, capturedAt: n, mediaTimeMs: null });
  if (attempt && attempt.then !== 'end') throw captureError(attempt.then);
}

describe('the supervision of a camera', () => {
  it('restarts after each failure, with a growing back-off', async () => {
    const { clock, done, opened, reasons } = supervise([
      { frames: 0, then: 'unreachable' },
      { frames: 0, then: 'unreachable' },
      { frames: 2, then: 'ended' },
    ]);
    await clock.advance(60_000);
    await done;
    expect(opened).toHaveLength(4);
    expect(reasons).toEqual(['unreachable', 'unreachable', 'ended']);
    expect(clock.waits).toEqual([1000, 2000, 4000]);
  });

  it('does not increase the back-off for a camera that gives pictures before it hangs up', async () => {
    const { clock, done } = supervise(
      Array.from({ length: 6 }, () => ({ frames: 2, then: 'ended' })),
    );
    await clock.advance(60_000);
    await done;
    expect(clock.waits).toEqual([1000, 2000, 4000, 4000, 4000, 4000]);
  });

  it('logs a failure when it changes, not each time, and counts recoveries', async () => {
    const { clock, done, memory, healths } = supervise([
      { frames: 1, then: 'unreachable' },
      { frames: 0, then: 'unreachable' },
      { frames: 0, then: 'timed-out' },
      { frames: 1, then: 'timed-out' },
    ]);
    await clock.advance(120_000);
    await done;
    const said = memory.lines.filter(({ msg }) => msg === 'camera fails');
    expect(said.map(({ problem }) => problem)).toEqual([
      'the camera cannot be reached',
      'the camera does not answer',
      'the camera does not answer',
    ]);
    expect(healths.at(-1)).toMatchObject({ state: 'offline', reconnects: 1, framesDropped: 4 });
  });

  it('tries UDP at once after TCP was refused, and logs nothing', async () => {
    const { clock, done, opened, reasons, healths } = supervise([
      { frames: 0, then: 'transport-refused' },
      { frames: 1, then: 'ended' },
    ]);
    await clock.advance(60_000);
    await done;
    expect(opened.map(({ transport }) => transport)).toEqual(['tcp', 'udp', 'udp']);
    expect(healths.map(({ state }) => state)).toEqual(['live', 'offline']);
    expect(reasons).toEqual(['ended']);
    expect(clock.waits).toEqual([1000]);
  });

  it('reports that a camera cannot be reached when it refuses both', async () => {
    const { clock, done, opened, healths } = supervise([
      { frames: 0, then: 'transport-refused' },
      { frames: 0, then: 'transport-refused' },
      { frames: 0, then: 'transport-refused' },
    ]);
    await clock.advance(60_000);
    await done;
    expect(opened.map(({ transport }) => transport)).toEqual(['tcp', 'udp', 'tcp', 'udp']);
    expect(healths[0]).toMatchObject({ state: 'offline', reason: { code: 'camera-unreachable' } });
    expect(clock.waits).toHaveLength(2);
  });

  it('tries the other transport when one brings nothing, but not after it has worked', async () => {
    const { clock, done, opened } = supervise([
      { frames: 0, then: 'stalled' },
      { frames: 3, then: 'stalled' },
      { frames: 0, then: 'timed-out' },
    ]);
    await clock.advance(120_000);
    await done;
    expect(opened.map(({ transport }) => transport)).toEqual(['tcp', 'udp', 'udp', 'udp']);
  });

  it('remembers across attempts that key frames are too rare', async () => {
    const { clock, done, opened } = supervise([{ frames: 1, then: 'ended', decode: 'full' }]);
    await clock.advance(60_000);
    await done;
    expect(opened.map(({ beginWith }) => beginWith)).toEqual(['key-frames', 'full']);
  });

  it('plays a recorded file once, at recorded speed', async () => {
    const { done, opened, healths } = supervise([{ frames: 2, then: 'end' }], '/film.mp4');
    await done;
    expect(opened).toEqual([{ transport: 'tcp', beginWith: 'key-frames', realtime: true }]);
    expect(healths.at(-1)).toMatchObject({
      state: 'offline',
      problem: 'the file has been played to its end',
    });
  });
});
