// Starts an edge worker of the leases bench, and disturbs it. Takes its settings; returns what it looked at, with times.
import { spawn, type ChildProcess } from 'node:child_process';
import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { endBy } from '../end-child.ts';
import type { Look } from './judge-looks.ts';
import type { WorldTimes } from './world.ts';

export interface LeasesEdgeSettings {
  edgeId: string;
  sources: readonly string[];
  redisUrl: string;
  dataDir: string;
  world: WorldTimes;
}

export interface EdgeProcess {
  readonly edgeId: string;
  kill(): Promise<void>;
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

const lineSchema = z.union([
  z.strictObject({ camera: z.string(), at: z.number() }),
  z.strictObject({ ready: z.literal(true), metricsPort: z.number() }),
  z.strictObject({ defect: z.literal(true) }),
]);

export interface EdgeListeners {
  onLook: (look: Look) => void;
  onDefect: () => void;
}

/** @param nodeArguments arguments for Node to run it from sources */
export async function startEdgeProcess(
  settings: LeasesEdgeSettings,
  listeners: EdgeListeners,
  nodeArguments: readonly string[],
): Promise<EdgeProcess> {
  const program = fileURLToPath(
    new URL(`./edge-child${extname(import.meta.url)}`, import.meta.url),
  );
  const args = [...nodeArguments, program, JSON.stringify(settings)];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const { edgeId } = settings;
  await readLines(child, edgeId, listeners);
  return {
    edgeId,
    kill: () => endBy(child, 'SIGKILL'),
    freeze: () => {
      child.kill('SIGSTOP');
    },
    thaw: () => {
      child.kill('SIGCONT');
    },
    stop: () => endBy(child, 'SIGTERM'),
  };
}

/** Resolves when it is ready. */
function readLines(
  child: ChildProcess,
  edgeId: string,
  { onLook, onDefect }: EdgeListeners,
): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => {
      reject(new Error('the edge worker ended before it was ready'));
    });
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const told = lineSchema.parse(JSON.parse(line));
      if ('camera' in told) onLook({ edgeId, cameraId: told.camera, at: told.at });
      else if ('defect' in told) onDefect();
      else resolve();
    });
  });
}
