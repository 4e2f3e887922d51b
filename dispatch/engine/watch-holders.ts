// Schedules a look at every accepted case when the roster has a new version, and once at the start, because its holder may have
// left. Ends with its signal.
import type { Clock } from '../../host/clock.ts';
import type { Log } from '../log.ts';
import type { EngineStore } from '../store/engine-store.ts';
import { supervise } from '../../host/supervise.ts';
import type { DutyService } from './duty-service.ts';

export interface HoldersWatch {
  store: Pick<EngineStore, 'lookAtTaken'>;
  duty: Pick<DutyService, 'current'>;
  wantAll: (caseIds: readonly string[]) => void;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
}

const lookEveryMs = 1000;

export function watchHolders({ store, duty, wantAll, ...watch }: HoldersWatch): Promise<void> {
  const { clock, log, signal } = watch;
  let seen: number | null = null;
  const runOnce = async (stop: AbortSignal) => {
    while (!stop.aborted) {
      const { version } = duty.current();
      if (version !== seen) wantAll(await store.lookAtTaken(clock.now(), null));
      seen = version;
      await clock.wait(lookEveryMs, stop);
    }
  };
  return supervise({
    part: 'watching for those who leave their shift',
    runOnce,
    signal,
    clock,
    log,
  });
}
