// Loads data at the start, after each reconnect, and when the load function changes; aborts an earlier load. Returns a function
// to reload.
import { useEffect } from 'react';
import { useConnection } from './live-provider.tsx';

export type Load = (signal?: AbortSignal) => Promise<void>;

/** @param load must be the same function as long as the same data is wanted */
export function useFreshLoad(load: Load): () => void {
  const { count } = useConnection();
  useEffect(() => {
    const controller = new AbortController();
    void load(controller.signal);
    return () => {
      controller.abort();
    };
  }, [load, count]);
  return () => void load();
}
