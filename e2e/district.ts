// A district for tests: the built product as in the field (Redis with an append-only file, dispatch, an edge worker, an RTSP
// server with the demo's scenes), each in its own process that a test can kill and restart.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import { notificationSchema, selfTestSchema, type Notification } from '../contracts/index.ts';
import { layDatabase } from '../dispatch/store/testing/quick-store.ts';
import { filmScenes } from '../cli/simulate.ts';
import { packageRoot } from '../host/package-root.ts';
import { topicsOf, type Listening } from '../cli/demo/watch-notifications.ts';
import { loadSite } from '../cli/site-file.ts';
import { loadScene, type NamedScene } from '../simulator/scene-file.ts';
import { startRtspServer } from '../simulator/rtsp.ts';
import { withQuietTail } from './quiet-tail.ts';
import { startRedis, type RedisServer } from './servers/redis.ts';
import { freePort, startServerProcess, type ServerProcess } from './servers/server-process.ts';

export interface District {
  readonly dashboardUrl: string;
  readonly password: string;
  /** All published notifications, in order of arrival. */
  readonly heard: Notification[];
  /** Waits for a matching notification. @throws Error with the received ones when none came in time */
  hears(fits: (notification: Notification) => boolean, withinMs: number): Promise<Notification>;
  readonly edge: Restartable;
  readonly dispatch: Restartable;
  readonly redis: Restartable;
  stop(): Promise<void>;
}

export interface Restartable {
  /** SIGKILL: no graceful shutdown. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

export interface DistrictOptions {
  scenes: readonly ('street' | 'fire-exit' | 'corner')[];
  /** Site file; the demo's when absent. */
  site?: string;
  modelsDir?: string;
  /** What cameras show after their scene: the scene again (default), or a quiet place from then on. */
  afterwards?: 'again' | 'quiet';
}

const password = 'correct horse battery';
const phonesLogin = { username: 'phones', password: 'password of the phones' };
/** The token of edges for dispatch. */
export const edgeToken = 'token-of-the-tests-edge';

