// The edges of a chaos run: each with its own line to the city, its own data folder (on a small disk where that is allowed), and a
// clock that can be set. Takes the addresses; returns them by number.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { mountDisk, type MountedDisk } from '../../e2e/servers/mounted-disk.ts';
import { openCityLine, type CityLine, type LineQuality } from './city-line.ts';
import { startEdgeProcess, type EdgeProcess } from './edge-process.ts';
import type { HistoryWriter } from './history.ts';
import { insistently, type Undo } from './servers.ts';

export interface TownEdge {
  readonly edgeId: string;
  readonly dataDir: string;
  pid: () => number;
  metricsPort: () => number;
  kill(): Promise<void>;
  start(): Promise<void>;
  freeze(): void;
  thaw(): void;
  setClock(offMs: number): void;
  setLine(quality: LineQuality): void;
  cutLine(): Promise<void>;
  joinLine(): Promise<void>;
  /** Null where mounting is not allowed. */
  disk: MountedDisk | null;
  stop(): Promise<void>;
}

export interface EdgePlaces {
  folder: string;
  sources: readonly string[];
  hooks: readonly [string, string];
  redisPort: number;
  dispatchPort: number;
  edgeToken: string;
  history: HistoryWriter;
  random: () => number;
  nodeArguments: readonly string[];
  modelsDir: string | null;
}

const diskBytes = 96 << 20;

export async function openEdge(n: number, places: EdgePlaces, undo: Undo): Promise<TownEdge> {
  const edgeId = `edge-${n}`;
  const dataDir = join(places.folder, edgeId);
  await mkdir(dataDir, { recursive: true });
  const disk = mountDisk(dataDir, diskBytes);
  undo.push(() => Promise.resolve(disk?.unmount()));
  const lines = [
    await openCityLine(places.redisPort, places.random),
    await openCityLine(places.dispatchPort, places.random),
  ] as const;
  undo.push(() => Promise.all(lines.map((line) => line.cut())));
  let clockOffMs = 0;
  const launch = () => startAt(edgeId, { dataDir, clockOffMs, lines, places });
  let running = await launch();
  undo.push(() => running.kill());
  return {
    edgeId,
    dataDir,
    disk,
    ...handsOn(() => running),
    start: async () => {
      running = await insistently(launch);
    },
    setClock: (offMs) => {
      clockOffMs = offMs;
      running.setClock(offMs);
    },
    setLine: (quality) => {
      for (const line of lines) line.set(quality);
    },
    cutLine: async () => {
      await Promise.all(lines.map((line) => line.cut()));
    },
    joinLine: async () => {
      await Promise.all(lines.map((line) => line.join()));
    },
  };
}

function handsOn(running: () => EdgeProcess) {
  return {
    pid: () => running().pid,
    metricsPort: () => running().metricsPort,
    kill: () => running().kill(),
    freeze: () => {
      running().freeze();
    },
    thaw: () => {
      running().thaw();
    },
    stop: () => running().stop(),
  };
}

interface Launch {
  dataDir: string;
  clockOffMs: number;
  lines: readonly [CityLine, CityLine];
  places: EdgePlaces;
}

function startAt(edgeId: string, { dataDir, clockOffMs, lines, places }: Launch) {
  const { folder, sources, hooks, edgeToken, history, nodeArguments, modelsDir } = places;
  const settings = {
    ...{ edgeId, sources, hooks, edgeToken, dataDir, clockOffMs, modelsDir },
    redisUrl: `redis://127.0.0.1:${lines[0].port}`,
    dispatchUrl: `http://127.0.0.1:${lines[1].port}`,
    logFile: join(folder, `${edgeId}.log`),
  };
  return startEdgeProcess(settings, history, nodeArguments);
}
