// How long an object has been there, or was there, in words that are updated.
import type { TFunction } from 'i18next';
import type { CaseSummary } from '../../contracts/index.ts';
import { formatSince, type MomentFormat } from '../time/moment.ts';
import { lastOpening } from './case-news.ts';
import { formatDuration } from '../time/duration.ts';

export type Presence = Pick<
  CaseSummary,
  'present' | 'openedAt' | 'lastOpenedAt' | 'clearedAt' | 'lastEventAt'
>;

/** From its last opening until now, or until it was cleared; absences before do not count. */
export function presenceMs(summary: Presence, now: number): number {
  const end = summary.present ? now : (summary.clearedAt ?? summary.lastEventAt);
  return Math.max(0, end - lastOpening(summary));
}

/** For an object that no camera currently sees: until when it was seen, if known. */
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

/** "Camera · Fence", or the place in the reporter's words. */
export function placeText({
  cameraName,
  fenceName,
}: Pick<CaseSummary, 'cameraName' | 'fenceName'>): string {
  return cameraName === '' ? fenceName : `${cameraName} · ${fenceName}`;
}
