// Loads the armed fences of one camera, or of all: at the start, after each reconnect, and when dispatch reports a change.
import { useCallback, useReducer } from 'react';
import type { FenceVersion } from '../../../contracts/index.ts';
import { useLiveEvents } from '../../live/live-provider.tsx';
import { useFreshLoad } from '../../live/use-fresh-load.ts';
import { useSession } from '../../session/session-provider.tsx';
import { emptyFenceList, reduceFenceList, type FenceListState } from './fence-list.ts';

export interface FenceFeed extends FenceListState {
  retry: () => void;
  /** Takes in the answer to a change at once. */
  take: (version: FenceVersion) => void;
}

export function useFences(cameraId?: string): FenceFeed {
  const { client } = useSession();
  const [state, dispatch] = useReducer(reduceFenceList, emptyFenceList);
  const load = useCallback(
    async (signal?: AbortSignal) => {
      const answer = await client.listFences(cameraId, signal);
      if (answer.status === 'ok') dispatch({ type: 'loaded', fences: answer.value.fences });
      if (answer.status === 'error') dispatch({ type: 'failed', failure: answer });
    },
    [client, cameraId],
  );
  const retry = useFreshLoad(load);
  useLiveEvents((event) => {
    if (event.type === 'fences' && (cameraId === undefined || event.cameraId === cameraId))
      void load();
  });
  return {
    ...state,
    retry,
    take: (version) => {
      dispatch({ type: 'changed', version });
    },
  };
}
