// `fencewatch models compare`: compares models on the user's labelled pictures: average precision by label and size, calibration,
// a threshold, cost. Takes a COCO file and its pictures; writes tables, `--json`, `--report`.
import { readFile, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Command } from 'commander';
import { parseCoco, type LabelledSet } from '../bench/models/coco-file.ts';
import { measureModel, type ModelFigures } from '../bench/models/measure-model.ts';
import { compareMarkdown, compareText } from '../bench/models/text.ts';
import { describeFaults } from '../contracts/index.ts';
import { createDetector } from '../detectors/create-detector.ts';
import { listModels, ModelError, resolveModel } from '../models/index.ts';
import { finish, subcommand, type DirOption } from './models-subcommand.ts';

interface CompareOptions extends DirOption {
  coco: string;
  pictures?: string;
  json?: string;
  report?: string;
}

/** Far below any usual threshold, because average precision needs all guesses. */
const confidenceFloor = 0.01;
const mostBytes = 500_000_000;
const mostFaults = 20;

export function compareCommand(): Command {
  return subcommand('compare', 'compare models on labelled pictures of your own (COCO form)')
    .argument('[names...]', 'models; default: all that are installed')
    .requiredOption('--coco <file>', 'labels: images, annotations and categories')
    .option('--pictures <dir>', 'folder of the pictures; default: the folder of the labels')
    .option('--json <file>', 'write all figures as JSON')
    .option('--report <file>', 'write the tables as Markdown')
    .action((names: string[], options: CompareOptions) => finish(() => compare(names, options)));
}

async function compare(names: readonly string[], options: CompareOptions): Promise<void> {
  const { coco, pictures = dirname(coco), models: dir } = options;
  const set = await loadSet(coco);
  const wanted = names.length > 0 ? names : await goodModels(dir);
  const figures: ModelFigures[] = [];
  for (const name of wanted) {
    const model = await resolveModel({ name, dir });
    const detector = await createDetector({ model, confidenceFloor });
    const modelLabels = model.labels.map(({ label }) => label);
    try {
      figures.push(await measureModel({ detector, modelLabels, set, dir: pictures }));
    } finally {
      await detector.close();
    }
  }
  if (figures.every((one) => one.pictures === 0))
    throw new ModelError('no-file', `expected the pictures of ${coco} in ${pictures}, got none`);
  console.log(compareText(figures, set.notes));
  if (options.json !== undefined)
    await writeFile(
      options.json,
      `${JSON.stringify({ notes: set.notes, models: figures }, null, 2)}\n`,
    );
  if (options.report !== undefined)
    await writeFile(options.report, compareMarkdown(figures, set.notes));
}

async function loadSet(file: string): Promise<LabelledSet> {
  const parsed = parseCoco(await readText(file));
  if (parsed.ok) return parsed.set;
  const { faults } = parsed;
  const more = faults.length > mostFaults ? `\n… and ${faults.length - mostFaults} more` : '';
  const told = describeFaults(faults.slice(0, mostFaults));
  throw new ModelError('no-file', `${file} is not a valid set of labels:\n${told}${more}`);
}

async function readText(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > mostBytes) throw new Error(`expected at most 500 MB, got ${size} bytes`);
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new ModelError('no-file', `--coco: ${(error as Error).message}`);
  }
}

async function goodModels(dir: string): Promise<string[]> {
  const models = await listModels({ dir });
  const names = models.filter(({ status }) => status.state === 'good').map(({ name }) => name);
  if (names.length > 0) return names;
  throw new ModelError(
    'no-file',
    `expected a model in ${dir}, got none; see "fencewatch models build"`,
  );
}
