// The test bed of a chaos run: servers, dispatch, cameras with their films, edges, and the remote edge. Takes the settings; returns
// the parts, and adds to `undo` how to end each.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../../e2e/servers/server-process.ts';
import { startRtspServer } from '../../simulator/rtsp.ts';
import { startBenchChild, type BenchChild } from '../dispatch/child-process.ts';
import { randomFrom } from '../night/night-plan.ts';
import { chaosSecrets, chaosSiteFile } from './chaos-site.ts';
import { openCityLine, type CityLine } from './city-line.ts';
import { drawFilm } from './draw-film.ts';
import { openEdge, type TownEdge } from './edges.ts';
import { openFarEdge, type FarEdge } from './far-edge.ts';
import type { HistoryWriter } from './history.ts';
import { cameraIdOf, worldEndMs, type Stay } from './scripted-world.ts';
import { insistently, openServers, type Mortal, type Servers, type Undo } from './servers.ts';

export const adminPassword = 'chaos-bench-0';
const edgeToken = 'token-of-the-chaos-bench';

export interface TownDispatch extends Mortal {
  readonly url: string;
  pid(): number;
  setClock(offMs: number): void;
  /** Asks it to stop, and waits. */
  stop(): Promise<void>;
}

export interface Town extends Servers {
  folder: string;
  history: HistoryWriter;
  dispatch: TownDispatch;
  edges: readonly TownEdge[];
  /** The connection of each camera to the edges. */
  cameraLines: readonly CityLine[];
  far: FarEdge;
  /** When the films began. */
  startedAt: number;
}

export interface TownWish {
  seed: number;
  cameras: number;
  edges: number;
  stays: readonly Stay[];
  folder: string;
  history: HistoryWriter;
  nodeArguments: readonly string[];
  modelsDir?: string | null | undefined;
}

/** Longer than any run takes to settle. */
const quietAfterMs = 300_000;

export async function openTown(wish: TownWish, undo: Undo): Promise<Town> {
  const { folder, history, seed } = wish;
  const films = await drawFilms(wish);
  const onReceipt = receiptsInto(history);
  const servers = await openServers(folder, onReceipt, undo);
  const cameraPort = await freePort();
  const cameraLines = await Promise.all(films.map(() => openCityLine(cameraPort, Math.random)));
  undo.push(() => Promise.all(cameraLines.map((line) => line.cut())));
  const sources = cameraLines.map(({ port }, n) => `rtsp://127.0.0.1:${port}/camera-${n + 1}`);
  const hooks = [servers.hooks[0].url, servers.hooks[1].url] as const;
  const dispatchPort = await freePort();
  const dispatch = await openDispatch({ wish, servers, sources, hooks, dispatchPort }, undo);
  const mounts = Object.fromEntries(films.map((film, n) => [`/camera-${n + 1}`, [film]]));
  const video = await startRtspServer({ mounts, port: cameraPort, transports: ['tcp'] });
  const startedAt = Date.now();
  undo.push(() => video.stop());
  const random = randomFrom(seed + 1);
  const { nodeArguments, modelsDir = null } = wish;
  const places = {
    folder,
    sources,
    hooks,
    dispatchPort,
    edgeToken,
    history,
    random,
    nodeArguments,
    modelsDir,
  };
  const redisPort = servers.redis.port;
  const edges = await Promise.all(
    Array.from({ length: wish.edges }, (_, n) => openEdge(n + 1, { ...places, redisPort }, undo)),
  );
  const far = openFarEdge(servers.redis.url, seed, history);
  undo.push(() => far.stop());
  return { ...servers, folder, history, dispatch, edges, cameraLines, far, startedAt };
}

async function drawFilms({ cameras, stays, folder }: TownWish): Promise<string[]> {
  const forMs = worldEndMs(stays) + quietAfterMs;
  const films: string[] = [];
  const drawn = new Map<string, string>();
  for (let n = 0; n < cameras; n += 1) {
    const own = stays.filter(({ cameraId }) => cameraId === cameraIdOf(n));
    // Cameras that see the same at the same times play one film.
    const content = JSON.stringify(own.map(({ slot, from, to }) => [slot, from, to]));
    const film =
      drawn.get(content) ?? (await drawFilm(join(folder, `camera-${n + 1}.mp4`), own, forMs));
    drawn.set(content, film);
    films.push(film);
  }
  return films;
}

function receiptsInto(history: HistoryWriter) {
  return ({
    notificationId,
    over,
    at,
  }: {
    notificationId: string;
    over: 'mqtt' | 'webhook';
    at: number;
  }) => {
    history.write({ line: 'received', notificationId, over, at });
  };
}

interface DispatchNeeds {
  wish: TownWish;
  servers: Servers;
  sources: readonly string[];
  hooks: readonly [string, string];
  dispatchPort: number;
}

async function openDispatch(
  { wish, servers, sources, hooks, dispatchPort }: DispatchNeeds,
  undo: Undo,
): Promise<TownDispatch> {
  const dataDir = join(wish.folder, 'dispatch');
  await mkdir(dataDir, { recursive: true });
  const settings = {
    ...{ site: chaosSiteFile({ sources, hooks }), environment: chaosSecrets, dataDir },
    ...{ redisUrl: servers.redis.url, databaseUrl: servers.postgres.url },
    ...{ mqttUrl: servers.broker.url, port: dispatchPort, adminPassword, edgeToken },
  };
  let clockOffMs = 0;
  const launch = () =>
    startBenchChild('dispatch-child', { ...settings, clockOffMs }, wish.nodeArguments);
  const all: BenchChild[] = [];
  const start = async () => {
    const child = await insistently(launch);
    all.push(child);
  };
  await start();
  const running = () => all.at(-1);
  undo.push(() => Promise.all(all.map((one) => one.kill())));
  undo.push(() => {
    for (const one of all)
      if (one.defects() > 0)
        wish.history.write({ line: 'defect', part: 'dispatch', at: Date.now() });
    return Promise.resolve();
  });
  return {
    url: `http://127.0.0.1:${dispatchPort}`,
    pid: () => running()?.pid ?? 0,
    kill: async () => running()?.kill(),
    start,
    stop: async () => running()?.stop(),
    setClock: (offMs) => {
      clockOffMs = offMs;
      running()?.tell({ offMs });
    },
  };
}
