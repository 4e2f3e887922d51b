// Starts an edge worker of a chaos run, and disturbs it. Takes its settings and the history; returns a handle.
import { spawn, type ChildProcess } from 'node:child_process';
import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { endBy, isRunning } from '../end-child.ts';
import { judgedSchema, type HistoryWriter } from './history.ts';

export interface EdgeSettings {
  edgeId: string;
  sources: readonly string[];
  hooks: readonly [string, string];
  redisUrl: string;
  dispatchUrl: string;
  edgeToken: string;
  dataDir: string;
  logFile: string;
  /** Null: no model runs. */
  modelsDir: string | null;
  clockOffMs: number;
}

export interface EdgeProcess {
  readonly pid: number;
  readonly metricsPort: number;
  kill(): Promise<void>;
  freeze(): void;
  thaw(): void;
  setClock(offMs: number): void;
  stop(): Promise<void>;
}

const slotSchema = z.number().nullable();
const lineSchema = z.union([
  z.strictObject({
    look: z.strictObject({ cameraId: z.string(), slot: slotSchema, at: z.number() }),
  }),
  z.strictObject({
    raised: z.strictObject({
      incidentId: z.string(),
      sequence: z.number(),
      event: z.enum(['opened', 'still-there', 'cleared']),
      cameraId: z.string(),
      slot: slotSchema,
      at: z.number(),
      sinceFrameMs: z.number().nullable(),
    }),
  }),
  z.strictObject({ judged: judgedSchema }),
  z.strictObject({ metricsPort: z.number() }),
  z.strictObject({ defect: z.literal(true) }),
]);

/** @param nodeArguments arguments for Node to run it from sources */
export async function startEdgeProcess(
  settings: EdgeSettings,
  history: HistoryWriter,
  nodeArguments: readonly string[],
): Promise<EdgeProcess> {
  const file = fileURLToPath(new URL(`./edge-child${extname(import.meta.url)}`, import.meta.url));
  const args = [...nodeArguments, file, JSON.stringify(settings)];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  // It may be killed during a write.
  child.stdin.on('error', () => undefined);
  // A process that does not start is started again, as by a supervisor.
  let mayEnd = true;
  child.once('exit', () => {
    if (!mayEnd) history.write({ line: 'ended-by-itself', part: settings.edgeId, at: Date.now() });
  });
  const end = (signal: 'SIGKILL' | 'SIGTERM') => {
    mayEnd = true;
    return endBy(child, signal);
  };
  const metricsPort = await readLines(child, settings.edgeId, history);
  mayEnd = false;
  return {
    pid: child.pid ?? 0,
    metricsPort,
    kill: () => end('SIGKILL'),
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    setClock: (offMs) => {
      if (isRunning(child)) child.stdin.write(`${JSON.stringify({ offMs })}\n`);
    },
    stop: () => end('SIGTERM'),
  };
}

/** Resolves with the port of its health when it is ready. */
function readLines(child: ChildProcess, edgeId: string, history: HistoryWriter): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => {
      reject(new Error(`${edgeId} ended before it was ready`));
    });
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (text) => {
      const told = parsed(text);
      if (told === null) return;
      if ('look' in told) history.write({ line: 'look', edgeId, ...told.look });
      else if ('raised' in told) history.write({ line: 'raised', by: edgeId, ...told.raised });
      else if ('judged' in told) history.write({ line: 'judged', edgeId, ...told.judged });
      else if ('defect' in told) history.write({ line: 'defect', part: edgeId, at: Date.now() });
      else resolve(told.metricsPort);
    });
  });
}

/** Null for the half line of a killed process. */
function parsed(text: string): z.infer<typeof lineSchema> | null {
  try {
    return lineSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
