// Starts the processing of cases: the alert queue with the ingest, and the timers. Takes the parts of dispatch that already
// exist; both stop with it.
import { publicBaseOf } from './api/base-path.ts';
import { createCaseEngine } from './engine/case-engine.ts';
import { startTimerQueue, type TimerQueue } from './engine/timer-queue.ts';
import { watchHolders } from './engine/watch-holders.ts';
import type { Parts } from './parts.ts';
import { createReceiveAlert, takeRefused, type WaitedMessage } from './evidence/receive-alert.ts';
import { createIngest, type Ingest } from './ingest/ingest.ts';
import type { Metrics } from './metrics/metrics.ts';
import { startAlertQueue } from './queue/alert-queue.ts';
import { startClockWatch } from './start-clock-watch.ts';
import { createDashboards } from './tell-dashboards.ts';

export interface CasesStart {
  /** The store has new messages to deliver. */
  deliver: () => void;
  /** Dispatch's own address. */
  url: string;
  undo: (() => Promise<unknown>)[];
}

export function startCases(parts: Parts, metrics: Metrics, start: CasesStart): void {
  const { redisUrl, store, wall, clock, log } = parts;
  const { deliver, url, undo } = start;
  const publicUrl = publicBaseOf(parts.publicUrl ?? url);
  const engine = createCaseEngine({
    ...parts,
    isLooking: (cameraId) => wall.isLooking(cameraId),
    publicUrl,
    setBack: () => clockWatch.setBack(),
    deliver,
  });
  const timers = startTimerQueue({
    redisUrl,
    clock,
    log,
    look: (caseId) => engine.look(caseId),
    dueUntil: (at, limit) => store.engine.dueUntil(at, limit),
  });
  parts.late.timers = timers;
  const clockWatch = startClockWatch(parts, timers, undo);
  startHolders(parts, timers, undo);
  const handle = createHandle(parts, metrics, { deliver, publicUrl, timers });
  startTaking(parts, handle, undo);
  const queue = startAlertQueue({ redisUrl, handle, clock, log });
  // In parallel: each waits for Redis, which may be unreachable.
  undo.push(() => Promise.all([queue.stop(), timers.stop()]));
  parts.late.queue = queue;
}

function createHandle(
  parts: Parts,
  metrics: Metrics,
  {
    deliver,
    publicUrl,
    timers,
  }: Pick<CasesStart, 'deliver'> & { publicUrl: string; timers: TimerQueue },
): Ingest {
  const { clock, log } = parts;
  const dashboards = createDashboards(parts);
  const ingest = createIngest({
    ...parts,
    publicUrl,
    deliver,
    onRejected: metrics.rejected,
    policies: parts.plans.versions,
    calendar: parts.plans.calendar,
    gates: () => parts.reviewGates.current(),
    receive: createReceiveAlert({ keys: parts.edgeKeys, sign: parts.custodySign, clock, log }),
    onRecorded: (alert, { effect, caseId, lookAt }) => {
      metrics.recorded(alert, effect);
      if (lookAt !== null) timers.want(caseId, lookAt);
      dashboards.note(alert.incident);
    },
  });
  return (message, signal) => parts.alertsFirst.hold(() => ingest(message, signal));
}

/** People who leave their shift are found by the newest roster. */
function startHolders(
  { store, duty, clock, log }: Parts,
  timers: TimerQueue,
  undo: CasesStart['undo'],
): void {
  const stopping = new AbortController();
  const { signal } = stopping;
  const { wantAll } = timers;
  const watching = watchHolders({ store: store.engine, duty, wantAll, clock, log, signal });
  undo.push(async () => {
    stopping.abort();
    await watching;
  });
}

/** Alerts that waited for an unknown edge are then processed like all others. */
function startTaking(
  { edgeKeys, clock, log }: Parts,
  handle: Ingest,
  undo: CasesStart['undo'],
): void {
  const stopping = new AbortController();
  const take = async (message: WaitedMessage, signal: AbortSignal) => {
    const { verdict } = await handle(message, signal);
    return verdict !== 'later' && verdict !== 'refused';
  };
  const taking = takeRefused({ keys: edgeKeys, take, clock, log }, stopping.signal);
  undo.push(async () => {
    stopping.abort();
    await taking;
  });
}
