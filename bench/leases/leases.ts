// The leases bench: edges that share cameras, with real Redis, streams and dispatch. One edge is killed, frozen, cut off from Redis
// and ended, and Redis is restarted empty. Takes the numbers of cameras and edges; returns for each fault how long a camera had no
// edge or two, and whether every stay of a thing became one case.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startRedis } from '../../e2e/servers/redis.ts';
import { startRelay } from '../../e2e/servers/relay.ts';
import { freePort } from '../../e2e/servers/server-process.ts';
import { startRtspServer } from '../../simulator/rtsp.ts';
import { startBenchChild } from '../dispatch/child-process.ts';
import { drawFilm } from '../flap/flapping-server.ts';
import { startEdgeProcess, type EdgeProcess } from './edge-process.ts';
import { judgeCases } from './judge-cases.ts';
import { judgeLooks, type Look } from './judge-looks.ts';
import { leasesSiteFile } from './leases-site.ts';
import type { FaultName, FaultResult, LeasesResult } from './leases-result.ts';
import { listCases } from './list-cases.ts';
import type { WorldTimes } from './world.ts';

export interface LeasesOptions {
  cameras: number;
  edges: number;
  faults: readonly FaultName[];
  /** How long an edge is frozen or cut off. */
  awayMs?: number;
  /** How long the bench observes after each fault. */
  afterFaultMs?: number;
  nodeArguments?: readonly string[];
  onProgress?: (text: string) => void;
}

const adminPassword = 'leases-bench-0';
const quietMs = 15_000;
const mostStartMs = 90_000;

export async function leases(options: LeasesOptions): Promise<LeasesResult> {
  const undo: (() => Promise<unknown>)[] = [];
  try {
    return await run(await openDistrict(options, undo), options);
  } finally {
    for (const step of undo.splice(0).reverse()) await step().catch(() => undefined);
  }
}

type District = Awaited<ReturnType<typeof openDistrict>>;

async function openDistrict(options: LeasesOptions, undo: (() => Promise<unknown>)[]) {
  const { cameras, nodeArguments = [] } = options;
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-leases-'));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  const film = await drawFilm(join(folder, 'film.mp4'));
  const paths = Array.from({ length: cameras }, (_, n) => `/camera-${n + 1}`);
  const video = await startRtspServer({
    mounts: Object.fromEntries(paths.map((path) => [path, [film]])),
  });
  undo.push(() => video.stop());
  const sources = paths.map((path) => `${video.url}${path}`);
  const port = await freePort();
  let redis = await startRedis({ port });
  undo.push(() => redis.stop());
  const dataDir = join(folder, 'dispatch');
  await mkdir(dataDir, { recursive: true });
  const dispatch = await startBenchChild(
    'dispatch-child',
    { site: leasesSiteFile(sources), environment: {}, redisUrl: redis.url, dataDir, adminPassword },
    nodeArguments,
  );
  undo.push(() => dispatch.stop());
  return {
    folder,
    sources,
    redisPort: port,
    dispatchUrl: dispatch.url,
    undo,
    emptyRedis: async () => {
      await redis.kill();
      redis = await startRedis({ port });
    },
  };
}

async function run(district: District, options: LeasesOptions): Promise<LeasesResult> {
  const { onProgress = () => undefined } = options;
  const fleet = await startFleet(district, options);
  const from = Date.now();
  const faults: FaultResult[] = [];
  for (const name of options.faults) {
    onProgress(`${name} …`);
    faults.push(await disturb(name, { district, fleet, options }));
    onProgress(`${name}: ${JSON.stringify(faults.at(-1))}`);
  }
  await delay(quietMs);
  const cameras = fleet.cameraIds;
  const found = await listCases(district.dispatchUrl, adminPassword);
  const verdict = judgeCases(found, fleet.world, { cameras, from, to: Date.now() });
  const { defects } = fleet;
  return { cameras: options.cameras, edges: options.edges, faults, ...verdict, defects: defects() };
}

