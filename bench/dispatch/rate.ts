// Alerts per second from the queue to stored and notified, compared with bare BullMQ on the same Redis in the same run. Takes the
// number of alerts and the engine; returns both rates, and whether anything was lost or duplicated.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { alertQueueName, kinds, type Alert } from '../../contracts/index.ts';
import { openRedis, type RedisClient } from '../../host/redis/open-redis.ts';
import { redisAddressOf } from '../../host/redis/redis-address.ts';
import { benchSite, cellOf } from './bench-site.ts';
import { startBenchChild, type BenchChild } from './child-process.ts';
import { countMessages, type MessageCount } from './count-messages.ts';
import { makeAlert } from './make-alert.ts';
import type { Place } from './place.ts';

export interface RateOptions {
  alerts: number;
  nodeArguments?: readonly string[];
}

export interface RateResult {
  alerts: number;
  bare: { perSecond: number; ms: number };
  dispatch: { perSecond: number; ms: number; storedMs: number; peakBytes: number };
  /** Dispatch and bare BullMQ. */
  ratio: number;
  notifications: { expected: number; received: number; twice: number };
  defects: number;
}

const cells = 40;
export const adminPassword = 'password of the bench';
export const receiver = { username: 'phones', password: 'password of the phones' };
const barePerAlert = 2;
const mostPatienceMs = 600_000;

export async function measureRate(place: Place, options: RateOptions): Promise<RateResult> {
  const bare = await measureBare(place, options);
  const settings = await settingsOf(place);
  const dispatch = await startBenchChild('dispatch-child', settings, options.nodeArguments ?? []);
  try {
    return await measureDispatch(place, options, { bare, dispatch });
  } finally {
    await dispatch.stop();
  }
}

export async function settingsOf(place: Place, name = 'data') {
  const dataDir = join(place.folder, name);
  await mkdir(dataDir, { recursive: true });
  const mqtt = { receivers: [{ ...receiver, password: '${PHONES}', cells: 'all' }] };
  return {
    site: { ...benchSite(cells), channels: { mqtt } },
    environment: { PHONES: receiver.password },
    redisUrl: place.redisUrl,
    databaseUrl: place.databaseUrl,
    mqttUrl: place.mqttUrl,
    dataDir,
    adminPassword,
  };
}

async function measureBare({ redisUrl }: Place, { alerts, nodeArguments = [] }: RateOptions) {
  const queue = 'bare';
  const child = await startBenchChild(
    'bare-child',
    { redisUrl, queue, concurrency: 64 },
    nodeArguments,
  );
  try {
    return await withQueue(redisUrl, queue, async (bare) => {
      const startedAt = performance.now();
      await addAll(bare, alertsOf(alerts, 'bare'));
      await untilDone(async () => {
        const { waiting = 1, active = 1 } = await bare.getJobCounts('waiting', 'active');
        return waiting + active === 0;
      });
      return rateOf(alerts, performance.now() - startedAt);
    });
  } finally {
    await child.stop();
  }
}

async function measureDispatch(
  place: Place,
  { alerts }: RateOptions,
  { bare, dispatch }: { bare: RateResult['bare']; dispatch: BenchChild },
): Promise<RateResult> {
  const expected = alerts * barePerAlert;
  const counted = await countMessages(dispatch.mqttUrl, receiver);
  const startedAt = performance.now();
  let storedMs = 0;
  try {
    await withQueue(place.redisUrl, alertQueueName, async (queue) => {
      await addAll(queue, alertsOf(alerts, 'rate'));
      await untilDone(async () => {
        const {
          waiting = 1,
          active = 1,
          delayed = 1,
        } = await queue.getJobCounts('waiting', 'active', 'delayed');
        return waiting + active + delayed === 0;
      });
      storedMs = performance.now() - startedAt;
      await untilDone(() => Promise.resolve(counted.different() >= expected));
    });
    const own = rateOf(alerts, counted.lastAt() - startedAt);
    return {
      alerts,
      bare,
      dispatch: { ...own, storedMs: Math.round(storedMs), peakBytes: await dispatch.peakBytes() },
      ratio: own.perSecond / bare.perSecond,
      notifications: await notificationsOf(counted, expected),
      defects: dispatch.defects(),
    };
  } finally {
    await counted.stop();
  }
}

/** Duplicates arrive a moment later. */
async function notificationsOf(counted: MessageCount, expected: number) {
  await delay(500);
  const received = counted.different();
  return { expected, received, twice: counted.all() - received };
}

function rateOf(count: number, ms: number): RateResult['bare'] {
  return { perSecond: Math.round((count * 1000) / ms), ms: Math.round(ms) };
}

export function alertsOf(count: number, name: string): Alert[] {
  const now = Date.now();
  return Array.from({ length: count }, (_, index) =>
    makeAlert({
      incidentId: `${name}-${index}`,
      sequence: 1,
      event: 'opened',
      cell: cellOf(index % cells),
      kind: kinds[0] ?? '',
      matterCode: '09012',
      at: now,
      openedAt: now,
    }),
  );
}

/** Like edges: each under its own id, several at once. */
export async function addAll(queue: Queue, alerts: readonly Alert[]): Promise<void> {
  const rest = [...alerts].reverse();
  const edge = async () => {
    for (let alert = rest.pop(); alert !== undefined; alert = rest.pop())
      await queue.add('alert', alert, { jobId: alert.alertId });
  };
  await Promise.all(Array.from({ length: 16 }, edge));
}

async function withQueue<T>(redisUrl: string, name: string, work: (queue: Queue) => Promise<T>) {
  const patience = { whenAway: 'wait', queueCommands: true, retryDelay: () => 100 } as const;
  const connection: RedisClient = openRedis(redisAddressOf(redisUrl), patience);
  const queue = new Queue(name, { connection });
  try {
    return await work(queue);
  } finally {
    await queue.close();
    connection.disconnect();
  }
}

async function untilDone(isDone: () => Promise<boolean>): Promise<void> {
  const late = performance.now() + mostPatienceMs;
  while (!(await isDone())) {
    if (performance.now() > late) return;
    await delay(20);
  }
}