export async function startDistrict(options: DistrictOptions): Promise<District> {
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-district-'));
  const ports = {
    redis: await freePort(),
    http: await freePort(),
    mqtt: await freePort(),
    metrics: await freePort(),
  };
  const cameras = await startCameras(options);
  const environment = environmentOf({ ports, rtspUrl: cameras.url, ...options });
  const site = options.site ?? join(packageRoot(), 'simulator', 'scenes', 'site.yaml');
  const run = (command: string, port: number, args: string[]) =>
    startServerProcess({
      program: process.execPath,
      args: [join(packageRoot(), 'dist', 'cli', 'main.js'), command, '--site', site, ...args],
      port,
      options: { env: { ...process.env, ...environment } },
      readyWithinMs: 120_000,
    });
  const redis = await restartable(() =>
    startRedis({ port: ports.redis, dir: folder, appendOnly: true }),
  );
  // A database with its tables, which saves some seconds; the demo test creates one from nothing.
  await layDatabase(join(folder, 'dispatch'));
  const dispatch = await restartable(() =>
    run('dispatch', ports.http, [
      '--data',
      join(folder, 'dispatch'),
      '--port',
      `${ports.http}`,
      '--mqtt-port',
      `${ports.mqtt}`,
    ]),
  );
  const topics = await topicsAt(site, environment);
  const url = `mqtt://127.0.0.1:${ports.mqtt}`;
  const phones = await startPhones({ ...phonesLogin, url, topics });
  const edge = await restartable(() =>
    run('edge', ports.metrics, [
      '--data',
      join(folder, 'edge'),
      '--id',
      'edge-1',
      '--metrics-port',
      `${ports.metrics}`,
    ]),
  );
  const stop = async () => {
    await phones.stop();
    for (const part of [edge, dispatch, redis]) await part.end();
    await cameras.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return {
    dashboardUrl: `http://127.0.0.1:${ports.http}`,
    password,
    ...phones,
    edge,
    dispatch,
    redis,
    stop,
  };
}

/** Scenes of the demo by name. @throws Error when one cannot be read */
export async function loadDemoScenes(names: readonly string[]): Promise<NamedScene[]> {
  return Promise.all(
    names.map(async (name) => {
      const file = join(packageRoot(), 'simulator', 'scenes', `${name}.yaml`);
      const scene = await loadScene(file);
      if (!scene.ok) throw new Error(`${file}: ${JSON.stringify(scene.faults)}`);
      return scene;
    }),
  );
}

async function startCameras({ scenes, afterwards = 'again' }: DistrictOptions) {
  const films = await filmScenes(await loadDemoScenes(scenes));
  const mounts =
    afterwards === 'again'
      ? films
      : Object.fromEntries(
          await Promise.all(
            Object.entries(films).map(
              async ([path, files]) => [path, await withQuietTail(files)] as const,
            ),
          ),
        );
  return startRtspServer({ mounts, clock: 'first-client' });
}

interface Surroundings {
  ports: { redis: number; http: number };
  rtspUrl: string;
  modelsDir?: string;
}

function environmentOf({ ports, rtspUrl, modelsDir }: Surroundings): Record<string, string> {
  return {
    FENCEWATCH_DEMO_RTSP: rtspUrl,
    FENCEWATCH_REDIS_URL: `redis://127.0.0.1:${ports.redis}`,
    FENCEWATCH_DISPATCH_URL: `http://127.0.0.1:${ports.http}`,
    FENCEWATCH_EDGE_TOKEN: edgeToken,
    FENCEWATCH_ADMIN_PASSWORD: password,
    FENCEWATCH_MQTT_USERNAME: phonesLogin.username,
    FENCEWATCH_MQTT_PASSWORD: phonesLogin.password,
    ...(modelsDir === undefined ? {} : { FENCEWATCH_MODELS_DIR: modelsDir }),
  };
}

async function restartable(
  launch: () => Promise<ServerProcess | RedisServer>,
): Promise<Restartable & { end(): Promise<void> }> {
  let running = await launch();
  return {
    kill: () => running.kill(),
    start: async () => {
      running = await launch();
    },
    end: () => running.stop(),
  };
}

async function topicsAt(file: string, environment: Record<string, string>): Promise<string[]> {
  const loaded = await loadSite(file, { ...process.env, ...environment });
  if (!loaded.ok) throw new Error(`${file}: ${JSON.stringify(loaded.faults)}`);
  return topicsOf(loaded.site);
}

/** Subscribes like all phones, and stays subscribed while dispatch's broker comes and goes. */
async function startPhones({
  url,
  topics,
  ...login
}: Listening): Promise<Pick<District, 'heard' | 'hears'> & { stop(): Promise<void> }> {
  const heard: Notification[] = [];
  const again = { reconnectPeriod: 200, reconnectOnConnackError: true };
  const session = { ...again, clientId: 'phones', clean: true };
  const client = await connectAsync(url, { ...login, ...session });
  // Dispatch may be killed meanwhile: retry a failed attempt.
  client.on('error', () => undefined);
  client.on('message', (_, payload) => {
    const message: unknown = JSON.parse(payload.toString());
    if (!selfTestSchema.safeParse(message).success) heard.push(notificationSchema.parse(message));
  });
  await client.subscribeAsync([...topics], { qos: 1 });
  const hears: District['hears'] = async (fits, withinMs) => {
    const late = Date.now() + withinMs;
    while (Date.now() < late) {
      const found = heard.find(fits);
      if (found) return found;
      await delay(100);
    }
    throw new Error(
      `not heard in ${withinMs} ms; heard: ${heard.map(textOf).join(', ') || 'nothing'}`,
    );
  };
  const stop = async () => {
    await client.endAsync(true);
  };
  return { heard, hears, stop };
}

function textOf({ cameraId, event, role, incidentId }: Notification): string {
  return `${cameraId} ${event} to ${role} (${incidentId})`;
}
