// `fencewatch bench days`: runs simulated camera-days through the edge pipeline and counts found, missed and false alarms, by
// cause. Takes the number of days, a seed and places; prints tables, `--json` figures, a `--report`. Exit code 0 when it could
// measure.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { engineNames, type EngineName } from '../bench/accuracy/engine.ts';
import type { WindowResult } from '../bench/days/day-result.ts';
import { dayFiguresOf } from '../bench/days/figures.ts';
import { keepResult, readKept } from '../bench/days/kept-results.ts';
import { writePictures } from '../bench/days/pictures.ts';
import { runDays, type Part } from '../bench/days/run-days.ts';
import { figuresText, reportText, windowText } from '../bench/days/text.ts';
import { createDetector } from '../detectors/create-detector.ts';
import { ModelError, resolveModel } from '../models/index.ts';
import { placeNames, type PlaceName } from '../simulator/days/place.ts';
import { modelsFolder } from './models-folder.ts';

/** Files and folders that the command writes. */
export interface DaysOutputs {
  json?: string;
  report?: string;
  keep?: string;
  pictures?: string;
}

export interface DaysCommandOptions extends DaysOutputs {
  days: number;
  seed: number;
  places?: PlaceName[];
  windows: number;
  minutes: number;
  engine: EngineName | 'both' | 'all';
  jobs: number;
  part?: Part;
  model?: string;
  models: string;
}

export function daysCommand(): Command {
  return new Command('days')
    .description('simulated days: false alarms by cause, recall by kind, size and light')
    .option('--days <count>', 'number of days, each at the next place', wholeOf(1, 100_000), 8)
    .option('--seed <number>', 'seed of the first day', wholeOf(0, 1_000_000_000), 1)
    .option('--places <names>', `some of ${placeNames.join(',')}`, placesOf)
    .option('--windows <count>', 'analysed windows of each day', wholeOf(1, 96), 2)
    .option('--minutes <count>', 'length of a window', wholeOf(1, 1440), 8)
    .addOption(
      new Option('--engine <name>', 'the product, a simple baseline, or both on the same pictures')
        .choices([...engineNames, 'both', 'all'])
        .default('fencewatch'),
    )
    .option('--model <name>', 'a real model instead of the scripted detector')
    .option('--models <dir>', 'models folder', modelsFolder())
    .option('--json <file>', 'write all figures as JSON')
    .option('--report <file>', 'write the tables as Markdown')
    .option('--keep <dir>', 'keep a file for each window, and continue an interrupted run')
    .option('--jobs <count>', 'number of parallel processes; needs --keep', wholeOf(1, 64), 1)
    .addOption(new Option('--part <k/n>', 'only every n-th day').argParser(partOf).hideHelp())
    .option('--pictures <dir>', 'write a picture of each false alarm and miss')
    .action(async (options: DaysCommandOptions) => {
      process.exitCode = await benchDays(options);
    });
}

/** Returns the exit code. */
export async function benchDays(options: DaysCommandOptions): Promise<0 | 2> {
  if (options.windows * options.minutes > 1440)
    return refuse('expected windows × minutes of at most 1440, a day');
  if (options.jobs > 1 && options.keep === undefined)
    return refuse('--jobs: expected --keep DIR, where the processes put their results together');
  try {
    await measureDays(options);
    return 0;
  } catch (error) {
    if (error instanceof ModelError) return refuse(error.message);
    throw error;
  }
}

async function measureDays(options: DaysCommandOptions): Promise<void> {
  const { keep, model, pictures, part } = options;
  if (pictures !== undefined) await mkdir(pictures, { recursive: true });
  if (options.jobs > 1 && keep !== undefined && part === undefined) await runParts(options.jobs);
  const detector =
    model === undefined
      ? null
      : await createDetector({ model: await resolveModel({ name: model, dir: options.models }) });
  try {
    const results = await runDays({
      ...options,
      places: options.places ?? placeNames,
      windowMs: options.minutes * 60_000,
      engines: enginesOf(options),
      detector,
      known: keep === undefined ? [] : await readKept(keep),
      onWindow: async (result: WindowResult) => {
        console.log(windowText(result));
        if (keep !== undefined) await keepResult(keep, result);
        if (pictures !== undefined && result.engine !== 'naive')
          await writePictures(result, pictures);
      },
    });
    if (part === undefined) await report(results, options);
  } finally {
    await detector?.close();
  }
}

async function report(
  results: readonly WindowResult[],
  options: DaysCommandOptions,
): Promise<void> {
  const { json, report: file, days, seed, windows, minutes, model = 'scripted' } = options;
  const engines = enginesOf(options).map((engine) => ({
    engine,
    figures: dayFiguresOf(results.filter((one) => one.engine === engine)),
  }));
  console.log(`\n${figuresText(engines)}`);
  const settings = { model, days, seed, windows, minutes };
  if (json !== undefined)
    await writeFile(json, `${JSON.stringify({ settings, engines }, null, 2)}\n`);
  if (file !== undefined) await writeFile(file, reportText(engines, 'Simulated days'));
}

function enginesOf({ engine }: DaysCommandOptions): readonly EngineName[] {
  if (engine === 'all') return engineNames;
  return engine === 'both' ? ['fencewatch', 'naive'] : [engine];
}

/** Runs each part in its own process with the same arguments; unfinished parts are repeated afterwards. */
async function runParts(jobs: number): Promise<void> {
  const [, script = '', ...words] = process.argv;
  const parts = Array.from({ length: jobs }, (_, number) => [
    ...process.execArgv,
    script,
    ...words,
    '--part',
    `${number}/${jobs}`,
  ]);
  await Promise.all(
    parts.map(async (args) => {
      const child = spawn(process.execPath, args, { stdio: 'inherit' });
      await once(child, 'exit');
    }),
  );
}

function refuse(message: string): 2 {
  console.error(message);
  return 2;
}

function placesOf(text: string): PlaceName[] {
  return text.split(',').map((name) => {
    const place = placeNames.find((one) => one === name.trim());
    if (place) return place;
    throw new InvalidArgumentError(`expected some of ${placeNames.join(', ')}, got ${name}`);
  });
}

function partOf(text: string): Part {
  const [number, of] = text.split('/').map(Number);
  if (number !== undefined && of !== undefined && number >= 0 && number < of) return { number, of };
  throw new InvalidArgumentError('expected a part such as 0/2');
}

function wholeOf(least: number, most: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (Number.isInteger(count) && count >= least && count <= most) return count;
    throw new InvalidArgumentError(`expected a whole number from ${least} to ${most}`);
  };
}
