// Feeds the map: what stands on it, fresh after every change of anybody, and the heat of a month.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { failureOf, valueOf } from '../duty-desk/desk-queries.ts';
import { useConnection, useLiveEvents } from '../live/live-provider.tsx';
import { useSession } from '../session/session-provider.tsx';

const key = ['map'] as const;

export function useDistrictMap() {
  const { client } = useSession();
  const queries = useQueryClient();
  const { count } = useConnection();
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => valueOf(await client.getMap(null, signal)),
    refetchOnMount: 'always',
  });
  // Changes while the connection was lost are unknown.
  const loadedFor = useRef(count);
  useEffect(() => {
    if (loadedFor.current === count) return;
    loadedFor.current = count;
    void refetch();
  }, [count, refetch]);
  useLiveEvents(({ type }) => {
    if (type === 'map') void queries.invalidateQueries({ queryKey: key });
  });
  return { map: data ?? null, failure: failureOf(error), retry: () => void refetch() };
}

export function useHeat(month: string | null) {
  const { client } = useSession();
  const { data, error, refetch } = useQuery({
    queryKey: ['heat', month],
    queryFn: async ({ signal }) => valueOf(await client.getHeat(month ?? '', signal)),
    enabled: month !== null,
    refetchOnMount: 'always',
  });
  return { heat: data ?? null, failure: failureOf(error), retry: () => void refetch() };
}
