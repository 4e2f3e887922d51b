// Chooses the thumbnail for an incident: one taken while the object was there, as near as possible to the alert. Thumbnails are
// rare, so there may be none.
import type { BackTestIncident } from '../../../geofences/index.ts';

/** A thumbnail taken this long before the start of the stay may already show the object. */
const leadMs = 5000;

/** @param thumbnails epoch ms @param end the end of the time span, for incidents that have not cleared */
export function chooseThumbnail(
  thumbnails: readonly number[],
  incident: Pick<BackTestIncident, 'presentSince' | 'openedAt' | 'clearedAt'>,
  end: number,
): number | null {
  const from = incident.presentSince - leadMs;
  const to = incident.clearedAt ?? end;
  let best: number | null = null;
  for (const at of thumbnails) {
    if (at < from || at > to) continue;
    if (best === null || distance(at, incident) < distance(best, incident)) best = at;
  }
  return best;
}

function distance(at: number, { openedAt }: Pick<BackTestIncident, 'openedAt'>): number {
  return Math.abs(at - openedAt);
}
