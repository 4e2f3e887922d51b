// Starts every part of the demo in the order of their dependencies, and stops them in reverse. Data is in a temporary folder that
// is removed with the demo.
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadScene, type NamedScene } from '../../simulator/scene-file.ts';
import { startRtspServer } from '../../simulator/rtsp.ts';
import { describeFaults, type Site } from '../../contracts/index.ts';
import { packageRoot } from '../../host/package-root.ts';
import { filmScenes } from '../simulate.ts';
import { loadSite } from '../site-file.ts';
import { startChild, type Child } from './child.ts';
import { freePort, portOr, waitForPort } from './ports.ts';
import { demoEdge, inviteEdge } from './invite-edge.ts';
import { topicsOf, type Listening } from './watch-notifications.ts';

export interface Demo {
  readonly dashboardUrl: string;
  readonly username: string;
  readonly password: string;
  /** How to receive the notifications. */
  readonly listening: Listening;
  readonly cameraIds: readonly string[];
  /** Resolves with the reason when a part exits unexpectedly. */
  readonly broken: Promise<Error>;
  stop(keepLogs?: boolean): Promise<void>;
}

export interface DemoStart {
  /** Preferred port of the dashboard. */
  port: number;
  tell: (step: string) => void;
}

const scenes = ['street', 'fire-exit', 'corner'];

export async function startDemo({ port, tell }: DemoStart): Promise<Demo> {
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-demo-'));
  const parts: Parts = { folder, children: [], undo: [], tell };
  const stop = async (keepLogs = false): Promise<void> => {
    for (const step of parts.undo.splice(0).reverse()) await step();
    if (keepLogs) console.error(`logs are kept in ${folder}`);
    else await rm(folder, { recursive: true, force: true });
  };
  try {
    return { ...(await startParts(parts, port)), stop };
  } catch (error) {
    await stop(true);
    throw error;
  }
}

interface Parts {
  folder: string;
  children: Child[];
  undo: (() => Promise<unknown>)[];
  tell: (step: string) => void;
}

async function startParts(parts: Parts, wantedPort: number): Promise<Omit<Demo, 'stop'>> {
  const redisUrl = await startRedis(parts);
  const rtspUrl = await startCameras(parts);
  const secrets = {
    password: randomBytes(6).toString('base64url'),
    token: randomBytes(24).toString('hex'),
    mqtt: { username: 'demo', password: randomBytes(12).toString('base64url') },
  };
  const httpPort = await portOr(wantedPort);
  const mqttPort = await freePort();
  const dashboardUrl = `http://127.0.0.1:${httpPort}`;
  const environment = {
    FENCEWATCH_DEMO_RTSP: rtspUrl,
    FENCEWATCH_REDIS_URL: redisUrl,
    FENCEWATCH_EDGE_TOKEN: secrets.token,
    FENCEWATCH_ADMIN_PASSWORD: secrets.password,
    FENCEWATCH_DISPATCH_URL: dashboardUrl,
    FENCEWATCH_MQTT_USERNAME: secrets.mqtt.username,
    FENCEWATCH_MQTT_PASSWORD: secrets.mqtt.password,
  };
  const site = join(packageRoot(), 'simulator', 'scenes', 'site.yaml');
  const read = await readSite(site, environment);
  await startDispatch(parts, { site, environment, httpPort, mqttPort });
  const invitation = await inviteEdge(dashboardUrl, secrets.password);
  const invited = { ...environment, FENCEWATCH_EDGE_INVITATION: invitation };
  await startEdge(parts, { site, environment: invited });
  return {
    dashboardUrl,
    username: 'admin',
    password: secrets.password,
    cameraIds: read.cameras.map(({ id }) => id),
    listening: { ...secrets.mqtt, url: `mqtt://127.0.0.1:${mqttPort}`, topics: topicsOf(read) },
    broken: Promise.race(parts.children.map(({ broken }) => broken)),
  };
}

async function startRedis(parts: Parts): Promise<string> {
  parts.tell('starting Redis');
  const port = await freePort();
  const dir = join(parts.folder, 'redis');
  await mkdir(dir);
  const args = [
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
    '--dir',
    dir,
    '--save',
    '',
    '--appendonly',
    'yes',
  ];
  await add(parts, {
    name: 'redis',
    program: 'redis-server',
    args: [...args, '--maxmemory-policy', 'noeviction'],
  });
  await waitForPort(port, 'redis-server');
  return `redis://127.0.0.1:${port}`;
}

async function startCameras(parts: Parts): Promise<string> {
  parts.tell('drawing the district (kept for the next time)');
  const named = await Promise.all(scenes.map(readScene));
  const mounts = await filmScenes(named);
  parts.tell('starting three cameras');
  const server = await startRtspServer({ mounts, clock: 'first-client' });
  parts.undo.push(() => server.stop());
  return server.url;
}

async function readScene(name: string): Promise<NamedScene> {
  const file = join(packageRoot(), 'simulator', 'scenes', `${name}.yaml`);
  const result = await loadScene(file);
  if (!result.ok) throw new Error(`${file}:\n${describeFaults(result.faults)}`);
  return result;
}

async function readSite(file: string, environment: Record<string, string>): Promise<Site> {
  const result = await loadSite(file, environment);
  if (!result.ok) throw new Error(`${file}:\n${describeFaults(result.faults)}`);
  return result.site;
}

interface Service {
  site: string;
  environment: Record<string, string>;
}

async function startDispatch(
  parts: Parts,
  service: Service & { httpPort: number; mqttPort: number },
): Promise<void> {
  parts.tell('starting dispatch: cases, duty roster, broker, dashboard');
  const { site, environment, httpPort, mqttPort } = service;
  const places = [
    '--data',
    join(parts.folder, 'dispatch'),
    '--port',
    `${httpPort}`,
    '--mqtt-port',
    `${mqttPort}`,
  ];
  await add(parts, { name: 'dispatch', ...fencewatch('dispatch', site, places), environment });
  await waitForPort(httpPort, 'dispatch');
  await waitForPort(mqttPort, 'the broker of dispatch');
}

async function startEdge(parts: Parts, { site, environment }: Service): Promise<void> {
  parts.tell('starting the edge worker');
  const places = ['--data', join(parts.folder, 'edge'), '--id', demoEdge, '--metrics-port', '0'];
  await add(parts, { name: 'edge', ...fencewatch('edge', site, places), environment });
}

/** Runs another subcommand of this program. */
function fencewatch(
  command: string,
  site: string,
  args: string[],
): { program: string; args: string[] } {
  const main = process.argv[1] ?? '';
  return {
    program: process.execPath,
    args: [...process.execArgv, main, command, '--site', site, ...args],
  };
}

interface Launch {
  name: string;
  program: string;
  args: string[];
  environment?: Record<string, string>;
}

async function add(parts: Parts, { name, program, args, environment = {} }: Launch): Promise<void> {
  const child = await startChild({
    name,
    program,
    args,
    environment,
    logFile: join(parts.folder, `${name}.log`),
  });
  parts.children.push(child);
  parts.undo.push(() => child.stop());
}
