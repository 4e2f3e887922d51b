// `bench cameras`: increases the number of cameras until looks are late, measures floor and peers in the same run, and prints
// tables. Takes the options of the command; returns its exit code.
import { writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { modelsFolder } from '../../cli/models-folder.ts';
import { resolveModel } from '../../models/index.ts';
import { filmsOf, type Film } from './films.ts';
import { floorOf, measureFloor, measureRuns, type FloorCosts } from './floor.ts';
import { measureStep, type Step } from './measure-step.ts';
import { measurePeers, type Peers } from './peers.ts';
import { raiseUntilLate } from './raise.ts';
import { reportPage, reportText } from './report.ts';
import type { BenchResult, Delays, StepResult } from './result.ts';
import { playSources } from './sources.ts';
import { usageBetween } from './usage.ts';
import { quantile } from './worker-counts.ts';

export interface BenchCamerasOptions {
  seconds: number;
  mix: readonly string[];
  cameras?: number;
  report?: string;
  models?: string;
  model: string;
  peers: boolean;
  json: boolean;
}

const peerSeconds = 12;

export async function benchCameras(options: BenchCamerasOptions): Promise<0 | 1> {
  const say = (line: string) => {
    console.error(line);
  };
  const films = await filmsOf(options.mix, { say });
  const before = load();
  const steps = await raiseUntilLate(async (cameras) => {
    const step = await measureStep({ ...stepOptions(options, films), cameras });
    say(progressText(step));
    return step;
  }, options.cameras);
  const beside = await measureBeside(options, films);
  const runMs = await measureModel(options, steps);
  const result: BenchResult = {
    day: new Date().toISOString().slice(0, 10),
    films: films.map(({ name }) => name),
    model: options.model,
    processors: availableParallelism(),
    load: { before, after: load() },
    steps: steps.map((step) => resultOf(step, runMs, beside.floor)),
    peers: beside.peers,
  };
  console.log(options.json ? JSON.stringify(result, null, 2) : reportText(result));
  if (options.report !== undefined) await writeFile(options.report, reportPage(result));
  return steps.every(({ live, cameras }) => live === cameras) ? 0 : 1;
}

function stepOptions({ seconds, model, models }: BenchCamerasOptions, films: readonly Film[]) {
  return { films, forMs: seconds * 1000, model, models: models ?? null };
}

async function measureBeside(
  { peers, models }: BenchCamerasOptions,
  films: readonly Film[],
): Promise<{ floor: FloorCosts; peers: Peers }> {
  const sources = await playSources(films, films.length);
  try {
    const floor = await measureFloor(films, sources.cameras);
    const options = { seconds: peerSeconds, models: models ?? modelsFolder() };
    if (!peers) return { floor, peers: { peers: [], withoutModel: null } };
    return { floor, peers: await measurePeers(sources.cameras, options) };
  } finally {
    await sources.stop();
  }
}

async function measureModel({ model, models }: BenchCamerasOptions, steps: readonly Step[]) {
  const resolved = await resolveModel({ name: model, dir: models ?? modelsFolder() });
  const sizes = new Set(steps.flatMap(({ counts }) => Object.keys(counts.runs)));
  return measureRuns(resolved, [...sizes]);
}

function resultOf(step: Step, runMs: ReadonlyMap<string, number>, floor: FloorCosts): StepResult {
  const { counts, cameras } = step;
  const usage = usageBetween({ ...step, runMs });
  return {
    cameras,
    live: step.live,
    isLate: step.isLate,
    usage,
    looks: counts.looks,
    dropped: counts.dropped,
    runs: Object.values(counts.runs).reduce((sum, n) => sum + n, 0),
    lookDelay: delaysOf(counts.lookDelaysMs),
    alertDelay: delaysOf(counts.alertDelaysMs),
    alerts: counts.alertDelaysMs.length,
    loopDelayP99Ms: counts.loopDelayP99Ms,
    floor: floorOf(floor, { ...counts, seconds: usage.seconds, cameras }, runMs),
  };
}

function delaysOf(values: readonly number[]): Delays {
  return { p50: quantile(values, 0.5), p99: quantile(values, 0.99) };
}

function progressText({ cameras, live, isLate, counts }: Step): string {
  const p99 = quantile(counts.lookDelaysMs, 0.99);
  const late = isLate ? ', late' : '';
  return `${cameras} cameras, ${live} live: ${counts.looks} looks, p99 ${p99 ?? '–'} ms, ${counts.dropped} dropped${late}`;
}

function load(): number {
  return loadavg()[0] ?? 0;
}
