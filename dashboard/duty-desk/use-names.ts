// Names of people and units, by id and by log-in name, for users who may read the roster. Others get the id itself.
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { DutyContent } from '../../contracts/index.ts';
import { useSession } from '../session/session-provider.tsx';
import { valueOf } from './desk-queries.ts';

export interface Names {
  nameOf: (id: string) => string;
  /** Null until loaded, and for users who may not see it. */
  roster: DutyContent | null;
}

export function useNames(): Names {
  const { client, session } = useSession();
  const { role, cells } = session.user;
  // The roster has everybody's telephone number, so it needs a user without a cell limit.
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
