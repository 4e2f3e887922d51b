// The filter and the order of the open cases. Pure. The filter is in the page's address, so a link and a saved view are the same.
import { caseStates, type CaseState, type ListedCase } from '../../contracts/index.ts';
import { lastOpening } from '../cases/case-news.ts';
import { deskLights, deskLightAt, type DeskLight } from './light.ts';

export const deskOrders = ['urgent', 'newest'] as const;
export type DeskOrder = (typeof deskOrders)[number];

export interface DeskFilter {
  kind: string | null;
  /** The prefix of the cell. */
  cell: string | null;
  state: CaseState | null;
  light: DeskLight | null;
  /** The holder: a user's name or a person's id; `nobody` for unassigned cases. */
  person: string | null;
  text: string;
  order: DeskOrder;
}

export const nobody = 'nobody';
export const noDeskFilter: DeskFilter = {
  kind: null,
  cell: null,
  state: null,
  light: null,
  person: null,
  text: '',
  order: 'urgent',
};

export function parseDeskFilter(search: URLSearchParams): DeskFilter {
  const given = (name: string) => search.get(name)?.slice(0, 100) ?? null;
  const cell = given('cell');
  return {
    kind: given('kind'),
    cell: cell !== null && /^\d{1,15}$/.test(cell) ? cell : null,
    state: oneOf(caseStates, given('state')),
    light: oneOf(deskLights, given('light')),
    person: given('person'),
    text: given('text') ?? '',
    order: oneOf(deskOrders, given('order')) ?? 'urgent',
  };
}

/** Only non-default values, in a fixed order: equal filters have equal addresses. */
export function deskSearch(filter: DeskFilter): string {
  const names = ['kind', 'cell', 'state', 'light', 'person', 'text', 'order'] as const;
  const search = new URLSearchParams();
  for (const name of names) {
    const value = filter[name];
    if (value !== noDeskFilter[name] && value !== null) search.set(name, value);
  }
  return search.toString();
}

export function isDeskFiltering(filter: DeskFilter): boolean {
  return deskSearch({ ...filter, order: 'urgent' }) !== '';
}

/** The holder of a case: its assignee, else whoever accepted it. */
export function holderOf({ assignee, acknowledgedBy }: ListedCase): string | null {
  return assignee?.person ?? assignee?.unit ?? acknowledgedBy;
}

/** @param words texts of the page that are not in the case itself, such as the name of its kind */
export function passesDesk(
  one: ListedCase,
  filter: DeskFilter,
  { now, words }: { now: number; words: (one: ListedCase) => string },
): boolean {
  const { kind, cell, state, light, person, text } = filter;
  if (kind !== null && one.kind !== kind) return false;
  if (cell !== null && one.gridCell?.startsWith(cell) !== true) return false;
  if (state !== null && one.state !== state) return false;
  if (light !== null && deskLightAt(one.deadline, now) !== light) return false;
  if (person !== null && (holderOf(one) ?? nobody) !== person) return false;
  return text === '' || hasEveryWord(`${textOf(one)} ${words(one)}`, text);
}

export function sortForDesk(
  cases: readonly ListedCase[],
  order: DeskOrder,
  now: number,
): ListedCase[] {
  // Sort keys are computed once per case, not per comparison.
  const ranked = cases.map((one) => ({
    one,
    rank: order === 'newest' ? 0 : deskLights.indexOf(deskLightAt(one.deadline, now)),
    end: order === 'newest' ? 0 : (one.deadline?.yellowUntil ?? Number.MAX_SAFE_INTEGER),
    opened: lastOpening(one),
  }));
  ranked.sort(
    (a, b) =>
      a.rank - b.rank || a.end - b.end || b.opened - a.opened || (a.one.id < b.one.id ? 1 : -1),
  );
  return ranked.map(({ one }) => one);
}

export function countLights(cases: readonly ListedCase[], now: number): Record<DeskLight, number> {
  const counts: Record<DeskLight, number> = { red: 0, yellow: 0, green: 0, none: 0 };
  for (const { deadline } of cases) counts[deskLightAt(deadline, now)] += 1;
  return counts;
}

function textOf({ id, cameraName, fenceName, matterCode, gridCell, place, reason }: ListedCase) {
  return [id, cameraName, fenceName, matterCode, gridCell, place, reason].join(' ');
}

function hasEveryWord(text: string, wanted: string): boolean {
  const all = text.toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

function oneOf<T extends string>(known: readonly T[], text: string | null): T | null {
  return known.find((one) => one === text) ?? null;
}
