// What happened to a case, as one list in the order of time.
import type { CaseDetail } from '../../../contracts/index.ts';

export interface TimelineEntry {
  id: string;
  at: number;
  event: CaseDetail['events'][number]['event'] | 'acknowledged';
  who: string | null;
}

export function timelineOf(
  detail: Pick<CaseDetail, 'events' | 'acknowledgedAt' | 'acknowledgedBy'>,
): TimelineEntry[] {
  const reports = detail.events.map(({ alertId, capturedAt, event }): TimelineEntry => ({
    id: alertId,
    at: capturedAt,
    event,
    who: null,
  }));
  return [...reports, ...acknowledgementOf(detail)].sort((a, b) => a.at - b.at);
}

function acknowledgementOf({
  acknowledgedAt,
  acknowledgedBy,
}: Pick<CaseDetail, 'acknowledgedAt' | 'acknowledgedBy'>): TimelineEntry[] {
  if (acknowledgedAt === null) return [];
  return [{ id: 'acknowledged', at: acknowledgedAt, event: 'acknowledged', who: acknowledgedBy }];
}
