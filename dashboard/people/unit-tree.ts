// Units in the order of their tree, each with its depth. Pure. A unit whose parent is missing stands at the top.
import { levels, type Unit } from '../../contracts/index.ts';

export interface UnitInTree {
  unit: Unit;
  depth: number;
}

export function unitTree(units: readonly Unit[]): UnitInTree[] {
  const known = new Set(units.map(({ id }) => id));
  const below = new Map<string | null, Unit[]>();
  for (const unit of units) {
    const parent = unit.parent !== undefined && known.has(unit.parent) ? unit.parent : null;
    below.set(parent, [...(below.get(parent) ?? []), unit]);
  }
  const walk = (parent: string | null, depth: number): UnitInTree[] =>
    (below.get(parent) ?? [])
      .toSorted((a, b) => levels.indexOf(b.level) - levels.indexOf(a.level))
      .flatMap((unit) => [{ unit, depth }, ...walk(unit.id, depth + 1)]);
  return walk(null, 0);
}
