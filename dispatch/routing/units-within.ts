// Which units concern whoever is limited to some cells: those that have one of these cells, and all units above them, to which
// their cases go up. Takes the units and the limit; gives a yes or no for each id.
import { holdsCell, type CellLimit, type Unit } from '../../contracts/index.ts';
import { createUnitTree } from './unit-tree.ts';

export function unitsWithin(units: readonly Unit[], limit: CellLimit): (unit: string) => boolean {
  if (limit === undefined) return () => true;
  const tree = createUnitTree(units);
  const own = units.filter(({ cells = [] }) => cells.some((cell) => holdsCell(limit, cell)));
  const shown = new Set(own.flatMap((unit) => tree.upFrom(unit).map(({ id }) => id)));
  return (unit) => shown.has(unit);
}
