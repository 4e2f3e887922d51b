// Fuzzes targets one after the other, each in a process of its own. Takes targets, seed and the number of inputs; returns counts
// and minimised findings.
import { minimise } from './minimise.ts';
import { runInChild } from './run-child.ts';
import type { FuzzCounts } from './run-target.ts';
import { attempt, errorText, isParser, type Finding, type FuzzTarget } from './target.ts';

export interface FuzzOptions {
  targets: readonly FuzzTarget[];
  seed: number;
  /** The number of all inputs, divided among the targets; at least one each. */
  inputs: number;
  nodeArguments?: readonly string[];
  onProgress?: (line: string) => void;
}

export interface TargetResult extends FuzzCounts {
  target: string;
  inputs: number;
  ms: number;
}

export interface FuzzResult {
  seed: number;
  inputs: number;
  targets: TargetResult[];
}

/** A leak grows with the inputs; caches and compiled code do not grow without end. */
export const mostGrowthBytes = 32 * 1024 * 1024;

export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
  const { targets, seed, inputs, onProgress } = options;
  const shares = targets.reduce((sum, { share }) => sum + share, 0);
  const results: TargetResult[] = [];
  for (const target of targets) {
    const count = Math.max(1, Math.round((inputs * target.share) / shares));
    results.push(await fuzzOne(target, count, options));
    onProgress?.(`${target.name}: ${count} inputs, ${results.at(-1)?.findings.length} findings`);
  }
  return { seed, inputs: results.reduce((sum, one) => sum + one.inputs, 0), targets: results };
}

async function fuzzOne(
  target: FuzzTarget,
  count: number,
  { seed, nodeArguments = [] }: FuzzOptions,
): Promise<TargetResult> {
  const startedAt = performance.now();
  const counts = await runInChild({ target, seed, from: 0, count, nodeArguments });
  const ms = Math.round(performance.now() - startedAt);
  const findings: Finding[] = [];
  for (const finding of counts.findings) findings.push(await smaller(target, finding));
  if ((counts.grownBytes ?? 0) > mostGrowthBytes) findings.push(growth(target, counts));
  return { ...counts, findings, target: target.name, inputs: count, ms };
}

function growth({ name }: FuzzTarget, { grownBytes }: FuzzCounts): Finding {
  const error = `memory grew by ${grownBytes} bytes`;
  return { target: name, index: -1, error, input: new Uint8Array() };
}

/** Findings of parsers that throw are minimised; inputs that hang or end the process are kept unchanged. */
async function smaller(target: FuzzTarget, finding: Finding): Promise<Finding> {
  const isThrown = !/^(nothing for|the process ended|answered after|nobody)/.test(finding.error);
  if (!isThrown || !isParser(target)) return finding;
  const open = await target.open();
  const stillShows = async (input: Uint8Array) => {
    const error = await Promise.resolve()
      .then(() => attempt(open, input))
      .then(() => '', errorText);
    return placeOf(error) === placeOf(finding.error);
  };
  try {
    return { ...finding, input: await minimise(finding.input, { stillShows }) };
  } finally {
    await open.close?.();
  }
}

/** Where it was thrown, and what kind of error. */
function placeOf(error: string): string {
  const [first = '', at = ''] = error.split('\n').slice(-2);
  return `${first.split(':')[0]} ${at.replaceAll(/:\d+/g, '')}`;
}
