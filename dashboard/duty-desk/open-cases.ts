// The open cases of the desk as one list. Pure: pages from the server, cases that are told live and cases that were asked
// for once more become one list, each case once, in its latest form; what is settled goes.
import type { CaseSummary, ListedCase } from '../../contracts/index.ts';

/** In no order. */
export type OpenCases = ReadonlyMap<string, ListedCase>;

export function isOpenCase({ state }: Pick<CaseSummary, 'state'>): boolean {
  return state !== 'closed' && state !== 'void';
}

/** As dispatch tells them now, with how they stand. */
export function withAnswered(known: OpenCases, answered: readonly ListedCase[]): OpenCases {
  if (answered.length === 0) return known;
  const next = new Map(known);
  for (const one of answered) {
    if (isOpenCase(one)) next.set(one.id, one);
    else next.delete(one.id);
  }
  return next;
}

/** Told live, without how it stands: that stays as it was until dispatch is asked. */
export function withLive(known: OpenCases, summary: CaseSummary): OpenCases {
  const next = new Map(known);
  if (!isOpenCase(summary)) next.delete(summary.id);
  else {
    const { deadline = null, assignee = null } = known.get(summary.id) ?? {};
    next.set(summary.id, { ...summary, deadline, assignee });
  }
  return next;
}

/** Those that have turned red since, of those that were known before: a first look at a list is no news. */
export function newlyRed(
  before: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
): string[] {
  if (before.size === 0) return [];
  return [...now].flatMap(([id, light]) =>
    light === 'red' && before.get(id) !== 'red' ? [id] : [],
  );
}
