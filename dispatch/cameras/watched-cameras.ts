// Notes in Redis which cameras people look at just now, so that edges send pictures and observations of these often. Takes the
// address of Redis. While Redis is away nothing is noted, and edges send as if all were watched.
import {
  watchAgainMs,
  watchedForMs,
  watchedKeyOf,
  watchKeeperKeyOf,
} from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import { messageOf } from '../../host/error-message.ts';
import { keyPrefixOf, openRedis } from '../../host/redis/open-redis.ts';
import { redisAddressOf } from '../../host/redis/redis-address.ts';
import type { Log } from '../log.ts';

export interface WatchedCameras {
  /** Somebody looks at these now. */
  note(cameraIds: readonly string[]): void;
}

export interface WatchedCamerasOptions {
  redisUrl: string;
  clock: Clock;
  log: Log;
}

/** A camera that several people look at is not written for each of them. */
const noteAgainMs = watchAgainMs / 2;

export function openWatchedCameras({ redisUrl, clock, log }: WatchedCamerasOptions) {
  const stopping = new AbortController();
  const address = redisAddressOf(redisUrl);
  const prefix = keyPrefixOf(address);
  const client = openRedis(address, {
    whenAway: 'fail',
    queueCommands: false,
    retryDelay: (times) => (stopping.signal.aborted ? null : Math.min(times * 100, 2000)),
  });
  // The queue's own watch reports that Redis is away.
  const fail = (error: Error) => {
    log.debug({ error: messageOf(error) }, 'watched cameras could not be noted');
  };
  client.on('error', fail);
  const write = async (key: string) => {
    await client.set(key, '1', 'PX', watchedForMs);
  };
  const notes = createNotes(clock, (cameraId) => write(watchedKeyOf(prefix, cameraId)).catch(fail));
  const beat = () => {
    notes.forgetOld();
    return write(watchKeeperKeyOf(prefix)).catch(fail);
  };
  const keeping = keep(beat, clock, stopping.signal);
  client.on('ready', () => {
    // What was noted may have been lost with it, or never came there.
    notes.writeAll();
    void beat();
  });
  return {
    note: notes.note,
    stop: async () => {
      stopping.abort();
      await keeping;
      client.disconnect();
    },
  };
}

async function keep(write: () => Promise<unknown>, clock: Clock, signal: AbortSignal) {
  while (!signal.aborted) {
    await write();
    await clock.wait(watchAgainMs, signal);
  }
}

function createNotes(clock: Clock, write: (cameraId: string) => Promise<unknown>) {
  const seenAt = new Map<string, { saidMs: number; writtenMs: number }>();
  const forgetOld = () => {
    for (const [cameraId, { saidMs }] of seenAt)
      if (clock.steady() - saidMs > watchedForMs) seenAt.delete(cameraId);
  };
  return {
    note: (cameraIds: readonly string[]) => {
      const now = clock.steady();
      for (const cameraId of cameraIds) {
        const last = seenAt.get(cameraId)?.writtenMs ?? -Infinity;
        const isDue = now - last >= noteAgainMs;
        seenAt.set(cameraId, { saidMs: now, writtenMs: isDue ? now : last });
        if (isDue) void write(cameraId);
      }
    },
    writeAll: () => {
      forgetOld();
      for (const cameraId of seenAt.keys()) void write(cameraId);
    },
    forgetOld,
  };
}
