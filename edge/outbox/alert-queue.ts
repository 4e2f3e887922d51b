// Offers alerts to the queue in Redis. The job id is the alert's id, so an alert that is offered twice is one job.
// Takes a Redis address; a send is delivered only when Redis has said so.
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { alertQueueName, withoutCredentials, type Alert } from '../../contracts/index.ts';
import type { FoundProblem } from '../found-problem.ts';
import type { SendOutcome } from './drain.ts';

export interface AlertQueue {
  send(alert: Alert): Promise<SendOutcome>;
  isConnected(): boolean;
  /** What is wrong with Redis at this moment. */
  problems(): readonly FoundProblem[];
  close(): Promise<void>;
}

const commandTimeoutMs = 5000;
/** A job is remembered this long after it was handled, in seconds: longer than an edge could stay away. */
const rememberedForSeconds = 7 * 24 * 3600;
const rememberedCount = 200_000;

export function openAlertQueue(redisUrl: string, log: Logger): AlertQueue {
  const connection = new Redis(redisUrl, {
    // A command fails at once while Redis is away: the outbox keeps the alert, not this connection.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: commandTimeoutMs,
    retryStrategy: (times) => Math.min(5000, 100 * 2 ** Math.min(times, 6)),
  });
  // Said once per kind by the outbox that waits; every attempt to reconnect would say it again.
  let lastError = '';
  connection.on('error', (error: Error) => {
    lastError = error.message;
    log.debug({ problem: error.message }, 'redis');
  });
  let queue: Queue | null = null;
  const openQueue = () => {
    queue ??= createQueue(connection, log);
    return queue;
  };
  return {
    async send(alert) {
      if (connection.status !== 'ready') return away('redis is not reachable');
      try {
        await openQueue().add(alert.incident.event, alert, jobOptions(alert.alertId));
        return { outcome: 'delivered' };
      } catch (error) {
        return away(`redis: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
    isConnected: () => connection.status === 'ready',
    problems: () =>
      connection.status === 'ready' ? [] : [problemOf(withoutCredentials(redisUrl), lastError)],
    async close() {
      await queue?.close();
      connection.disconnect();
    },
  };
}

function createQueue(connection: Redis, log: Logger): Queue {
  const queue = new Queue(alertQueueName, { connection, skipWaitingForReady: true });
  queue.on('error', (error) => {
    log.debug({ problem: error.message }, 'queue');
  });
  return queue;
}

/** Errors of Redis begin with a code word of its protocol. */
function problemOf(subject: string, lastError: string): FoundProblem {
  const code = /^(WRONGPASS|NOAUTH|NOPERM)\b/.test(lastError)
    ? 'redis-login-refused'
    : 'redis-unreachable';
  return { code, subject };
}

function jobOptions(alertId: string) {
  const remembered = { age: rememberedForSeconds, count: rememberedCount };
  return {
    // BullMQ keeps the colon to itself.
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
