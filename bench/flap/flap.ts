// The flap bench: a worker whose cameras come and go while its ffmpeg processes are killed; finally it is killed itself and
// restarted. Takes the number of cameras and minutes; returns its resource use, and whether it survived and came back.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { drawFilm, startFlapping, type FlappingServer, type FlapTimes } from './flapping-server.ts';
import type { Comeback, FlapResult } from './flap-result.ts';
import { isRunning, measureResources, trendsOf, type Resources } from './resources.ts';
import { startWorkerProcess, type WorkerProcess, type WorkerSettings } from './worker-process.ts';

export interface FlapOptions extends FlapTimes {
  cameras: number;
  forMs: number;
  /** Arguments for Node to run the worker from sources. */
  nodeArguments?: readonly string[];
  onProgress?: (now: Resources & { passedMs: number }) => void;
}

const measureEveryMs = 5000;
const killEveryMs = 4000;
const mostPatienceMs = 90_000;

export async function flap(options: FlapOptions): Promise<FlapResult> {
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-flap-'));
  const film = await drawFilm(join(folder, 'film.mp4'));
  const server = await startFlapping(film, options);
  const sources = server.paths.map((path) => `${server.url}${path}`);
  const settings = { sources, dataDir: join(folder, 'data') };
  try {
    return await flapAndKill(server, settings, options);
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function flapAndKill(
  server: FlappingServer,
  settings: WorkerSettings,
  options: FlapOptions,
): Promise<FlapResult> {
  const { cameras, forMs, nodeArguments = [] } = options;
  const worker = await startWorkerProcess(settings, nodeArguments);
  try {
    const row = await watch(worker, settings.dataDir, { server, options });
    await server.stay();
    const { live } = await untilLive(worker, cameras);
    const isAlive = worker.isAlive();
    const comeback = await killAndRestart(worker, settings, options);
    return {
      cameras,
      forMs,
      serverKills: server.kills(),
      ffmpegKills: worker.ffmpegKills(),
      measurements: row.length,
      isAlive,
      defects: worker.defects(),
      liveAtEnd: live,
      trends: trendsOf(row),
      comeback,
    };
  } finally {
    await worker.stop();
  }
}

async function watch(
  worker: WorkerProcess,
  dataDir: string,
  { server, options }: { server: FlappingServer; options: FlapOptions },
): Promise<Resources[]> {
  const row: Resources[] = [];
  const startedAt = performance.now();
  const isKillTime = createTimer(killEveryMs);
  const isMeasureTime = createTimer(measureEveryMs);
  while (performance.now() - startedAt < options.forMs && worker.isAlive()) {
    await delay(1000);
    await server.turn();
    if (isKillTime()) await worker.killOneFfmpeg();
    if (!isMeasureTime() || !worker.isAlive()) continue;
    const now = await measureResources(worker.pid, dataDir);
    row.push(now);
    options.onProgress?.({ ...now, passedMs: performance.now() - startedAt });
  }
  return row;
}

/** True once per period; missed periods on a busy machine are skipped. */
function createTimer(everyMs: number): () => boolean {
  let lastMs = performance.now();
  return () => {
    const isTime = performance.now() - lastMs >= everyMs;
    if (isTime) lastMs = performance.now();
    return isTime;
  };
}

/** Kills the worker as the kernel does when memory runs out, and restarts it on the same folder. */
async function killAndRestart(
  worker: WorkerProcess,
  settings: WorkerSettings,
  { cameras, nodeArguments = [] }: FlapOptions,
): Promise<Comeback> {
  const children = await worker.kill();
  const next = await startWorkerProcess(settings, nodeArguments);
  try {
    const { live, afterMs } = await untilLive(next, cameras);
    const leftBehind = (await Promise.all(children.map(isRunning))).filter(Boolean).length;
    return { live, afterMs, leftBehind, defects: next.defects() };
  } finally {
    await next.stop();
  }
}

async function untilLive(
  worker: WorkerProcess,
  count: number,
): Promise<{ live: number; afterMs: number }> {
  const startedAt = performance.now();
  let live = 0;
  while (live < count && worker.isAlive() && performance.now() - startedAt < mostPatienceMs) {
    await delay(250);
    live = await worker.liveCameras();
  }
  return { live, afterMs: Math.round(performance.now() - startedAt) };
}
