// `fencewatch bench fuzz`: changes good inputs at random and gives them to every door of the product. Prints counts per target, and each
// finding with what repeats it. Exit code 0 without findings, else 1.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { fuzz, type FuzzResult } from '../bench/fuzz/fuzz.ts';
import { fuzzText, repeatOf } from '../bench/fuzz/text.ts';
import { attempt, errorText, type FuzzTarget } from '../bench/fuzz/target.ts';
import { allTargets } from '../bench/fuzz/targets.ts';

interface FuzzCommandOptions {
  target?: FuzzTarget[];
  seed: number;
  inputs: number;
  keep?: string;
  input?: string;
  list: boolean;
  json: boolean;
}

export function fuzzCommand(): Command {
  return new Command('fuzz')
    .description('give damaged and hostile inputs to everything that reads from outside')
    .option('--target <names>', 'only these, with commas; see --list', targetsOf)
    .option('--seed <number>', 'the same seed gives the same inputs', wholeNumber, 1)
    .option('--inputs <count>', 'how many in all, shared out among the targets', countOf, 10_000)
    .option('--keep <folder>', 'write the input of each finding there')
    .option('--input <file>', 'give this file to the one target instead')
    .option('--list', 'list the targets', false)
    .option('--json', 'print JSON', false)
    .action(async ({ target: targets = [...allTargets], ...options }: FuzzCommandOptions) => {
      if (options.list) for (const { name, what } of targets) console.log(`${name}\t${what}`);
      else if (options.input !== undefined) await runFile(targets, options.input);
      else await run(targets, options);
    });
}

async function run(targets: readonly FuzzTarget[], options: FuzzCommandOptions): Promise<void> {
  const { seed, inputs, keep, json } = options;
  const onProgress = (line: string) => {
    console.error(line);
  };
  const result = await fuzz({ targets, seed, inputs, onProgress });
  console.log(json ? JSON.stringify(result, withBase64, 2) : fuzzText(result));
  if (keep !== undefined) await keepFindings(result, keep);
  process.exitCode = result.targets.some(({ findings }) => findings.length > 0) ? 1 : 0;
}

async function keepFindings({ seed, targets }: FuzzResult, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const finding of targets.flatMap(({ findings }) => findings)) {
    const file = join(folder, `${finding.target}-${seed}-${finding.index}.input`);
    await writeFile(file, finding.input);
    console.error(repeatOf(finding.target, file));
  }
}

async function runFile(targets: readonly FuzzTarget[], file: string): Promise<void> {
  const [target, another] = targets;
  if (target === undefined || another !== undefined) {
    console.error('--input needs one --target');
    process.exitCode = 2;
    return;
  }
  const open = await target.open();
  try {
    const reason = await attempt(open, new Uint8Array(await readFile(file)));
    console.log(reason === null ? 'accepted' : `refused: ${reason}`);
  } catch (error) {
    console.log(errorText(error));
    process.exitCode = 1;
  } finally {
    await open.close?.();
  }
}

function withBase64(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
}

function targetsOf(text: string): FuzzTarget[] {
  return text.split(',').map((name) => {
    const found = allTargets.find((one) => one.name === name);
    if (found !== undefined) return found;
    const names = allTargets.map((one) => one.name).join(', ');
    throw new InvalidArgumentError(`expected some of ${names}, got ${name}`);
  });
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('expected a whole number');
}

function countOf(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count > 0 && count <= 100_000_000) return count;
  throw new InvalidArgumentError('expected a whole number from 1 to 100000000');
}
