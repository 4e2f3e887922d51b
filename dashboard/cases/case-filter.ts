// The filter of the alert list. It is in the address (`?kind=…&camera=…&text=…`), so that it can be shared and survives opening a
// case.
import {
  caseStates,
  kindSchema,
  labelVerdicts,
  type CaseState,
  type CaseSummary,
  type Kind,
  type LabelVerdict,
} from '../../contracts/index.ts';
import type { CaseQuery } from '../api/client.ts';
import { dayOf, startOfDay } from '../time/day.ts';

/** As the search offers them. */
export const verdicts = [...labelVerdicts, 'none'] as const;
export type Verdict = LabelVerdict | 'none';

export interface CaseFilter {
  kind: Kind | null;
  cameraId: string | null;
  onlyPresent: boolean;
  /** Words in the case's number, place, code or reason; empty for none. */
  text: string;
  /** Who accepted it or acted on it; empty for anybody. */
  person: string;
  state: CaseState | null;
  /** Id of any of its fences; empty for any. */
  fence: string;
  /** The last verdict of people; `none`: without one. */
  verdict: Verdict | null;
  /** Days such as "2026-11-22", both included; empty for no limit. */
  from: string;
  until: string;
}

export const noFilter: CaseFilter = {
  kind: null,
  cameraId: null,
  onlyPresent: false,
  text: '',
  person: '',
  state: null,
  fence: '',
  verdict: null,
  from: '',
  until: '',
};

const day = /^\d{4}-\d{2}-\d{2}$/;

/** Unknown values are ignored. */
export function parseFilter(search: URLSearchParams): CaseFilter {
  const dayIn = (name: string) => {
    const text = search.get(name) ?? '';
    return day.test(text) && !Number.isNaN(Date.parse(text)) ? text : '';
  };
  return {
    kind: kindSchema.safeParse(search.get('kind')).data ?? null,
    cameraId: search.get('camera') ?? null,
    onlyPresent: search.get('present') === 'true',
    text: (search.get('text') ?? '').slice(0, 100),
    person: (search.get('person') ?? '').slice(0, 100),
    state: caseStates.find((state) => state === search.get('state')) ?? null,
    fence: (search.get('fence') ?? '').slice(0, 200),
    verdict: verdicts.find((one) => one === search.get('verdict')) ?? null,
    from: dayIn('from'),
    until: dayIn('until'),
  };
}

export function filterSearch(filter: CaseFilter): URLSearchParams {
  const search = new URLSearchParams();
  const { cameraId, onlyPresent, kind, ...others } = filter;
  const given = { kind, camera: cameraId, present: onlyPresent ? 'true' : null };
  for (const [name, value] of Object.entries({ ...given, ...others }))
    if (value) search.set(name, value);
  return search;
}

/** @param timezone of the site, for its days */
export function filterQuery(filter: CaseFilter, timezone: string): CaseQuery {
  const { kind, cameraId, onlyPresent, text, person, state, from, until, fence, verdict } = filter;
  return {
    fenceId: fence || undefined,
    verdict: verdict ?? undefined,
    kind: kind ?? undefined,
    cameraId: cameraId ?? undefined,
    present: onlyPresent ? 'true' : undefined,
    text: text.trim() || undefined,
    person: person.trim() || undefined,
    states: state ?? undefined,
    from: from === '' ? undefined : startOfDay(from, timezone),
    until: until === '' ? undefined : startOfDay(until, timezone, 1),
  };
}

/** The filters behind the search button, not those of the chips. */
export function isSearching({ state, verdict, ...others }: CaseFilter): boolean {
  const { text, person, from, until, fence } = others;
  const isWritten = [text, person, from, until, fence].some((one) => one !== '');
  return isWritten || state !== null || verdict !== null;
}

export function isFiltering(filter: CaseFilter): boolean {
  const { kind, cameraId, onlyPresent } = filter;
  return kind !== null || cameraId !== null || onlyPresent || isSearching(filter);
}

function isSeenBy(cameraId: string, { cameraId: first, alsoSeenBy = [] }: CaseSummary): boolean {
  return cameraId === first || alsoSeenBy.some((one) => one.cameraId === cameraId);
}

/** The same filter as on the server, for cases that arrive live, as far as a summary allows. */
export function passesFilter(filter: CaseFilter, summary: CaseSummary, timezone = 'UTC'): boolean {
  const { kind, cameraId, onlyPresent, state, person } = filter;
  return (
    (kind === null || kind === summary.kind) &&
    (cameraId === null || isSeenBy(cameraId, summary)) &&
    (!onlyPresent || summary.present) &&
    (state === null || state === summary.state) &&
    (filter.fence === '' || filter.fence === summary.fenceId) &&
    // A summary has no verdict: the case appears when the list is loaded again.
    filter.verdict === null &&
    (person.trim() === '' || person.trim() === summary.acknowledgedBy) &&
    hasText(filter, summary) &&
    isWithin(filter, dayOf(summary.openedAt, timezone))
  );
}

function hasText({ text }: CaseFilter, summary: CaseSummary): boolean {
  const { id, cameraName, fenceName, matterCode, place, reason } = summary;
  const said = [id, cameraName, fenceName, matterCode, place ?? '', reason].join('\n');
  return said.toLowerCase().includes(text.trim().toLowerCase());
}

function isWithin({ from, until }: CaseFilter, opened: string): boolean {
  return (from === '' || opened >= from) && (until === '' || opened <= until);
}
