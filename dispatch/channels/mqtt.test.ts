// The embedded broker and the MQTT channel on each other: acknowledgement, log-ins, who may publish, and loss.
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { connectAsync } from 'mqtt';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import { decideAlert } from '../cases/decide-alert.ts';
import { unknownFence } from '../cases/fence-terms.ts';
import type { Outgoing } from '../delivery/outgoing.ts';
import { toOutgoing } from '../delivery/to-outgoing.ts';
import { routeAlert } from '../routing/route-alert.ts';
import { aSite } from '../testing/a-site.ts';
import { anAlert } from '../testing/alerts.ts';
import { quietLog } from '../testing/quiet-log.ts';
import { eventually } from '../testing/eventually.ts';
import { listenTo } from '../testing/listen-to.ts';
import { startEmbeddedBroker, type EmbeddedBroker, type Login } from './embedded-broker.ts';
import { createMqttChannel } from './mqtt-channel.ts';
import { openMqtt } from './open-mqtt.ts';

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function startBroker(receivers: Login | null = null): Promise<EmbeddedBroker> {
  const broker = await startEmbeddedBroker({
    host: '127.0.0.1',
    port: 0,
    receivers,
    log: quietLog(),
  });
  cleanUps.push(broker.stop);
  return broker;
}

const never = new AbortController().signal;

async function connectChannel(to: { url: string } & Partial<Login>, acknowledgeWithinMs = 5000) {
  const connection = await createMqttChannel({
    ...to,
    clock: systemClock,
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
  const recipients = routeAlert(alert, { roster: [], timezone: 'UTC' }, 7);
  const [first] = toOutgoing({ alert, decision, recipients, publicUrl: 'http://d', at: 7 });
  if (first === undefined) throw new Error('nothing goes out');
  return first;
}

/** Takes connections, says that they are welcome, and then never answers. */
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
      sentAt: got?.notification.sentAt,
    });
    expect(got?.notification.sentAt).toBeGreaterThanOrEqual(before);
  });

  it('stays with us when the broker does not acknowledge in time', async () => {
    const connection = await connectChannel({ url: await startDeafBroker() }, 100);
    expect(await connection.publish(anOutgoing())).toMatchObject({
      outcome: 'retryable',
      reason: 'no-acknowledgement',
    });
  });

  it('stays with us when the connection is lost on the way', async () => {
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
  it('fails clearly when nobody answers', async () => {
    const channel = createMqttChannel({ url: 'mqtt://127.0.0.1:1', clock: systemClock });
    await expect(channel.connect(never)).rejects.toThrow(/ECONNREFUSED/);
  });

  it('names the broker without its log-in', () => {
    const channel = createMqttChannel({ url: 'mqtts://me:secret@broker:8883', clock: systemClock });
    expect(channel.name).toBe('mqtts://broker:8883');
  });
});

describe('the embedded broker', () => {
  const receivers = { username: 'phones', password: 'let me listen' };

  it('lets only dispatch publish', async () => {
    const broker = await startBroker();
    const receiver = await listenTo(broker.url);
    cleanUps.push(receiver.close);
    const forger = await connectAsync(broker.url, { reconnectPeriod: 0 });
    const thrownOut = new Promise((resolve) =>
      forger.once('close', () => {
        resolve(null);
      }),
    );
    forger.on('error', () => undefined);
    void forger
      .publishAsync('fencewatch/v1/cells/x/officer', '{}', { qos: 1 })
      .catch(() => undefined);
    await thrownOut;
    const connection = await connectChannel(broker.publisher);
    await connection.publish(anOutgoing());
    await eventually(receiver.ids, (ids) => ids.length === 1);
  });

  it.each<[string, Partial<Login>, boolean]>([
    ['with the log-in', receivers, true],
    ['without', {}, false],
    ['with a wrong password', { ...receivers, password: 'guess' }, false],
    ['with a wrong name', { ...receivers, username: 'dispatch' }, false],
  ])('that asks for a log-in is joined %s: %s', async (_, login, welcome) => {
    const broker = await startBroker(receivers);
    const joining = connectAsync(broker.url, { ...login, reconnectPeriod: 0 }, false);
    if (!welcome) {
      await expect(joining).rejects.toThrow(/not authori[sz]ed/i);
      return;
    }
    const client = await joining;
    expect(client.connected).toBe(true);
    await client.endAsync(true);
  });

  it('does not give the id of a connected client to another one', async () => {
    const broker = await startBroker();
    const first = await connectAsync(broker.url, { clientId: 'phone 3', reconnectPeriod: 0 });
    cleanUps.push(() => first.endAsync(true));
    const second = connectAsync(broker.url, { clientId: 'phone 3', reconnectPeriod: 0 }, false);
    await expect(second).rejects.toThrow(/not authori[sz]ed/i);
    expect(first.connected).toBe(true);
    await first.endAsync(true);
    await eventually(
      () =>
        connectAsync(broker.url, { clientId: 'phone 3', reconnectPeriod: 0 }, false).then(
          (again) => again.endAsync(true).then(() => true),
          () => false,
        ),
      Boolean,
    );
  });

  it.each(['$SYS/#', '#', '+/new/clients', 'fencewatch/v1/receipts'])(
    'lets nobody listen to %s',
    async (topic) => {
      const broker = await startBroker();
      const client = await connectAsync(broker.url, { reconnectPeriod: 0 });
      cleanUps.push(() => client.endAsync(true));
      await expect(client.subscribeAsync(topic, { qos: 1 })).rejects.toThrow();
    },
  );

  it('says which port it could not have', async () => {
    const { url } = await startBroker();
    const port = Number(new URL(url).port);
    const second = startEmbeddedBroker({
      host: '127.0.0.1',
      port,
      receivers: null,
      log: quietLog(),
    });
    await expect(second).rejects.toThrow(`cannot listen on 127.0.0.1:${port}`);
  });

  it('stops with receivers still connected', async () => {
    const broker = await startEmbeddedBroker({
      host: '127.0.0.1',
      port: 0,
      receivers: null,
      log: quietLog(),
    });
    const receiver = await listenTo(broker.url);
    await broker.stop();
    await receiver.close();
  });
});

describe('openMqtt', () => {
  const basics = { host: '127.0.0.1', port: 0, clock: systemClock, log: quietLog() };
  const none = { url: null, username: null, password: null };

  it('takes the option before the site file, and the site file before its own broker', async () => {
    const site = { ...aSite().channels.mqtt, url: 'mqtt://of-the-site:1883' };
    const named = await openMqtt({ ...basics, site, url: 'mqtt://of-the-option:1883' });
    expect(named.url).toBe('mqtt://of-the-option:1883');
    expect((await openMqtt({ ...basics, site })).url).toBe('mqtt://of-the-site:1883');
    const own = await openMqtt({ ...basics, site: none });
    cleanUps.push(own.stop);
    expect(own.url).toMatch(/^mqtt:\/\/127\.0\.0\.1:\d+$/);
  });

  it('refuses half a log-in rather than be open to everybody', async () => {
    const half = { ...basics, site: none, username: 'phones' };
    await expect(openMqtt(half)).rejects.toThrow(/both a user name and a password/);
  });
});
