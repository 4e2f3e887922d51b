// The open cases of the duty desk. Pure: pages from the server, live cases and reloaded cases become one list, each case once in
// its latest form; settled cases are removed.
import type { CaseSummary, ListedCase } from '../../contracts/index.ts';

/** Unordered. */
export type OpenCases = ReadonlyMap<string, ListedCase>;

export function isOpenCase({ state }: Pick<CaseSummary, 'state'>): boolean {
  return state !== 'closed' && state !== 'void';
}

/** With the current deadlines from dispatch. */
export function withAnswered(known: OpenCases, answered: readonly ListedCase[]): OpenCases {
  if (answered.length === 0) return known;
  const next = new Map(known);
  for (const one of answered) {
    if (isOpenCase(one)) next.set(one.id, one);
    else next.delete(one.id);
  }
  return next;
}

/** A live update without deadlines: the old ones stay until dispatch is asked. */
export function withLive(known: OpenCases, summary: CaseSummary): OpenCases {
  const next = new Map(known);
  if (!isOpenCase(summary)) next.delete(summary.id);
  else {
    const { deadline = null, assignee = null } = known.get(summary.id) ?? {};
    next.set(summary.id, { ...summary, deadline, assignee });
  }
  return next;
}

/** Cases that have turned red since; cases of the first load do not count. */
export function newlyRed(
  before: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
): string[] {
  if (before.size === 0) return [];
  return [...now].flatMap(([id, light]) =>
    light === 'red' && before.get(id) !== 'red' ? [id] : [],
  );
}
