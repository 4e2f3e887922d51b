// What the custody log and the tables both know: a step of a case, an alert, a file, its deletion, a photo. Each side gives its facts; equal
// ones have the same kind and key.
export const factKinds = ['step', 'alert', 'file', 'deletion', 'photo'] as const;
export type FactKind = (typeof factKinds)[number];

export interface Fact {
  kind: FactKind;
  /** The same on both sides. */
  key: string;
  /** For people: `step closed of …`, `alert …`. */
  name: string;
  /** Null where the source does not tell. */
  caseId: string | null;
  /** What must be equal too, such as a hash; null where the source does not tell. */
  detail: string | null;
  /** Epoch ms. */
  at: number;
  /** The row of the log; null for a fact of the tables, and for an entry that waits for its row. */
  row: number | null;
}

export interface StepFact {
  caseId: string;
  at: number;
  step: string;
  state: string;
  alertId: string | null;
  /** Null where it cannot be known any more. */
  who: string | null;
  row?: number;
}

export function stepFact({ caseId, at, step, state, alertId, who, row = -1 }: StepFact): Fact {
  const name = `step ${step} of ${new Date(at).toISOString()} of case ${caseId}`;
  const key = JSON.stringify([caseId, at, step, state, alertId]);
  return { kind: 'step', key, name, caseId, detail: who, at, row: rowOf(row) };
}

export interface NamedFact {
  id: string;
  caseId?: string | null;
  /** The hash of what it holds. */
  hash: string | null;
  at: number;
  row?: number;
}

export function alertFact({ id, caseId = null, hash, at, row = -1 }: NamedFact): Fact {
  return { kind: 'alert', key: id, name: `alert ${id}`, caseId, detail: hash, at, row: rowOf(row) };
}

export function photoFact({ id, caseId = null, at, row = -1 }: Omit<NamedFact, 'hash'>): Fact {
  const name = `photo ${id}`;
  return { kind: 'photo', key: id, name, caseId, detail: null, at, row: rowOf(row) };
}

export interface FileFact {
  kind: 'file' | 'deletion';
  incidentId: string;
  opening: string;
  file: string;
  hash: string | null;
  at: number;
  row?: number;
}

export function fileFact({ kind, incidentId, opening, file, hash, at, row = -1 }: FileFact): Fact {
  const which = `${file} of opening ${opening} of incident ${incidentId}`;
  const key = JSON.stringify([incidentId, opening, file]);
  const name = kind === 'file' ? which : `deletion of ${which}`;
  return { kind, key, name, caseId: null, detail: hash, at, row: rowOf(row) };
}

/** Who did a step and why, as one text. A step of dispatch itself has nobody. */
export function whoText(actor: string | null, reason: string | null): string {
  return actor === null ? '' : JSON.stringify([actor, reason]);
}

function rowOf(row: number): number | null {
  return row < 0 ? null : row;
}
