// How large a share of the cameras this edge asks for. Takes the setting, or the number of processors, and what the edge measures
// of its own load; returns a weight that falls when the machine cannot keep up, and returns slowly, so that cameras do not wander.
import type { Clock } from '../../host/clock.ts';

export interface WeightOptions {
  /** The number of cameras that the machine is set to carry; null when it is measured. */
  capacity: number | null;
  processors: number;
  load: () => { readonly cameras: number; readonly capacity: number };
  clock: Pick<Clock, 'steady'>;
}

/** Until the machine is measured. Only the relation between edges counts. */
const camerasPerProcessor = 30;
/** An overload that lasts so long is no busy moment. */
const overloadedMs = 30_000;
/** After so long without an overload the edge asks for a tenth more. */
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
