// One run over a recorded file. Times count from the start of the file and no frame is dropped. The end is checked, because
// ffmpeg reports no error for a file that was cut off.
import { stat } from 'node:fs/promises';
import type { Frame } from '../../detectors/frame.ts';
import { captureError, type CaptureError } from '../ffmpeg/capture-error.ts';
import { thinningMs } from './capture-plan.ts';
import { judgeGap } from './decode-choice.ts';
import { startRun, toFrame, type RunOptions } from './run.ts';
import { RunAgain } from './run-again.ts';

/** Recorded files start here by default: 2024-01-01T00:00:00Z. */
export const defaultFileStart = Date.UTC(2024, 0, 1);

export async function* fileRun(options: RunOptions): AsyncGenerator<Frame> {
  const { camera, periodMs, status, after, fromMs } = options;
  const startAt = options.startAt ?? defaultFileStart;
  const wallTime = (ptsMs: number) => Math.round(startAt + fromMs + ptsMs);
  if (!after) await checkFile(camera.source);
  const mayDecodeAll = options.decode === 'auto' && status.decode === 'key-frames';
  const knownMs = after?.mediaTimeMs ?? -Infinity;
  let lastMs = after?.mediaTimeMs ?? 0;
  const giveUpAfterGap = (gapMs: number) => {
    const verdict = judgeGap(gapMs, periodMs);
    if (mayDecodeAll && !verdict.keep)
      throw new RunAgain(verdict.reason, { ...verdict, fromMs: lastMs });
  };
  const session = startRun(options, { wallTime });
  let count = 0;
  try {
    for await (const picture of session.pictures()) {
      status.durationMs ??= session.facts.durationMs;
      const mediaTimeMs = Math.max(0, Math.round(fromMs + picture.ptsMs));
      // A run that resumes starts with a frame that was already returned, so skip it.
      if (mediaTimeMs - knownMs < thinningMs('full', periodMs) * 0.75) continue;
      if (picture.resized && count > 0)
        throw new RunAgain('picture-size-changed', { fromMs: mediaTimeMs });
      giveUpAfterGap(mediaTimeMs - lastMs);
      lastMs = mediaTimeMs;
      count += 1;
      const capturedAt = wallTime(picture.ptsMs);
      yield toFrame(picture, { cameraId: camera.id, capturedAt, mediaTimeMs });
    }
    const reachedMs = fromMs + session.facts.packetsUntilMs;
    giveUpAfterGap(reachedMs - lastMs);
    const fault = judgeEnd({ ...session.facts, reachedMs, seenAny: count > 0 || after !== null });
    if (fault) throw fault;
  } finally {
    await session.close();
  }
}

export interface FileEnd {
  durationMs: number | null;
  reachedMs: number;
  brokenOff: boolean;
  seenAny: boolean;
}

/** The fault of a file that ffmpeg read to its end, or null. */
export function judgeEnd({
  durationMs,
  reachedMs,
  brokenOff,
  seenAny,
}: FileEnd): CaptureError | null {
  const missingMs = (durationMs ?? 0) - reachedMs;
  const toleranceMs = Math.max(1500, (durationMs ?? 0) * 0.02);
  if (brokenOff || missingMs > toleranceMs)
    return captureError(
      'truncated',
      `${seconds(reachedMs)} of ${seconds(durationMs)} could be read`,
    );
  return seenAny ? null : captureError('damaged');
}

function seconds(ms: number | null): string {
  return ms === null ? 'an unknown length' : `${(ms / 1000).toFixed(1)} s`;
}

async function checkFile(path: string): Promise<void> {
  const info = await stat(path).catch(() => null);
  if (!info) throw captureError('not-found', path);
  if (info.isDirectory()) throw captureError('not-a-video', `${path} is a folder`);
  if (!info.isFile()) throw captureError('not-a-video', `${path} is a device or a pipe`);
  if (info.size === 0) throw captureError('empty', path);
}
