// An analysis thread that is started again when it dies, after a pause that grows while it dies quickly. Takes how to start one;
// gives the living one, for which those who ask wait.
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { ThreadLink } from './thread-link.ts';

export interface KeptThread {
  /** The living thread; waits while one is started. Rejects when the pool is closed. */
  get(): Promise<ThreadLink>;
  close(): Promise<void>;
}

export interface KeptThreadOptions {
  start: () => ThreadLink;
  /** Cameras whose analysis it is, for the log. */
  name: string;
  clock: Clock;
  log: Logger;
  onDeath?: () => void;
}

const pauses = { firstMs: 250, longestMs: 30_000 };
/** One that has lived for so long did not die of how it began. */
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
      log.error({ thread: name, reason }, 'an analysis thread has ended: it is started again');
      onDeath?.();
      current = clock.wait(pauseMs(failures), closing.signal).then(again);
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
    // One that is gone is replaced a moment later, when its end is told.
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

function pauseMs(failures: number): number {
  return Math.min(pauses.longestMs, pauses.firstMs * 2 ** Math.min(failures - 1, 20));
}
