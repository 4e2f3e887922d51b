// What recording costs beside analysis: three edge workers on the same streams at the same time. One analyses without recording;
// two have an idle pipeline, and one of these records. Takes films and the number of cameras; returns cores a camera of each, and
// bytes.
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseSegmentName } from '../../edge/record/segment.ts';
import { foldersIn } from '../../edge/state/folders.ts';
import { startBenchWorker } from '../cameras/child-process.ts';
import type { Film } from '../cameras/films.ts';
import { readTree } from '../cameras/process-tree.ts';
import { playSources } from '../cameras/sources.ts';
import { cpuOf } from './cpu-of.ts';
import { startCaseEdge, type CaseEdge } from './start-case-edge.ts';

export interface RecordingOptions {
  films: readonly Film[];
  cameras: number;
  forMs: number;
  /** Time before the measurement: in its first minute a camera is analysed more often. */
  settleMs?: number;
  model: string;
  models: string | null;
  nodeArguments?: readonly string[];
}

export interface RecordingCost {
  readonly cameras: number;
  /** Cores a camera of a worker that analyses and does not record, in all. */
  readonly analysis: number;
  readonly looks: number;
  /** Of workers with an idle pipeline. */
  readonly idle: number;
  readonly recording: number;
  /** Of a camera. */
  readonly bytesASecond: number;
}

const liveLimitMs = 60_000;
const usualSettleMs = 75_000;

export async function measureRecording(options: RecordingOptions): Promise<RecordingCost> {
  const { films, cameras, model, models, nodeArguments } = options;
  const sources = await playSources(films, cameras);
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-evidence-'));
  const [analysing, idling, dataDir] = ['analysing', 'idling', 'recording'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  for (const one of [analysing, idling]) await preventRecording(one, cameras);
  const settings = { sources: sources.cameras, dataDir: analysing, model, models };
  const worker = startBenchWorker(settings, nodeArguments);
  const quiet = [idling, dataDir].map((one) => startQuiet(sources.cameras, one, nodeArguments));
  try {
    await untilAll(() => worker.counts('look').then(({ live }) => live), cameras);
    for (const one of quiet) await untilAll(() => one.live(), cameras);
    await delay(options.settleMs ?? usualSettleMs);
    const fromMs = Date.now();
    const { looks } = await worker.counts('reset');
    const cores = await coresOf([worker, ...quiet], options);
    const after = await worker.counts('look');
    const [analysis = 0, idle = 0, recording = 0] = cores;
    const bytesASecond = await recordedSince(dataDir, cameras, fromMs);
    return { cameras, analysis, looks: after.looks - looks, idle, recording, bytesASecond };
  } finally {
    await Promise.all([worker, ...quiet].map((one) => one.stop()));
    await sources.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function startQuiet(
  sources: readonly { url: string }[],
  dataDir: string,
  nodeArguments: readonly string[] = [],
): CaseEdge {
  const urls = sources.map(({ url }) => url);
  // Nothing listens there: no alert is raised.
  const redisUrl = 'redis://127.0.0.1:1';
  const settings = { sources: urls, dataDir, redisUrl, dispatch: null, invitation: null };
  return startCaseEdge(settings, nodeArguments);
}

/** Cores a camera of each, in the same time. */
async function coresOf(
  workers: readonly { pid: number }[],
  { cameras, forMs }: RecordingOptions,
): Promise<number[]> {
  const read = () => Promise.all(workers.map(({ pid }) => readTree(pid)));
  const before = await read();
  await delay(forMs);
  const after = await read();
  return before.map((one, index) => {
    const last = after[index] ?? one;
    return (cpuOf(last) - cpuOf(one)) / (last.atMs - one.atMs) / cameras;
  });
}

const idOf = (index: number) => `camera-${index + 1}`;

/** A file is in the place of the folder of segments, so the camera is analysed but not recorded. */
async function preventRecording(dataDir: string, cameras: number): Promise<void> {
  for (let index = 0; index < cameras; index += 1) {
    const segments = foldersIn(dataDir).segments(idOf(index));
    await mkdir(dirname(segments), { recursive: true });
    await writeFile(segments, '');
  }
}

async function untilAll(live: () => Promise<number>, cameras: number): Promise<void> {
  const startedMs = performance.now();
  while ((await live()) < cameras) {
    if (performance.now() - startedMs > liveLimitMs)
      throw new Error(`${await live()} of ${cameras} cameras came`);
    await delay(500);
  }
}

/** Bytes a second and camera of the whole segments since then. */
export async function recordedSince(
  dataDir: string,
  cameras: number,
  fromMs: number,
): Promise<number> {
  let [bytes, ms] = [0, 0];
  for (let index = 0; index < cameras; index += 1) {
    const folder = foldersIn(dataDir).segments(idOf(index));
    for (const name of await readdir(folder)) {
      const segment = parseSegmentName(name);
      if (segment === null || segment.startAt < fromMs) continue;
      bytes += (await stat(join(folder, name))).size;
      ms += segment.endAt - segment.startAt;
    }
  }
  return ms === 0 ? 0 : (bytes * 1000) / ms;
}
