// Watches a live run: whether the camera answers, sends, and sends key frames. The verdict is a pure function; the loop checks it
// twice a second and ends the run when needed. All times are monotonic.
import type { Clock } from '../../host/clock.ts';
import { captureError, type CaptureError } from '../ffmpeg/capture-error.ts';
import type { CaptureOptions } from './capture-options.ts';
import { keyFrameLimitMs } from './receive-plan.ts';
import type { Receiver } from './receiver.ts';

export interface WatchState {
  nowMs: number;
  startedMs: number;
  /** When the camera last sent, and its newest key frame; null for never. */
  packetMs: number | null;
  keyMs: number | null;
  periodMs: number;
}

export type WatchVerdict =
  { do: 'nothing' } | { do: 'say-waiting'; waitedMs: number } | { do: 'fail'; error: CaptureError };

const openLimitMs = 20_000;
const reportWaitingAfterMs = 3000;
const checkEveryMs = 500;

export function stallLimitMs(periodMs: number): number {
  return Math.max(10_000, 5 * periodMs);
}

export function judgeRun(state: WatchState): WatchVerdict {
  const { nowMs, startedMs, packetMs, keyMs, periodMs } = state;
  if (packetMs === null)
    return nowMs - startedMs > openLimitMs
      ? { do: 'fail', error: captureError('timed-out') }
      : { do: 'nothing' };
  if (nowMs - packetMs > stallLimitMs(periodMs))
    return { do: 'fail', error: captureError('stalled') };
  const waitedMs = nowMs - (keyMs ?? startedMs);
  if (waitedMs > keyFrameLimitMs) return { do: 'fail', error: captureError('no-key-frame') };
  // After the first key frame the rest of its GOP can be decoded, so there is no wait for the next.
  return keyMs === null && waitedMs > reportWaitingAfterMs
    ? { do: 'say-waiting', waitedMs }
    : { do: 'nothing' };
}

export interface WatchOptions {
  receiver: Pick<Receiver, 'fail' | 'sentMs'>;
  clock: Clock;
  seen: { readonly keyMs: number | null };
  options: Pick<CaptureOptions, 'periodMs' | 'onEvent'>;
  signal: AbortSignal;
}

/** Checks until `signal` aborts or the run has been ended. Reports once that it waits. */
export async function watchReceiver(watch: WatchOptions): Promise<void> {
  const { receiver, clock, seen, signal } = watch;
  const { periodMs, onEvent } = watch.options;
  const startedMs = clock.steady();
  let hasSaid = false;
  while (!signal.aborted) {
    await clock.wait(checkEveryMs, signal);
    const packetMs = receiver.sentMs();
    const { keyMs } = seen;
    const verdict = judgeRun({ nowMs: clock.steady(), startedMs, packetMs, keyMs, periodMs });
    if (verdict.do === 'say-waiting' && !hasSaid) {
      hasSaid = true;
      onEvent?.({ type: 'waiting-for-key-frame', waitedMs: verdict.waitedMs });
    }
    if (verdict.do === 'fail') {
      receiver.fail(verdict.error);
      return;
    }
  }
}
