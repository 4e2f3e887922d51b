// The three-colour list (三色督导): how each cell, person or kind does, by the share that was in time. Pure: takes the rows
// of now and of the days before; gives each with its colour and what changed, the worst first.
import type { NumbersRow } from '../../contracts/index.ts';

/** `none`: nothing was due. */
export type Rating = 'red' | 'yellow' | 'green' | 'none';
export const ratings: readonly Rating[] = ['red', 'yellow', 'green', 'none'];

/** At least this share in time. */
export const greenFrom = 0.9;
export const yellowFrom = 0.75;

export interface RatedRow {
  row: NumbersRow;
  rating: Rating;
  /** Cases more than in the days before, and share in time more; null where one of both is not known. */
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
