// The phase of an alert that a picture shows: before the object came to rest, while its dwell runs, from the alert on, and after
// the object was gone. Times are epoch ms. Pure.
import { parseTrace } from '../../../shared/trace.ts';
import type { ShownOpening } from '../shown-openings.ts';

export interface AlertMoments {
  /** When the object came to rest; null if unknown. */
  restedAt: number | null;
  alertAt: number;
  /** When it was gone; null while it is there. */
  goneAt: number | null;
}

export function momentsOf(opening: ShownOpening): AlertMoments {
  const { openedAt, clearedAt, presentSince } = opening;
  const dwellMs = parseTrace(opening.trace)?.dwellMs;
  const byTrace = dwellMs === undefined ? null : openedAt - dwellMs;
  return { restedAt: presentSince ?? byTrace, alertAt: openedAt, goneAt: clearedAt };
}

export type Phase =
  | { phase: 'before' }
  /** The object has stood for `stoodMs` of `neededMs`. */
  | { phase: 'dwell'; stoodMs: number; neededMs: number }
  | { phase: 'alert'; sinceMs: number }
  | { phase: 'gone'; sinceMs: number };

export function phaseAt({ restedAt, alertAt, goneAt }: AlertMoments, at: number): Phase {
  if (goneAt !== null && at >= goneAt) return { phase: 'gone', sinceMs: at - goneAt };
  if (at >= alertAt) return { phase: 'alert', sinceMs: at - alertAt };
  if (restedAt === null || at < restedAt) return { phase: 'before' };
  return { phase: 'dwell', stoodMs: at - restedAt, neededMs: alertAt - restedAt };
}
