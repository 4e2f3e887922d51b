// Loads something at the start, after each reconnect, and whenever something else is to be loaded; what is still on its way
// then is called off. Gives what loads it once more.
import { useEffect } from 'react';
import { useConnection } from './live-provider.tsx';

export type Load = (signal?: AbortSignal) => Promise<void>;

/** @param load the same function as long as the same is to be loaded */
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
