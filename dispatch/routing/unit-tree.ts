// The units of an organisation as a tree: which one a cell belongs to, and what is above it. Pure.
import type { Level, Unit } from '../../contracts/index.ts';

export interface UnitTree {
  ofCell(gridCell: string | null): Unit | null;
  find(id: string): Unit | null;
  /** From a unit up to the highest, itself first. */
  upFrom(unit: Unit): Unit[];
  /** The highest unit, to which cases outside all units belong. */
  top(): Unit | null;
}

export function createUnitTree(units: readonly Unit[]): UnitTree {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const byCell = new Map(
    units.flatMap((unit) => (unit.cells ?? []).map((cell) => [cell, unit] as const)),
  );
  const upFrom = (unit: Unit): Unit[] => {
    const way: Unit[] = [];
    // Cycles are refused when the file is read; the loop still ends if there is one.
    for (let next: Unit | undefined = unit; next && !way.includes(next);) {
      way.push(next);
      next = next.parent === undefined ? undefined : byId.get(next.parent);
    }
    return way;
  };
  return {
    ofCell: (gridCell) => (gridCell === null ? null : (byCell.get(gridCell) ?? null)),
    find: (id) => byId.get(id) ?? null,
    upFrom,
    top: () => units.find(({ parent }) => parent === undefined) ?? null,
  };
}

export function atLevel(way: readonly Unit[], level: Level): number {
  return way.findIndex((unit) => unit.level === level);
}
