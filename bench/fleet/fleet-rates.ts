// What a district's cameras and edges send, a second. Pure. Takes the number of cameras and how busy they are; returns the rate of each
// message. The intervals are those of the edge: see edge/health/status-reporter.ts and edge/history/camera-history.ts.

export interface FleetSize {
  cameras: number;
  /** Incidents that open at one camera in a day. */
  incidentsPerDay: number;
  /** How often a camera is looked at, ms: each look is an observation for the live view. */
  lookEveryMs: number;
  /** How many cameras somebody looks at; their pictures and observations come often. */
  watched: number;
}

export const reportKinds = ['status', 'observation', 'picture', 'block'] as const;
export type ReportKind = (typeof reportKinds)[number];

export interface FleetRates {
  /** Alerts in the queue: opened, still there once, cleared. */
  alerts: number;
  reports: Record<ReportKind, number>;
}

/** Whether edges report all cameras often, as earlier releases did, or only those that somebody looks at. */
export type Reporting = 'all' | 'watched';

export const alertsPerIncident = 3;
const dayMs = 86_400_000;
const everyMs = { status: 5000, picture: 3000, block: 120_000 };
const observationEveryMs = 1000;
const unwatchedEveryMs = 30_000;

export function fleetRates(
  { cameras, incidentsPerDay, lookEveryMs, watched }: FleetSize,
  reporting: Reporting = 'all',
): FleetRates {
  const each = (ms: number) => (cameras * 1000) / ms;
  const seen = reporting === 'all' ? cameras : Math.min(watched, cameras);
  const live = (ms: number) =>
    (seen * 1000) / ms + ((cameras - seen) * 1000) / Math.max(unwatchedEveryMs, ms);
  return {
    alerts: each(dayMs) * incidentsPerDay * alertsPerIncident,
    reports: {
      status: each(everyMs.status),
      observation: live(Math.max(observationEveryMs, lookEveryMs)),
      // A picture comes with a look.
      picture: live(Math.max(everyMs.picture, lookEveryMs)),
      block: each(everyMs.block),
    },
  };
}
