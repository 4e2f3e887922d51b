// The alert queue of a real dispatch on a real Redis: any client of Redis can put anything there, JSON or not.
import { Queue, QueueEvents } from 'bullmq';
import { alertQueueName } from '../../../contracts/index.ts';
import { keyPrefixOf, openRedis } from '../../../host/redis/open-redis.ts';
import { redisAddressOf } from '../../../host/redis/redis-address.ts';
import { mutateJson } from '../mutate-value.ts';
import { openDispatch } from '../real-dispatch.ts';
import type { FuzzTarget } from '../target.ts';
import { sampleAlerts } from './queue-message.ts';

const withinMs = 20_000;
/** Long enough to put other bytes into the job before it is taken. */
const delayMs = 300;

export const alertQueue: FuzzTarget = {
  name: 'alert-queue',
  what: 'the alert queue of a real dispatch, on a real Redis',
  share: 1500,
  withinMs: 30_000,
  open: async () => {
    const dispatch = await openDispatch();
    const patience = { whenAway: 'wait', queueCommands: true, retryDelay: () => 100 } as const;
    const address = redisAddressOf(dispatch.place.redisUrl);
    const open = () => openRedis(address, patience);
    const connections = [open(), open()] as const;
    const queue = new Queue(alertQueueName, { connection: connections[0] });
    const events = new QueueEvents(alertQueueName, { connection: connections[1] });
    await events.waitUntilReady();
    const samples = sampleAlerts();
    let count = 0;
    return {
      atOnce: 8,
      make: (dice) => mutateJson(samples[dice(samples.length)] ?? null, dice),
      run: async (input) => {
        count += 1;
        const jobId = `fuzz-${count}`;
        const job = await queue.add('alert', {}, { jobId, delay: delayMs });
        const key = `${keyPrefixOf(address)}:${alertQueueName}:${jobId}`;
        await connections[0].hset(key, 'data', Buffer.from(input));
        const ended = await job.waitUntilFinished(events, withinMs).then(
          () => null,
          (error: unknown) => (error instanceof Error ? error.message : String(error)),
        );
        if (ended?.includes('timed out') === true) throw new Error(`not taken: ${ended}`);
        return ended;
      },
      close: async () => {
        await Promise.all([queue.close(), events.close()]);
        for (const connection of connections) connection.disconnect();
        await dispatch.close();
      },
    };
  },
};
