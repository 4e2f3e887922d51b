// Starts the bench's edge worker and talks to it. Takes its settings; returns its pid, its counts, and a function to stop it.
import { spawn } from 'node:child_process';
import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { endAfter } from '../end-child.ts';
import type { BenchSource } from './camera-site.ts';
import { workerCountsSchema, type WorkerCounts } from './worker-counts.ts';

export interface ChildSettings {
  sources: readonly BenchSource[];
  dataDir: string;
  model: string;
  models: string | null;
}

export interface BenchWorker {
  readonly pid: number;
  /** Counts since the last reset. */
  counts(ask: 'look' | 'reset'): Promise<WorkerCounts>;
  stop(): Promise<void>;
}

export function startBenchWorker(
  settings: ChildSettings,
  nodeArguments: readonly string[] = [],
): BenchWorker {
  const program = fileURLToPath(
    new URL(`./edge-child${extname(import.meta.url)}`, import.meta.url),
  );
  const args = [...nodeArguments, program, JSON.stringify(settings)];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    pid: child.pid ?? 0,
    counts: async (ask) => {
      child.stdin.write(`${ask}\n`);
      const line = await lines.next();
      if (line.done === true) throw new Error('the edge worker of the bench has ended');
      return workerCountsSchema.parse(JSON.parse(line.value));
    },
    stop: () => endAfter(child, () => child.stdin.end()),
  };
}
