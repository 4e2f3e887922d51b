// The open cases of each cell: how many, and the worst light. Pure.
import type { ListedCase } from '../../contracts/index.ts';
import { deskLightAt, deskLights, type DeskLight } from '../duty-desk/light.ts';

export interface CellCount {
  /** Empty for cases without a cell. */
  cell: string;
  total: number;
  worst: DeskLight;
}

/** The worst light first, then by number of cases. */
export function countCells(cases: readonly ListedCase[], now: number): CellCount[] {
  const counts = new Map<string, CellCount>();
  for (const { gridCell, deadline } of cases) {
    const cell = gridCell ?? '';
    const light = deskLightAt(deadline, now);
    const { total, worst } = counts.get(cell) ?? { total: 0, worst: light };
    counts.set(cell, { cell, total: total + 1, worst: worseOf(worst, light) });
  }
  return [...counts.values()].sort(
    (a, b) =>
      deskLights.indexOf(a.worst) - deskLights.indexOf(b.worst) ||
      b.total - a.total ||
      a.cell.localeCompare(b.cell, 'en'),
  );
}

export function worseOf(one: DeskLight, other: DeskLight): DeskLight {
  return deskLights.indexOf(one) <= deskLights.indexOf(other) ? one : other;
}

/** The sign of a light besides its colour, as in the legend. */
export const signOf: Record<DeskLight, string> = { red: '▲', yellow: '◆', green: '●', none: '■' };
