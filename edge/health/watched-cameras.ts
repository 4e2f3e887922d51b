// Which cameras somebody looks at just now, as dispatch notes it in Redis. Takes the address of Redis. While nobody knows, since Redis
// is away or no dispatch notes it, all cameras count as watched.
import type { Logger } from 'pino';
import { watchedKeyOf, watchKeeperKeyOf } from '../../contracts/index.ts';
import { backOffMs } from '../../host/back-off.ts';
import type { Clock } from '../../host/clock.ts';
import { messageOf } from '../../host/error-message.ts';
import { keyPrefixOf, openRedis } from '../../host/redis/open-redis.ts';
import { redisAddressOf } from '../../host/redis/redis-address.ts';

export interface WatchedCameras {
  /** Asks about this camera from now on; true until an answer has come. */
  isWatched(cameraId: string): boolean;
  /** Asks Redis until `signal` aborts. */
  run(signal: AbortSignal): Promise<void>;
}

export interface WatchedCamerasOptions {
  redisUrl: string;
  clock: Clock;
  log: Logger;
}

/** Somebody who opens a camera sees a new picture soon. */
const askEveryMs = 500;
/** Nobody here asks about a camera any more: another edge has it. */
const forgottenAfterMs = 30_000;
const commandTimeoutMs = 2000;

export function openWatchedCameras(options: WatchedCamerasOptions): WatchedCameras {
  const { clock } = options;
  const askedAt = new Map<string, number>();
  /** Null: nobody knows. A camera that was not asked about yet is in neither. */
  let known: ReadonlyMap<string, boolean> | null = null;
  return {
    isWatched: (cameraId) => {
      askedAt.set(cameraId, clock.steady());
      return known?.get(cameraId) ?? true;
    },
    run: async (signal) => {
      const asker = openAsker(options);
      while (!signal.aborted) {
        const now = clock.steady();
        for (const [id, at] of askedAt) if (now - at > forgottenAfterMs) askedAt.delete(id);
        known = await asker.ask([...askedAt.keys()]);
        await clock.wait(askEveryMs, signal);
      }
      asker.close();
    },
  };
}

function openAsker({ redisUrl, log }: WatchedCamerasOptions) {
  const address = redisAddressOf(redisUrl);
  const prefix = keyPrefixOf(address);
  const client = openRedis(address, {
    whenAway: 'fail',
    queueCommands: false,
    commandTimeoutMs,
    retryDelay: (times) => backOffMs({ firstMs: 200, longestMs: 2000 }, times),
  });
  client.on('error', (error: Error) => {
    log.debug({ problem: error.message }, 'redis');
  });
  let problem: string | null = null;
  return {
    ask: async (cameraIds: readonly string[]): Promise<ReadonlyMap<string, boolean> | null> => {
      try {
        const keys = cameraIds.map((id) => watchedKeyOf(prefix, id));
        const [keeper, ...found] = await client.mget(watchKeeperKeyOf(prefix), ...keys);
        problem = null;
        if (keeper === null) return null;
        return new Map(cameraIds.map((id, n) => [id, (found[n] ?? null) !== null]));
      } catch (error) {
        // Redis being away has its own problem; this may also be a right that is missing.
        if (problem !== messageOf(error))
          log.info({ error }, 'unknown which cameras are watched: reporting all of them often');
        problem = messageOf(error);
        return null;
      }
    },
    close: () => {
      client.disconnect();
    },
  };
}
