// Dispatch is stopped after Redis, PostgreSQL or the broker has become unreachable: its process exits by itself, as supervisors
// expect.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { startMosquitto } from '../e2e/servers/mosquitto.ts';
import { startPostgres } from '../e2e/servers/postgres.ts';
import { startRedis } from '../e2e/servers/redis.ts';
import { spawnTypescript } from '../e2e/servers/typescript-process.ts';
import { anAlert } from './testing/alerts.ts';
import { enqueue } from './testing/enqueue.ts';
import { eventually } from './testing/eventually.ts';
import { listenTo } from './testing/listen-to.ts';
import { dataFolder } from './testing/temporary-folder.ts';

const runner = `${import.meta.dirname}/testing/run-dispatch.ts`;
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function servers() {
  const redis = await startRedis();
  const broker = await startMosquitto();
  const postgres = await startPostgres();
  cleanUps.push(redis.stop, broker.stop, () => postgres?.stop());
  return { redis, broker, postgres };
}

async function runDispatch(addresses: {
  redis: string;
  broker: string;
  database: string | undefined;
}): Promise<ChildProcess> {
  const { path, remove } = await dataFolder();
  const { redis, broker, database = '' } = addresses;
  const child = spawnTypescript(runner, [redis, path, broker, '', database]);
  cleanUps.push(remove, () => child.kill('SIGKILL'));
  await once(child.stdout!, 'data');
  return child;
}

describe('stopping dispatch', () => {
  it.each([[['redis']], [['postgres', 'broker']]] as const)(
    'ends by itself while its %j are gone',
    async (gone) => {
      const { redis, broker, postgres } = await servers();
      const receiver = await listenTo(broker.url);
      cleanUps.push(receiver.close);
      const addresses = { redis: redis.url, broker: broker.url, database: postgres?.url };
      const child = await runDispatch(addresses);
      // It was connected to all of them.
      await enqueue(redis.url, anAlert());
      await eventually(receiver.ids, (ids) => ids.length > 0);
      for (const one of gone) await { redis, broker, postgres }[one]?.kill();
      const toldAt = Date.now();
      child.kill('SIGTERM');
      expect(await once(child, 'exit')).toEqual([0, null]);
      expect(Date.now() - toldAt).toBeLessThan(15_000);
    },
    60_000,
  );
});
