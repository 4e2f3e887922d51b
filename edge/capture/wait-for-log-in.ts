// Waits until a camera's log-in may be tried, and reports meanwhile why it waits and when the next try is.
import type { Clock } from '../../host/clock.ts';
import type { HealthKeeper } from './health-keeper.ts';
import { mayBeLockedAfter, type LogIns } from './log-ins.ts';

export interface LogInWait {
  source: string;
  logIns: LogIns;
  health: Pick<HealthKeeper, 'fail'>;
  clock: Clock;
  signal: AbortSignal;
}

const askEveryMs = 500;
/** A pause ends within this time after another camera's log-in has succeeded. */
const longestNapMs = 5000;

/** Resolves when the log-in may be tried, or when `signal` aborts. */
export async function waitForLogIn({
  source,
  logIns,
  health,
  clock,
  signal,
}: LogInWait): Promise<void> {
  while (!signal.aborted) {
    const nowMs = clock.steady();
    const turn = logIns.ask(source, nowMs);
    if (turn.do === 'try') return;
    if (turn.do === 'wait-for-other') {
      await clock.wait(askEveryMs, signal);
      continue;
    }
    const retryAt = Math.round(clock.now() + turn.untilMs - nowMs);
    const mayBeLocked = turn.refusals >= mayBeLockedAfter;
    health.fail('refused', sentence(mayBeLocked), {
      code: mayBeLocked ? 'camera-login-held' : 'camera-login-refused',
      values: { retryAt, refusals: turn.refusals },
    });
    await clock.wait(Math.min(longestNapMs, turn.untilMs - nowMs), signal);
  }
}

function sentence(mayBeLocked: boolean): string {
  return mayBeLocked
    ? 'the log-in was refused several times: the recorder may have locked this address, and the next try waits'
    : 'the log-in was refused';
}
