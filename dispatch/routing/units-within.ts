// The units that concern a user with a cell limit: those with one of the cells, and all units above, to which cases escalate.
// Takes the units and the limit; returns a predicate on ids.
import { holdsCell, type CellLimit, type Unit } from '../../contracts/index.ts';
import { createUnitTree } from './unit-tree.ts';

export function unitsWithin(units: readonly Unit[], limit: CellLimit): (unit: string) => boolean {
  if (limit === undefined) return () => true;
  const tree = createUnitTree(units);
  const own = units.filter(({ cells = [] }) => cells.some((cell) => holdsCell(limit, cell)));
  const shown = new Set(own.flatMap((unit) => tree.upFrom(unit).map(({ id }) => id)));
  return (unit) => shown.has(unit);
}
