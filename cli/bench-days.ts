// `fencewatch bench days`: runs simulated camera-days through the edge pipeline and counts what was found, missed and false, by
// cause. Takes how many days, a seed and places; gives tables, `--json` figures, a `--report`. Exit code 0 when it could measure.
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { engineNames, type EngineName } from '../bench/accuracy/engine.ts';
import { parseResults, type WindowResult } from '../bench/days/day-result.ts';
import { dayFiguresOf } from '../bench/days/figures.ts';
import { writePictures } from '../bench/days/pictures.ts';
import { runDays } from '../bench/days/run-days.ts';
import { figuresText, reportText, windowText } from '../bench/days/text.ts';
import { createDetector } from '../detectors/create-detector.ts';
import { ModelError, resolveModel } from '../models/index.ts';
import { placeNames, type PlaceName } from '../simulator/days/place.ts';
import { modelsFolder } from './models-folder.ts';

export interface DaysCommandOptions {
  days: number;
  seed: number;
  places?: PlaceName[];
  windows: number;
  minutes: number;
  engine: EngineName;
  model?: string;
  models: string;
  json?: string;
  report?: string;
  keep?: string;
  pictures?: string;
}

export function daysCommand(): Command {
  return new Command('days')
    .description(
      'simulated camera-days: false alarms a day by cause, recall by kind, size and light',
    )
    .option('--days <count>', 'camera-days, of the places in turn', wholeOf(1, 100_000), 8)
    .option(
      '--seed <number>',
      'of the first day; the next day has the next',
      wholeOf(0, 1_000_000_000),
      1,
    )
    .option('--places <names>', `some of ${placeNames.join(',')}`, placesOf)
    .option('--windows <count>', 'stretches of each day that are looked at', wholeOf(1, 96), 2)
    .option(
      '--minutes <count>',
      'length of a stretch; 1440 with one window is a whole day',
      wholeOf(1, 1440),
      8,
    )
    .addOption(
      new Option('--engine <name>', 'the product, or a simple baseline')
        .choices(engineNames)
        .default('fencewatch'),
    )
    .option(
      '--model <name>',
      'a real model instead of the scripted detector; slower, and small things are few pixels',
    )
    .option('--models <dir>', 'models folder', modelsFolder())
    .option('--json <file>', 'write all figures as JSON')
    .option('--report <file>', 'write the tables as Markdown')
    .option('--keep <file>', 'keep each window as a line of JSON, and go on where the file ends')
    .option('--pictures <dir>', 'write a picture of each false alarm and miss')
    .action(async (options: DaysCommandOptions) => {
      process.exitCode = await benchDays(options);
    });
}

/** Gives the exit code. */
export async function benchDays(options: DaysCommandOptions): Promise<0 | 2> {
  if (options.windows * options.minutes > 1440)
    return refuse('expected windows × minutes of at most 1440, a day');
  try {
    await measureDays(options);
    return 0;
  } catch (error) {
    if (error instanceof ModelError) return refuse(error.message);
    throw error;
  }
}

async function measureDays(options: DaysCommandOptions): Promise<void> {
  const { keep, json, report, model, minutes, places, pictures } = options;
  if (pictures !== undefined) await mkdir(pictures, { recursive: true });
  const detector =
    model === undefined
      ? null
      : await createDetector({ model: await resolveModel({ name: model, dir: options.models }) });
  try {
    const results = await runDays({
      ...options,
      places: places ?? placeNames,
      windowMs: minutes * 60_000,
      detector,
      known: keep === undefined ? [] : parseResults(await readFile(keep, 'utf8').catch(() => '')),
      onWindow: async (result: WindowResult) => {
        console.log(windowText(result));
        if (keep !== undefined) await appendFile(keep, `${JSON.stringify(result)}\n`);
        if (pictures !== undefined) await writePictures(result, pictures);
      },
    });
    const figures = dayFiguresOf(results);
    console.log(`\n${figuresText(figures)}`);
    const settings = {
      engine: options.engine,
      model: model ?? 'scripted',
      days: options.days,
      seed: options.seed,
      windows: options.windows,
      minutes,
    };
    if (json !== undefined)
      await writeFile(json, `${JSON.stringify({ ...figures, settings }, null, 2)}\n`);
    if (report !== undefined)
      await writeFile(report, reportText(figures, `Simulated days, engine ${options.engine}`));
  } finally {
    await detector?.close();
  }
}

function refuse(message: string): 2 {
  console.error(message);
  return 2;
}

function placesOf(text: string): PlaceName[] {
  return text.split(',').map((name) => {
    const place = placeNames.find((one) => one === name.trim());
    if (place) return place;
    throw new InvalidArgumentError(`expected some of ${placeNames.join(', ')}, came ${name}`);
  });
}

function wholeOf(least: number, most: number): (text: string) => number {
  return (text) => {
    const count = Number(text);
    if (Number.isInteger(count) && count >= least && count <= most) return count;
    throw new InvalidArgumentError(`expected a whole number from ${least} to ${most}`);
  };
}
