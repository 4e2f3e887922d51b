// Dispatch is killed, as by a power cut, while alerts and clips are in transit. After its restart every alert is recorded, in order
// per incident; messages sent twice have one id; no clip with a receipt is lost, and no partial clip is shown. When stopped, its
// process exits by itself.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { connectAsync, type MqttClient } from 'mqtt';
import { freePort } from '../e2e/servers/server-process.ts';
import { startMosquitto } from '../e2e/servers/mosquitto.ts';
import { startRedis } from '../e2e/servers/redis.ts';
import { spawnTypescript } from '../e2e/servers/typescript-process.ts';
import { systemClock } from '../host/clock.ts';
import { createStoreWatch } from './evidence/comparison/store-watch.ts';
import { openCustodyFiles } from './evidence/custody-files.ts';
import { createEvidenceStore } from './evidence/evidence-store.ts';
import { createStore } from './store/store.ts';
import { anAlert } from './testing/alerts.ts';
import { checkCustodyIn } from './testing/check-custody.ts';
import { enqueue } from './testing/enqueue.ts';
import { eventually } from './testing/eventually.ts';
import { listenTo } from './testing/listen-to.ts';
import { clipsIn, sendClip, sendPiece, sha256Of, someClips } from './testing/send-clips.ts';
import { quietLog } from './testing/quiet-log.ts';
import { testReceiver } from './testing/secrets.ts';
import { dataFolder } from './testing/temporary-folder.ts';

const runner = `${import.meta.dirname}/testing/run-dispatch.ts`;
const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function emptyFolder(): Promise<string> {
  const { path, remove } = await dataFolder();
  cleanUps.push(remove);
  return path;
}

/** In a process of its own. */
async function runDispatch(redisUrl: string, dataDir: string, mqttUrl: string, mqttPort = 0) {
  const child = spawnTypescript(runner, [redisUrl, dataDir, mqttUrl, '', '', String(mqttPort)]);
  cleanUps.push(() => Promise.resolve(child.kill('SIGKILL')));
  const [line] = (await once(child.stdout!, 'data')) as [Buffer];
  return Object.assign(child, { url: line.toString().trim() });
}

/** The first ones are complete; the last ones have only begun, as over a slow line. */
function sendSome(url: string) {
  const clips = someClips(9);
  const receipts = new Set<string>();
  const whole = clips.slice(0, 6).map(async (clip) => {
    if (await sendClip(url, clip)) receipts.add(clip.incidentId);
  });
  const begun = clips.slice(6).map((clip) => sendPiece(url, clip, 0).catch(() => null));
  return { clips, receipts, begun: Promise.all(begun), settled: Promise.all([...whole, ...begun]) };
}

type Sent = ReturnType<typeof sendSome>;

/** Every file with a receipt exists, and no clip file is incomplete. */
async function expectWhole(dataDir: string, { clips, receipts }: Sent): Promise<void> {
  const found = await clipsIn(dataDir);
  expect([...found.keys()]).toEqual(expect.arrayContaining([...receipts]));
  const sent = new Map(clips.map(({ incidentId, content }) => [incidentId, sha256Of(content)]));
  for (const [incidentId, sha256] of found) expect(sha256).toBe(sent.get(incidentId));
}

async function expectResumed(url: string, dataDir: string, sent: Sent): Promise<void> {
  const starts: number[] = [];
  for (const clip of sent.clips) {
    const asked = await sendPiece(url, clip, clip.content.length);
    if (sent.receipts.has(clip.incidentId)) expect(asked.state).toBe('kept');
    if (asked.state === 'partial') starts.push(asked.have);
    const from = asked.state === 'partial' ? asked.have : 0;
    expect(await sendClip(url, clip, from)).toBe(true);
  }
  expect(Math.max(...starts)).toBeGreaterThan(0);
  await expectWhole(dataDir, sent);
  expect((await clipsIn(dataDir)).size).toBe(sent.clips.length);
}

/** After a kill nothing is in the store alone or in the log alone. */
async function expectStoreToAgree(dataDir: string): Promise<void> {
  const store = await createStore({ dataDir });
  const files = openCustodyFiles(join(dataDir, 'custody-log'));
  const evidence = createEvidenceStore({ dataDir, index: store.media, clock: systemClock });
  const parts = { tables: store, files, evidence, clock: systemClock, log: quietLog() };
  try {
    expect((await createStoreWatch(parts).look()).lines).toEqual([]);
  } finally {
    await store.close();
  }
}

