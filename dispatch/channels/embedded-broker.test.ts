// Permissions at the embedded broker: log-ins, the cells of a receiver, what it may publish, client ids and last wills.
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../host/clock.ts';
import type { Receiver } from '../../contracts/index.ts';
import { eventually } from '../testing/eventually.ts';
import { loginOf } from '../testing/listen-to.ts';
import { quietLog } from '../testing/quiet-log.ts';
import { startEmbeddedBroker, type EmbeddedBroker, type Login } from './embedded-broker.ts';

const one = '370305001001001';
const other = '370305001001002';
const phones: Receiver = { username: 'phones', password: 'let me listen', cells: 'one-at-a-time' };
const hall: Receiver = { username: 'hall', password: 'all of them', cells: 'all' };
const gate: Receiver = { username: 'gate', password: 'only mine', cells: [one] };

const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function startBroker(): Promise<EmbeddedBroker> {
  const receivers = [phones, hall, gate];
  const own = { host: '127.0.0.1', port: 0, clock: systemClock, log: quietLog() };
  const broker = await startEmbeddedBroker({ ...own, receivers });
  cleanUps.push(broker.stop);
  return broker;
}

async function join(
  { url }: { url: string },
  login: Login = phones,
  options: IClientOptions = {},
): Promise<MqttClient> {
  const client = await connectAsync(
    url,
    { ...loginOf(login), reconnectPeriod: 0, ...options },
    false,
  );
  client.on('error', () => undefined);
  cleanUps.push(() => client.endAsync(true));
  return client;
}

/** All messages that dispatch's own log-in receives. */
async function hear(broker: EmbeddedBroker, ...topics: string[]): Promise<string[]> {
  const client = await join(broker, broker.publisher);
  const heard: string[] = [];
  client.on('message', (topic, payload) => heard.push(`${topic} ${payload.toString()}`));
  await client.subscribeAsync(topics, { qos: 1 });
  return heard;
}

describe('a log-in', () => {
  it.each<[string, Partial<Login>]>([
    ['none', {}],
    ['a wrong password', { username: 'phones', password: 'guess' }],
    ['a wrong name', { username: 'dispatch', password: phones.password }],
    ['the password of another', { username: 'phones', password: hall.password }],
    ['a name alone', { username: 'phones' }],
    ['an empty one', { username: '', password: '' }],
  ])('is asked for, and %s is refused', async (_, login) => {
    const { url } = await startBroker();
    const joining = connectAsync(url, { ...login, reconnectPeriod: 0 }, false);
    await expect(joining).rejects.toThrow(/not authori[sz]ed/i);
  });

  it.each([phones, hall, gate])('of $username is accepted', async (receiver) => {
    const client = await join(await startBroker(), receiver);
    expect(client.connected).toBe(true);
  });
});

describe('a receiver', () => {
  it.each<[string, string, Receiver]>([
    ['of one cell', `fencewatch/v1/cells/${one}/#`, phones],
    ['of another cell', `fencewatch/v1/cells/${other}/officer`, phones],
    ['of all roles of a cell', `fencewatch/v1/cells/${other}/+`, phones],
    ['without a cell', 'fencewatch/v1/cells/unassigned/property', phones],
    ['of its own cell', `fencewatch/v1/cells/${one}/officer`, gate],
    ['of all cells at once, where the site says so', 'fencewatch/v1/cells/#', hall],
    ['of one role of all cells, where the site says so', 'fencewatch/v1/cells/+/officer', hall],
  ])('may hear the topics %s', async (_, topic, receiver) => {
    const client = await join(await startBroker(), receiver);
    await expect(client.subscribeAsync(topic, { qos: 1 })).resolves.toMatchObject([{ qos: 1 }]);
  });

  it.each<[string, Receiver]>([
    ['fencewatch/v1/cells/#', phones],
    ['fencewatch/v1/cells/+/officer', phones],
    ['fencewatch/v1/+/370305001001001/officer', phones],
    ['fencewatch/#', phones],
    ['+/v1/cells/370305001001001/officer', phones],
    [`fencewatch/v1/cells/${other}/officer`, gate],
    ['fencewatch/v1/cells/unassigned/officer', gate],
    ['fencewatch/v1/cells/#', gate],
    ['#', hall],
    ['fencewatch/v1/#', hall],
    ['fencewatch/v1/receipts', hall],
    ['fencewatch/v1/self-test/#', hall],
    ['$SYS/#', hall],
    ['+/new/clients', hall],
    ['$share/all/fencewatch/v1/cells/#', phones],
  ])('may not hear %s', async (topic, receiver) => {
    const client = await join(await startBroker(), receiver);
    await expect(client.subscribeAsync(topic, { qos: 1 })).rejects.toThrow();
  });

  it('may send receipts, and dispatch receives them', async () => {
    const broker = await startBroker();
    const heard = await hear(broker, 'fencewatch/v1/receipts');
    const phone = await join(broker);
    await phone.publishAsync('fencewatch/v1/receipts', 'got it', { qos: 1 });
    await eventually(
      () => heard,
      (list) => list.length === 1,
    );
    expect(heard).toEqual(['fencewatch/v1/receipts got it']);
  });

  it.each([
    ['a notification', `fencewatch/v1/cells/${one}/officer`, '{}'],
    ['a self-test', 'fencewatch/v1/self-test/x', '{}'],
    ['a receipt of 1 MB', 'fencewatch/v1/receipts', 'x'.repeat(1_000_000)],
  ])('that publishes %s is thrown out, and nobody hears it', async (_, topic, payload) => {
    const broker = await startBroker();
    const heard = await hear(broker, 'fencewatch/v1/#');
    const forger = await join(broker, hall);
    const thrownOut = new Promise<void>((resolve) => {
      forger.once('close', () => {
        resolve();
      });
    });
    void forger.publishAsync(topic, payload, { qos: 1 }).catch(() => undefined);
    await thrownOut;
    const phone = await join(broker);
    await phone.publishAsync('fencewatch/v1/receipts', 'after', { qos: 1 });
    await eventually(
      () => heard,
      (list) => list.length > 0,
    );
    expect(heard).toEqual(['fencewatch/v1/receipts after']);
  });

  it('cannot forge a notification by its last will', async () => {
    const broker = await startBroker();
    const heard = await hear(broker, 'fencewatch/v1/#');
    const topic = `fencewatch/v1/cells/${one}/officer`;
    const will = { topic, payload: Buffer.from('{}'), qos: 1 as const, retain: false };
    const forger = await join(broker, phones, { will });
    forger.stream.destroy();
    const phone = await join(broker);
    await phone.publishAsync('fencewatch/v1/receipts', 'after', { qos: 1 });
    await eventually(
      () => heard,
      (list) => list.length > 0,
    );
    expect(heard).toEqual(['fencewatch/v1/receipts after']);
  });
});

