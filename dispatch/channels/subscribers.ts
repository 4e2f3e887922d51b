// The subscribers of the embedded broker. Takes the topics that each connection subscribes to and unsubscribes from; returns
// whether a topic has a subscriber, and lets callers wait for one.

export interface Subscribers {
  subscribed(connection: object, topicFilters: readonly string[]): void;
  unsubscribed(connection: object, topicFilters: readonly string[]): void;
  left(connection: object): void;
  hasSubscriber(topic: string): boolean;
  /** The connections that are subscribed to this topic. */
  of(topic: string): object[];
  /** Resolves when this topic has a subscriber, or when the signal is aborted. */
  untilSubscribed(topic: string, signal: AbortSignal): Promise<void>;
}

export function createSubscribers(onFirst: () => void = () => undefined): Subscribers {
  const filters = new Map<object, Set<string>>();
  const waiting = new Set<() => void>();
  const isOne = (own: ReadonlySet<string>, topic: string) =>
    [...own].some((filter) => isHeardBy(filter, topic));
  const hasSubscriber = (topic: string) => [...filters.values()].some((own) => isOne(own, topic));
  return {
    hasSubscriber,
    of: (topic) =>
      [...filters].flatMap(([connection, own]) => (isOne(own, topic) ? [connection] : [])),
    subscribed: (connection, added) => {
      if (added.length === 0) return;
      if (filters.size === 0) onFirst();
      filters.set(connection, new Set([...(filters.get(connection) ?? []), ...added]));
      for (const look of [...waiting]) look();
    },
    unsubscribed: (connection, gone) => {
      const own = filters.get(connection);
      for (const filter of gone) own?.delete(filter);
    },
    left: (connection) => {
      filters.delete(connection);
    },
    untilSubscribed: (topic, signal) =>
      new Promise((resolve) => {
        const look = () => {
          if (!hasSubscriber(topic) && !signal.aborted) return;
          waiting.delete(look);
          signal.removeEventListener('abort', look);
          resolve();
        };
        waiting.add(look);
        signal.addEventListener('abort', look);
        look();
      }),
  };
}

/** By the rules of MQTT: `+` is any one level, `#` all following levels and the level above. */
export function isHeardBy(filter: string, topic: string): boolean {
  const [wanted, levels] = [filter.split('/'), topic.split('/')];
  const end = wanted.indexOf('#');
  if (end < 0 && wanted.length !== levels.length) return false;
  const compared = end < 0 ? wanted : wanted.slice(0, end);
  return (
    compared.length <= levels.length &&
    compared.every((level, index) => level === '+' || level === levels[index])
  );
}
