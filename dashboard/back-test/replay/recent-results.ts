// A small cache of results by key; the least recently used one is dropped.
export interface RecentResults<T> {
  get(key: string): T | undefined;
  set(key: string, result: T): void;
}

export function createRecentResults<T>(most: number): RecentResults<T> {
  const results = new Map<string, T>();
  const get = (key: string) => {
    const result = results.get(key);
    if (result !== undefined) set(key, result);
    return result;
  };
  const set = (key: string, result: T) => {
    results.delete(key);
    results.set(key, result);
    const oldest = results.keys().next();
    if (results.size > most && !oldest.done) results.delete(oldest.value);
  };
  return { get, set };
}
