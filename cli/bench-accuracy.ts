// `fencewatch bench accuracy`: runs every clip of a folder through the edge pipeline and counts found, missed, repeated and false
// alarms. Takes a folder of clips with their ground truth; prints tables, `--json` figures, `--report` film strips.
import { stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { loadClips, type Clip } from '../bench/accuracy/clip.ts';
import { engineNames, type EngineName } from '../bench/accuracy/engine.ts';
import { clipFigures, type JudgedClip } from '../bench/accuracy/figures.ts';
import { measure, settingsOf, type Measurement } from '../bench/accuracy/measure.ts';
import { filmStrips } from '../bench/accuracy/report/film-strips.ts';
import { reportPage } from '../bench/accuracy/report/page.ts';
import { ClipError } from '../bench/accuracy/run-clip.ts';
import { clipText, figuresText, settingsText } from '../bench/accuracy/text-report.ts';
import {
  defaultAnalysis,
  describeFaults,
  faultsOf,
  positiveDurationSchema,
} from '../contracts/index.ts';
import { createDetector } from '../detectors/create-detector.ts';
import { ModelError, resolveModel } from '../models/index.ts';
import { modelsFolder } from './models-folder.ts';

export interface AccuracyOptions {
  engine: EngineName;
  /** The default model when absent. */
  model?: string;
  models: string;
  /** The model of second opinions; the model itself when absent. */
  secondModel?: string;
  /** False switches second opinions off. */
  secondOpinion?: boolean;
  /** ms; the value of each site file when absent. */
  period?: number;
  json?: string;
  report?: string;
}

export function accuracyCommand(): Command {
  return new Command('accuracy')
    .description(
      'run clips with known truth through the pipeline; recall, false alarms, delay, cost',
    )
    .argument('<dir>', 'folder with NAME.mp4, NAME.site.yaml and NAME.truth.json')
    .option('--model <name>', 'model to use instead of the default')
    .option('--second-model <name>', 'another model for second opinions')
    .option('--no-second-opinion', 'raise alerts without second opinions')
    .option('--models <dir>', 'models folder', modelsFolder())
    .addOption(
      new Option('--engine <name>', 'the product, or a simple baseline to compare it with')
        .choices(engineNames)
        .default('fencewatch'),
    )
    .option('--period <duration>', 'time between analysed frames, e.g. 500ms', parsePeriod)
    .option('--json <file>', 'write all figures as JSON')
    .option('--report <file>', 'write a page with film strips of misses and false alarms')
    .action(async (dir: string, options: AccuracyOptions) => {
      process.exitCode = await benchAccuracy(dir, options);
    });
}

/** Returns the exit code. */
export async function benchAccuracy(dir: string, options: AccuracyOptions): Promise<0 | 2> {
  const unwritable = await unwritableOf([options.json, options.report]);
  if (unwritable !== null) return refuse(unwritable);
  const loaded = await loadClips(dir);
  if (!loaded.ok) return refuse(describeFaults(loaded.faults));
  try {
    await measureClips(loaded.clips, options);
    return 0;
  } catch (error) {
    if (error instanceof ModelError || error instanceof ClipError) return refuse(error.message);
    throw error;
  }
}

function refuse(message: string): 2 {
  console.error(message);
  return 2;
}

/** Why one of the output files cannot be written, or null. Checked before minutes of measuring. */
async function unwritableOf(files: readonly (string | undefined)[]): Promise<string | null> {
  for (const file of files) {
    if (file === undefined) continue;
    const folder = await stat(dirname(file)).catch(() => null);
    if (!folder?.isDirectory()) return `${file} cannot be written: ${dirname(file)} is no folder`;
  }
  return null;
}

async function measureClips(clips: readonly Clip[], options: AccuracyOptions): Promise<void> {
  const name = options.model ?? defaultAnalysis.model;
  const model = await resolveModel({ name, dir: options.models });
  const detector = await createDetector({ model });
  const second = await openSecond(options);
  try {
    const how = {
      engine: options.engine,
      periodMs: options.period ?? null,
      detector,
      second,
      ...(options.secondOpinion === false && { secondOpinion: false as const }),
    };
    console.log(`${settingsText(settingsOf(how))}\n`);
    const onClip = (judged: JudgedClip) => {
      console.log(clipText(clipFigures(judged)));
    };
    const measurement = await measure(clips, { ...how, onClip });
    console.log(`\n${figuresText(measurement.figures)}`);
    if (options.json !== undefined) await writeFile(options.json, jsonOf(measurement));
    if (options.report === undefined) return;
    const strips = await filmStrips(measurement.judged, how);
    await writeFile(options.report, reportPage(measurement, strips));
  } finally {
    await second?.close();
    await detector.close();
  }
}

async function openSecond({ secondModel: name, models: dir }: AccuracyOptions) {
  if (name === undefined) return undefined;
  return createDetector({ model: await resolveModel({ name, dir }) });
}

function jsonOf({ settings, figures }: Measurement): string {
  return `${JSON.stringify({ ...figures, settings }, null, 2)}\n`;
}

function parsePeriod(text: string): number {
  const parsed = positiveDurationSchema.safeParse(text, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(describeFaults(faultsOf(parsed.error)));
}
