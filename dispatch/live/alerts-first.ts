// Alerts before reports: while this process has more to do than it can, it takes no pictures and observations for the live view, which
// only get newer, so that alerts do not wait behind them. Takes how much of its time the process was busy.
import { performance } from 'node:perf_hooks';

export interface AlertsFirst {
  /** Alerts are being handled while this runs. */
  hold<T>(work: () => Promise<T>): Promise<T>;
  /** Whether reports for the live view must stand back. */
  standBack(): boolean;
  stop(): void;
}

/** Share of the time in which the process was busy, 0 to 1, since the last call. */
export type BusyShare = () => number;

const measureEveryMs = 250;
/** With a quarter of its time left, the process answers each alert within a few ms. */
const mostBusy = 0.75;
const mostBusyWithAlerts = 0.5;

export function createAlertsFirst(busyShare: BusyShare = createBusyShare()): AlertsFirst {
  let handled = 0;
  let busy = 0;
  const timer = setInterval(() => {
    busy = busyShare();
  }, measureEveryMs).unref();
  return {
    hold: async (work) => {
      handled += 1;
      try {
        return await work();
      } finally {
        handled -= 1;
      }
    },
    standBack: () => busy > (handled > 0 ? mostBusyWithAlerts : mostBusy),
    stop: () => {
      clearInterval(timer);
    },
  };
}

function createBusyShare(): BusyShare {
  let last = performance.eventLoopUtilization();
  return () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, last);
    last = now;
    return utilization;
  };
}
