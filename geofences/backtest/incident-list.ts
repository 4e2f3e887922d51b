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
  readonly presentSince: number;
  /** How sure the rule was when it opened. */
  readonly confidence: number;
  /** The sentence with which it opened. */
  readonly reason: string;
}

export function incidentList(events: readonly IncidentEvent[]): BackTestIncident[] {
  const incidents = new Map<string, BackTestIncident>();
  for (const event of events) {
    const former = incidents.get(event.incidentId);
    const clearedAt = event.event === 'cleared' ? event.capturedAt : null;
    const { region } = event;
    incidents.set(event.incidentId, { ...(former ?? beginOf(event)), clearedAt, region });
  }
  return [...incidents.values()];
}

function beginOf(event: IncidentEvent): BackTestIncident {
  const { incidentId, fenceId, kind, openedAt, mediaTimeMs } = event;
  const { region, presentSince, confidence, reason } = event;
  return {
    ...{ incidentId, fenceId, kind, openedAt, mediaTimeMs, clearedAt: null },
    ...{ region, presentSince, confidence, reason },
  };
}
