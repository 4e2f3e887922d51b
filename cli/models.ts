// `fencewatch models`: lists, fetches, builds, checks and adds detection models.
// Exit code 0 when done, 1 when refused (wrong hash, unreachable, damaged, another family), 2 for bad usage.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SingleBar } from 'cli-progress';
import { Command, Option } from 'commander';
import { tryModel } from '../detectors/create-detector.ts';
import {
  addModel,
  buildDefaultModel,
  families,
  listModels,
  loadLabelTable,
  ModelError,
  parseLabelFile,
  projectRoot,
  pullModel,
  verifyModels,
  type Family,
  type FileState,
  type ListedModel,
  type ModelErrorReason,
} from '../models/index.ts';

interface DirOption {
  models: string;
}

export function modelsCommand(): Command {
  return new Command('models')
    .description('list, fetch, build, check and add detection models')
    .addCommand(listCommand())
    .addCommand(pullCommand())
    .addCommand(verifyCommand())
    .addCommand(addCommand())
    .addCommand(buildCommand());
}

function listCommand(): Command {
  return subcommand('list', 'list the models and whether their files are there').action(
    (options: DirOption) =>
      finish(async () => {
        const models = await listModels({ dir: options.models });
        for (const model of models) console.log(describeModel(model));
      }),
  );
}

function pullCommand(): Command {
  return subcommand('pull', 'fetch a model; its hash is checked before it takes its place')
    .argument('<name>', 'name of a model, see "fencewatch models list"')
    .option('--from <dir|url>', 'folder or address of a mirror in place of the model’s own')
    .action((name: string, options: DirOption & { from?: string }) =>
      finish(async () => {
        const bar = progressBar(name);
        const { models: dir, from } = options;
        const pulled = await pullModel({
          name,
          dir,
          ...(from !== undefined && { from }),
          onProgress: ({ receivedBytes, totalBytes }) => {
            bar?.setTotal(totalBytes ?? receivedBytes);
            bar?.update(receivedBytes);
          },
        }).finally(() => bar?.stop());
        console.log(`${name}: good, from ${pulled.from}\n  ${pulled.file}\n  ${pulled.sha256}`);
        if (pulled.pinnedNow)
          console.log('  no hash was known: this file is trusted and pinned from now on');
      }),
    );
}

function verifyCommand(): Command {
  return subcommand('verify', 'check the hashes of all models that are there').action(
    (options: DirOption) =>
      finish(async () => {
        const models = await verifyModels({ dir: options.models });
        for (const model of models) console.log(describeModel(model));
        if (models.length === 0) console.log(`no models in ${options.models}`);
        const bad = models.filter(({ status }) => status.state === 'wrong-hash');
        if (bad.length > 0)
          throw new ModelError(
            'wrong-hash',
            `not what they should be: ${bad.map(({ name }) => name).join(', ')}`,
          );
      }),
  );
}

interface AddOptions extends DirOption {
  family: Family;
  labels: string;
  name?: string;
}

function addCommand(): Command {
  return subcommand('add', 'add an ONNX file of your own')
    .argument('<file>', 'ONNX file')
    .addOption(new Option('--family <family>').choices(families).makeOptionMandatory())
    .requiredOption('--labels <file>', 'one label a line, "label" or "label = thing"')
    .option('--name <name>', 'name to use in site files; the file’s name by default')
    .action((file: string, options: AddOptions) =>
      finish(async () => {
        const { family, name, models: dir } = options;
        const labels = parseLabelFile(await readText(options.labels), loadLabelTable());
        const named = name === undefined ? {} : { name };
        const added = await addModel({ file, family, labels, dir, tryModel, ...named });
        const { width, height } = added.input;
        console.log(`${added.name}: added, ${family}, ${width}x${height}, ${labels.length} labels`);
        console.log(`  ${added.file}\n  ${added.sha256}`);
      }),
    );
}

function buildCommand(): Command {
  return subcommand('build', 'build the default model, without any network').action(
    (options: DirOption) =>
      finish(async () => {
        const built = await buildDefaultModel({ dir: options.models });
        console.log(`${built.name}: ${built.action}\n  ${built.file}\n  ${built.sha256}`);
      }),
  );
}

function subcommand(name: string, description: string): Command {
  const dir = new Option('--models <dir>', 'models folder')
    .env('FENCEWATCH_MODELS_DIR')
    .default(join(projectRoot(), 'models', 'weights'));
  return new Command(name).description(description).addOption(dir);
}

/** Runs a subcommand; an error that a person can act on is printed without its stack. */
async function finish(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    console.error(error.message);
    process.exitCode = exitCodeOf(error.reason);
  }
}

function exitCodeOf(reason: ModelErrorReason): 1 | 2 {
  return reason === 'unknown-model' || reason === 'bad-name' || reason === 'no-file' ? 2 : 1;
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw new ModelError('no-file', `the label file: ${(error as Error).message}`);
  });
}

function describeModel({ name, family, input, licence, origin, status }: ListedModel): string {
  const size = `${input.width}x${input.height}`;
  const columns = [name.padEnd(22), family.padEnd(10), size.padEnd(8)];
  return [...columns, (licence ?? origin).padEnd(11), describeState(status)].join(' ');
}

function describeState(status: FileState): string {
  switch (status.state) {
    case 'absent':
      return 'not here';
    case 'good':
      return 'good';
    case 'unpinned':
      return `here, its hash is not known: ${status.sha256}`;
    case 'wrong-hash':
      return `WRONG HASH: expected ${status.expected}, came ${status.came}`;
  }
}

/** Only where somebody looks at it. */
function progressBar(name: string): SingleBar | undefined {
  if (!process.stderr.isTTY) return undefined;
  const bar = new SingleBar({
    format: `${name} {bar} {percentage}% {value}/{total} bytes`,
    stream: process.stderr,
    clearOnComplete: true,
  });
  bar.start(1, 0);
  return bar;
}
