// The receiving end over a real Redis: what it accepts, and the problems it reports.
import { Queue } from 'bullmq';
import { expect, it, onTestFinished } from 'vitest';
import { alertQueueName } from '../../contracts/index.ts';
import { startRedis } from '../../e2e/servers/redis.ts';
import { systemClock as edgeClock } from '../../host/clock.ts';
import { keyPrefixOf, openRedis } from '../../host/redis/open-redis.ts';
import { redisAddressOf } from '../../host/redis/redis-address.ts';
import { openAlertQueue } from '../../edge/outbox/alert-queue.ts';
import { createMemoryLog } from '../../edge/testing/memory-log.ts';
import { systemClock } from '../../host/clock.ts';
import { quietLog } from '../testing/quiet-log.ts';
import { startAlertQueue } from './alert-queue.ts';

it('accepts messages, and reports that Redis may evict keys, and that it is unreachable', async () => {
  const redis = await startRedis({ args: ['--maxmemory-policy', 'allkeys-lru'] });
  const taken: string[] = [];
  const queue = startAlertQueue({
    redisUrl: redis.url,
    handle: ({ jobId }) => {
      taken.push(jobId);
      return Promise.resolve({ verdict: 'recorded' });
    },
    clock: systemClock,
    log: quietLog(),
  });
  onTestFinished(async () => {
    await queue.stop();
    await redis.stop();
  });
  const codes = () => queue.problems().map(({ code }) => code);
  const sender = new Queue(alertQueueName, { connection: { url: redis.url } });
  await sender.add('alert', {}, { jobId: 'one' });
  await sender.close();
  await expect.poll(() => taken, { timeout: 20_000 }).toEqual(['one']);
  await expect.poll(codes, { timeout: 10_000 }).toEqual(['redis-evicts']);
  expect(queue.state()).toEqual({ ok: false, problem: 'redis-evicts: allkeys-lru' });
  expect(await queue.depth()).toBe(0);
  await redis.kill();
  await expect.poll(codes, { timeout: 10_000 }).toEqual(['redis-unreachable']);
  expect(await queue.depth()).toBeNull();
});

it('reports a wrong password on both ends, not that Redis is unreachable', async () => {
  const redis = await startRedis({ args: ['--requirepass', 'right'] });
  const redisUrl = redis.url.replace('redis://', 'redis://:wrong@');
  const handle = () => Promise.reject(new Error('nothing comes'));
  const receiving = startAlertQueue({ redisUrl, handle, clock: systemClock, log: quietLog() });
  const sending = openAlertQueue(redisUrl, createMemoryLog().log, edgeClock);
  onTestFinished(async () => {
    await sending.close();
    await receiving.stop();
    await redis.stop();
  });
  for (const end of [receiving, sending])
    await expect
      .poll(() => end.problems().map(({ code }) => code), { timeout: 10_000 })
      .toEqual(['redis-login-refused']);
  expect(receiving.state().problem).toMatch(/^redis-login-refused/);
});

it('takes a job whose data is no JSON once, as text, and continues with the next', async () => {
  const redis = await startRedis();
  const taken: unknown[] = [];
  const queue = startAlertQueue({
    redisUrl: redis.url,
    handle: ({ data }) => {
      taken.push(data);
      return Promise.resolve({ verdict: 'rejected', reason: 'not-an-alert' });
    },
    clock: systemClock,
    log: quietLog(),
  });
  const sender = new Queue(alertQueueName, { connection: { url: redis.url } });
  const address = redisAddressOf(redis.url);
  const client = openRedis(address, {
    whenAway: 'wait',
    queueCommands: true,
    retryDelay: () => 100,
  });
  onTestFinished(async () => {
    client.disconnect();
    await sender.close();
    await queue.stop();
    await redis.stop();
  });
  await sender.add('alert', {}, { jobId: 'broken', delay: 500 });
  await client.hset(`${keyPrefixOf(address)}:${alertQueueName}:broken`, 'data', '{"cut');
  await sender.add('alert', { good: true }, { jobId: 'good', delay: 600 });
  await expect.poll(() => taken, { timeout: 20_000 }).toEqual(['{"cut', { good: true }]);
  await expect.poll(() => sender.getFailedCount(), { timeout: 10_000 }).toBe(2);
  expect(await queue.depth()).toBe(0);
});
