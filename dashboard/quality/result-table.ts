// The table of first by second verdicts, and figures as text. Pure.
import { labelVerdicts, secondVerdicts, type CheckResult } from '../../contracts/index.ts';

type Table = CheckResult['table'];

/** In the order of the closed list; only those that occur. */
export function rowsOf(table: Table) {
  return labelVerdicts.filter((verdict) => table.some(({ first }) => first === verdict));
}

export function columnsOf(table: Table) {
  return secondVerdicts.filter((verdict) => table.some(({ second }) => second === verdict));
}

export function countAt(table: Table, row: string, column: string): number {
  return table.find(({ first, second }) => first === row && second === column)?.count ?? 0;
}

export function asPercent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(1)} %`;
}

export function asKappa(kappa: number | null): string {
  // No "-0.00".
  return kappa === null ? '–' : (Math.round(kappa * 100) / 100 + 0).toFixed(2);
}
