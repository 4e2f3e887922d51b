// A case and its incidents with their known media, and their forms in the API: a summary in lists, and one incident of a case.
import type { CaseIncident, CaseSummary } from '../../contracts/index.ts';
import type { CaseRecord } from './case-record.ts';
import type { IncidentRecord } from './incident-record.ts';

interface HasMedia {
  hasPicture: boolean;
  hasClip: boolean;
}

/** A case with the known media of its first incident's first opening. */
export type CaseFile = CaseRecord & HasMedia;
export type IncidentFile = IncidentRecord & HasMedia;

/** Parts of the detail that lists do not have. */
export const inFileOnly = ['polygon', 'trace', 'givenTo', 'isHeld'] as const;
const forDispatchOnly = [
  'caseId',
  'presentSince',
  'lastSequence',
  'awaitedUntil',
  'laterOpening',
  'lease',
] as const;

export function toSummary(file: CaseFile): CaseSummary {
  return without(file, inFileOnly);
}

export function toCaseIncident(file: IncidentFile): CaseIncident {
  return without(file, forDispatchOnly);
}

export function without<T extends object, K extends keyof T>(
  whole: T,
  keys: readonly K[],
): Omit<T, K> {
  const rest = Object.entries(whole).filter(([key]) => !(keys as readonly string[]).includes(key));
  return Object.fromEntries(rest) as Omit<T, K>;
}
