// The heat map of a month: cases by cell, in five steps. Pure. Steps are equal shares of the fullest cell, and each says its
// numbers.
import type { Heat } from '../../contracts/index.ts';

/** @param kind only cases of this kind; all when null */
export function heatByCell(heat: Heat, kind: string | null): Map<string, number> {
  const totals = new Map<string, number>();
  for (const { cell, kind: of, cases } of heat.cells)
    if (cell !== null && (kind === null || of === kind))
      totals.set(cell, (totals.get(cell) ?? 0) + cases);
  return totals;
}

export type HeatTone = 'heat-1' | 'heat-2' | 'heat-3' | 'heat-4' | 'heat-5';
export interface HeatStep {
  tone: HeatTone;
  from: number;
  to: number;
}

/** Fewer than five when the numbers are small; none without cases. */
export function heatSteps(totals: ReadonlyMap<string, number>): HeatStep[] {
  const most = Math.max(0, ...totals.values());
  const count = Math.min(5, most);
  return Array.from({ length: count }, (_, index): HeatStep => {
    const from = Math.floor((most * index) / count) + 1;
    const to = Math.floor((most * (index + 1)) / count);
    const strength = count === 1 ? 3 : 1 + Math.round((index * 4) / (count - 1));
    return { tone: `heat-${strength}` as HeatTone, from, to };
  });
}

export function heatTone(total: number, steps: readonly HeatStep[]): HeatTone | 'plain' {
  return steps.find(({ from, to }) => total >= from && total <= to)?.tone ?? 'plain';
}
