// The grid cells to which a user is limited: cells of 15 digits, or prefixes for a district (6), a street (9) or a community (12).
// Takes such a list; tells whether it contains a cell.
import { z } from 'zod';

/** Cameras without a cell, and their cases. */
export const noCell = 'unassigned';

const expected = 'expected the 6, 9, 12 or 15 digits of a district, street, community or cell';
export const cellLimitSchema = z
  .array(z.union([z.literal(noCell), z.string().regex(/^\d{6}(\d{3}){0,3}$/, expected)], expected))
  .min(1, 'expected one cell at least; leave the list out for all cells')
  .max(2000);

/** Absent means all cells. */
export type CellLimit = readonly string[] | undefined;

export function holdsCell(limit: CellLimit, gridCell: string | null): boolean {
  if (limit === undefined) return true;
  return limit.some((one) =>
    gridCell === null ? one === noCell : one !== noCell && gridCell.startsWith(one),
  );
}
