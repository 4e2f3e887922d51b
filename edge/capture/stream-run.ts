// One run over a live stream: pictures get the wall-clock time at which they were taken, and a watch ends the run when
// the camera falls silent or its key frames come too rarely.
import type { Frame } from '../../detectors/frame.ts';
import { captureError } from './capture-error.ts';
import { judgeLiveGaps } from './decode-choice.ts';
import { startRun, toFrame, type RunOptions } from './run.ts';
import { createStreamClock } from './stream-clock.ts';
import { RunAgain } from './run-again.ts';
import { watchRun } from './watch.ts';

export async function* streamRun(options: RunOptions): AsyncGenerator<Frame> {
  const { clock, periodMs, status } = options;
  const streamClock = createStreamClock(options.after?.capturedAt);
  const wallTime = (ptsMs: number) => streamClock.wallTime(ptsMs) ?? clock.now() - options.periodMs;
  const session = startRun(options, { wallTime });
  const mayDecodeAll = options.decode === 'auto' && status.decode === 'key-frames';
  let last: { at: number; ptsMs: number } | null = null;
  let gapsMs: number[] = [];
  const watch = new AbortController();
  const watching = watchRun({
    ...{ session, clock, periodMs, mayDecodeAll, signal: watch.signal },
    lastPicture: () => last,
    onWaiting: (waitedMs) => options.onEvent?.({ type: 'waiting-for-key-frame', waitedMs }),
  });
  try {
    for await (const picture of session.pictures()) {
      if (picture.resized) throw new RunAgain('picture-size-changed');
      const at = clock.now();
      if (last) gapsMs = [...gapsMs, picture.ptsMs - last.ptsMs].slice(-2);
      last = { at, ptsMs: picture.ptsMs };
      const capturedAt = streamClock.capturedAt(picture.ptsMs, at);
      yield toFrame(picture, { cameraId: options.camera.id, capturedAt, mediaTimeMs: null });
      const verdict = judgeLiveGaps(gapsMs, periodMs);
      if (mayDecodeAll && !verdict.keep) throw new RunAgain(verdict.reason, verdict);
    }
    throw captureError('ended');
  } finally {
    watch.abort();
    await session.close();
    await watching;
  }
}
