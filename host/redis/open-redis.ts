// Opens the client of Redis that an address asks for. Takes the address and how patient to be; gives an ioredis client or
// cluster. After a fail-over the old master answers READONLY for ever, so that answer makes it connect anew.
import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { RedisAddress } from './redis-address.ts';

export type RedisClient = Redis | Cluster;
/** In the way that the types of clients want them. */
type Options = Omit<RedisOptions, 'replyMapping'>;

export interface Patience {
  /** What becomes of a command while Redis is away. */
  whenAway: 'fail' | 'wait';
  /** Holds commands until Redis has come; what watches Redis itself does not. */
  queueCommands: boolean;
  commandTimeoutMs?: number;
  /** How long until the next try to connect; null ends the tries. */
  retryDelay: (times: number) => number | null;
}

/** In a cluster all keys of a queue must lie in one slot: the part in braces decides. */
const clusterPrefix = '{fencewatch}';

/** What the names of BullMQ's keys begin with. */
export function keyPrefixOf({ kind }: RedisAddress): string {
  return kind === 'cluster' ? clusterPrefix : 'bull';
}

/** Longer than a worker waits for the next job in one command, which is 10 s. */
const silentMs = 30_000;

/** Has been told by a server that it takes no writes, as one does that is not the master any more. */
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
    // A master whose machine is gone says nothing, not even that it is gone.
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
    // No `failoverDetector`: a client that it tells of a fail-over while it connects ends for ever.
    enableTLSForSentinelMode: tls,
    ...(tls && { sentinelTLS: {} }),
  };
}