describe('the id of a client', () => {
  it('is not given to another log-in while it is connected', async () => {
    const broker = await startBroker();
    const first = await join(broker, phones, { clientId: 'phone 3' });
    await expect(join(broker, hall, { clientId: 'phone 3' })).rejects.toThrow(/not authori[sz]ed/i);
    expect(first.connected).toBe(true);
    await first.endAsync(true);
    const free = () =>
      join(broker, phones, { clientId: 'phone 3' }).then(
        () => true,
        () => false,
      );
    await eventually(free, Boolean);
  });

  it('is taken over by the same log-in, as by a phone that reconnects', async () => {
    const broker = await startBroker();
    const topic = `fencewatch/v1/cells/${one}/officer`;
    const old = await join(broker, phones, { clientId: 'phone 3' });
    const isCutOff = new Promise<void>((resolve) => {
      old.once('close', () => {
        resolve();
      });
    });
    const next = await join(broker, phones, { clientId: 'phone 3' });
    await isCutOff;
    const heard: string[] = [];
    next.on('message', (_, payload) => heard.push(payload.toString()));
    await next.subscribeAsync(topic, { qos: 1 });
    const dispatch = await join(broker, broker.publisher);
    await dispatch.publishAsync(topic, 'news', { qos: 1 });
    await eventually(
      () => heard,
      (list) => list.length > 0,
    );
    expect(heard).toEqual(['news']);
    await expect(join(broker, hall, { clientId: 'phone 3' })).rejects.toThrow(/not authori[sz]ed/i);
    expect(next.connected).toBe(true);
  });

  it('does not reveal earlier messages to the next client', async () => {
    const broker = await startBroker();
    const topic = `fencewatch/v1/cells/${one}/officer`;
    const session = { clientId: 'phone 3', clean: false };
    const first = await join(broker, phones, session);
    await first.subscribeAsync(topic, { qos: 1 });
    await first.endAsync();
    const dispatch = await join(broker, broker.publisher);
    await dispatch.publishAsync(topic, 'for the first', { qos: 1 });
    const next = await join(broker, { ...gate }, session);
    const heard: string[] = [];
    next.on('message', (_, payload) => heard.push(payload.toString()));
    await next.subscribeAsync(topic, { qos: 1 });
    await dispatch.publishAsync(topic, 'for both', { qos: 1 });
    await eventually(
      () => heard,
      (list) => list.length > 0,
    );
    expect(heard).toEqual(['for both']);
  });
});

describe('the broker', () => {
  it('reports which port is in use', async () => {
    const { url } = await startBroker();
    const port = Number(new URL(url).port);
    const own = { host: '127.0.0.1', port, receivers: [], clock: systemClock, log: quietLog() };
    await expect(startEmbeddedBroker(own)).rejects.toThrow(`cannot listen on 127.0.0.1:${port}`);
  });

  it('stops while receivers are connected', async () => {
    const own = {
      host: '127.0.0.1',
      port: 0,
      receivers: [phones],
      clock: systemClock,
      log: quietLog(),
    };
    const broker = await startEmbeddedBroker(own);
    await join(broker);
    await broker.stop();
  });
});
