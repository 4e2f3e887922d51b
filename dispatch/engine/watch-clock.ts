// Notices when the clock is set back, by its steady time. Takes the clock and what to do then, which is also done once at the start,
// because the clock may have been set back meanwhile. Ends with its signal.
import type { Clock } from '../../host/clock.ts';
import { supervise } from '../../host/supervise.ts';
import type { Log } from '../log.ts';
import { toleranceMs, type SetBack } from '../timers/set-back.ts';

export interface ClockWatch {
  /** The last one; the start, if there was none. */
  setBack(): SetBack;
  run(signal: AbortSignal): Promise<void>;
}

export interface ClockWatchParts {
  clock: Clock;
  log: Log;
  /** Brings forward whatever waits for a time that lies further ahead now. Repeated until it succeeds. */
  bringForward: (setBack: SetBack) => Promise<void>;
}

const lookEveryMs = 5000;

export function createClockWatch({ clock, log, bringForward }: ClockWatchParts): ClockWatch {
  let setBack: SetBack = { noticedAt: clock.now(), byMs: 0 };
  let aheadMs = clock.now() - clock.steady();
  let isDone = false;
  const look = () => {
    const nowAhead = clock.now() - clock.steady();
    // Steady time has fractions of a millisecond; times in the store have none.
    const byMs = Math.round(aheadMs - nowAhead);
    // Small differences are slowly corrected by the time server; they must not add up.
    aheadMs = nowAhead;
    if (byMs < toleranceMs) return;
    setBack = { noticedAt: clock.now(), byMs };
    isDone = false;
    log.warn({ byMs }, 'the clock was set back: whatever waits for a time is looked at again');
  };
  const runOnce = async (signal: AbortSignal) => {
    while (!signal.aborted) {
      look();
      if (!isDone) await bringForward(setBack);
      isDone = true;
      await clock.wait(lookEveryMs, signal);
    }
  };
  return {
    setBack: () => {
      look();
      return setBack;
    },
    run: (signal) => supervise({ part: 'watching the clock', runOnce, signal, clock, log }),
  };
}
