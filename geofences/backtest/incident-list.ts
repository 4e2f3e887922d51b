// Incident events made into a list of incidents: what an operator counts. Takes the events of one run in order, gives
// one entry an incident, in the order in which they opened.
import type { Box, IncidentEvent, Kind } from '../../contracts/index.ts';

/** One incident of a run. Times are epoch ms. */
export interface BackTestIncident {
  readonly incidentId: string;
  readonly fenceId: string;
  readonly kind: Kind;
  /** When it opened first; it may have cleared and opened again since. */
  readonly openedAt: number;
  /** The same as a position in the file, for recorded media. */
  readonly mediaTimeMs: number | null;
  /** When it was cleared for good; null when it was open at the end of the log. */
  readonly clearedAt: number | null;
  /** Where it was when it was last told of. */
  readonly region: Box;
  /** When the thing came the first time. */
  readonly presentSince: number;
  /** Each time that it was there, without what it was away between them. */
  readonly stays: readonly Stay[];
  /** How sure the rule was when it opened. */
  readonly confidence: number;
  /** The sentence with which it opened. */
  readonly reason: string;
}

export interface Stay {
  /** When the thing came, epoch ms. */
  readonly from: number;
  /** When it was seen last; null when it was there at the end of the log. */
  readonly until: number | null;
}

/** The longest time that the thing was there without a break: what a dwell is held against. */
export function longestStayMs({ stays }: Pick<BackTestIncident, 'stays'>, logEnd: number): number {
  return Math.max(0, ...stays.map(({ from, until }) => (until ?? logEnd) - from));
}

export function incidentList(events: readonly IncidentEvent[]): BackTestIncident[] {
  const incidents = new Map<string, BackTestIncident>();
  for (const event of events) {
    const former = incidents.get(event.incidentId);
    const clearedAt = event.event === 'cleared' ? event.capturedAt : null;
    const { region } = event;
    const stays = staysAfter(former?.stays ?? [], event);
    incidents.set(event.incidentId, { ...(former ?? beginOf(event)), clearedAt, region, stays });
  }
  return [...incidents.values()];
}

function staysAfter(stays: readonly Stay[], event: IncidentEvent): readonly Stay[] {
  const { presentSince: from, trace } = event;
  if (event.event === 'opened') return [...stays, { from, until: null }];
  if (event.event !== 'cleared') return stays;
  return [...stays.slice(0, -1), { from, until: from + trace.dwellMs }];
}

function beginOf(event: IncidentEvent): Omit<BackTestIncident, 'clearedAt' | 'stays'> {
  const { incidentId, fenceId, kind, openedAt, mediaTimeMs } = event;
  const { region, presentSince, confidence, reason } = event;
  return {
    ...{ incidentId, fenceId, kind, openedAt, mediaTimeMs },
    ...{ region, presentSince, confidence, reason },
  };
}
