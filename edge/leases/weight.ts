// The weight of this edge when cameras are shared. Takes the setting or the number of processors, and the measured load; returns a
// weight that falls when the machine is overloaded and recovers slowly, so that cameras do not move back and forth.
import type { Clock } from '../../host/clock.ts';

export interface WeightOptions {
  /** The number of cameras that the machine is set to carry; null when it is measured. */
  capacity: number | null;
  processors: number;
  load: () => { readonly cameras: number; readonly capacity: number };
  clock: Pick<Clock, 'steady'>;
}

/** The initial weight per processor. Only ratios between edges matter. */
const camerasPerProcessor = 30;
/** An overload counts after this long. */
const overloadedMs = 30_000;
/** After each such time without an overload the weight grows by a tenth. */
const easedMs = 600_000;

/** Call it at every turn. */
export function createWeight({ capacity, processors, load, clock }: WeightOptions): () => number {
  const most = capacity ?? processors * camerasPerProcessor;
  let weight = Math.max(1, most);
  let overSince: number | null = null;
  let changedAt = clock.steady();
  return () => {
    const now = clock.steady();
    const { cameras, capacity: measured } = load();
    overSince = cameras > measured ? (overSince ?? now) : null;
    if (overSince !== null && now - overSince >= overloadedMs) {
      weight = Math.max(1, Math.min(weight, measured));
      overSince = now;
      changedAt = now;
    }
    if (overSince === null && weight < most && now - changedAt >= easedMs) {
      weight = Math.min(most, weight * 1.1);
      changedAt = now;
    }
    return Math.round(weight);
  };
}
