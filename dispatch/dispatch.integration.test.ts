// Dispatch with a real Redis and its embedded broker: each alert reaches both roles of its cell once, whatever fails in between.
import { Queue } from 'bullmq';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { alertQueueName } from '../contracts/index.ts';
import { startMosquitto } from '../e2e/servers/mosquitto.ts';
import { startRelay } from '../e2e/servers/relay.ts';
import { startRedis, type RedisServer } from '../e2e/servers/redis.ts';
import { freePort } from '../e2e/servers/server-process.ts';
import { openMqtt } from './channels/open-mqtt.ts';
import { systemClock } from '../host/clock.ts';
import type { Dispatch } from './dispatch.ts';
import { aSite } from './testing/a-site.ts';
import { anAlert } from './testing/alerts.ts';
import { quietLog } from './testing/quiet-log.ts';
import { enqueue } from './testing/enqueue.ts';
import { eventually } from './testing/eventually.ts';
import { type Receiver, listenTo } from './testing/listen-to.ts';
import { healthAt, untilRecorded } from './testing/ask-dispatch.ts';
import { dataFolder } from './testing/temporary-folder.ts';
import { startTestDispatch } from './testing/test-dispatch.ts';

type Undo = () => Promise<unknown>;
/** Runs in reverse order, also after a failure: after each test, and after all of them. */
const [afterThis, afterThemAll]: [Undo[], Undo[]] = [[], []];
const undoAll = async (steps: Undo[]) => {
  for (const step of steps.splice(0).reverse()) await step();
};
afterEach(() => undoAll(afterThis));
afterAll(() => undoAll(afterThemAll), 60_000);

/** Shared by all tests in which nothing fails: starting them takes longer than the tests. */
let redis: RedisServer;
let folder: string;
let dispatch: Dispatch;
let receiver: Receiver;
beforeAll(async () => {
  redis = await startRedis();
  afterThemAll.push(() => redis.stop());
  folder = await ownFolder(afterThemAll);
  dispatch = await start({ dataDir: folder }, afterThemAll);
  receiver = await listen(dispatch.mqttUrl, afterThemAll);
}, 120_000);

async function ownFolder(undo = afterThis): Promise<string> {
  const { path, remove } = await dataFolder();
  undo.push(remove);
  return path;
}

type Options = Partial<Parameters<typeof startTestDispatch>[0]> & { dataDir: string };

async function start(options: Options, undo = afterThis): Promise<Dispatch> {
  const started = await startTestDispatch({ redisUrl: redis.url, ...options });
  undo.push(started.stop);
  return started;
}

async function listen(url: string, undo = afterThis): Promise<Receiver> {
  const listening = await listenTo(url);
  undo.push(listening.close);
  return listening;
}

const both = (alertId: string) => [`${alertId}-officer`, `${alertId}-property`];
/** The notifications of one incident. */
const told = (incidentId: string) => receiver.ids().filter((id) => id.startsWith(`${incidentId}-`));

describe('an alert in the queue', () => {
  it('reaches the officer and the property staff of its cell once each, with the person on duty', async () => {
    await enqueue(redis.url, anAlert({ incidentId: 'plain' }));
    await eventually(
      () => told('plain'),
      (ids) => ids.length === 2,
    );
    const own = receiver.received.filter(({ notification }) => notification.incidentId === 'plain');
    expect(own).toMatchObject([
      {
        topic: 'fencewatch/v1/cells/370305001001001/officer',
        notification: {
          role: 'officer',
          event: 'opened',
          recipient: { name: 'Officer Li', phone: '13800000001' },
          url: expect.stringMatching(`^${dispatch.url}/cases/\\d{8}-\\d{4}$`) as string,
        },
      },
      {
        topic: 'fencewatch/v1/cells/370305001001001/property',
        notification: { role: 'property', recipient: { name: 'Warden Wang' } },
      },
    ]);
  });

  it('is notified once although it arrives twice, and its later events follow in order', async () => {
    const opened = anAlert({ incidentId: 'twice' });
    const cleared = anAlert({ incidentId: 'twice', sequence: 2, event: 'cleared' });
    await enqueue(redis.url, opened, opened);
    // The same alert under another job id: a repeat that the queue itself cannot see.
    const queue = new Queue(alertQueueName, { connection: { url: redis.url } });
    await queue.add('alert', opened, { jobId: 'another' });
    await queue.close();
    await enqueue(redis.url, cleared);
    await eventually(
      () => told('twice'),
      (ids) => ids.includes('twice-2-property'),
    );
    expect(told('twice')).toEqual([...both(opened.alertId), ...both(cleared.alertId)]);
  });

  it('waits for the earlier alert of its incident when it arrives first', async () => {
    const cleared = anAlert({ incidentId: 'hasty', sequence: 2, event: 'cleared' });
    await enqueue(redis.url, cleared, anAlert({ incidentId: 'hasty' }));
    await eventually(
      () => told('hasty'),
      (ids) => ids.length === 4,
    );
    expect(told('hasty')).toEqual([...both('hasty-1'), ...both('hasty-2')]);
  });

  it('joins the case of its place when another camera was first, and is not notified again', async () => {
    const place = 'north-stairs';
    const stairs = { incidentId: 'second', cameraId: 'corner', fenceId: 'foot', place };
    const next = anAlert({ incidentId: 'next' });
    await enqueue(redis.url, anAlert({ incidentId: 'first', place }), anAlert(stairs), next);
    await eventually(
      () => told('next'),
      (ids) => ids.length === 2,
    );
    expect([told('first'), told('second')]).toEqual([both('first-1'), []]);
    const gone = { sequence: 2, event: 'cleared' } as const;
    await enqueue(redis.url, anAlert({ incidentId: 'first', place, ...gone }));
    await enqueue(redis.url, anAlert({ ...stairs, ...gone }));
    await eventually(
      () => told('second'),
      (ids) => ids.length === 2,
    );
    expect([told('first'), told('second')]).toEqual([both('first-1'), both('second-2')]);
  });

  it('is rejected and stored when it is invalid, and does not delay the next one', async () => {
    const next = anAlert({ incidentId: 'held', kind: 'debris-pile' });
    const queue = new Queue(alertQueueName, { connection: { url: redis.url } });
    await queue.add('alert', { hello: 'world' }, { jobId: 'bad', attempts: 5 });
    await queue.add('alert', { ...next, cameraName: 'a\u0000b' }, { jobId: 'unstorable' });
    await enqueue(redis.url, next);
    await eventually(
      () => told('held'),
      (ids) => ids.length === 2,
    );
    const states = [await queue.getJobState('bad'), await queue.getJobState('unstorable')];
    expect(states).toEqual(['failed', 'failed']);
    await queue.close();
    const metrics = await (await fetch(`${dispatch.url}/metrics`)).text();
    expect(metrics).toContain('fencewatch_rejected_messages_total{reason="not-an-alert"} 2');
    expect(metrics).toMatch(/fencewatch_alerts_total\{kind="debris-pile",.*effect="opened"\} 1/);
    expect(metrics).toMatch(
      /fencewatch_delivery_attempts_total\{role="officer",outcome="handed-over"\} [1-9]/,
    );
  });
});

