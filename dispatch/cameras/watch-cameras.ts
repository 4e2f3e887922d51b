// Picks up cameras that another dispatch on the same database changed. Takes the book; tells dashboards. Ends with its signal.
import type { Clock } from '../../host/clock.ts';
import { supervise } from '../../host/supervise.ts';
import type { LiveHub } from '../live/live-hub.ts';
import type { Log } from '../log.ts';
import type { CameraBook } from './camera-book.ts';

/** Edges ask every three seconds. */
const lookEveryMs = 2000;

export interface CameraWatch {
  book: Pick<CameraBook, 'refresh'>;
  hub: LiveHub;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
}

export function watchCameras({ book, hub, signal, clock, log }: CameraWatch): Promise<void> {
  const runOnce = async (ending: AbortSignal) => {
    while (!ending.aborted) {
      if (await book.refresh()) hub.publish({ type: 'cameras' });
      await clock.wait(lookEveryMs, ending);
    }
  };
  return supervise({ part: 'watching for cameras of others', runOnce, signal, clock, log });
}
