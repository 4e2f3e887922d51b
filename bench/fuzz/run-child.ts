// Runs a target in a process and watches it. Takes target, seed and range; returns counts and findings. A process that ends by
// itself, is silent for too long, or needs too much memory is a finding, with its current input.
import { spawn } from 'node:child_process';
import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { diceFor } from './dice.ts';
import type { FuzzCounts, FuzzRange } from './run-target.ts';
import type { Finding, FuzzTarget } from './target.ts';

export interface ChildRun extends FuzzRange {
  target: FuzzTarget;
  nodeArguments?: readonly string[];
}

const memoryMb = 768;
/** Databases and brokers may have to start. */
const openWithinMs = 300_000;
/** On top of the time that one input may take. */
const silentMs = 60_000;
const lineSchema = z.union([
  z.object({ index: z.number() }),
  z.object({
    finding: z.object({
      target: z.string(),
      index: z.number(),
      error: z.string(),
      input: z.string().transform((text) => new Uint8Array(Buffer.from(text, 'base64'))),
    }),
  }),
  z.object({
    counts: z.object({
      accepted: z.number(),
      refused: z.number(),
      reasons: z.number(),
      slowestMs: z.number(),
      grownBytes: z.number().nullable(),
    }),
  }),
]);

type Counts = Omit<FuzzCounts, 'findings'>;

interface Ended {
  counts: Counts | null;
  findings: Finding[];
  lastIndex: number;
  how: string;
}

export async function runInChild(run: ChildRun): Promise<FuzzCounts> {
  const ended = await watch(run, false);
  if (ended.counts !== null) return { ...ended.counts, findings: ended.findings };
  // Runs again from the last reported input, and prints each input before it runs.
  const count = run.from + run.count - ended.lastIndex;
  const again = await watch({ ...run, from: ended.lastIndex, count }, true);
  const index = again.counts === null ? again.lastIndex : ended.lastIndex;
  const input = await inputAt(run, index);
  const finding = { target: run.target.name, index, error: ended.how, input };
  const none = { accepted: 0, refused: 0, reasons: 0, slowestMs: 0, grownBytes: null };
  return { ...none, findings: [...ended.findings, finding] };
}

async function inputAt({ target, seed }: ChildRun, index: number): Promise<Uint8Array> {
  const open = await target.open();
  const input = open.make(diceFor({ seed, target: target.name, index }));
  await open.close?.();
  return input;
}

function watch({ target, ...run }: ChildRun, sayEach: boolean): Promise<Ended> {
  const { seed, from, count, nodeArguments = [] } = run;
  const name = `./fuzz-child${extname(import.meta.url)}`;
  const file = fileURLToPath(new URL(name, import.meta.url));
  const settings = JSON.stringify({ target: target.name, seed, from, count, sayEach });
  const limits = ['--expose-gc', `--max-old-space-size=${memoryMb}`];
  const child = spawn(process.execPath, [...limits, ...nodeArguments, file, settings], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const patienceMs = silentMs + target.withinMs;
  const ended: Ended = { counts: null, findings: [], lastIndex: from, how: '' };
  const end = (ms: number) => () => {
    ended.how = `nothing for ${ms / 1000} s: it hangs`;
    child.kill('SIGKILL');
  };
  let timer = setTimeout(end(openWithinMs), openWithinMs);
  createInterface({ input: child.stdout }).on('line', (text) => {
    clearTimeout(timer);
    timer = setTimeout(end(patienceMs), patienceMs);
    const line = lineSchema.parse(JSON.parse(text));
    if ('index' in line) ended.lastIndex = line.index;
    else if ('finding' in line) ended.findings.push(line.finding);
    else ended.counts = line.counts;
  });
  let errors = '';
  child.stderr.on('data', (part: Buffer) => (errors = (errors + part.toString()).slice(-2000)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      ended.how ||= `the process ended with ${signal ?? code ?? ''}: ${errors.trim()}`;
      resolve(ended);
    });
  });
}
