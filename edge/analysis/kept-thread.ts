// Keeps an analysis thread running: starts it again when it dies, with a back-off when it dies soon after its start. Takes a
// function that starts a thread; returns the live one, and callers wait while it restarts.
import type { Logger } from 'pino';
import { backOffMs } from '../../host/back-off.ts';
import type { Clock } from '../../host/clock.ts';
import type { ThreadLink } from './thread-link.ts';

export interface KeptThread {
  /** Resolves with the live thread, after its restart if needed. Rejects when the pool is closed. */
  get(): Promise<ThreadLink>;
  close(): Promise<void>;
}

export interface KeptThreadOptions {
  start: () => ThreadLink;
  /** The cameras on this thread, for the log. */
  name: string;
  clock: Clock;
  log: Logger;
  onDeath?: () => void;
}

const backOff = { firstMs: 250, longestMs: 30_000 };
/** After this long a death has nothing to do with the start, so the back-off is reset. */
const steadyMs = 60_000;

export function keepThread(options: KeptThreadOptions): KeptThread {
  const { start, name, clock, log, onDeath } = options;
  const closing = new AbortController();
  let failures = 0;
  const begin = (): ThreadLink => {
    const link = start();
    const startedMs = clock.steady();
    void link.ended.then((reason) => {
      if (closing.signal.aborted) return;
      failures = clock.steady() - startedMs > steadyMs ? 1 : failures + 1;
      log.error({ thread: name, reason }, 'an analysis thread has ended: starting it again');
      onDeath?.();
      current = clock.wait(backOffMs(backOff, failures), closing.signal).then(again);
      current.catch(() => undefined);
    });
    return link;
  };
  const again = (): ThreadLink => {
    if (closing.signal.aborted) throw new Error('the analysis threads are closed');
    return begin();
  };
  let current: Promise<ThreadLink> = Promise.resolve(begin());
  return {
    // The thread is replaced as soon as its exit event arrives.
    get: async () => {
      for (;;) {
        const link = await current;
        if (link.isAlive()) return link;
        await link.ended;
        if (closing.signal.aborted) throw new Error('the analysis threads are closed');
      }
    },
    close: async () => {
      closing.abort();
      const link = await current.catch(() => null);
      await link?.stop();
    },
  };
}
