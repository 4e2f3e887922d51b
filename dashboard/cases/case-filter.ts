// What the list of alerts is narrowed to. It lives in the address (`?kind=…&camera=…&present=true`), so that it can be
// sent to a colleague and survives the way into a case and back.
import { kindSchema, type CaseSummary, type Kind } from '../../contracts/index.ts';
import type { CaseQuery } from '../api/client.ts';

export interface CaseFilter {
  kind: Kind | null;
  cameraId: string | null;
  onlyPresent: boolean;
}

export const noFilter: CaseFilter = { kind: null, cameraId: null, onlyPresent: false };

/** What is not understood counts as not asked for. */
export function parseFilter(search: URLSearchParams): CaseFilter {
  return {
    kind: kindSchema.safeParse(search.get('kind')).data ?? null,
    cameraId: search.get('camera') ?? null,
    onlyPresent: search.get('present') === 'true',
  };
}

export function filterSearch({ kind, cameraId, onlyPresent }: CaseFilter): URLSearchParams {
  const search = new URLSearchParams();
  if (kind) search.set('kind', kind);
  if (cameraId) search.set('camera', cameraId);
  if (onlyPresent) search.set('present', 'true');
  return search;
}

export function filterQuery({ kind, cameraId, onlyPresent }: CaseFilter): CaseQuery {
  return {
    kind: kind ?? undefined,
    cameraId: cameraId ?? undefined,
    present: onlyPresent ? 'true' : undefined,
  };
}

export function isFiltering({ kind, cameraId, onlyPresent }: CaseFilter): boolean {
  return kind !== null || cameraId !== null || onlyPresent;
}

function isSeenBy(cameraId: string, { cameraId: first, alsoSeenBy = [] }: CaseSummary): boolean {
  return cameraId === first || alsoSeenBy.some((one) => one.cameraId === cameraId);
}

/** The same decision that the server makes, for cases that arrive live. */
export function passesFilter(filter: CaseFilter, summary: CaseSummary): boolean {
  return (
    (filter.kind === null || filter.kind === summary.kind) &&
    (filter.cameraId === null || isSeenBy(filter.cameraId, summary)) &&
    (!filter.onlyPresent || summary.present)
  );
}
