// Converts incident events to a list of incidents, as an operator counts them. Takes the events of one run in order; returns one
// entry per incident, in order of opening.
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
  /** When it was finally cleared; null when it was open at the end of the log. */
  readonly clearedAt: number | null;
  /** Its place in the last event. */
  readonly region: Box;
  /** When the object came the first time. */
  readonly presentSince: number;
  /** Each stay, without the absences between them. */
  readonly stays: readonly Stay[];
  /** The rule's confidence when it opened. */
  readonly confidence: number;
  /** The reason given when it opened. */
  readonly reason: string;
}

export interface Stay {
  /** When the object came, epoch ms. */
  readonly from: number;
  /** When it was last seen; null when it was there at the end of the log. */
  readonly until: number | null;
}

/** The longest stay without a break, which is compared with the dwell. */
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
    incidentId,
    fenceId,
    kind,
    openedAt,
    mediaTimeMs,
    region,
    presentSince,
    confidence,
    reason,
  };
}
