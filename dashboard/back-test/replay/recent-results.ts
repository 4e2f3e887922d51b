// The last few results by key; the one that was not asked for the longest makes room.
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
