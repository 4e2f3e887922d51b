// Review settings made in the dashboard, in memory for the ingest. Changes of other dispatches on the database are picked up.
// Takes the store and the clock.
import type { ReviewGate } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import type { Log } from '../log.ts';
import type { ReviewGateStore } from '../store/review-gate-store.ts';
import { supervise } from '../../host/supervise.ts';

export interface ReviewGates {
  /** The newest of each fence and kind. */
  current(): readonly ReviewGate[];
  set(gate: Omit<ReviewGate, 'at'>): Promise<void>;
  refresh(): Promise<void>;
}

export interface ReviewGatesParts {
  store: ReviewGateStore;
  clock: Pick<Clock, 'now'>;
  log: Log;
}

export async function openReviewGates({
  store,
  clock,
  log,
}: ReviewGatesParts): Promise<ReviewGates> {
  let newest = await store.newest();
  let gates = await store.list();
  const load = async () => {
    newest = await store.newest();
    gates = await store.list();
  };
  return {
    current: () => gates,
    set: async (gate) => {
      await store.add({ ...gate, at: clock.now() });
      log.info({ ...gate }, 'a review setting was changed');
      await load();
    },
    refresh: async () => {
      if ((await store.newest()) !== newest) await load();
    },
  };
}

const lookEveryMs = 2000;

export function watchReviewGates(
  gates: ReviewGates,
  { clock, log, signal }: { clock: Clock; log: Log; signal: AbortSignal },
): Promise<void> {
  const runOnce = async (stop: AbortSignal) => {
    while (!stop.aborted) {
      await gates.refresh();
      await clock.wait(lookEveryMs, stop);
    }
  };
  return supervise({ part: 'watching for review settings', runOnce, signal, clock, log });
}
