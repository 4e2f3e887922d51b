// Who is on duty for a cell. Pure. With the roster: in the unit that has the cell, and those above it. Users who may not read the
// roster get duties of their own units only, and see all of these.
import type { DutyContent } from '../../contracts/index.ts';
import type { DutyNow } from '../api/desk-calls.ts';

type Duty = DutyNow['duties'][number];

export function dutiesOfCell(
  duties: readonly Duty[],
  roster: Pick<DutyContent, 'units'> | null,
  cell: string,
): Duty[] {
  if (roster === null) return [...duties];
  const units = unitsOf(roster.units, cell);
  return units.flatMap((unit) => duties.filter((duty) => duty.unit === unit));
}

/** The nearest first. A roster that names a unit above itself ends there. */
function unitsOf(units: DutyContent['units'], cell: string): string[] {
  const found: string[] = [];
  let next = units.find(({ cells }) => cells?.includes(cell));
  while (next && !found.includes(next.id)) {
    found.push(next.id);
    const { parent } = next;
    next = units.find(({ id }) => id === parent);
  }
  return found;
}
