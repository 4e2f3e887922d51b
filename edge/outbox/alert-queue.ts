// Adds alerts to the queue in Redis. The job id is the alert's id, so an alert that is offered twice is one job. Takes a Redis
// address; a send counts as delivered only when Redis has confirmed it.
import { Queue } from 'bullmq';
import type { Logger } from 'pino';
import { backOffMs } from '../../host/back-off.ts';
import { messageOf } from '../../host/error-message.ts';
import { alertQueueName, type Alert } from '../../contracts/index.ts';
import { askReplicas } from '../../host/redis/ask-replicas.ts';
import { keyPrefixOf, openRedis, type RedisClient } from '../../host/redis/open-redis.ts';
import { redisAddressOf, type RedisAddress } from '../../host/redis/redis-address.ts';
import { watchRedis } from '../../host/redis/redis-watch.ts';
import type { Clock } from '../../host/clock.ts';
import type { FoundProblem } from '../found-problem.ts';
import type { SendOutcome } from './drain.ts';

export interface AlertQueue {
  send(alert: Alert): Promise<SendOutcome>;
  isConnected(): boolean;
  /** The current problem with Redis. */
  problems(): readonly FoundProblem[];
  close(): Promise<void>;
}

const commandTimeoutMs = 5000;
/** A finished job is remembered for this long, in seconds: longer than an edge could stay away. */
const rememberedForSeconds = 7 * 24 * 3600;
const rememberedCount = 200_000;

/** @param note called before an alert is added, over the same connection; the alert waits when it rejects */
export function openAlertQueue(
  redisUrl: string,
  log: Logger,
  clock: Clock,
  note?: (client: RedisClient, alert: Alert) => Promise<void>,
): AlertQueue {
  const address = redisAddressOf(redisUrl);
  const connection = openConnection(address, log);
  const prefix = keyPrefixOf(address);
  const watch = watchQueue(connection, address, clock);
  let queue: Queue | null = null;
  const add = async (alert: Alert) => {
    await note?.(connection, alert);
    queue ??= createQueue(connection, prefix, log);
    await queue.add(alert.incident.event, alert, jobOptions(alert.alertId));
  };
  return {
    async send(alert) {
      if (connection.status !== 'ready') return away('redis is not reachable');
      try {
        await add(alert);
        watch.note(null);
        return await outcomeOf(address, connection);
      } catch (error) {
        watch.note(error);
        return away(`redis: ${messageOf(error)}`);
      }
    },
    isConnected: () => connection.status === 'ready',
    problems: () => watch.problems(),
    close: async () => {
      watch.stop();
      await queue?.close();
      connection.disconnect();
    },
  };
}

function watchQueue(client: RedisClient, address: RedisAddress, clock: Clock) {
  return watchRedis({
    client,
    subject: address.shown,
    probeKey: `${keyPrefixOf(address)}:${alertQueueName}:probe`,
    wait: (ms, signal) => clock.wait(ms, signal),
  });
}

/**
 * Behind Sentinel or in a cluster, a replica without the newest writes may take over, so the write must be replicated. A single server
 * has no replica to wait for.
 */
async function outcomeOf(address: RedisAddress, connection: RedisClient): Promise<SendOutcome> {
  if (address.kind === 'single') return { outcome: 'delivered' };
  const copied = await askReplicas(connection, `${keyPrefixOf(address)}:${alertQueueName}:id`);
  return copied === 'not-yet' ? away('redis: no replica has it yet') : { outcome: 'delivered' };
}

function openConnection(address: RedisAddress, log: Logger): RedisClient {
  const connection = openRedis(address, {
    // Commands fail at once while Redis is unreachable, because the outbox keeps the alert.
    whenAway: 'fail',
    queueCommands: false,
    commandTimeoutMs,
    retryDelay: (times) => backOffMs({ firstMs: 200, longestMs: 5000 }, times),
  });
  // Ignore connection errors: the outbox logs the problem once, while every reconnect attempt would log it again.
  connection.on('error', (error: Error) => {
    log.debug({ problem: error.message }, 'redis');
  });
  return connection;
}

function createQueue(connection: RedisClient, prefix: string, log: Logger): Queue {
  const queue = new Queue(alertQueueName, { connection, prefix, skipWaitingForReady: true });
  queue.on('error', (error) => {
    log.debug({ problem: error.message }, 'queue');
  });
  return queue;
}

function jobOptions(alertId: string) {
  const remembered = { age: rememberedForSeconds, count: rememberedCount };
  return {
    // BullMQ reserves the colon.
    jobId: alertId.replaceAll(':', '_'),
    removeOnComplete: remembered,
    removeOnFail: { age: rememberedForSeconds },
    // The delay doubles: the last attempt comes after about six days.
    attempts: 20,
    backoff: { type: 'exponential', delay: 1000, jitter: 0.5 },
  };
}

function away(reason: string): SendOutcome {
  return { outcome: 'retry', reason, scope: 'everything' };
}
