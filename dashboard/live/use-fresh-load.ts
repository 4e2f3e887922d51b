// Loads data at the start, after each reconnect, and when the load function changes. A load for other data is aborted; one for the
// same data only when a later one has answered: on a slow line the first answer is shown as soon as it is there. Returns a function
// to reload.
import { useEffect, useRef } from 'react';
import { useConnection } from './live-provider.tsx';

export type Load = (signal?: AbortSignal) => Promise<void>;

/** @param load must be the same function as long as the same data is wanted */
export function useFreshLoad(load: Load): () => void {
  const { count } = useConnection();
  const loads = useRef<AbortController[]>([]);
  useEffect(
    () => () => {
      for (const one of loads.current) one.abort();
      loads.current = [];
    },
    [load],
  );
  useEffect(() => {
    const own = new AbortController();
    const earlier = loads.current;
    loads.current = [...earlier, own];
    void load(own.signal).finally(() => {
      for (const one of earlier) one.abort();
    });
  }, [load, count]);
  return () => void load();
}
