// Picks up changes of the duty plan by another dispatch on the same database, every two seconds. Ends with its signal.
import type { Clock } from '../../host/clock.ts';
import type { Log } from '../log.ts';
import { supervise } from '../../host/supervise.ts';
import type { DutyService } from './duty-service.ts';

const lookEveryMs = 2000;

export interface DutyWatch {
  duty: Pick<DutyService, 'refresh' | 'current'>;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
}

export function watchDuty({ duty, clock, log, signal }: DutyWatch): Promise<void> {
  const runOnce = async (stop: AbortSignal) => {
    while (!stop.aborted) {
      if (await duty.refresh())
        log.info({ version: duty.current().version }, 'another dispatch changed the roster');
      await clock.wait(lookEveryMs, stop);
    }
  };
  return supervise({
    part: 'checking for roster changes by other dispatches',
    runOnce,
    signal,
    clock,
    log,
  });
}
