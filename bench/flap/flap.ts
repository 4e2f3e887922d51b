// Many cameras on one edge worker that flap all the time: their server is killed and comes back, and ffmpeg processes of the
// worker are killed at random. Takes how many and how long; gives what the worker used, and whether it lived through it.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { defectMessage } from '../../host/defects.ts';
import { startRtspServer, type RtspServer } from '../../simulator/rtsp.ts';
import {
  childrenOf,
  measureResources,
  resourceNames,
  trendOf,
  type ResourceName,
  type Resources,
  type Trend,
} from './resources.ts';

export interface FlapOptions {
  cameras: number;
  forMs: number;
  /** The server of all cameras stays up, and then away, about so long. */
  upMs?: number;
  awayMs?: number;
  /** What Node needs to run the worker from sources. */
  nodeArguments?: readonly string[];
  onProgress?: (now: Resources & { passedMs: number }) => void;
}

export interface FlapResult {
  cameras: number;
  forMs: number;
  serverKills: number;
  ffmpegKills: number;
  measurements: number;
  /** The same process from the beginning to the end. */
  isAlive: boolean;
  defects: number;
  /** Cameras that were live some time after the last return of their server. */
  liveAtEnd: number;
  trends: Record<ResourceName, Trend>;
}

const measureEveryMs = 5000;
const killEveryMs = 4000;
const mostPatienceAtEndMs = 90_000;

export async function flap(options: FlapOptions): Promise<FlapResult> {
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-flap-'));
  const film = await drawFilm(join(folder, 'film.mp4'));
  const cameras = await startFlapping(film, options);
  const dataDir = join(folder, 'data');
  const sources = cameras.paths.map((path) => `${cameras.url}${path}`);
  const edge = await startEdgeChild({ sources, dataDir }, options.nodeArguments ?? []);
  try {
    const row = await watch(edge, dataDir, { cameras, options });
    await cameras.stay();
    const liveAtEnd = await untilLive(edge, options.cameras);
    return resultOf(options, { row, edge, cameras, liveAtEnd });
  } finally {
    await edge.stop();
    await cameras.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function resultOf(
  { cameras: count, forMs }: FlapOptions,
  seen: { row: Resources[]; edge: EdgeChild; cameras: FlappingServer; liveAtEnd: number },
): FlapResult {
  const { row, edge, cameras, liveAtEnd } = seen;
  const trends = Object.fromEntries(resourceNames.map((name) => [name, trendOf(name, row)]));
  return {
    cameras: count,
    forMs,
    serverKills: cameras.kills(),
    ffmpegKills: edge.ffmpegKills(),
    measurements: row.length,
    isAlive: edge.isAlive(),
    defects: edge.defects(),
    liveAtEnd,
    trends: trends as Record<ResourceName, Trend>,
  };
}

async function watch(
  edge: EdgeChild,
  dataDir: string,
  { cameras, options }: { cameras: FlappingServer; options: FlapOptions },
): Promise<Resources[]> {
  const row: Resources[] = [];
  const startedAt = performance.now();
  let killedAt = startedAt;
  for (let n = 1; performance.now() - startedAt < options.forMs && edge.isAlive(); n++) {
    await delay(Math.max(0, startedAt + n * 1000 - performance.now()));
    await cameras.turn();
    if (performance.now() - killedAt >= killEveryMs) {
      killedAt = performance.now();
      await edge.killOneFfmpeg();
    }
    if (n % (measureEveryMs / 1000) !== 0 || !edge.isAlive()) continue;
    const now = await measureResources(edge.pid, dataDir);
    row.push(now);
    options.onProgress?.({ ...now, passedMs: performance.now() - startedAt });
  }
  return row;
}

async function untilLive(edge: EdgeChild, count: number): Promise<number> {
  let live = 0;
  for (let waited = 0; waited < mostPatienceAtEndMs && live < count; waited += 1000) {
    await delay(1000);
    live = await edge.liveCameras();
  }
  return live;
}

interface FlappingServer {
  readonly url: string;
  readonly paths: readonly string[];
  /** Goes away or comes back when it is time. */
  turn(): Promise<void>;
  /** Comes back and stays. */
  stay(): Promise<void>;
  kills(): number;
  stop(): Promise<void>;
}

async function startFlapping(film: string, options: FlapOptions): Promise<FlappingServer> {
  const { upMs = 20_000, awayMs = 5000 } = options;
  const paths = Array.from({ length: options.cameras }, (_, n) => `/camera-${n + 1}`);
  const mounts = Object.fromEntries(paths.map((path) => [path, [film]]));
  const first = await startRtspServer({ mounts });
  const { port, url } = first;
  let server: RtspServer | null = first;
  let turnedAt = performance.now();
  let kills = 0;
  const come = async () => {
    server ??= await startRtspServer({ mounts, port });
  };
  return {
    url,
    paths,
    kills: () => kills,
    stay: come,
    turn: async () => {
      if (performance.now() - turnedAt < (server ? upMs : awayMs)) return;
      if (server) {
        await server.stop();
        server = null;
        kills += 1;
      } else await come();
      turnedAt = performance.now();
    },
    stop: async () => server?.stop(),
  };
}

interface EdgeChild {
  readonly pid: number;
  isAlive(): boolean;
  defects(): number;
  ffmpegKills(): number;
  killOneFfmpeg(): Promise<void>;
  liveCameras(): Promise<number>;
  stop(): Promise<void>;
}

async function startEdgeChild(
  settings: { sources: readonly string[]; dataDir: string },
  nodeArguments: readonly string[],
): Promise<EdgeChild> {
  const program = fileURLToPath(
    new URL(`./edge-child${extname(import.meta.url)}`, import.meta.url),
  );
  const args = [...nodeArguments, program, JSON.stringify(settings)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const counts = { defects: 0, ffmpegKills: 0 };
  const metricsPort = await readLines(child, () => (counts.defects += 1));
  const pid = child.pid ?? 0;
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  return {
    pid,
    isAlive,
    defects: () => counts.defects,
    ffmpegKills: () => counts.ffmpegKills,
    killOneFfmpeg: async () => {
      const children = await childrenOf(pid).catch(() => []);
      const victim = children[Math.floor(Math.random() * children.length)];
      if (victim === undefined) return;
      try {
        process.kill(victim, 'SIGKILL');
        counts.ffmpegKills += 1;
      } catch {
        // It has ended by itself meanwhile.
      }
    },
    liveCameras: () => liveCameras(metricsPort),
    stop: async () => {
      if (!isAlive()) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const hard = setTimeout(() => child.kill('SIGKILL'), 20_000);
      await ended;
      clearTimeout(hard);
    },
  };
}

/** Resolves with the port of its metrics when it is ready. */
function readLines(child: ChildProcess, onDefect: () => void): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => {
      reject(new Error('the edge worker ended before it was ready'));
    });
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.includes(defectMessage)) onDefect();
      const port = /"flap":"ready","metricsPort":(\d+)/.exec(line)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
  });
}

async function liveCameras(port: number): Promise<number> {
  const text = await fetch(`http://127.0.0.1:${port}/metrics`)
    .then((answer) => answer.text())
    .catch(() => '');
  return [...text.matchAll(/^fencewatch_edge_camera_state\{.*state="live"\} 1$/gm)].length;
}

async function drawFilm(file: string): Promise<string> {
  await promisify(execFile)('ffmpeg', [
    ...['-y', '-loglevel', 'error', '-f', 'lavfi', '-i'],
    'testsrc2=size=320x180:rate=10:duration=20',
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '0', '-g', '10', '-pix_fmt', 'yuv420p'],
    file,
  ]);
  return file;
}
