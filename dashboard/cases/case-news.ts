// When a case is news: it has just opened, or its object has come back. Pure; used by the list, the highlight and the sound.
import type { CaseSummary } from '../../contracts/index.ts';

type Times = Pick<CaseSummary, 'openedAt' | 'lastOpenedAt'>;

/** Its last opening: the order in the list, and since when the object is there. */
export function lastOpening({ openedAt, lastOpenedAt }: Times): number {
  return Math.max(openedAt, lastOpenedAt ?? openedAt);
}

export function hasComeBack(summary: Times): boolean {
  return lastOpening(summary) > summary.openedAt;
}

/** Somebody had accepted it, then the object came back, and nobody has accepted it again. */
export function isAcknowledgedBefore(
  summary: Times & Pick<CaseSummary, 'acknowledgedAt'>,
): boolean {
  const { acknowledgedAt } = summary;
  return acknowledgedAt !== null && hasComeBack(summary) && acknowledgedAt < lastOpening(summary);
}

/** Nothing has happened since its last opening, and nobody has accepted it. */
export function isJustOpened(summary: CaseSummary): boolean {
  const { present, lastEventAt, acknowledgedAt } = summary;
  const isOpen = acknowledgedAt === null || isAcknowledgedBefore(summary);
  return present && isOpen && lastEventAt <= lastOpening(summary);
}

/** @param known its last opening as this page knew it; undefined for an unknown case */
export function newsOf(known: number | undefined, summary: CaseSummary): 'new' | 'back' | null {
  const isNews =
    known === undefined ? isJustOpened(summary) : summary.present && lastOpening(summary) > known;
  if (!isNews) return null;
  return hasComeBack(summary) ? 'back' : 'new';
}
