// Detects that the machine has more cameras than it can handle. Takes the lateness of looks; reports the problem while it lasts,
// and logs its start and end.
import type { Logger } from 'pino';
import type { Clock } from '../../host/clock.ts';
import type { FoundProblem } from '../found-problem.ts';
import type { Overload } from './overload.ts';

export interface OverloadWatch {
  problems(): readonly FoundProblem[];
  /** Checks repeatedly until `signal` aborts. */
  run(signal: AbortSignal): Promise<void>;
}

export interface OverloadWatchOptions {
  edgeId: string;
  overload: Pick<Overload, 'load'>;
  clock: Clock;
  log: Logger;
  onLoad: (load: ReturnType<Overload['load']>) => void;
}

const checkEveryMs = 1000;
/** A shorter overload, as at a start, is not reported. */
const lastsMs = 15_000;

export function createOverloadWatch(options: OverloadWatchOptions): OverloadWatch {
  const { edgeId, overload, clock, log, onLoad } = options;
  let sinceMs: number | null = null;
  let isTold = false;
  const look = () => {
    const load = overload.load();
    onLoad(load);
    const isOver = load.cameras > load.capacity;
    sinceMs = isOver ? (sinceMs ?? clock.steady()) : null;
    const isProblem = sinceMs !== null && clock.steady() - sinceMs >= lastsMs;
    if (isProblem && !isTold)
      log.warn({ ...load }, `overloaded: ${load.cameras} of ${load.capacity} cameras`);
    if (!isProblem && isTold) log.info({ ...load }, 'all cameras are analysed in time again');
    isTold = isProblem;
  };
  return {
    problems: () =>
      isTold ? [{ code: 'edge-overloaded', subject: edgeId, values: valuesOf(overload) }] : [],
    run: async (signal) => {
      while (!signal.aborted) {
        look();
        await clock.wait(checkEveryMs, signal);
      }
    },
  };
}

function valuesOf(overload: Pick<Overload, 'load'>) {
  const { cameras, capacity } = overload.load();
  return { cameras, capacity };
}
