// A comparison in words, one line for each thing that is not as it should be: what, which, and the row of the log. A case that is gone as a
// whole is one line.
import type { Fact } from './fact.ts';
import type { Comparison } from './compare-with-log.ts';

export function comparisonLines(comparison: Comparison): string[] {
  const { missing, added, changed, casesGone, persons } = comparison;
  const { contradictions, rowsChanged, spoilt } = comparison;
  const isGone = ({ caseId }: Fact) => caseId !== null && casesGone.includes(caseId);
  return [
    ...casesGone.map((id) => goneLine(id, missing)),
    ...missing.filter((fact) => !isGone(fact)).map((fact) => missingLine(fact)),
    ...changed.map(({ name, row }) => `changed: ${name}${rowText(row)}`),
    ...added.map(({ name }) => `not in the log: ${name}`),
    ...spoilt.map(({ name, state }) => `${state} on the disk: ${name}`),
    ...persons.map(({ row, act, what }) => `${what}: the person of ${act}${rowText(row)}`),
    ...rowsChanged.map((row) => `changed in the database: the log from row ${row} on`),
    ...contradictions.map(({ what, id }) => `contradiction in the database: ${what}: ${id}`),
  ];
}

/** Nothing of it is left. */
function goneLine(id: string, missing: readonly Fact[]): string {
  const own = missing.filter(({ caseId }) => caseId === id);
  const count = (kind: Fact['kind']) => own.filter((fact) => fact.kind === kind).length;
  const first = Math.min(...own.map(({ row }) => row ?? Infinity));
  const parts = [`${count('step')} steps`, `${count('alert')} alerts`, `${count('photo')} photos`];
  return `missing: case ${id}, ${parts.join(', ')}${rowText(first)}`;
}

function missingLine({ kind, name, row }: Fact): string {
  if (kind !== 'deletion') return `missing: ${name}${rowText(row)}`;
  return `missing: the mark of the ${name}${rowText(row)}`;
}

function rowText(row: number | null): string {
  return row === null || !Number.isFinite(row) ? '' : ` (row ${row} of the log)`;
}

/** The last line, when nothing is wrong or as well. */
export function comparisonSummary({ rows, facts, older }: Comparison): string {
  const before = older === 0 ? '' : `; ${older} are older than the log and cannot be compared`;
  return `${rows} rows of the log, ${facts} steps, alerts, files and photos in the store${before}`;
}
