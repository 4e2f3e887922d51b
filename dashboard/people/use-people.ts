// Feeds the people of the set-up: at the start, after each reconnect, and on request.
import { useCallback, useMemo, useState } from 'react';
import type { PeopleSetup } from '../../contracts/index.ts';
import type { Failure } from '../api/answer.ts';
import { useFreshLoad } from '../live/use-fresh-load.ts';
import { useSession } from '../session/session-provider.tsx';
import { listedPeople, type ListedPerson } from './find-people.ts';

export interface PeopleState {
  /** Null until the first answer. */
  setup: PeopleSetup | null;
  listed: readonly ListedPerson[];
  failure: Failure | null;
  reload: () => void;
}

export function usePeople(): PeopleState {
  const { client } = useSession();
  const [setup, setSetup] = useState<PeopleSetup | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const load = useCallback(
    async (signal?: AbortSignal) => {
      const answer = await client.getPeople(signal);
      if (answer.status === 'aborted') return;
      setFailure(answer.status === 'error' ? answer : null);
      if (answer.status === 'ok') setSetup(answer.value);
    },
    [client],
  );
  const reload = useFreshLoad(load);
  const listed = useMemo(() => (setup === null ? [] : listedPeople(setup)), [setup]);
  return { setup, listed, failure, reload };
}
