// The MQTT channel on the embedded broker: acknowledgement, loss, and which broker is opened with which log-ins.
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../host/clock.ts';
import { decideAlert } from '../cases/decide-alert.ts';
import { unknownFence } from '../cases/fence-terms.ts';
import type { Outgoing } from './outgoing.ts';
import { toOutgoing } from '../delivery/to-outgoing.ts';
import { createDutyPlan, routeAlert } from '../routing/route-alert.ts';
import { aSite } from '../testing/a-site.ts';
import { anAlert } from '../testing/alerts.ts';
import { quietLog } from '../testing/quiet-log.ts';
import { eventually } from '../testing/eventually.ts';
import { listenTo, loginOf } from '../testing/listen-to.ts';
import { testReceiver } from '../testing/secrets.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { startEmbeddedBroker, type EmbeddedBroker, type Login } from './embedded-broker.ts';
import { createMqttChannel } from './mqtt-channel.ts';
import { openMqtt, type OpenMqtt } from './open-mqtt.ts';

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function startBroker(): Promise<EmbeddedBroker> {
  const receivers = [testReceiver];
  const own = { host: '127.0.0.1', port: 0, clock: systemClock, log: quietLog() };
  const broker = await startEmbeddedBroker({ ...own, receivers });
  cleanUps.push(broker.stop);
  return broker;
}

const never = new AbortController().signal;

async function connectChannel(to: { url: string } & Partial<Login>, acknowledgeWithinMs = 5000) {
  const connection = await createMqttChannel({
    ...to,
    clock: systemClock,
    words: { timezone: 'Asia/Shanghai' },
    acknowledgeWithinMs,
  }).connect(never);
  cleanUps.push(connection.close);
  return connection;
}

function anOutgoing(): Outgoing {
  const alert = anAlert();
  const decision = decideAlert({
    alert,
    current: null,
    caseId: '20261122-0001',
    fence: unknownFence,
    at: 7,
  });
  const recipients = routeAlert(alert, createDutyPlan({ roster: [], timezone: 'UTC' }), 7);
  const [first] = toOutgoing({ alert, decision, recipients, publicUrl: 'http://d', at: 7 });
  if (first === undefined) throw new Error('nothing goes out');
  return first;
}

/** Accepts connections and log-ins, and then never answers. */
async function startDeafBroker(): Promise<string> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.once('data', () => socket.write(Buffer.from([0x20, 2, 0, 0])));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUps.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a notification', () => {
  it('is delivered when the broker has acknowledged it, with the time of the attempt', async () => {
    const broker = await startBroker();
    const receiver = await listenTo(broker.url);
    cleanUps.push(receiver.close);
    const before = Date.now();
    const connection = await connectChannel(broker.publisher);
    const outgoing = anOutgoing();
    expect(await connection.publish(outgoing)).toEqual({
      outcome: 'handed-over',
      listeners: 'unknown',
    });
    await eventually(receiver.ids, (ids) => ids.length === 1);
    const [got] = receiver.received;
    expect(got?.topic).toBe('fencewatch/v1/cells/370305001001001/officer');
    expect(got?.notification).toEqual({
      ...outgoing.notification,
      text: got?.notification.text,
      sentAt: got?.notification.sentAt,
    });
    // A topic may have readers of both languages.
    expect(got?.notification.text?.['zh-CN'].title).toMatch(/^新案件 · /);
    expect(got?.notification.text?.en.title).toMatch(/^New · /);
    expect(got?.notification.sentAt).toBeGreaterThanOrEqual(before);
  });

  it('stays pending when the broker does not acknowledge in time', async () => {
    const connection = await connectChannel({ url: await startDeafBroker() }, 100);
    expect(await connection.publish(anOutgoing())).toMatchObject({
      outcome: 'retryable',
      reason: 'no-acknowledgement',
    });
  });

  it('stays pending when the connection is lost', async () => {
    const url = await startDeafBroker();
    const connection = await connectChannel({ url });
    const attempt = connection.publish(anOutgoing());
    await cleanUps.shift()?.();
    expect(await attempt).toMatchObject({ outcome: 'retryable', reason: 'connection-lost' });
    expect(await connection.lost).not.toBe('');
  });

  it.each<[string, Partial<Outgoing>]>([
    ['its topic is no topic', { topic: 'fencewatch/#' }],
    [
      'its content is no notification',
      { notification: { ...anOutgoing().notification, version: 2 as 1 } },
    ],
  ])('is given up when %s', async (_, change) => {
    const connection = await connectChannel((await startBroker()).publisher);
    const outcome = await connection.publish({ ...anOutgoing(), ...change });
    expect(outcome).toMatchObject({ outcome: 'permanent', reason: 'not-publishable' });
  });
});

describe('connecting', () => {
  it('fails clearly when the broker is unreachable', async () => {
    const channel = createMqttChannel({ url: 'mqtt://127.0.0.1:1', clock: systemClock });
    await expect(channel.connect(never)).rejects.toThrow(/ECONNREFUSED/);
  });

  it('names the broker without its log-in', () => {
    const channel = createMqttChannel({ url: 'mqtts://me:secret@broker:8883', clock: systemClock });
    expect(channel.name).toBe('mqtts://broker:8883');
  });
});

