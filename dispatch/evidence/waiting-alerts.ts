// Alerts that wait because their edge is unknown. Takes the store and the clock; their number and size are limited, so that a flood
// fills neither the disk nor the custody log, and the health page reports dropped alerts.
import type { Alert, AlertRefusal, HealthProblem } from '../../contracts/index.ts';
import type { Personal } from '../../evidence/log-entry.ts';
import type { Clock } from '../../host/clock.ts';
import { draftOf, type CustodyNote } from './custody-draft.ts';
import type { EdgeKeyStore, KeptAlert, RefusedCount } from './edge-key-store.ts';

export type Who = Partial<Personal>;

export interface Refused {
  alert: Pick<Alert, 'alertId' | 'edgeId' | 'cameraName'>;
  reason: AlertRefusal;
}

/** `no-room`: the limit is reached, and this one is dropped. */
export type KeptAs = 'kept' | 'repeated' | 'no-room';

export interface WaitingLimits {
  /** Of one edge, by the id that it claims. */
  ofEdge: number;
  alerts: number;
  bytes: number;
}

export interface WaitingOptions {
  store: EdgeKeyStore;
  clock: Clock;
  /** The limits; the defaults when absent. */
  waitingLimits?: WaitingLimits;
}

/** Enough for weeks of a real edge. */
const usualLimits: WaitingLimits = { ofEdge: 5000, alerts: 20_000, bytes: 200 * 1024 * 1024 };
/** How often dropped alerts are recorded in the custody log. */
const noteEveryMs = 3_600_000;

export interface WaitingAlerts {
  keepRefused(message: { jobId: string; data: object }, refused: Refused): Promise<KeptAs>;
  /** Those that wait, the oldest first. */
  refused(limit: number, after?: number): Promise<KeptAlert[]>;
  vouch(number: number, reason: string, who: Who): Promise<boolean>;
  discard(number: number, reason: string, who: Who): Promise<boolean>;
  /** It has become part of a case. */
  taken(number: number): Promise<void>;
  /** For the health page. */
  problems(): Promise<HealthProblem[]>;
}

export function waitingAlerts(options: WaitingOptions, changed: () => void): WaitingAlerts {
  const { store, clock, waitingLimits: limits = usualLimits } = options;
  const overflow = countOverflow(options);
  // While the store is unreachable, the last known problems remain.
  let last: Promise<HealthProblem[]> = Promise.resolve([]);
  return {
    keepRefused: async ({ jobId, data }, { alert, reason }): Promise<KeptAs> => {
      const { alertId, edgeId, cameraName } = alert;
      const note = {
        act: 'alert-refused',
        outcome: 'refused',
        subject: { alert: alertId, edge: edgeId },
        details: { refusal: reason },
      } as const;
      const row = { alertId, edgeId, cameraName, reason, jobId, at: clock.now() };
      const kept = { ...row, body: JSON.stringify(data) };
      const as = await store.keepRefused(kept, draftOf({ at: row.at, ...note }), limits);
      if (as === 'no-room') await overflow.add();
      return as;
    },
    refused: (limit, after) => store.refused(limit, after),
    ...decisions(options, changed),
    problems: () => {
      const before = last;
      last = store.refusedCounts().then(
        (counts) => [...problemsIn(counts), ...overflow.problems(counts, limits)],
        () => before,
      );
      return last;
    },
  };
}

/** The outcome of a waiting alert. */
function decisions(
  { store, clock }: WaitingOptions,
  changed: () => void,
): Pick<WaitingAlerts, 'vouch' | 'discard' | 'taken'> {
  const noted = (note: Omit<CustodyNote, 'at'>) => draftOf({ at: clock.now(), ...note });
  return {
    vouch: async (number, reason, who) => {
      const isThere = await store.vouch(number, noted(decided('vouched-for', number, reason, who)));
      changed();
      return isThere;
    },
    discard: (number, reason, who) =>
      store.forgetRefused(number, noted(decided('discarded', number, reason, who))),
    taken: async (number) => {
      await store.forgetRefused(number, null);
    },
  };
}

/** Alerts dropped since the start, until there is room again. */
function countOverflow({ store, clock }: WaitingOptions) {
  let lost = 0;
  let since = 0;
  let notedAt = -Infinity;
  return {
    add: async (): Promise<void> => {
      if (lost === 0) since = clock.now();
      lost += 1;
      if (clock.steady() - notedAt < noteEveryMs) return;
      notedAt = clock.steady();
      const details = { refusal: 'no-room', lost };
      const note = { at: clock.now(), act: 'alert-refused', outcome: 'failed', details } as const;
      await store.note(draftOf(note));
    },
    problems: (counts: readonly RefusedCount[], limits: WaitingLimits): HealthProblem[] => {
      if (lost === 0) return [];
      // A person has made room, so the problem counts as handled.
      if (counts.length === 0) {
        lost = 0;
        return [];
      }
      const values = { alerts: lost, limit: limits.alerts };
      return [{ code: 'refused-alerts-full', subject: 'refused-alerts', since, values }];
    },
  };
}

function decided(
  decision: string,
  number: number,
  reason: string,
  who: Who,
): Omit<CustodyNote, 'at'> {
  const person = { ...who, reason };
  return {
    act: 'alert-refused',
    subject: { waiting: String(number) },
    details: { decision },
    person,
  };
}

/** The most edges listed: a flood may claim a new edge in each alert. */
const mostNamed = 50;

/** One entry per edge, with the most frequent reason. */
function problemsIn(counts: readonly RefusedCount[]): HealthProblem[] {
  const edges = [...new Set(counts.map(({ edgeId }) => edgeId))].slice(0, mostNamed);
  return edges.map((edgeId) => {
    const own = counts.filter((one) => one.edgeId === edgeId);
    const [most] = own.toSorted((one, other) => other.alerts - one.alerts);
    const alerts = own.reduce((sum, one) => sum + one.alerts, 0);
    const since = Math.min(...own.map((one) => one.since));
    const values = { reason: most?.reason ?? 'edge-unknown', alerts };
    return { code: 'edge-alerts-refused', subject: edgeId.slice(0, 500), since, values };
  });
}
