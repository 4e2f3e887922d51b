// A case and its incidents with what is known of their media, and how they are shown: as a summary in lists, and as one
// incident of a case.
import type { CaseIncident, CaseSummary } from '../../contracts/index.ts';
import type { CaseRecord } from './case-record.ts';
import type { IncidentRecord } from './incident-record.ts';

interface HasMedia {
  hasPicture: boolean;
  hasClip: boolean;
}

/** A case with what is known of the media of its first incident's first opening. */
export type CaseFile = CaseRecord & HasMedia;
export type IncidentFile = IncidentRecord & HasMedia;

/** What is shown of one case alone, and not in lists. */
export const inFileOnly = ['polygon', 'trace', 'givenTo', 'isHeld'] as const;
const forDispatchOnly = [
  'caseId',
  'presentSince',
  'lastSequence',
  'awaitedUntil',
  'laterOpening',
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