async function startFleet(district: District, options: LeasesOptions) {
  const { folder, sources, redisPort, undo } = district;
  const { edges, nodeArguments = [] } = options;
  const world: WorldTimes = { startAt: Date.now(), thereMs: 35_000, awayMs: 20_000 };
  const looks: Look[] = [];
  let defects = 0;
  let relay = await startRelay({ target: redisPort });
  undo.push(() => relay.cut());
  const listeners = { onLook: (look: Look) => looks.push(look), onDefect: () => (defects += 1) };
  const start = (n: number) => {
    const edgeId = `edge-${n}`;
    // The first one reaches Redis over a line that can be cut.
    const redisUrl = `redis://127.0.0.1:${n === 1 ? relay.port : redisPort}`;
    const dataDir = join(folder, edgeId);
    const settings = { edgeId, sources, redisUrl, dataDir, world };
    return startEdgeProcess(settings, listeners, nodeArguments);
  };
  const numbers = Array.from({ length: edges }, (_, n) => n + 1);
  const running = await Promise.all(numbers.map(start));
  undo.push(() => Promise.all(running.map((one) => one.kill())));
  const cameraIds = sources.map((_, n) => `camera-${n + 1}`);
  const fleet = {
    world,
    looks,
    cameraIds,
    defects: () => defects,
    victim: () => running[0] as EdgeProcess,
    restartVictim: async () => {
      running[0] = await start(1);
    },
    cut: () => relay.cut(),
    join: async () => {
      relay = await startRelay({ port: relay.port, target: redisPort });
    },
    settled: () => untilSettled(looks, cameraIds, edges),
  };
  await fleet.settled();
  return fleet;
}

/** All cameras are analysed, all edges have cameras, and no camera has changed its edge for a while. */
async function untilSettled(looks: readonly Look[], cameraIds: readonly string[], edges: number) {
  for (let waited = 0; waited < mostStartMs; waited += 1000) {
    const now = Date.now();
    const recent = looks.filter(({ at }) => at > now - 8000);
    const watch = judgeLooks(recent, cameraIds, { from: now - 8000, to: now });
    const sharing = new Set(recent.map(({ edgeId }) => edgeId)).size;
    if (watch.gapMs < 4000 && watch.moved === 0 && sharing === Math.min(edges, cameraIds.length))
      return;
    await delay(1000);
  }
  throw new Error(`the cameras were not shared within ${mostStartMs / 1000} s`);
}

interface Disturbed {
  district: District;
  fleet: Awaited<ReturnType<typeof startFleet>>;
  options: LeasesOptions;
}

async function disturb(
  name: FaultName,
  { district, fleet, options }: Disturbed,
): Promise<FaultResult> {
  const { awayMs = 20_000, afterFaultMs = 25_000 } = options;
  const from = Date.now();
  // Begins a little earlier, to see which edge had each camera.
  const watch = (since: number) =>
    judgeLooks(fleet.looks, fleet.cameraIds, { from: since - 2000, to: Date.now() });
  switch (name) {
    case 'killed':
      await fleet.victim().kill();
      break;
    case 'ended':
      await fleet.victim().stop();
      break;
    case 'frozen':
      fleet.victim().freeze();
      await delay(awayMs);
      fleet.victim().thaw();
      break;
    case 'cut-off':
      await fleet.cut();
      await delay(awayMs);
      break;
    case 'redis-emptied':
      await district.emptyRedis();
      break;
  }
  const back = Date.now();
  if (name === 'cut-off') await fleet.join();
  await delay(afterFaultMs);
  const during = watch(from);
  // While it is cut off both edges analyse its cameras, as intended: only the time until it gives them up is judged.
  const { doubleMs } = name === 'cut-off' ? watch(back) : during;
  if (name === 'killed' || name === 'ended') await fleet.restartVictim();
  await fleet.settled();
  return { name, gapMs: during.gapMs, doubleMs, moved: during.moved };
}
