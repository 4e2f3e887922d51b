// The edge worker of the flap bench as a process that can be killed and restarted on the same data folder. Takes the cameras'
// addresses and the folder; returns its pid, its camera states, and functions to disturb it.
import { spawn, type ChildProcess } from 'node:child_process';
import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { defectMessage } from '../../host/defects.ts';
import { endBy, isRunning } from '../end-child.ts';
import { childrenOf } from './resources.ts';

export interface WorkerSettings {
  sources: readonly string[];
  dataDir: string;
}

export interface WorkerProcess {
  readonly pid: number;
  isAlive(): boolean;
  defects(): number;
  ffmpegKills(): number;
  killOneFfmpeg(): Promise<void>;
  liveCameras(): Promise<number>;
  /** As the kernel does when memory runs out. Returns its children. */
  kill(): Promise<number[]>;
  stop(): Promise<void>;
}

/** @param nodeArguments arguments for Node to run the worker from sources */
export async function startWorkerProcess(
  settings: WorkerSettings,
  nodeArguments: readonly string[],
): Promise<WorkerProcess> {
  const program = fileURLToPath(
    new URL(`./edge-child${extname(import.meta.url)}`, import.meta.url),
  );
  const args = [...nodeArguments, program, JSON.stringify(settings)];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const counts = { defects: 0, ffmpegKills: 0 };
  const metricsPort = await readLines(child, () => (counts.defects += 1));
  const pid = child.pid ?? 0;
  return {
    pid,
    isAlive: () => isRunning(child),
    defects: () => counts.defects,
    ffmpegKills: () => counts.ffmpegKills,
    killOneFfmpeg: async () => {
      if (await killOneOf(pid)) counts.ffmpegKills += 1;
    },
    liveCameras: () => liveCameras(metricsPort),
    kill: async () => {
      const children = await childrenOf(pid).catch(() => []);
      await endBy(child, 'SIGKILL');
      return children;
    },
    stop: () => endBy(child, 'SIGTERM'),
  };
}

/** False if there was none, or it has already ended. */
async function killOneOf(pid: number): Promise<boolean> {
  const children = await childrenOf(pid).catch(() => []);
  const victim = children[Math.floor(Math.random() * children.length)];
  if (victim === undefined) return false;
  try {
    return process.kill(victim, 'SIGKILL');
  } catch {
    return false;
  }
}

/** Resolves with the metrics port when it is ready. */
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
