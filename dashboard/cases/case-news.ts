// When a case is news: it has just opened, or its thing has come back. Pure; the list, its emphasis and the sound go by it.
import type { CaseSummary } from '../../contracts/index.ts';

type Times = Pick<CaseSummary, 'openedAt' | 'lastOpenedAt'>;

/** When it opened last: where it stands in the list, and since when its thing is there. */
export function lastOpening({ openedAt, lastOpenedAt }: Times): number {
  return Math.max(openedAt, lastOpenedAt ?? openedAt);
}

export function hasComeBack(summary: Times): boolean {
  return lastOpening(summary) > summary.openedAt;
}

/** Somebody had taken it on, and then the thing was there again: nobody has said that he knows. */
export function isAcknowledgedBefore(
  summary: Times & Pick<CaseSummary, 'acknowledgedAt'>,
): boolean {
  const { acknowledgedAt } = summary;
  return acknowledgedAt !== null && hasComeBack(summary) && acknowledgedAt < lastOpening(summary);
}

/** Nothing was heard of it since it opened last, and nobody has taken it on since. */
export function isJustOpened(summary: CaseSummary): boolean {
  const { present, lastEventAt, acknowledgedAt } = summary;
  const isOpen = acknowledgedAt === null || isAcknowledgedBefore(summary);
  return present && isOpen && lastEventAt <= lastOpening(summary);
}

/** @param known when it had opened last, as far as this page knew; undefined for a case that it did not know */
export function newsOf(known: number | undefined, summary: CaseSummary): 'new' | 'back' | null {
  const isNews =
    known === undefined ? isJustOpened(summary) : summary.present && lastOpening(summary) > known;
  if (!isNews) return null;
  return hasComeBack(summary) ? 'back' : 'new';
}
