// Sends alerts to a real Redis that is absent at first, is killed while alerts flow, or comes with a disk that is really full.
import { execFileSync } from 'node:child_process';
import { Queue } from 'bullmq';
import { describe, expect, it, onTestFinished } from 'vitest';
import { alertQueueName, alertSchema, type Alert } from '../../contracts/index.ts';
import { startRedis } from '../../e2e/servers/redis.ts';
import { freePort } from '../../e2e/servers/server-process.ts';
import { toAlert } from '../alerts/to-alert.ts';
import { systemClock } from '../../host/clock.ts';
import { incidentEvent } from '../testing/incidents.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { testCamera, testFence } from '../testing/site.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openAlertQueue } from './alert-queue.ts';
import { startDrain } from './drain.ts';
import { openOutbox } from './outbox.ts';

function alert(sequence: number): Alert {
  const model = { name: 'm', sha256: 'ab' };
  const context = { edgeId: 'e', camera: testCamera(), fence: testFence(), model, raisedAt: 7 };
  return toAlert(incidentEvent({ sequence }), context);
}

async function drain(redisUrl: string, dir: string) {
  const memory = createMemoryLog();
  const queue = openAlertQueue(redisUrl, memory.log, systemClock);
  const outbox = await openOutbox({ dir, schema: alertSchema, log: memory.log, now: Date.now() });
  const stopping = new AbortController();
  const running = startDrain({
    name: 'alerts',
    outbox,
    clock: systemClock,
    log: memory.log,
    signal: stopping.signal,
    keyOf: ({ incident }) => incident.incidentId,
    send: (item) => queue.send(item),
    longestDelayMs: 1000,
  });
  onTestFinished(async () => {
    stopping.abort();
    await running.done;
    await queue.close();
  });
  const put = async (sequence: number) => {
    await outbox.put(alert(sequence), Date.now());
    running.nudge();
  };
  return { outbox, queue, put, memory };
}

async function jobIds(url: string): Promise<string[]> {
  const queue = new Queue(alertQueueName, { connection: { url } });
  const jobs = await queue.getJobs(['waiting']);
  await queue.close();
  return jobs.reverse().map(({ id }) => id ?? '');
}

async function until(isDone: () => boolean, limitMs = 30_000): Promise<void> {
  for (let waited = 0; !isDone() && waited < limitMs; waited += 50) await systemClock.wait(50);
  if (!isDone()) throw new Error(`not within ${limitMs} ms`);
}

describe('alerts on their way to Redis', () => {
  it('wait while it is absent and arrive once, in order, when it comes', async () => {
    const port = await freePort();
    const { put, outbox, memory } = await drain(
      `redis://127.0.0.1:${port}`,
      await temporaryFolder(),
    );
    for (const n of [1, 2, 3]) await put(n);
    await until(() => memory.text().includes('redis is not reachable'));
    expect(outbox.entries()).toHaveLength(3);
    const redis = await startRedis({ port });
    onTestFinished(() => redis.stop());
    await until(() => outbox.entries().length === 0);
    expect(await jobIds(redis.url)).toEqual(['exit-1-a1-1', 'exit-1-a1-2', 'exit-1-a1-3']);
  });

  it('survive a kill of Redis, each of them once', async () => {
    const dir = await temporaryFolder();
    const first = await startRedis({ appendOnly: true, dir });
    const { put, outbox } = await drain(first.url, await temporaryFolder());
    for (let n = 1; n <= 20; n++) await put(n);
    await until(() => outbox.entries().length < 20);
    await first.kill();
    for (let n = 21; n <= 40; n++) await put(n);
    const second = await startRedis({ appendOnly: true, dir, port: first.port });
    onTestFinished(() => second.stop());
    await until(() => outbox.entries().length === 0);
    const expected = Array.from({ length: 40 }, (_, i) => `exit-1-a1-${i + 1}`);
    expect((await jobIds(second.url)).sort()).toEqual(expected.sort());
  });

  it('are one job when they are added twice', async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const { queue } = await drain(redis.url, await temporaryFolder());
    await until(() => queue.isConnected());
    expect(await queue.send(alert(1))).toEqual({ outcome: 'delivered' });
    expect(await queue.send(alert(1))).toEqual({ outcome: 'delivered' });
    expect(await jobIds(redis.url)).toEqual(['exit-1-a1-1']);
  });
});

/** A file system of 64 KiB, or null where mounting is not allowed. */
async function tinyDisk(): Promise<string | null> {
  const dir = await temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', dir], { stdio: 'ignore' });
  } catch {
    return null;
  }
  onTestFinished(() => void execFileSync('umount', [dir]));
  return dir;
}

describe('a disk that is full', () => {
  it('is reported, and no alert is lost', async ({ skip }) => {
    const dir = await tinyDisk();
    if (dir === null) skip('SKIPPED: a full disk needs root to mount a small file system');
    const port = await freePort();
    const { put, outbox, memory } = await drain(`redis://127.0.0.1:${port}`, dir!);
    for (let n = 1; n <= 40; n++) await put(n);
    expect(outbox.state().problem).toContain('outbox full');
    expect(memory.text()).toContain('outbox full: no space left on the disk');
    expect(outbox.entries()).toHaveLength(40);
    const redis = await startRedis({ port });
    onTestFinished(() => redis.stop());
    await until(() => outbox.entries().length === 0);
    expect(await jobIds(redis.url)).toHaveLength(40);
    expect(outbox.state()).toMatchObject({ waiting: 0, unwritten: 0, problem: null });
  });
});
