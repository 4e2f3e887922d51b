// Sends at a steady rate, independent of the answers, up to a number in flight: an edge waits for the answer before it sends the
// camera's next report. Takes the rate and what sends one; returns how many were sent and how long each took.
import { setTimeout as delay } from 'node:timers/promises';

export interface PaceOptions {
  perSecond: number;
  seconds: number;
  mostInFlight: number;
  /** @returns whether it was accepted */
  send: (index: number) => Promise<boolean>;
}

export interface Paced {
  wanted: number;
  sent: number;
  failed: number;
  /** Of those that were answered, ms, in order of length. */
  tookMs: number[];
}

const tickMs = 20;

export async function pace(options: PaceOptions): Promise<Paced> {
  const { perSecond, seconds, mostInFlight, send } = options;
  const paced: Paced = { wanted: Math.round(perSecond * seconds), sent: 0, failed: 0, tookMs: [] };
  const flying = new Set<Promise<void>>();
  const startedAt = performance.now();
  const begin = (index: number) => {
    const sentAt = performance.now();
    const one = send(index)
      .catch(() => false)
      .then((isTaken) => {
        if (isTaken) paced.tookMs.push(performance.now() - sentAt);
        else paced.failed += 1;
        flying.delete(one);
      });
    flying.add(one);
  };
  for (;;) {
    const elapsed = (performance.now() - startedAt) / 1000;
    const due = Math.min(paced.wanted, Math.floor(Math.min(elapsed, seconds) * perSecond));
    while (paced.sent < due && flying.size < mostInFlight) begin(paced.sent++);
    if (elapsed >= seconds) break;
    await delay(tickMs);
  }
  await Promise.all(flying);
  paced.tookMs.sort((a, b) => a - b);
  return paced;
}

/** Of values in order; null of none. */
export function quantile(sorted: readonly number[], share: number): number | null {
  const at = Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1);
  return sorted[Math.max(0, at)] ?? null;
}
