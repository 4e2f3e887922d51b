// How long a thing has been there, or was there, in words that run on.
import type { TFunction } from 'i18next';
import type { CaseSummary } from '../../contracts/index.ts';
import { formatSince, type MomentFormat } from '../time/moment.ts';
import { lastOpening } from './case-news.ts';
import { formatDuration } from '../time/duration.ts';

export type Presence = Pick<
  CaseSummary,
  'present' | 'openedAt' | 'lastOpenedAt' | 'clearedAt' | 'lastEventAt'
>;

/** Since it opened last until now, or until it was cleared: the time that it was away does not count. */
export function presenceMs(summary: Presence, now: number): number {
  const end = summary.present ? now : (summary.clearedAt ?? summary.lastEventAt);
  return Math.max(0, end - lastOpening(summary));
}

/** Of a thing that is there but that nobody sees at the moment: until when it was seen, where that is known. */
export function unseenText(
  t: TFunction,
  since: number | null,
  { now, format }: { now: number; format: MomentFormat },
): string {
  if (since === null) return t('doubt.notSeen');
  return t('doubt.notSeenSince', { time: formatSince(since, now, format) });
}

export function presenceText(t: TFunction, summary: Presence, now: number): string {
  const duration = formatDuration(t, presenceMs(summary, now));
  return t(summary.present ? 'cases.present' : 'cases.cleared', { duration });
}

/** "Camera · Fence", or where it is in the words of whoever reported it. */
export function placeText({
  cameraName,
  fenceName,
}: Pick<CaseSummary, 'cameraName' | 'fenceName'>): string {
  return cameraName === '' ? fenceName : `${cameraName} · ${fenceName}`;
}
