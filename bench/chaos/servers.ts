// The servers of a chaos run, each of which can be killed and started again at the same address with its data: Redis with an
// append-only file, PostgreSQL, Mosquitto, and two webhook receivers. Adds to `undo` how to end each.
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startMosquitto } from '../../e2e/servers/mosquitto.ts';
import { startPostgres } from '../../e2e/servers/postgres.ts';
import { startRedis } from '../../e2e/servers/redis.ts';
import { freePort } from '../../e2e/servers/server-process.ts';
import { startHook, startPhones, type HookServer, type OnReceipt } from '../night/listeners.ts';

export interface Mortal {
  kill(): Promise<void>;
  start(): Promise<void>;
}

export interface Servers {
  redis: Mortal & { url: string; port: number };
  postgres: Mortal & { url: string };
  broker: Mortal & { url: string };
  hooks: readonly [HookServer, HookServer];
}

export type Undo = (() => Promise<unknown>)[];

export async function openServers(
  folder: string,
  onReceipt: OnReceipt,
  undo: Undo,
): Promise<Servers> {
  const redisPort = await freePort();
  const redis = await mortal(
    () => startRedis({ port: redisPort, dir: folder, appendOnly: true }),
    undo,
  );
  const postgres = await openPostgres(undo);
  const brokerPort = await freePort();
  const keep = { keepIn: join(folder, 'broker'), keepAtOnce: true };
  const broker = await mortal(() => startMosquitto({ port: brokerPort, ...keep }), undo);
  const hooks = [await startHook(onReceipt), await startHook(onReceipt)] as const;
  undo.push(() => Promise.all(hooks.map((hook) => hook.die())));
  const url = `mqtt://127.0.0.1:${brokerPort}`;
  const phones = await startPhones(url, false, onReceipt);
  undo.push(() => phones.stop());
  return {
    redis: { ...redis, url: `redis://127.0.0.1:${redisPort}`, port: redisPort },
    postgres,
    broker: { ...broker, url },
    hooks,
  };
}

async function openPostgres(undo: Undo) {
  const server = await startPostgres();
  if (server === null) throw new Error('no PostgreSQL is installed');
  undo.push(() => server.stop());
  return {
    url: server.url,
    kill: () => server.kill(),
    start: () => insistently(() => server.start()),
  };
}

interface Running {
  kill(): Promise<void>;
  stop(): Promise<void>;
}

async function mortal(launch: () => Promise<Running>, undo: Undo): Promise<Mortal> {
  let running = await launch();
  undo.push(() => running.stop());
  return {
    kill: () => running.kill(),
    start: async () => {
      running = await insistently(launch);
    },
  };
}

const mostTries = 30;

/** Like a supervisor: a server that does not start is started again. */
export async function insistently<T>(launch: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await launch();
    } catch (error) {
      if (tries >= mostTries) throw error;
      await delay(1000);
    }
  }
}
