// Judges alerts: an alert that an edge raised is recorded once, and an invalid message is rejected with a reason. Pure.
import { groupBy } from '../night/judge-messages.ts';
import type { ChaosFault } from './chaos-fault.ts';
import { linesOf, type HistoryLine, type LineOf } from './history.ts';

export interface AlertVerdict {
  faults: ChaosFault[];
  raised: number;
  recorded: number;
  /** Raised by an edge that was killed before it could store them; it or another edge raised them again. */
  cutShort: number;
  poison: number;
}

/** An alert is on the disk of its edge soon after its picture was judged, also on a busy machine. */
const writtenWithinMs = 3000;

export function checkAlerts(history: readonly HistoryLine[]): AlertVerdict {
  const raised = linesOf(history, 'raised');
  const alerts = linesOf(history, 'case').flatMap((one) => one.alerts);
  const recorded = new Set(alerts.map(keyOf));
  const lost = raised.filter((one) => !recorded.has(keyOf(one)));
  const kills = linesOf(history, 'fault').filter(({ what }) => what === 'kill-edge');
  const cutShort = lost.filter((one) => kills.some((kill) => isCutShort(one, kill)));
  const twice = [...groupBy(alerts, ({ alertId }) => alertId)].filter(([, own]) => own.length > 1);
  return {
    faults: [
      ...lost
        .filter((one) => !cutShort.includes(one))
        .map((one) => ({ fault: 'alert-lost' as const, about: `${keyOf(one)} of ${one.by}` })),
      ...twice.map(([about]) => ({ fault: 'alert-doubled' as const, about })),
      ...poisonFaults(history),
    ],
    raised: raised.length,
    recorded: alerts.length,
    cutShort: cutShort.length,
    poison: linesOf(history, 'poison').length,
  };
}

function keyOf({ incidentId, sequence }: { incidentId: string; sequence: number }): string {
  return `${incidentId} ${sequence}`;
}

function isCutShort({ by, at }: LineOf<'raised'>, { part, from }: LineOf<'fault'>): boolean {
  return part === by && at <= from && from - at < writtenWithinMs;
}

function poisonFaults(history: readonly HistoryLine[]): ChaosFault[] {
  const rejected = linesOf(history, 'rejected');
  const poison = linesOf(history, 'poison').map(({ jobId }) => jobId);
  const explained = new Set(
    rejected.filter(({ reason }) => reason !== '').map(({ jobId }) => jobId),
  );
  return [
    ...poison
      .filter((jobId) => !explained.has(jobId))
      .map((about) => ({ fault: 'poison-unexplained' as const, about })),
    ...rejected
      .filter(({ jobId }) => !poison.includes(jobId))
      .map(({ jobId, reason }) => ({
        fault: 'rejected-wrongly' as const,
        about: `${jobId}: ${reason}`,
      })),
  ];
}
