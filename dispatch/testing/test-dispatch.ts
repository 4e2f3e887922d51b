// A whole dispatch for tests, over a real Redis, with all its ports free ones; and the small tools around it.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { connectAsync } from 'mqtt';
import {
  alertQueueName,
  notificationSchema,
  type Alert,
  type Notification,
} from '../../contracts/index.ts';
import { systemClock } from '../clock.ts';
import { startDispatch, type Dispatch, type DispatchOptions } from '../dispatch.ts';
import { layDatabase } from '../store/testing/quick-store.ts';
import { aSite } from './a-site.ts';
import { quietLog, type QuietLog } from './quiet-log.ts';

export const testEdgeToken = 'edge-token-of-the-tests';
export const testAdminPassword = 'admin-password';

export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'fencewatch-dispatch-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** A data folder with an empty database, to be copied: making one takes longer than all the rest of a test. */
export async function makeDataTemplate(): Promise<{
  copyTo: (path: string) => Promise<void>;
  remove: () => Promise<void>;
}> {
  const { path, remove } = await temporaryFolder();
  await layDatabase(path);
  return { remove, copyTo: (target) => cp(path, target, { recursive: true }) };
}

export async function startTestDispatch(
  options: Partial<DispatchOptions> & Pick<DispatchOptions, 'redisUrl' | 'dataDir'>,
): Promise<Dispatch & { log: QuietLog }> {
  const log = quietLog();
  const dispatch = await startDispatch({
    site: aSite(),
    host: '127.0.0.1',
    port: 0,
    edgeToken: testEdgeToken,
    adminPassword: testAdminPassword,
    mqtt: { host: '127.0.0.1', port: 0 },
    clock: systemClock,
    log,
    ...options,
  });
  return { ...dispatch, log };
}

/** What an edge does: puts an alert into the queue under its own id. */
export async function enqueue(redisUrl: string, ...alerts: Alert[]): Promise<void> {
  const queue = new Queue(alertQueueName, { connection: { url: redisUrl } });
  for (const alert of alerts) await queue.add('alert', alert, { jobId: alert.alertId });
  await queue.close();
}

export interface Receiver {
  received: { topic: string; notification: Notification }[];
  /** `topic-end notificationId` of each, for short expectations. */
  ids: () => string[];
  close: () => Promise<void>;
}

/** What an officer's or a property's app does: listens to its topic. */
export async function listenTo(url: string, topic = 'fencewatch/v1/cells/#'): Promise<Receiver> {
  const client = await connectAsync(url, { reconnectPeriod: 100 });
  const received: Receiver['received'] = [];
  client.on('error', () => undefined);
  client.on('message', (from, body) => {
    const notification = notificationSchema.parse(JSON.parse(body.toString()));
    received.push({ topic: from, notification });
  });
  await client.subscribeAsync(topic, { qos: 1 });
  return {
    received,
    ids: () => received.map(({ notification }) => notification.notificationId),
    close: () => client.endAsync(true),
  };
}

/** Waits until something holds; fails with what it said last. */
export async function eventually<T>(
  probe: () => T | Promise<T>,
  holds: (value: T) => boolean,
  withinMs = 20_000,
): Promise<T> {
  const late = Date.now() + withinMs;
  for (;;) {
    const value = await probe();
    if (holds(value)) return value;
    if (Date.now() > late) throw new Error(`still ${JSON.stringify(value)} after ${withinMs} ms`);
    await sleep(25);
  }
}
