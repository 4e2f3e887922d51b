// The would-be alerts of a replay as one list, newest first, each marked as kept, gained or lost; and the figures.
import type { BackTestIncident } from '../../../geofences/index.ts';
import type { Outcome } from '../replay/message.ts';

/** `armed`: no draft to compare with. `draft`: no armed version to compare with. */
export type Mark = 'kept' | 'gained' | 'lost' | 'armed' | 'draft';

export interface WouldBe {
  key: string;
  mark: Mark;
  incident: BackTestIncident;
}

export function entriesOf({ armed, draft, comparison }: Outcome, hasArmed: boolean): WouldBe[] {
  const list =
    !draft || !comparison
      ? armed.incidents.map((incident) => entry('armed', incident))
      : !hasArmed
        ? draft.incidents.map((incident) => entry('draft', incident))
        : [
            ...comparison.kept.map((pair) => entry('kept', pair.draft)),
            ...comparison.gained.map((incident) => entry('gained', incident)),
            ...comparison.lost.map((incident) => entry('lost', incident)),
          ];
  return list.sort((a, b) => b.incident.openedAt - a.incident.openedAt);
}

function entry(mark: Mark, incident: BackTestIncident): WouldBe {
  return { key: `${mark}-${incident.incidentId}`, mark, incident };
}

export interface Headline {
  /** What the draft would have raised, or, without a draft, what the armed fences raised. */
  total: number;
  perNight: number;
  /** Against the armed version; null when one of the two is missing. */
  against: { total: number; perNight: number; gained: number; lost: number; kept: number } | null;
}

export function headlineOf({ armed, draft, comparison }: Outcome, hasArmed: boolean): Headline {
  const shown = draft ?? armed;
  const total = shown.incidents.length;
  const perNight = shown.perNight;
  if (!draft || !comparison || !hasArmed) return { total, perNight, against: null };
  const { kept, gained, lost } = comparison;
  return {
    total,
    perNight,
    against: {
      total: armed.incidents.length,
      perNight: armed.perNight,
      kept: kept.length,
      gained: gained.length,
      lost: lost.length,
    },
  };
}

/** At most one decimal: "2", "0.3", "12". */
export function formatPerNight(perNight: number): string {
  return perNight >= 10 ? String(Math.round(perNight)) : String(Math.round(perNight * 10) / 10);
}
