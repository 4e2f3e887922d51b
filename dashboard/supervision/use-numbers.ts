// Loads the figures of the supervision page: the groups of the period and of the one before, and each of the last weeks.
import { useQueries, useQuery } from '@tanstack/react-query';
import type { NumberGroup, NumbersRow } from '../../contracts/index.ts';
import type { Failure } from '../api/answer.ts';
import { failureOf, valueOf } from '../duty-desk/desk-queries.ts';
import { useSession } from '../session/session-provider.tsx';
import { spanBefore, type Span } from './spans.ts';

export interface LoadedRows {
  rows: readonly NumbersRow[] | null;
  failure: Failure | null;
  retry: () => void;
}

const none: readonly NumbersRow[] = [];

export function useRows(
  span: Span,
  by: NumberGroup,
): LoadedRows & { before: readonly NumbersRow[] } {
  const now = useNumbers(span, by);
  const before = useNumbers(spanBefore(span), by);
  return {
    rows: now.data?.rows ?? null,
    before: before.data?.rows ?? none,
    failure: failureOf(now.error),
    retry: () => void now.refetch(),
  };
}

/** The total of each week; null while loading. */
export function useWeeks(weeks: readonly Span[]): readonly (NumbersRow | null)[] {
  const { client } = useSession();
  return useQueries({
    queries: weeks.map((week) => ({
      queryKey: ['numbers', 'all', week.from, week.to],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        valueOf(await client.getNumbers({ ...week, by: 'all' }, signal)),
    })),
    combine: (results) => results.map(({ data }) => data?.rows[0] ?? null),
  });
}

function useNumbers(span: Span, by: NumberGroup) {
  const { client } = useSession();
  return useQuery({
    queryKey: ['numbers', by, span.from, span.to],
    queryFn: async ({ signal }) => valueOf(await client.getNumbers({ ...span, by }, signal)),
  });
}
