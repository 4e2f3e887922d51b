// The servers of a dispatch bench, in temporary folders. Takes the engine; returns the addresses.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMosquitto } from '../../e2e/servers/mosquitto.ts';
import { startPostgres } from '../../e2e/servers/postgres.ts';
import { startRedis } from '../../e2e/servers/redis.ts';

/** PostgreSQL and Mosquitto, or the embedded ones. */
export type Engine = 'external' | 'embedded';

export interface Place {
  engine: Engine;
  folder: string;
  redisUrl: string;
  databaseUrl: string | undefined;
  mqttUrl: string | undefined;
  stop(): Promise<void>;
}

export async function openPlace(engine: Engine): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-bench-'));
  const undo: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const redis = await startRedis();
    undo.push(redis.stop);
    if (engine === 'embedded')
      return {
        engine,
        folder,
        redisUrl: redis.url,
        databaseUrl: undefined,
        mqttUrl: undefined,
        stop,
      };
    const postgres = await startPostgres();
    if (postgres === null) throw new Error('no PostgreSQL is installed');
    undo.push(() => postgres.stop());
    const broker = await startMosquitto();
    undo.push(broker.stop);
    return {
      engine,
      folder,
      redisUrl: redis.url,
      databaseUrl: postgres.url,
      mqttUrl: broker.url,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
