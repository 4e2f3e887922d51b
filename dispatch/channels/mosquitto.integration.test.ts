// A notification at a real Mosquitto: accepted, without a subscriber, or refused by the access list.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { notification } from '../../contracts/testing/messages.ts';
import { systemClock } from '../../host/clock.ts';
import type { Outgoing } from './outgoing.ts';
import { createBrokerCheck } from '../delivery/broker-check.ts';
import { quietLog } from '../testing/quiet-log.ts';
import { eventually } from '../testing/eventually.ts';
import { listenTo } from '../testing/listen-to.ts';
import type { ChannelConnection } from './channel.ts';
import { createMqttChannel } from './mqtt-channel.ts';
import type { MqttVersion } from './mqtt-connect.ts';

const open = 'fencewatch/v1/cells/370305001001001/officer';
const closed = 'fencewatch/v1/cells/370305001001002/officer';
/** A topic that may be read but not written. */
const silent = 'fencewatch/v1/cells/370305001001003/officer';
let url: string;
const cleanUps: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-mosquitto-'));
  cleanUps.push(() => rm(folder, { recursive: true, force: true }));
  const port = await freePort();
  const acl = join(folder, 'acl');
  await writeFile(
    acl,
    `topic readwrite ${open}\ntopic read ${silent}\ntopic readwrite fencewatch/v1/receipts\n`,
  );
  const settings = `listener ${port} 127.0.0.1\nallow_anonymous true\nacl_file ${acl}\nuser root\n`;
  await writeFile(join(folder, 'mosquitto.conf'), settings);
  const broker = spawn('/usr/sbin/mosquitto', ['-c', join(folder, 'mosquitto.conf')]);
  cleanUps.push(async () => {
    const ended = once(broker, 'exit');
    broker.kill();
    await ended;
  });
  url = `mqtt://127.0.0.1:${port}`;
  const probe = async () => (await connect().catch(() => null)) !== null;
  await eventually(probe, Boolean);
}, 60_000);
afterAll(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function connect(version?: MqttVersion): Promise<ChannelConnection> {
  const known = version === undefined ? {} : { version };
  const channel = createMqttChannel({ url, clock: systemClock, ...known });
  const connection = await channel.connect(new AbortController().signal);
  cleanUps.push(connection.close);
  return connection;
}

const outgoing = (topic: string): Outgoing => ({
  notification,
  topic,
  routing: 'on-duty',
  raisedAt: 1,
});

it('reports a topic that its access list denies', async () => {
  const connection = await connect();
  expect(connection.canRefuse).toBe(true);
  expect(await connection.publish(outgoing(closed))).toMatchObject({
    outcome: 'refused',
    reason: 'not-authorised',
  });
  expect(await connection.publish(outgoing(open))).toMatchObject({ outcome: 'handed-over' });
});

it('reports whether there are subscribers', async () => {
  const connection = await connect();
  expect(await connection.publish(outgoing(open))).toMatchObject({ listeners: 'nobody' });
  const receiver = await listenTo(url, open);
  cleanUps.push(receiver.close);
  expect(await connection.publish(outgoing(open))).toMatchObject({ listeners: 'some' });
});

it('cannot report either in MQTT 3.1.1, so neither is claimed', async () => {
  const connection = await connect(4);
  expect(connection.canRefuse).toBe(false);
  const answer = { outcome: 'handed-over', listeners: 'unknown' };
  expect(await connection.publish(outgoing(closed))).toEqual(answer);
});

it.each<MqttVersion>([4, 5])(
  'is found to drop our own message by the check in MQTT version %i, and carries receipts to us',
  async (version) => {
    const connection = await connect(version);
    const receipts: string[] = [];
    const check = createBrokerCheck({
      topics: [open],
      onReceipt: (payload) => receipts.push(payload.toString()),
      clock: { ...systemClock, wait: (ms, signal) => systemClock.wait(ms / 100, signal) },
      log: quietLog(),
    });
    const stop = new AbortController();
    const running = check.run(connection, stop.signal);
    const [problem] = await eventually(
      () => check.problems(),
      (list) => list.length === 1,
    );
    expect(problem?.subject).toMatch(/^fencewatch\/v1\/self-test\//);
    expect(problem?.values).toEqual({
      reason: version === 4 ? 'no-round-trip' : 'not-authorised',
    });
    await connection.send('fencewatch/v1/receipts', 'got it');
    await eventually(
      () => receipts,
      (list) => list.length === 1,
    );
    stop.abort();
    await running;
  },
);

it('drops messages to single topics in MQTT 3.1.1, and each of them is found', async () => {
  const connection = await connect(4);
  const check = createBrokerCheck({
    topics: [open, closed, silent],
    onReceipt: () => undefined,
    clock: { ...systemClock, wait: (ms, signal) => systemClock.wait(ms / 20, signal) },
    log: quietLog(),
  });
  const stop = new AbortController();
  const running = check.run(connection, stop.signal);
  const named = () =>
    check
      .problems()
      .filter(({ subject }) => subject.startsWith('fencewatch/v1/cells/'))
      .map(({ subject, values }) => [subject, values['reason']]);
  await eventually(named, (list) => list.length === 2);
  expect(named()).toEqual([
    [closed, 'no-round-trip'],
    [silent, 'no-round-trip'],
  ]);
  stop.abort();
  await running;
});
