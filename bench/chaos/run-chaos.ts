// ONE CHAOS RUN: real edges, dispatch, Redis, PostgreSQL, Mosquitto and streams, a scripted world, and faults by a schedule that
// comes from the seed alone. Takes the settings; writes the history to a file, and returns the checker's verdict over it.
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { checkHistory, type ChaosVerdict } from './check.ts';
import { lastLooksMs } from './check-end.ts';
import { doFaults, type Amounts } from './do-faults.ts';
import { planFaults, planText, type FaultName, type PlannedFault } from './fault-plan.ts';
import { readHistory, writeHistory, type HistoryLine, type HistoryWriter } from './history.ts';
import { plantBug, type Plant } from './plant.ts';
import { readRecord } from './read-record.ts';
import { planWorld, worldEndMs, type Stay } from './scripted-world.ts';
import type { Undo } from './servers.ts';
import { settle } from './settle.ts';
import { openTown, type Town } from './town.ts';
import { tellOrphans, watchProcesses } from './watch-processes.ts';

/** The size of the test bed, and its events. */
export interface TownSize {
  cameras: number;
  edges: number;
  /** How often something stands in front of each camera: a round takes 50 s. */
  rounds: number;
  leastStayMs?: number | undefined;
  amounts: Amounts;
}

/** A run with a world and faults of its own, which is watched. */
export interface Course {
  /** Of the files of the run. */
  name: string;
  world: readonly Stay[];
  plan: readonly PlannedFault[];
  /** Folder of models: edges then also run the default model on each picture, for its load. */
  modelsDir: string | null;
  /** Sees each line of the history as it is written. */
  onLine: (line: HistoryLine) => void;
  /** Looks at the town while it runs, until the last thing has gone. */
  watch: (town: Town) => { stop(): Promise<void> };
}

export interface ChaosOptions extends TownSize {
  seed: number;
  /** All faults when absent. */
  only?: readonly FaultName[] | undefined;
  plant?: Plant | undefined;
  /** The course of a soak; absent for chaos, which plans from the seed. */
  course?: Course | undefined;
  /** The time limit for settling after the last object has gone. */
  mostSettleMs?: number | undefined;
  /** Folder for the history and the logs. */
  keepIn: string;
  nodeArguments?: readonly string[];
  onProgress?: (line: string) => void;
}

export interface ChaosResult {
  seed: number;
  verdict: ChaosVerdict;
  tookMs: number;
  historyFile: string;
}

const usualSettleMs = 150_000;

export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const undo: Undo = [];
  const startedAt = performance.now();
  await mkdir(options.keepIn, { recursive: true });
  const historyFile = join(
    options.keepIn,
    `${options.course?.name ?? 'chaos'}-${options.seed}.jsonl`,
  );
  await rm(historyFile, { force: true });
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-chaos-'));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  undo.push(() => keepLogs(folder, options));
  const undoAll = async () => {
    for (const step of undo.splice(0).reverse()) await step().catch(() => undefined);
  };
  const forget = onSignal(undoAll);
  try {
    await live(folder, writeHistory(historyFile, options.course?.onLine), { options, undo });
  } finally {
    await undoAll();
    forget();
  }
  const verdict = checkHistory(readHistory(await readFile(historyFile, 'utf8')));
  const tookMs = Math.round(performance.now() - startedAt);
  return { seed: options.seed, verdict, tookMs, historyFile };
}

/** A stopped run leaves no server, process or mounted disk behind. */
function onSignal(undoAll: () => Promise<void>): () => void {
  const end = () => {
    void undoAll().then(() => process.exit(1));
  };
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, end);
  return () => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, end);
  };
}

interface Run {
  options: ChaosOptions;
  undo: Undo;
}

async function live(folder: string, history: HistoryWriter, { options, undo }: Run): Promise<void> {
  const { onProgress = () => undefined, nodeArguments = [], plant, amounts } = options;
  const stays = options.course?.world ?? planWorld(options);
  const endMs = worldEndMs(stays);
  const plan = options.course?.plan ?? planFaults({ ...options, withinMs: endMs - 10_000 });
  onProgress(`seed ${options.seed}\n${planText(plan)}`);
  const town = await openTown(
    { ...options, stays, folder, history, nodeArguments, modelsDir: options.course?.modelsDir },
    undo,
  );
  tellTruth(town, stays, options);
  if (plant !== undefined) await plantBug(plant, town.postgres.url);
  const watch = watchProcesses(town);
  undo.push(() => watch.stop());
  const own = options.course?.watch(town);
  undo.push(async () => own?.stop());
  await Promise.all([
    doFaults(plan, town, { amounts, onProgress }),
    delay(Math.max(0, town.startedAt + endMs - Date.now())),
  ]);
  onProgress('the last thing has gone; all has time to settle');
  await own?.stop();
  await endWith(town, watch, { mostMs: options.mostSettleMs ?? usualSettleMs, onProgress });
}

function tellTruth(
  { history, startedAt, edges }: Town,
  stays: readonly Stay[],
  options: ChaosOptions,
) {
  const { seed, plant = null } = options;
  const cameras = [...new Set(stays.map(({ cameraId }) => cameraId))];
  const names = edges.map(({ edgeId }) => edgeId);
  history.write({ line: 'run', seed, cameras, edges: names, planted: plant, at: startedAt });
  for (const { from, to, ...stay } of stays)
    history.write({ line: 'stay', ...stay, from: startedAt + from, to: startedAt + to });
}

async function endWith(
  town: Town,
  watch: { stop(): Promise<void> },
  settling: { mostMs: number; onProgress: (line: string) => void },
): Promise<void> {
  const { history, dispatch, edges, postgres, folder } = town;
  const settled = await settle(town, settling);
  // The looks of the last seconds show which edge has each camera.
  await delay(lastLooksMs);
  const at = Date.now();
  for (const line of settled.lines) history.write(line);
  history.write({ line: 'end', settledAfterMs: settled.afterMs, at });
  await watch.stop();
  await Promise.all(edges.map((edge) => edge.stop()));
  await tellOrphans(folder, history);
  await dispatch.stop();
  await readRecord({ databaseUrl: postgres.url, dataDir: join(folder, 'dispatch') }, history);
}

async function keepLogs(folder: string, { keepIn, seed }: ChaosOptions): Promise<void> {
  const into = join(keepIn, `logs-${seed}`);
  await rm(into, { recursive: true, force: true });
  await mkdir(into, { recursive: true });
  for (const name of await readdir(folder, { recursive: true }))
    if (name.endsWith('.log'))
      await copyFile(join(folder, name), join(into, name.replaceAll('/', '-')));
}
