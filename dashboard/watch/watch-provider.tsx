// The state of cameras and problems, on every page: all alerts depend on it. Loaded at the start, after each reconnect, and
// updated live.
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useReducer,
  useState,
  type ReactNode,
} from 'react';
import { useLiveEvents } from '../live/live-provider.tsx';
import { useFreshLoad } from '../live/use-fresh-load.ts';
import { useSession } from '../session/session-provider.tsx';
import type { CameraListState } from '../cameras/camera-list.ts';
import { useCameras } from '../cameras/use-cameras.ts';
import { emptyWatch, reduceWatch, type WatchState } from './watch-state.ts';

interface WatchValue {
  cameras: CameraListState & { retry: () => void };
  problems: WatchState & { retry: () => void };
}

const WatchContext = createContext<WatchValue | null>(null);

/** For components inside the app. */
export function useWatch(): WatchValue {
  const value = useContext(WatchContext);
  if (!value) throw new Error('useWatch needs a WatchProvider above it');
  return value;
}

/** Pictures become old without an event. */
const camerasEveryMs = 30_000;

export function WatchProvider({ children }: { children: ReactNode }) {
  const cameras = useCameras(camerasEveryMs);
  const problems = useProblemFeed();
  return <WatchContext value={{ cameras, problems }}>{children}</WatchContext>;
}

/** Ended problems are fetched with a short delay: several things often change together. */
const refetchAfterMs = 1500;

function useProblemFeed(): WatchValue['problems'] {
  const { client } = useSession();
  const [state, dispatch] = useReducer(reduceWatch, emptyWatch);
  const [news, setNews] = useState(0);
  const load = useCallback(
    async (signal?: AbortSignal) => {
      const answer = await client.listProblems(signal);
      if (answer.status === 'ok') dispatch({ type: 'loaded', list: answer.value });
      if (answer.status === 'error') dispatch({ type: 'failed', failure: answer });
    },
    [client],
  );
  const retry = useFreshLoad(load);
  useLiveEvents((event) => {
    if (event.type !== 'problems') return;
    dispatch({ type: 'live', present: event.present });
    setNews((count) => count + 1);
  });
  useEffect(() => {
    if (news === 0) return;
    const timer = setTimeout(() => void load(), refetchAfterMs);
    return () => {
      clearTimeout(timer);
    };
  }, [load, news]);
  return { ...state, retry };
}
