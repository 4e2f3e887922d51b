// Counts the jobs in Redis that are due now: waiting alerts and timers, and delayed timers whose time has come. Takes the Redis
// address; counts none while Redis is down, because no work is possible then.
import { alertQueueName } from '../../contracts/index.ts';
import { timerQueueName } from '../../dispatch/engine/timer-queue.ts';
import { keyPrefixOf, openRedis } from '../../host/redis/open-redis.ts';
import { redisAddressOf } from '../../host/redis/redis-address.ts';

export interface WorkWatch {
  waiting(): Promise<number>;
  stop(): Promise<void>;
}

/** BullMQ stores the time of a delayed job in its score, with twelve bits for the order within a millisecond. */
const scorePerMs = 4096;
const answerWithinMs = 2000;

export function watchWork(redisUrl: string): WorkWatch {
  const address = redisAddressOf(redisUrl);
  const client = openRedis(address, {
    whenAway: 'fail',
    queueCommands: false,
    retryDelay: () => 100,
  });
  client.on('error', () => undefined);
  const key = (queue: string, list: string) => `${keyPrefixOf(address)}:${queue}:${list}`;
  const count = async () => {
    const now = Date.now() * scorePerMs;
    const counts = await Promise.all([
      client.llen(key(alertQueueName, 'wait')),
      client.llen(key(timerQueueName, 'wait')),
      client.zcount(key(timerQueueName, 'delayed'), '-inf', now),
    ]);
    return counts.reduce((sum, one) => sum + one, 0);
  };
  return {
    waiting: async () => {
      if (client.status !== 'ready') return 0;
      const late = new Promise<number>((resolve) => setTimeout(resolve, answerWithinMs, 0).unref());
      return Promise.race([count().catch(() => 0), late]);
    },
    stop: () => {
      client.disconnect();
      return Promise.resolve();
    },
  };
}
