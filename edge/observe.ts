// Updates the metrics of the outboxes and the leases every second. Takes the parts to measure.
import type { Clock } from '../host/clock.ts';
import type { EdgeMetrics } from './health/metrics.ts';
import type { AlertQueue } from './outbox/alert-queue.ts';
import type { Outboxes } from './outboxes.ts';
import type { Sharing } from './share-cameras.ts';

export interface Observed {
  outboxes: Pick<Outboxes, 'states'>;
  queue: Pick<AlertQueue, 'isConnected'>;
  /** Null when edges do not share cameras. */
  share: Pick<Sharing, 'seen'> | null;
  metrics: EdgeMetrics;
  clock: Clock;
}

export async function observe(observed: Observed, signal: AbortSignal): Promise<void> {
  const { outboxes, queue, share, metrics, clock } = observed;
  while (!signal.aborted) {
    for (const [outbox, state] of Object.entries(outboxes.states())) {
      metrics.outboxWaiting.set({ outbox }, state.waiting);
      metrics.outboxUnwritten.set({ outbox }, state.unwritten);
    }
    metrics.redisConnected.set(queue.isConnected() ? 1 : 0);
    if (share) observeLeases(metrics, share.seen());
    await clock.wait(1000, signal);
  }
}

function observeLeases(metrics: EdgeMetrics, seen: ReturnType<Sharing['seen']>): void {
  metrics.leasesHeld.set(seen.held);
  metrics.leasesConfirmed.set(seen.isConnected ? 1 : 0);
  metrics.leaseEdges.set(seen.edges);
  metrics.camerasWithoutEdge.set(seen.without);
}
