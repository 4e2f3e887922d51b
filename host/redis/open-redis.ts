// Opens a Redis client. Takes the address and the retry options; returns an ioredis client or cluster. After a fail-over the old
// master answers READONLY for ever, so that answer triggers a reconnect.
import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { RedisAddress } from './redis-address.ts';

export type RedisClient = Redis | Cluster;
/** Without `replyMapping`, because the classes of ioredis expect that form. */
type Options = Omit<RedisOptions, 'replyMapping'>;

export interface Patience {
  /** What happens to a command while Redis is unreachable. */
  whenAway: 'fail' | 'wait';
  /** Whether commands wait until Redis is connected. The health check of Redis must not wait. */
  queueCommands: boolean;
  commandTimeoutMs?: number;
  /** The delay of the next reconnect; null stops reconnecting. */
  retryDelay: (times: number) => number | null;
}

/** In a cluster all keys of a queue must be in one slot: the hash tag in braces decides. */
const clusterPrefix = '{fencewatch}';

/** The prefix of BullMQ's keys. */
export function keyPrefixOf({ kind }: RedisAddress): string {
  return kind === 'cluster' ? clusterPrefix : 'bull';
}

/** Longer than the longest blocking command of a worker, which is 10 s. */
const silentMs = 30_000;

/** Whether the error says that the server accepts no writes, as an old master does after a fail-over. */
export function isReadOnly(error: Error): boolean {
  return /\bREADONLY\b/.test(error.message);
}

export function openRedis(address: RedisAddress, patience: Patience): RedisClient {
  const { nodes, kind } = address;
  const common = commonOptions(address, patience);
  if (kind === 'cluster') {
    const { retryDelay, queueCommands } = patience;
    return new Cluster([...nodes], {
      redisOptions: common,
      enableOfflineQueue: queueCommands,
      clusterRetryStrategy: retryDelay,
      slotsRefreshTimeout: 5000,
    });
  }
  const options = { ...common, ...ownOptions(patience), db: address.db };
  const [first] = nodes;
  return new Redis(
    kind === 'sentinel'
      ? { ...options, ...sentinelOptions(address, patience) }
      : { ...options, ...first },
  );
}

function commonOptions(
  { logIn, tls }: RedisAddress,
  { whenAway, commandTimeoutMs }: Patience,
): Options {
  return {
    ...(logIn && { username: logIn.username, password: logIn.password }),
    ...(tls && { tls: {} }),
    maxRetriesPerRequest: whenAway === 'fail' ? 0 : null,
    commandTimeout: commandTimeoutMs,
    // Without a timeout a vanished machine is not noticed: it sends not even a reset.
    socketTimeout: silentMs,
    reconnectOnError: isReadOnly,
  };
}

function ownOptions({ queueCommands, retryDelay }: Patience): Options {
  return { enableOfflineQueue: queueCommands, retryStrategy: retryDelay };
}

function sentinelOptions(
  { nodes, masterName, sentinelLogIn, tls }: RedisAddress,
  { retryDelay }: Patience,
): Options {
  return {
    sentinels: [...nodes],
    name: masterName,
    sentinelUsername: sentinelLogIn?.username,
    sentinelPassword: sentinelLogIn?.password,
    sentinelRetryStrategy: retryDelay,
    // No `failoverDetector`: if it reports a fail-over during a connect, the client ends for ever.
    enableTLSForSentinelMode: tls,
    ...(tls && { sentinelTLS: {} }),
  };
}
