// The choices of the supervision page: the period and the grouping. They are in the address.
import type { NumberGroup } from '../../contracts/index.ts';

export const shownGroups = ['cell', 'person', 'kind', 'severity'] as const satisfies NumberGroup[];
export interface Choice {
  /** `week`, `last-week`, or a month such as `2026-11`. */
  when: string;
  by: (typeof shownGroups)[number];
}

export function parseChoice(search: URLSearchParams): Choice {
  const when = search.get('when') ?? 'week';
  const isKnown = ['week', 'last-week'].includes(when) || /^20\d{2}-(0[1-9]|1[0-2])$/.test(when);
  return {
    when: isKnown ? when : 'week',
    by: shownGroups.find((by) => by === search.get('by')) ?? 'cell',
  };
}

export function chosenSearch({ when, by }: Choice): URLSearchParams {
  return new URLSearchParams({ when, by });
}
