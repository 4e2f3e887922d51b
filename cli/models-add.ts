// `fencewatch models add`: adds a user's own ONNX file, with its external weights. It is run once on a drawn picture in a
// separate process, and its detections are printed, so that the user sees at once whether it works.
import { readFile } from 'node:fs/promises';
import { Option, type Command } from 'commander';
import { things, type Thing } from '../contracts/index.ts';
import type { Trial } from '../detectors/run-trial.ts';
import { tryModelApart } from './trial/trial.ts';
import {
  addModel,
  decodeLabelText,
  families,
  loadLabelTable,
  ModelError,
  parseLabelFile,
  type Family,
  type ModelLabel,
  type ResolvedModel,
} from '../models/index.ts';
import { finish, subcommand, type DirOption } from './models-subcommand.ts';

interface AddOptions extends DirOption {
  family: Family;
  labels: string;
  name?: string;
  allowUnknownLabels?: boolean;
}

export function addCommand(): Command {
  return subcommand('add', 'add an ONNX file of your own, with the weights beside it')
    .argument('<file>', 'ONNX file')
    .addOption(new Option('--family <family>').choices(families).makeOptionMandatory())
    .requiredOption(
      '--labels <file>',
      'one label a line, "label" or "label = thing"; or JSON, YAML',
    )
    .option('--name <name>', 'name to use in site files; the file’s name by default')
    .option('--allow-unknown-labels', 'accept it even if rules use none of its labels')
    .action((file: string, options: AddOptions) => finish(() => add(file, options)));
}

async function add(file: string, options: AddOptions): Promise<void> {
  const { family, name, models: dir, allowUnknownLabels = false } = options;
  const labels = parseLabelFile(await readLabelText(options.labels), loadLabelTable());
  const named = name === undefined ? {} : { name };
  let trial: Trial | undefined;
  const tryModel = async (candidate: Omit<ResolvedModel, 'input'>) => {
    trial = await tryModelApart(candidate);
    return trial;
  };
  const request = { file, family, labels, dir, tryModel, allowUnknownLabels };
  const added = await addModel({ ...request, ...named });
  const { width, height } = added.input;
  console.log(`${added.name}: added, ${family}, ${width}x${height}, ${labels.length} labels`);
  console.log(`  ${added.file}\n  ${added.sha256}`);
  if (trial?.external.length)
    console.log(`  weights: ${trial.external.map(({ path }) => path).join(', ')}`);
  for (const line of [describeLabels(labels), ...describeFound(trial?.found ?? [], labels)])
    console.log(`  ${line}`);
}

/** How many labels rules know, and which are unknown. */
export function describeLabels(labels: readonly ModelLabel[]): string {
  const known = labels.filter(({ thing }) => thing !== 'other');
  const counts = things
    .filter((thing) => thing !== 'other')
    .map((thing) => ({ thing, count: known.filter((label) => label.thing === thing).length }))
    .filter(({ count }) => count > 0)
    .map(({ thing, count }) => `${thing} ${count}`);
  const unknown = labels.filter(({ thing }) => thing === 'other').map(({ label }) => label);
  const others = unknown.slice(0, 8).join(', ') + (unknown.length > 8 ? ' …' : '');
  const rest = unknown.length === 0 ? '' : `; not known: ${others}`;
  return `rules know ${known.length} of ${labels.length} labels (${counts.join(', ') || 'none'})${rest}`;
}

const shown: readonly Thing[] = ['person', 'vehicle'];

/** Its detections on a picture with a person and a car, and a warning when something is missing. */
export function describeFound(found: Trial['found'], labels: readonly ModelLabel[]): string[] {
  const seen = found
    .slice(0, 8)
    .map(({ label, thing, confidence }) => `${label} (${thing}) ${confidence.toFixed(2)}`);
  const line = `on the trial picture (a person and a car): ${seen.join(', ') || 'nothing'}`;
  const missed = shown.filter(
    (thing) =>
      labels.some((label) => label.thing === thing) && !found.some((each) => each.thing === thing),
  );
  if (missed.length === 0) return [line];
  const advice = 'check family and order of labels, and try it with "fencewatch analyze"';
  return [line, `WARNING: it knows ${missed.join(' and ')} and saw none there: ${advice}`];
}

async function readLabelText(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new ModelError('no-file', `the label file: ${(error as Error).message}`);
  });
  return decodeLabelText(bytes);
}
