// The form of a unit: what was entered, its faults, and the unit that is sent. Pure.
import {
  gridCellSchema,
  idSchema,
  levels,
  reasonSchema,
  shortNameSchema,
  type Level,
  type Unit,
} from '../../contracts/index.ts';

export interface UnitDraft {
  id: string;
  name: string;
  level: Level;
  /** Empty for none. */
  parent: string;
  /** As written, with anything between them. */
  cells: string;
  reason: string;
}

export type UnitField = 'id' | 'name' | 'parent' | 'cells' | 'reason';

export function draftOfUnit(unit: Unit | null, taken: readonly string[]): UnitDraft {
  if (unit === null) {
    const id = `unit-${taken.length + 1}`;
    const free = taken.includes(id) ? `${id}-${taken.length + 2}` : id;
    return { id: free, name: '', level: 'grid', parent: '', cells: '', reason: '' };
  }
  const { id, name, level, parent = '', cells = [] } = unit;
  return { id, name, level, parent, cells: cells.join(' '), reason: '' };
}

export function unitOf({ id, name, level, parent, cells }: UnitDraft, before: Unit | null): Unit {
  const { parent: _parent, cells: _cells, ...rest } = before ?? {};
  const codes = cellCodes(cells);
  return {
    ...rest,
    ...{ id, name: name.trim(), level },
    ...(parent !== '' && { parent }),
    ...(codes.length > 0 && { cells: codes }),
  };
}

export function cellCodes(text: string): string[] {
  return text.split(/[\s,;，；、]+/).filter(Boolean);
}

/** Those above this level: a unit is below one of a higher level, or of none. */
export function parentsFor(level: Level, units: readonly Unit[], own: string): Unit[] {
  const rank = levels.indexOf(level);
  return units.filter((one) => one.id !== own && levels.indexOf(one.level) > rank);
}

export function unitFaults(draft: UnitDraft, others: readonly Unit[]): UnitField[] {
  const cells = cellCodes(draft.cells);
  const owned = new Set(others.flatMap((one) => one.cells ?? []));
  const isGood = (cell: string) => gridCellSchema.safeParse(cell).success && !owned.has(cell);
  const parents = parentsFor(draft.level, others, draft.id);
  const isTaken = others.some(({ id }) => id === draft.id);
  const wrong: Record<UnitField, boolean> = {
    name: !shortNameSchema.safeParse(draft.name.trim()).success,
    id: !idSchema.safeParse(draft.id).success || isTaken,
    parent: draft.parent !== '' && !parents.some(({ id }) => id === draft.parent),
    cells: !cells.every(isGood) || new Set(cells).size < cells.length,
    reason: !reasonSchema.safeParse(draft.reason.trim()).success,
  };
  return (Object.keys(wrong) as UnitField[]).filter((field) => wrong[field]);
}
