// Feeds the duty desk: all open cases page by page at the start and after each reconnect, live events in between. Deadlines of
// changed cases are requested again, many at a time.
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import type { Client } from '../api/client.ts';
import type { OpenPage } from '../api/desk-calls.ts';
import type { Failure } from '../api/answer.ts';
import { useConnection, useLiveEvents } from '../live/live-provider.tsx';
import { useSession } from '../session/session-provider.tsx';
import { failureOf, valueOf } from './desk-queries.ts';
import { withAnswered, withLive, type OpenCases } from './open-cases.ts';

const key = ['desk', 'open'] as const;
const none: OpenCases = new Map();
/** Changes within this time are requested together. */
const gatherMs = 400;
/** The most pages: nobody works through more than 20,000 open cases. */
const maxPages = 40;

export interface OpenCasesFeed {
  cases: OpenCases;
  isLoading: boolean;
  /** Pages are still loading. */
  isFetching: boolean;
  failure: Failure | null;
  retry: () => void;
  /** Requests the current deadlines of these cases. */
  refresh: (ids: readonly string[]) => void;
}

export function useOpenCases(): OpenCasesFeed {
  const { client } = useSession();
  const queries = useQueryClient();
  const { count } = useConnection();
  const { refresh, readTouched } = useRefresh(client, queries);
  const query = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => loadAll({ client, queries, signal, readTouched }),
    // Changes during a visit to another page are unknown here.
    refetchOnMount: 'always',
  });
  const { refetch } = query;
  const loadedFor = useRef(count);
  useEffect(() => {
    if (loadedFor.current === count) return;
    loadedFor.current = count;
    void refetch();
  }, [count, refetch]);
  useLiveEvents((event) => {
    if (event.type !== 'case') return;
    const summary = event.case;
    queries.setQueryData<OpenCases>(key, (old) => old && withLive(old, summary));
    refresh([summary.id]);
  });
  const { data: cases = none, isFetching, error } = query;
  return {
    cases,
    isFetching,
    refresh,
    failure: failureOf(error),
    isLoading: isFetching && cases.size === 0,
    retry: () => void refetch(),
  };
}

interface LoadParts {
  client: Client;
  queries: QueryClient;
  signal: AbortSignal;
  readTouched: (from: number) => readonly string[];
}

/** Shows each page as it arrives; cases that changed meanwhile are requested again at the end. */
async function loadAll({ client, queries, signal, readTouched }: LoadParts): Promise<OpenCases> {
  const startedAt = performance.now();
  let loaded = none;
  let cursor: string | null = null;
  for (let page = 0; page < maxPages; page += 1) {
    const answer: OpenPage = valueOf(await client.listOpen(cursor, signal));
    loaded = withAnswered(loaded, answer.cases);
    const shown = loaded;
    queries.setQueryData<OpenCases>(key, (old) => (old ? new Map([...old, ...shown]) : shown));
    cursor = answer.nextCursor;
    if (cursor === null) break;
  }
  const touched = readTouched(startedAt).slice(0, 500);
  if (touched.length === 0) return loaded;
  return withAnswered(loaded, valueOf(await client.listThese(touched, signal)).cases);
}

/** Collects changed cases and requests them together; after a failure the next event tries again. */
function useRefresh(client: Client, queries: QueryClient) {
  const waiting = useRef(new Set<string>());
  const touched = useRef(new Map<string, number>());
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const flush = useCallback(async () => {
    timer.current = null;
    const ids = [...waiting.current].slice(0, 500);
    for (const id of ids) waiting.current.delete(id);
    const answer = await client.listThese(ids);
    if (answer.status === 'ok')
      queries.setQueryData<OpenCases>(key, (old) => old && withAnswered(old, answer.value.cases));
  }, [client, queries]);
  const refresh = useCallback(
    (ids: readonly string[]) => {
      for (const id of ids) {
        waiting.current.add(id);
        touched.current.set(id, performance.now());
      }
      if (ids.length > 0) timer.current ??= setTimeout(() => void flush(), gatherMs);
    },
    [flush],
  );
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  const readTouched = useCallback(
    (from: number) => [...touched.current].flatMap(([id, at]) => (at >= from ? [id] : [])),
    [],
  );
  return { refresh, readTouched };
}
