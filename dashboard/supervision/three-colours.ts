// The three-colour list (三色督导): rates each cell, person or kind by the share of cases in time. Pure: takes the rows of the period
// and of the one before; returns each with its colour and change, the worst first.
import type { NumbersRow } from '../../contracts/index.ts';

/** `none`: nothing was due. */
export type Rating = 'red' | 'yellow' | 'green' | 'none';
export const ratings: readonly Rating[] = ['red', 'yellow', 'green', 'none'];

/** The minimum share in time. */
export const greenFrom = 0.9;
export const yellowFrom = 0.75;

export interface RatedRow {
  row: NumbersRow;
  rating: Rating;
  /** The change in the number of cases and in the share in time; null if one is unknown. */
  moreCases: number;
  moreOnTime: number | null;
}

export function ratingOf({ onTimeShare }: Pick<NumbersRow, 'onTimeShare'>): Rating {
  if (onTimeShare === null) return 'none';
  if (onTimeShare >= greenFrom) return 'green';
  return onTimeShare >= yellowFrom ? 'yellow' : 'red';
}

export function rate(rows: readonly NumbersRow[], before: readonly NumbersRow[]): RatedRow[] {
  const old = new Map(before.map((row) => [row.group, row]));
  return rows
    .map((row) => {
      const former = old.get(row.group);
      const now = row.onTimeShare;
      const then = former?.onTimeShare ?? null;
      return {
        row,
        rating: ratingOf(row),
        moreCases: row.cases - (former?.cases ?? 0),
        moreOnTime: now === null || then === null ? null : now - then,
      };
    })
    .sort(
      (a, b) =>
        ratings.indexOf(a.rating) - ratings.indexOf(b.rating) ||
        (a.row.onTimeShare ?? 1) - (b.row.onTimeShare ?? 1) ||
        b.row.cases - a.row.cases,
    );
}
