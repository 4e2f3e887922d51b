// What happened to a case, as one list in the order of time.
import type { AlertEffect, CaseDetail } from '../../../contracts/index.ts';

type CaseEvent = CaseDetail['events'][number];
export const toldEffects = [
  'joined',
  'cleared-in-part',
  'came-back',
  'superseded',
] as const satisfies readonly AlertEffect[];
export type ToldEffect = (typeof toldEffects)[number];

export interface TimelineEntry {
  id: string;
  at: number;
  event: CaseEvent['event'] | 'acknowledged';
  /** What it did to the case, where that says more than the event. */
  effect: ToldEffect | null;
  /** Who acknowledged, or which camera saw it where there are several; null where it goes without saying. */
  who: string | null;
}

export function timelineOf(
  detail: Pick<CaseDetail, 'events' | 'acknowledgedAt' | 'acknowledgedBy'>,
): TimelineEntry[] {
  const hasSeveral = new Set(detail.events.map(({ incidentId }) => incidentId)).size > 1;
  const reports = detail.events.map((one): TimelineEntry => ({
    id: one.alertId,
    at: one.capturedAt,
    event: one.event,
    effect: toldEffects.find((effect) => effect === one.effect) ?? null,
    who: hasSeveral ? (one.cameraName ?? null) : null,
  }));
  return [...reports, ...acknowledgementOf(detail)].sort((a, b) => a.at - b.at);
}

function acknowledgementOf({
  acknowledgedAt,
  acknowledgedBy,
}: Pick<CaseDetail, 'acknowledgedAt' | 'acknowledgedBy'>): TimelineEntry[] {
  if (acknowledgedAt === null) return [];
  return [
    {
      id: 'acknowledged',
      at: acknowledgedAt,
      event: 'acknowledged',
      effect: null,
      who: acknowledgedBy,
    },
  ];
}
