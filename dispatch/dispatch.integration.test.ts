// The whole of dispatch over a real Redis and its embedded broker: each alert reaches both roles of its cell, once,
// whatever goes down on the way.
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { alertQueueName, healthSchema, type Health } from '../contracts/index.ts';
import { startMosquitto } from '../e2e/servers/mosquitto.ts';
import { startRedis, type RedisServer } from '../e2e/servers/redis.ts';
import { freePort } from '../e2e/servers/server-process.ts';
import { anAlert } from './testing/alerts.ts';
import {
  enqueue,
  eventually,
  listenTo,
  makeDataTemplate,
  startTestDispatch,
  temporaryFolder,
} from './testing/test-dispatch.ts';

let template: Awaited<ReturnType<typeof makeDataTemplate>>;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let redis: RedisServer;
/** Run in reverse order after each test, whether it passed or not. */
let cleanUps: (() => Promise<unknown>)[];

beforeAll(async () => {
  template = await makeDataTemplate();
}, 180_000);
afterAll(() => template.remove());

beforeEach(async () => {
  cleanUps = [];
  folder = await temporaryFolder();
  await template.copyTo(folder.path);
  cleanUps.push(folder.remove);
  redis = await startRedis();
  cleanUps.push(() => redis.stop());
});
afterEach(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

async function start(options: Partial<Parameters<typeof startTestDispatch>[0]> = {}) {
  const dispatch = await startTestDispatch({
    redisUrl: redis.url,
    dataDir: folder.path,
    ...options,
  });
  cleanUps.push(dispatch.stop);
  return dispatch;
}

async function listen(url: string) {
  const receiver = await listenTo(url);
  cleanUps.push(receiver.close);
  return receiver;
}

async function healthAt(url: string): Promise<Health> {
  return healthSchema.parse(await (await fetch(`${url}/api/health`)).json());
}

const both = (alertId: string) => [`${alertId}-officer`, `${alertId}-property`];

describe('an alert in the queue', () => {
  it('reaches the officer and the property of its cell once each, with who is on duty', async () => {
    const dispatch = await start();
    const receiver = await listen(dispatch.mqttUrl);
    await enqueue(redis.url, anAlert());
    await eventually(receiver.ids, (ids) => ids.length === 2);
    expect(receiver.received).toMatchObject([
      {
        topic: 'fencewatch/v1/cells/370305001001001/officer',
        notification: {
          role: 'officer',
          event: 'opened',
          recipient: { name: 'Officer Li', phone: '13800000001' },
          url: expect.stringMatching(`^${dispatch.url}/cases/\\d{8}-0001$`) as string,
        },
      },
      {
        topic: 'fencewatch/v1/cells/370305001001001/property',
        notification: { role: 'property', recipient: { name: 'Warden Wang' } },
      },
    ]);
  });

  it('is told once although it comes twice, and its later events follow in order', async () => {
    const dispatch = await start();
    const receiver = await listen(dispatch.mqttUrl);
    const opened = anAlert();
    const cleared = anAlert({ sequence: 2, event: 'cleared' });
    await enqueue(redis.url, opened, opened);
    // The same alert under another job id: a repeat that the queue itself cannot see.
    const queue = new Queue(alertQueueName, { connection: { url: redis.url } });
    await queue.add('alert', opened, { jobId: 'another' });
    await queue.close();
    await enqueue(redis.url, cleared);
    await eventually(receiver.ids, (ids) => ids.includes('exit-3-0001-2-property'));
    expect(receiver.ids()).toEqual([...both(opened.alertId), ...both(cleared.alertId)]);
  });

  it('waits for the earlier alert of its incident when it overtakes it', async () => {
    const dispatch = await start();
    const receiver = await listen(dispatch.mqttUrl);
    await enqueue(redis.url, anAlert({ sequence: 2, event: 'cleared' }), anAlert());
    await eventually(receiver.ids, (ids) => ids.length === 4);
    expect(receiver.ids()).toEqual([...both('exit-3-0001-1'), ...both('exit-3-0001-2')]);
  });

  it('is refused and kept when it is not an alert, and the next one is not held up', async () => {
    const dispatch = await start();
    const receiver = await listen(dispatch.mqttUrl);
    const queue = new Queue(alertQueueName, { connection: { url: redis.url } });
    await queue.add('alert', { hello: 'world' }, { jobId: 'bad', attempts: 5 });
    await queue.add('alert', { ...anAlert(), cameraName: 'a\u0000b' }, { jobId: 'unstorable' });
    await enqueue(redis.url, anAlert());
    await eventually(receiver.ids, (ids) => ids.length === 2);
    const states = [await queue.getJobState('bad'), await queue.getJobState('unstorable')];
    expect(states).toEqual(['failed', 'failed']);
    const metrics = await (await fetch(`${dispatch.url}/metrics`)).text();
    expect(metrics).toContain('fencewatch_rejected_messages_total{reason="not-an-alert"} 1');
    expect(metrics).toContain('fencewatch_rejected_messages_total{reason="not-storable"} 1');
    expect(metrics).toMatch(/fencewatch_alerts_total\{.*effect="opened"\} 1/);
    expect(metrics).toContain(
      'fencewatch_delivery_attempts_total{role="officer",outcome="delivered"} 1',
    );
    await queue.close();
  });
});

describe('Redis', () => {
  it('may be absent at the start: people are served, health says so, and alerts flow when it is there', async () => {
    const port = await freePort();
    const redisUrl = `redis://127.0.0.1:${port}`;
    const dispatch = await start({ redisUrl });
    const receiver = await listen(dispatch.mqttUrl);
    const sick = await eventually(
      () => healthAt(dispatch.url),
      ({ mqtt }) => mqtt.ok,
    );
    expect(sick).toMatchObject({ ok: false, store: { ok: true }, redis: { ok: false } });
    expect(sick.redis.problem).toMatch(/ECONNREFUSED|not connected yet/);
    const late = await startRedis({ port });
    cleanUps.unshift(() => late.stop());
    await enqueue(redisUrl, anAlert());
    await eventually(receiver.ids, (ids) => ids.length === 2);
    await eventually(
      () => healthAt(dispatch.url),
      ({ ok }) => ok,
    );
  });

  it('may be killed and come back with its file: what was in it arrives once, and so does what comes after', async () => {
    const data = await temporaryFolder();
    cleanUps.unshift(data.remove);
    const first = await startRedis({ dir: data.path, appendOnly: true });
    const dispatch = await start({ redisUrl: first.url });
    const receiver = await listen(dispatch.mqttUrl);
    await enqueue(first.url, anAlert({ incidentId: 'before' }));
    await eventually(receiver.ids, (ids) => ids.length === 2);
    await first.kill();
    await eventually(
      () => healthAt(dispatch.url),
      ({ redis: { ok } }) => !ok,
    );
    const second = await startRedis({ dir: data.path, port: first.port, appendOnly: true });
    cleanUps.unshift(() => second.stop());
    await enqueue(first.url, anAlert({ incidentId: 'after' }));
    await eventually(receiver.ids, (ids) => ids.length === 4, 40_000);
    expect(receiver.ids()).toEqual([...both('before-1'), ...both('after-1')]);
  });
});

describe('the broker', () => {
  it('may be away: notifications wait in order, and go out once each when it is back', async () => {
    const port = await freePort();
    const url = `mqtt://127.0.0.1:${port}`;
    const dispatch = await start({ mqtt: { url, host: '127.0.0.1', port: 0 } });
    await enqueue(redis.url, anAlert({ incidentId: 'one' }), anAlert({ incidentId: 'two' }));
    await eventually(
      () => healthAt(dispatch.url),
      ({ mqtt }) => mqtt.problem !== 'not connected yet',
    );
    const depth = async () =>
      (await (await fetch(`${dispatch.url}/metrics`)).text()).includes('fencewatch_queue_depth 0');
    await eventually(depth, Boolean);
    const broker = await startMosquitto({ port });
    const receiver = await listen(url);
    await eventually(receiver.ids, (ids) => ids.length >= 4);
    expect(receiver.ids()).toEqual([...both('one-1'), ...both('two-1')]);
    await broker.kill();
    await enqueue(redis.url, anAlert({ incidentId: 'three' }));
    await eventually(
      () => healthAt(dispatch.url),
      ({ mqtt }) => !mqtt.ok,
    );
    const again = await startMosquitto({ port });
    cleanUps.unshift(() => again.stop());
    const later = await listen(url);
    await eventually(later.ids, (ids) => ids.length >= 2);
    expect(later.ids()).toEqual(both('three-1'));
  });

  it('gets the log-in that it asks for', async () => {
    const login = { username: 'fencewatch', password: 'broker-password' };
    const broker = await startMosquitto({ login });
    cleanUps.push(() => broker.stop());
    const dispatch = await start({ mqtt: { url: broker.url, host: '', port: 0, ...login } });
    await eventually(
      () => healthAt(dispatch.url),
      ({ ok }) => ok,
    );
  });
});

describe('dispatch', () => {
  it('stopped after recording and before delivery, delivers once after its restart', async () => {
    const port = await freePort();
    const mqtt = { url: `mqtt://127.0.0.1:${port}`, host: '127.0.0.1', port: 0 };
    const first = await start({ mqtt });
    await enqueue(redis.url, anAlert());
    const recorded = async () =>
      (await (await fetch(`${first.url}/metrics`)).text()).includes('fencewatch_alerts_total{');
    await eventually(recorded, Boolean);
    await first.stop();
    const broker = await startMosquitto({ port });
    cleanUps.unshift(() => broker.stop());
    const receiver = await listen(mqtt.url);
    await start({ mqtt });
    await eventually(receiver.ids, (ids) => ids.length >= 2);
    expect(receiver.ids()).toEqual(both('exit-3-0001-1'));
  });

  it('refuses to start on a data folder in use, and leaves no port behind', async () => {
    await start();
    await expect(start()).rejects.toThrow(/in use by another process/);
  });

  it('refuses to start with an administrator password that is too short', async () => {
    await expect(start({ adminPassword: 'short' })).rejects.toThrow(/password: .*8 to 256/);
  });

  it('stops within seconds while Redis is away', async () => {
    const dispatch = await start();
    const client = new Redis(redis.url);
    await client.ping();
    client.disconnect();
    await redis.kill();
    const before = Date.now();
    await dispatch.stop();
    expect(Date.now() - before).toBeLessThan(9000);
  });
});
