// Runs a target on many inputs, in this process. Takes the target, the seed and which inputs; returns counts, findings and the
// memory that stayed in use. A thrown error, an answer after the time limit, and an uncaught rejection are findings.
import { diceFor } from './dice.ts';
import {
  attempt,
  errorText,
  isParser,
  type Finding,
  type FuzzTarget,
  type OpenTarget,
} from './target.ts';

export interface FuzzRange {
  seed: number;
  from: number;
  count: number;
}

export interface FuzzCounts {
  accepted: number;
  refused: number;
  /** Distinct refusals: messages without quoted parts and numbers. */
  reasons: number;
  findings: Finding[];
  slowestMs: number;
  /** How much more memory is in use after the second half of the inputs than after the first, bytes; null when not measured. */
  grownBytes: number | null;
}

export interface FuzzWatch {
  onInput?: (index: number) => void;
  onFinding?: (finding: Finding) => void;
  /** Ends the run early. */
  isOver?: () => boolean;
}

const mostFindings = 20;
const mostReasons = 10_000;

interface Running {
  target: FuzzTarget;
  open: OpenTarget;
  seed: number;
  reasons: Set<string>;
  counts: FuzzCounts;
  /** First lines of errors that are known. */
  known: Set<string>;
  /** The current input, for uncaught rejections. */
  current: { index: number; input: Uint8Array };
  watch: FuzzWatch;
}

export async function runTarget(
  target: FuzzTarget,
  { seed, from, count }: FuzzRange,
  watch: FuzzWatch = {},
): Promise<FuzzCounts> {
  const open = await target.open();
  const running = start(target, open, seed, watch);
  const uncaught = (error: unknown) => {
    note(running, running.current, `nobody caught it: ${errorText(error)}`);
  };
  process.on('unhandledRejection', uncaught);
  try {
    const { atOnce = 1 } = open;
    const half = from + Math.floor(count / 2);
    await runAll(running, { next: from, end: half, atOnce });
    const before = usedBytes();
    await runAll(running, { next: half, end: from + count, atOnce });
    const after = usedBytes();
    running.counts.grownBytes = before === null || after === null ? null : after - before;
  } finally {
    await open.close?.();
    process.off('unhandledRejection', uncaught);
  }
  running.counts.reasons = running.reasons.size;
  return running.counts;
}

function start(target: FuzzTarget, open: OpenTarget, seed: number, watch: FuzzWatch): Running {
  const counts = {
    accepted: 0,
    refused: 0,
    reasons: 0,
    findings: [],
    slowestMs: 0,
    grownBytes: null,
  };
  const current = { index: -1, input: new Uint8Array() };
  const reasons = new Set<string>();
  return { target, open, seed, watch, reasons, counts, known: new Set(), current };
}

async function runAll(
  running: Running,
  range: { next: number; end: number; atOnce: number },
): Promise<void> {
  const turn = async () => {
    while (range.next < range.end && running.watch.isOver?.() !== true) {
      const index = range.next;
      range.next += 1;
      await runOne(running, index);
    }
  };
  await Promise.all(Array.from({ length: range.atOnce }, turn));
}

async function runOne(running: Running, index: number): Promise<void> {
  const { target, open, seed, counts, reasons, watch } = running;
  const input = open.make(diceFor({ seed, target: target.name, index }));
  running.current = { index, input };
  watch.onInput?.(index);
  const clock = isParser(target) ? processorMs : () => performance.now();
  const startedAt = clock();
  try {
    const reason = await attempt(open, input);
    if (reason === null) counts.accepted += 1;
    else counts.refused += 1;
    if (reason !== null && reasons.size < mostReasons) reasons.add(kindOf(reason));
  } catch (error) {
    note(running, { index, input }, errorText(error));
  }
  const tookMs = clock() - startedAt;
  counts.slowestMs = Math.max(counts.slowestMs, tookMs);
  if (tookMs > target.withinMs)
    note(running, { index, input }, `answered after more than ${target.withinMs} ms`);
}

function note(
  { target, counts, known, watch }: Running,
  { index, input }: { index: number; input: Uint8Array },
  error: string,
): void {
  const kind = kindOf(error);
  if (known.has(kind) || counts.findings.length >= mostFindings) return;
  known.add(kind);
  const finding = { target: target.name, index, error, input };
  counts.findings.push(finding);
  watch.onFinding?.(finding);
}

/** Without what differs from input to input. */
function kindOf(text: string): string {
  return text
    .replaceAll(/"(?:[^"\\]|\\.)*"?/g, '""')
    .replaceAll(/\d+/g, '0')
    .slice(0, 500);
}

/** After a full garbage collection; null when Node was started without `--expose-gc`. */
function usedBytes(): number | null {
  if (globalThis.gc === undefined) return null;
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