async function expectToEnd(child: ChildProcess): Promise<void> {
  const toldAt = Date.now();
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(Date.now() - toldAt).toBeLessThan(12_000);
}

/** @param handleMessage acknowledges a message by calling back */
async function phoneAt(port: number, handleMessage: MqttClient['handleMessage']) {
  const { username, password } = testReceiver;
  const url = `mqtt://127.0.0.1:${port}`;
  const phone = await connectAsync(url, { username, password, protocolVersion: 4 });
  cleanUps.push(() => phone.endAsync(true));
  phone.handleMessage = handleMessage;
  await phone.subscribeAsync('fencewatch/v1/cells/#', { qos: 1 });
  return phone;
}

function notificationIdIn(payload: Buffer | string): string {
  return (JSON.parse(payload.toString()) as { notificationId: string }).notificationId;
}

describe('dispatch', () => {
  it('killed with alerts in progress, loses none and notifies of each once, and no clip is lost or partial', async () => {
    const redis = await startRedis();
    const broker = await startMosquitto();
    cleanUps.push(redis.stop, broker.stop);
    const dataDir = await emptyFolder();
    const receiver = await listenTo(broker.url);
    cleanUps.push(receiver.close);
    const victim = await runDispatch(redis.url, dataDir, broker.url);
    const incidents = Array.from({ length: 8 }, (_, index) => `incident-${index}`);
    const alerts = incidents.flatMap((incidentId) => [
      anAlert({ incidentId }),
      anAlert({ incidentId, sequence: 2, event: 'cleared' }),
    ]);
    const sent = sendSome(victim.url);
    await sent.begun;
    const offered = enqueue(redis.url, ...alerts);
    await eventually(receiver.ids, (ids) => ids.length > 8);
    await eventually(
      () => sent.receipts.size,
      (size) => size > 1,
    );
    victim.kill('SIGKILL');
    await once(victim, 'exit');
    await Promise.all([offered, sent.settled]);
    await expectWhole(dataDir, sent);
    const again = await runDispatch(redis.url, dataDir, broker.url);
    await eventually(receiver.ids, (ids) => new Set(ids).size === 32, 90_000);
    // Only messages in flight to the broker at the kill may arrive twice, under the same id: 20 at most.
    expect(receiver.ids().length).toBeLessThanOrEqual(32 + 20);
    for (const incidentId of incidents) {
      const own = receiver
        .ids()
        .filter((id) => id.startsWith(`${incidentId}-`) && id.endsWith('officer'));
      expect([...new Set(own)]).toEqual([`${incidentId}-1-officer`, `${incidentId}-2-officer`]);
    }
    await expectResumed(again.url, dataDir, sent);
    const { findings, checkpoint } = await checkCustodyIn(dataDir);
    expect(findings).toEqual([]);
    // Each case has its steps in the log.
    expect(checkpoint?.size).toBeGreaterThan(incidents.length);
    await expectToEnd(again);
    await expectStoreToAgree(dataDir);
  }, 180_000);

  it('killed while no phone has acknowledged a message of the embedded broker, sends it again under its id', async () => {
    const redis = await startRedis();
    cleanUps.push(redis.stop);
    const dataDir = await emptyFolder();
    const port = await freePort();
    const victim = await runDispatch(redis.url, dataDir, '', port);
    const lost: string[] = [];
    // The phone never acknowledges.
    const dying = await phoneAt(port, () => undefined);
    dying.on('packetreceive', (packet) => {
      if (packet.cmd === 'publish') lost.push(notificationIdIn(packet.payload));
    });
    await enqueue(redis.url, anAlert({ incidentId: 'lost' }));
    await eventually(
      () => lost.length,
      (count) => count > 0,
    );
    victim.kill('SIGKILL');
    await once(victim, 'exit');
    dying.end(true);
    await runDispatch(redis.url, dataDir, '', port);
    const got: string[] = [];
    const phone = await phoneAt(port, (_packet, done) => {
      done();
    });
    phone.on('message', (_topic, payload) => got.push(notificationIdIn(payload)));
    await eventually(
      () => lost.every((id) => got.includes(id)),
      (isThere) => isThere,
      30_000,
    );
    expect(got).toEqual([...new Set(got)]);
  }, 120_000);

  it('when stopped, exits by itself although neither Redis nor the broker was ever reachable', async () => {
    const nowhere = ['redis://127.0.0.1:1', 'mqtt://127.0.0.1:1'] as const;
    await expectToEnd(await runDispatch(nowhere[0], await emptyFolder(), nowhere[1]));
  }, 90_000);
});
