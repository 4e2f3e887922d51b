// What people and units are called, for whoever may read the roster: by their id, and people also by the name they log in
// with. Whoever may not gets what he asked for back.
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { DutyContent } from '../../contracts/index.ts';
import { useSession } from '../session/session-provider.tsx';
import { valueOf } from './desk-queries.ts';

export interface Names {
  nameOf: (id: string) => string;
  /** Null until it has come, and for whoever may not see it. */
  roster: DutyContent | null;
}

export function useNames(): Names {
  const { client, session } = useSession();
  const { role, cells } = session.user;
  // It has everybody's telephone: for those who run the whole site.
  const enabled = role !== 'responder' && cells === undefined;
  const { data } = useQuery({
    queryKey: ['roster'],
    queryFn: async ({ signal }) => valueOf(await client.getRoster(signal)),
    enabled,
  });
  const roster = data?.content ?? null;
  const names = useMemo(() => namesIn(roster), [roster]);
  const nameOf = useCallback((id: string) => names.get(id) ?? id, [names]);
  return { nameOf, roster };
}

export function namesIn(roster: Pick<DutyContent, 'units' | 'people'> | null): Map<string, string> {
  const names = new Map<string, string>();
  for (const { id, name } of roster?.units ?? []) names.set(id, name);
  for (const { id, name, user } of roster?.people ?? []) {
    names.set(id, name);
    if (user !== undefined) names.set(user, name);
  }
  return names;
}
