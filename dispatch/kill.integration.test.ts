// Dispatch is killed, as by a power cut, while alerts are on their way. After its restart every alert has arrived, each
// incident in order; what the broker was given twice carries one id.
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startMosquitto } from '../e2e/servers/mosquitto.ts';
import { startRedis, type RedisServer } from '../e2e/servers/redis.ts';
import { spawnTypescript } from '../e2e/servers/typescript-process.ts';
import { anAlert } from './testing/alerts.ts';
import {
  enqueue,
  eventually,
  listenTo,
  startTestDispatch,
  temporaryFolder,
} from './testing/test-dispatch.ts';

const runner = `${import.meta.dirname}/testing/run-dispatch.ts`;
const cleanUps: (() => Promise<unknown>)[] = [];
let redis: RedisServer;
beforeEach(async () => {
  redis = await startRedis();
  cleanUps.push(() => redis.stop());
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

describe('dispatch killed while alerts are on their way', () => {
  it('loses none and tells each once, in the order of its incident', async () => {
    const folder = await temporaryFolder();
    cleanUps.push(folder.remove);
    const broker = await startMosquitto();
    cleanUps.push(broker.stop);
    const receiver = await listenTo(broker.url);
    cleanUps.push(receiver.close);
    const victim = spawnTypescript(runner, [redis.url, folder.path, broker.url]);
    await once(victim.stdout!, 'data');
    const incidents = Array.from({ length: 40 }, (_, index) => `incident-${index}`);
    const alerts = incidents.flatMap((incidentId) => [
      anAlert({ incidentId }),
      anAlert({ incidentId, sequence: 2, event: 'cleared' }),
    ]);
    const offered = enqueue(redis.url, ...alerts);
    await eventually(receiver.ids, (ids) => ids.length > 20);
    victim.kill('SIGKILL');
    await once(victim, 'exit');
    await offered;
    const mqtt = { url: broker.url, host: '127.0.0.1', port: 0 };
    const again = await startTestDispatch({ redisUrl: redis.url, dataDir: folder.path, mqtt });
    cleanUps.push(again.stop);
    await eventually(receiver.ids, (ids) => new Set(ids).size === 160, 90_000);
    // Only what was between the broker and its mark in the store when the kill came may come twice.
    expect(receiver.ids().length).toBeLessThanOrEqual(161);
    for (const incidentId of incidents) {
      const own = receiver
        .ids()
        .filter((id) => id.startsWith(`${incidentId}-`) && id.endsWith('officer'));
      expect([...new Set(own)]).toEqual([`${incidentId}-1-officer`, `${incidentId}-2-officer`]);
    }
  }, 180_000);
});

describe('dispatch told to stop', () => {
  it.each([
    ['all is well', false],
    ['neither Redis nor the broker was ever there', true],
  ])('ends its process by itself when %s', async (_, isAlone) => {
    const folder = await temporaryFolder();
    cleanUps.push(folder.remove);
    const broker = await startMosquitto();
    cleanUps.push(broker.stop);
    const [redisUrl, mqttUrl] = isAlone
      ? ['redis://127.0.0.1:1', 'mqtt://127.0.0.1:1']
      : [redis.url, broker.url];
    const child = spawnTypescript(runner, [redisUrl, folder.path, mqttUrl]);
    await once(child.stdout!, 'data');
    const toldAt = Date.now();
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(Date.now() - toldAt).toBeLessThan(12_000);
  });
});
