// The comparison for dispatch: a BullMQ worker that does nothing with its jobs. Takes the Redis address, the queue and the
// concurrency; prints a line when it is ready.
import { Worker } from 'bullmq';
import { z } from 'zod';
import { openRedis } from '../../host/redis/open-redis.ts';
import { redisAddressOf } from '../../host/redis/redis-address.ts';

const { redisUrl, queue, concurrency } = z
  .strictObject({ redisUrl: z.string(), queue: z.string(), concurrency: z.number() })
  .parse(JSON.parse(process.argv[2] ?? '{}'));
const patience = { whenAway: 'wait', queueCommands: true, retryDelay: () => 100 } as const;
const connection = openRedis(redisAddressOf(redisUrl), patience);
const worker = new Worker(queue, () => Promise.resolve(), {
  connection,
  concurrency,
  removeOnComplete: { age: 24 * 3600, count: 10_000 },
});
await worker.waitUntilReady();
process.stdout.write(`${JSON.stringify({ dispatch: 'ready', url: '', mqttUrl: '' })}\n`);
process.once('SIGTERM', () => process.exit(0));
process.stdin.once('end', () => process.exit(1)).resume();