describe('openMqtt', () => {
  const none = { url: null, username: null, password: null, receivers: [] };
  const phones = { username: 'phones', password: 'let me listen' };

  async function basics() {
    const { path, remove } = await temporaryFolder();
    cleanUps.push(remove);
    return {
      host: '127.0.0.1',
      port: 0,
      dataDir: path,
      clock: systemClock,
      log: quietLog(),
    };
  }

  async function open(options: Parameters<typeof openMqtt>[0]): Promise<OpenMqtt> {
    const opened = await openMqtt(options);
    cleanUps.push(opened.stop);
    return opened;
  }

  const admits = (url: string, login: Partial<Login> = {}) =>
    connectAsync(url, { ...login, reconnectPeriod: 0 }, false).then(
      (client) => client.endAsync(true).then(() => true),
      () => false,
    );

  it('prefers the option to the site file, and the site file to the embedded broker', async () => {
    const base = await basics();
    const site = { ...aSite().channels.mqtt, url: 'mqtt://of-the-site:1883' };
    const named = await open({ ...base, site, url: 'mqtt://of-the-option:1883' });
    expect(named.url).toBe('mqtt://of-the-option:1883');
    expect((await open({ ...base, site })).url).toBe('mqtt://of-the-site:1883');
    const own = await open({ ...base, site: none });
    expect(own.url).toMatch(/^mqtt:\/\/127\.0\.0\.1:\d+$/);
    expect([named.isOwn, own.isOwn]).toEqual([false, true]);
  });

  it('generates a log-in if none is set, keeps it over a restart, and says where it is', async () => {
    const base = await basics();
    const first = await openMqtt({ ...base, site: none });
    const file = join(base.dataDir, 'mqtt-login.json');
    const login = JSON.parse(await readFile(file, 'utf8')) as Login;
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(JSON.stringify(base.log.lines)).toContain(file);
    expect(JSON.stringify(base.log.lines)).not.toContain(login.password);
    expect(await admits(first.url)).toBe(false);
    expect(await admits(first.url, login)).toBe(true);
    await first.stop();
    const second = await open({ ...base, site: none });
    expect(await admits(second.url, login)).toBe(true);
  });

  it.each(['', '{"username":"receiver"', '{"username":"receiver","password":""}'])(
    'makes a new log-in when the kept one reads %j, and says so',
    async (damaged) => {
      const base = await basics();
      const file = join(base.dataDir, 'mqtt-login.json');
      await writeFile(file, damaged);
      const { url } = await open({ ...base, site: none });
      expect(base.log.lines).toContainEqual(expect.objectContaining({ level: 'warn' }));
      const login = JSON.parse(await readFile(file, 'utf8')) as Login;
      expect(await admits(url, login)).toBe(true);
    },
  );

  it('makes none where the site file or the environment has one', async () => {
    const base = await basics();
    const ofSite = await open({ ...base, site: { ...none, receivers: [testReceiver] } });
    expect(await admits(ofSite.url, loginOf(testReceiver))).toBe(true);
    const ofEnvironment = await open({ ...base, site: none, ...phones });
    expect(await admits(ofEnvironment.url, phones)).toBe(true);
    expect(await readdir(base.dataDir)).toEqual([]);
  });

  it('refuses half a log-in instead of using another one', async () => {
    const half = { ...(await basics()), site: none, username: 'phones' };
    await expect(openMqtt(half)).rejects.toThrow(/both a user name and a password/);
  });
});

describe('the embedded broker', () => {
  const site = { url: null, username: null, password: null, receivers: [testReceiver] };

  async function openIn(dataDir: string) {
    const log = quietLog();
    const opened = await openMqtt({
      ...{ host: '127.0.0.1', port: 0, dataDir, site, clock: systemClock, log },
    });
    cleanUps.push(opened.stop);
    const connection = await opened.channel.connect(never);
    cleanUps.push(connection.close);
    return { opened, connection };
  }

  it('knows the subscribers of a message, and waits for known phones after a restart', async () => {
    const { path, remove } = await temporaryFolder();
    cleanUps.push(remove);
    const { opened, connection } = await openIn(path);
    const toNobody = { outcome: 'handed-over', listeners: 'nobody' };
    expect(await connection.publish(anOutgoing())).toEqual(toNobody);
    const before = await listenTo(opened.url);
    cleanUps.push(before.close);
    expect(await connection.publish(anOutgoing())).toEqual({ ...toNobody, listeners: 'some' });
    expect(await readdir(path)).toEqual(['mqtt-was-heard']);
    await connection.close();
    await opened.stop();
    const again = await openIn(path);
    const published = again.connection.publish(anOutgoing());
    const phone = await listenTo(again.opened.url);
    cleanUps.push(phone.close);
    expect(await published).toEqual({ ...toNobody, listeners: 'some' });
    await eventually(phone.ids, (ids) => ids.length === 1);
  });
});
