// Watches a live run from outside: whether the camera answers, sends, and can be decoded. The judgement is pure; the
// loop around it looks twice a second and ends the run when it has to.
import type { Clock } from '../clock.ts';
import { captureError, type CaptureError } from './capture-error.ts';
import { judgeWait, type DecodeVerdict } from './decode-choice.ts';
import { RunAgain } from './run-again.ts';
import type { Session } from './session.ts';

export interface WatchState {
  now: number;
  startedAt: number;
  openedAt: number | null;
  lastPacketAt: number;
  lastPictureAt: number | null;
  /** Time stamps of the newest packet and the newest picture. */
  packetsUntilMs: number;
  lastPtsMs: number | null;
  periodMs: number;
  /** Whether this run may still give up on key frames. */
  mayDecodeAll: boolean;
}

export type WatchVerdict =
  | { do: 'nothing' }
  | { do: 'say-waiting'; waitedMs: number }
  | { do: 'decode-all'; why: DecodeVerdict & { keep: false } }
  | { do: 'fail'; error: CaptureError };

const openLimitMs = 20_000;
const keyFrameLimitMs = 180_000;
const lookEveryMs = 500;

export function stallLimitMs(periodMs: number): number {
  return Math.max(10_000, 5 * periodMs);
}

export function judgeRun(state: WatchState): WatchVerdict {
  const { now, periodMs } = state;
  if (state.openedAt === null)
    return now - state.startedAt > openLimitMs
      ? { do: 'fail', error: captureError('timed-out') }
      : { do: 'nothing' };
  if (now - state.lastPacketAt > stallLimitMs(periodMs))
    return { do: 'fail', error: captureError('stalled') };
  const waitedMs = now - (state.lastPictureAt ?? state.openedAt);
  if (waitedMs > keyFrameLimitMs) return { do: 'fail', error: captureError('no-key-frame') };
  if (state.mayDecodeAll) {
    const wentOnMs = state.packetsUntilMs - (state.lastPtsMs ?? 0);
    const verdict = judgeWait(wentOnMs, periodMs, state.lastPtsMs !== null);
    if (!verdict.keep) return { do: 'decode-all', why: verdict };
  }
  return waitedMs > stallLimitMs(periodMs) ? { do: 'say-waiting', waitedMs } : { do: 'nothing' };
}

export interface WatchOptions {
  session: Session;
  clock: Clock;
  periodMs: number;
  mayDecodeAll: boolean;
  lastPicture: () => { at: number; ptsMs: number } | null;
  onWaiting: (waitedMs: number) => void;
  signal: AbortSignal;
}

/** Looks until `signal` aborts or the run has been told to end. */
export async function watchRun(options: WatchOptions): Promise<void> {
  const { session, clock, signal } = options;
  const startedAt = clock.now();
  let openedAt: number | null = null;
  let saidWaitingFor: number | null | undefined;
  while (!signal.aborted) {
    await clock.wait(lookEveryMs, signal);
    const now = clock.now();
    if (session.facts.source) openedAt ??= now;
    const lastPicture = options.lastPicture();
    const lastPictureAt = lastPicture?.at ?? null;
    const { lastPacketAt, packetsUntilMs } = session.facts;
    const { periodMs, mayDecodeAll } = options;
    const verdict = judgeRun({
      ...{ now, startedAt, openedAt, lastPacketAt, lastPictureAt, periodMs, mayDecodeAll },
      ...{ packetsUntilMs, lastPtsMs: lastPicture?.ptsMs ?? null },
    });
    if (verdict.do === 'say-waiting' && saidWaitingFor !== lastPictureAt) {
      saidWaitingFor = lastPictureAt;
      options.onWaiting(verdict.waitedMs);
    }
    if (verdict.do === 'decode-all') session.fail(new RunAgain(verdict.why.reason, verdict.why));
    if (verdict.do === 'fail') session.fail(verdict.error);
    if (verdict.do === 'decode-all' || verdict.do === 'fail') return;
  }
}