describe('Redis', () => {
  it('may be down at the start, die with its file and come back, and be down at the end', async () => {
    const port = await freePort();
    const [redisUrl, dataDir] = [`redis://127.0.0.1:${port}`, await ownFolder()];
    const lonely = await start({ redisUrl, dataDir });
    const listener = await listen(lonely.mqttUrl);
    const health = () => healthAt(lonely.url);
    const sick = await eventually(health, ({ mqtt }) => mqtt.ok);
    expect(sick).toMatchObject({ ok: false, store: { ok: true }, redis: { ok: false } });
    expect(sick.redis.problem).toMatch(/ECONNREFUSED|not connected yet/);
    const file = await dataFolder();
    afterThis.push(file.remove);
    const first = await startRedis({ port, dir: file.path, appendOnly: true });
    afterThis.push(() => first.stop());
    await enqueue(redisUrl, anAlert({ incidentId: 'before' }));
    await eventually(listener.ids, (ids) => ids.length === 2);
    await eventually(health, ({ ok }) => ok);
    await first.kill();
    await eventually(health, ({ redis: { ok } }) => !ok);
    const second = await startRedis({ port, dir: file.path, appendOnly: true });
    afterThis.push(() => second.stop());
    await enqueue(redisUrl, anAlert({ incidentId: 'after' }));
    await eventually(listener.ids, (ids) => ids.length === 4, 40_000);
    expect(listener.ids()).toEqual([...both('before-1'), ...both('after-1')]);
    await second.kill();
    const toldAt = Date.now();
    await lonely.stop();
    expect(Date.now() - toldAt).toBeLessThan(9000);
  }, 120_000);
});

describe('the broker', () => {
  it('may be down while dispatch restarts, and later: pending messages are sent once and in order', async () => {
    const port = await freePort();
    const url = `mqtt://127.0.0.1:${port}`;
    const own = await startRedis();
    afterThis.push(() => own.stop());
    const options = {
      dataDir: await ownFolder(),
      redisUrl: own.url,
      mqtt: { url, host: '127.0.0.1', port: 0 },
    };
    const first = await start(options);
    await enqueue(own.url, anAlert({ incidentId: 'one' }), anAlert({ incidentId: 'two' }));
    await untilRecorded(first.url, 2);
    expect((await healthAt(first.url)).mqtt.ok).toBe(false);
    await first.stop();
    const broker = await startMosquitto({ port });
    afterThis.push(() => broker.stop());
    const listener = await listen(url);
    const second = await start(options);
    await eventually(listener.ids, (ids) => ids.length >= 4);
    expect(listener.ids()).toEqual([...both('one-1'), ...both('two-1')]);
    await broker.kill();
    await enqueue(own.url, anAlert({ incidentId: 'three' }));
    await eventually(
      () => healthAt(second.url),
      ({ mqtt }) => !mqtt.ok,
    );
    const again = await startMosquitto();
    afterThis.push(() => again.stop());
    // The subscriber must connect before dispatch, which delivers at once: a broker drops messages without a subscriber.
    const later = await listen(again.url);
    const wire = await startRelay({ port, target: again.port });
    afterThis.push(() => wire.cut());
    await eventually(later.ids, (ids) => ids.length >= 2);
    expect(later.ids()).toEqual(both('three-1'));
  }, 120_000);

  it('gets the log-in that it requires', async () => {
    const login = { username: 'fencewatch', password: 'broker-password' };
    const broker = await startMosquitto({ login });
    afterThis.push(() => broker.stop());
    const own = {
      clock: systemClock,
      log: quietLog(),
      site: aSite().channels.mqtt,
      dataDir: folder,
    };
    const open = (password: string) =>
      openMqtt({ ...own, ...login, password, url: broker.url, host: '', port: 0 });
    const { signal } = new AbortController();
    const connection = await (await open(login.password)).channel.connect(signal);
    await connection.close();
    await expect((await open('wrong')).channel.connect(signal)).rejects.toThrow(/authorized/i);
  });
});

describe('dispatch', () => {
  it('refuses to start with a data folder that is in use', () =>
    expect(start({ dataDir: folder })).rejects.toThrow(/in use by another process/));
});
