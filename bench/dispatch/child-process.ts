// A part of a bench as its own process, which can be killed as in a power cut. Takes the program and its settings; returns its
// addresses, its memory, and functions to end it.
import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { endBy, isRunning } from '../end-child.ts';

export interface BenchChild {
  readonly pid: number;
  readonly url: string;
  readonly mqttUrl: string;
  /** Uncaught errors. */
  defects(): number;
  isAlive(): boolean;
  /** Sends it a line. */
  tell(line: object): void;
  /** Peak memory in bytes. */
  peakBytes(): Promise<number>;
  /** CPU time so far, in ms. */
  coreMs(): Promise<number>;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export type ChildProgram = 'dispatch-child' | 'bare-child';

const readySchema = z.object({
  dispatch: z.literal('ready'),
  url: z.string(),
  mqttUrl: z.string(),
});

/** @param nodeArguments arguments for Node to run it from sources */
export async function startBenchChild(
  program: ChildProgram,
  settings: object,
  nodeArguments: readonly string[],
): Promise<BenchChild> {
  const file = fileURLToPath(new URL(`./${program}${extname(import.meta.url)}`, import.meta.url));
  const args = [...nodeArguments, file, JSON.stringify(settings)];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  // It may be killed during a write.
  child.stdin.on('error', () => undefined);
  const counts = { defects: 0 };
  const ready = await readLines(child, program, () => (counts.defects += 1));
  const pid = child.pid ?? 0;
  return {
    ...ready,
    pid,
    defects: () => counts.defects,
    isAlive: () => isRunning(child),
    tell: (line) => {
      if (isRunning(child)) child.stdin.write(`${JSON.stringify(line)}\n`);
    },
    peakBytes: async () => peakOf(await readFile(`/proc/${pid}/status`, 'utf8')),
    coreMs: async () => coreMsOf(await readFile(`/proc/${pid}/stat`, 'utf8')),
    kill: () => endBy(child, 'SIGKILL'),
    stop: () => endBy(child, 'SIGTERM'),
  };
}

function readLines(child: ChildProcess, program: string, onDefect: () => void) {
  return new Promise<{ url: string; mqttUrl: string }>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`${program} ended with code ${code ?? 'none'} before it was ready`));
    });
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.includes('"defect"')) onDefect();
      const ready = line.includes('"ready"') ? readySchema.parse(JSON.parse(line)) : null;
      if (ready !== null) resolve({ url: ready.url, mqttUrl: ready.mqttUrl });
    });
  });
}

/** The kernel counts hundredths of a second. */
export function coreMsOf(stat: string): number {
  const [, , , , , , , , , , , user = '0', system = '0'] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ');
  return (Number(user) + Number(system)) * 10;
}

function peakOf(status: string): number {
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
}
