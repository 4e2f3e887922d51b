// Counts the demo's notifications by id, so that repeats show. Complete when each camera's incident was opened and cleared and
// both roles were notified.
import type { DutyRole, Notification, roles } from '../../contracts/index.ts';

export interface Tally {
  add(notification: Notification, at: number): 'new' | 'repeat';
  isComplete(): boolean;
  readonly complete: Promise<'complete'>;
  result(): DemoResult;
}

/** The JSON line of `--once`. */
export interface DemoResult {
  ok: boolean;
  alerts: {
    kind: string;
    cameraId: string;
    fenceId: string;
    incidentId: string;
    event: string;
    /** From the picture to the first delivery. */
    latencyMs: number;
  }[];
  delivered: Record<(typeof roles)[number], number>;
  duplicates: number;
}

interface Told {
  notification: Notification;
  at: number;
}

export function createTally(cameraIds: readonly string[]): Tally {
  const told = new Map<string, Told>();
  let repeats = 0;
  let declare: (value: 'complete') => void = () => undefined;
  const complete = new Promise<'complete'>((resolve) => (declare = resolve));
  const isComplete = (): boolean => cameraIds.every((id) => hasRun(id, [...told.values()]));
  const add: Tally['add'] = (notification, at) => {
    if (told.has(notification.notificationId)) {
      repeats++;
      return 'repeat';
    }
    told.set(notification.notificationId, { notification, at });
    if (isComplete()) declare('complete');
    return 'new';
  };
  const result = (): DemoResult => {
    const all = [...told.values()];
    const duplicates = repeats + reopened(all);
    return {
      ok: isComplete() && duplicates === 0,
      alerts: alertsOf(all),
      delivered: deliveredOf(all),
      duplicates,
    };
  };
  return { add, isComplete, complete, result };
}

/** Whether a camera's incident was opened and cleared, and both roles were notified of both. */
function hasRun(cameraId: string, told: readonly Told[]): boolean {
  const own = told.filter(({ notification }) => notification.cameraId === cameraId);
  return (['opened', 'cleared'] as const).every((event) =>
    (['officer', 'property'] as const).every((role) =>
      own.some(({ notification }) => notification.event === event && notification.role === role),
    ),
  );
}

/** Openings beyond the first of one incident. */
function reopened(told: readonly Told[]): number {
  const openings = told.filter(
    ({ notification: { event, role } }) => event === 'opened' && role === 'officer',
  );
  return (
    openings.length - new Set(openings.map(({ notification }) => notification.incidentId)).size
  );
}

function alertsOf(told: readonly Told[]): DemoResult['alerts'] {
  const first = new Map<string, Told>();
  for (const one of told)
    if (!first.has(one.notification.alertId)) first.set(one.notification.alertId, one);
  return [...first.values()].map(({ notification, at }) => {
    const { kind, cameraId, fenceId, incidentId, event, capturedAt } = notification;
    return { kind, cameraId, fenceId, incidentId, event, latencyMs: at - capturedAt };
  });
}

function deliveredOf(told: readonly Told[]): DemoResult['delivered'] {
  const count = (role: DutyRole) =>
    told.filter(({ notification }) => notification.role === role).length;
  return { officer: count('officer'), property: count('property') };
}
