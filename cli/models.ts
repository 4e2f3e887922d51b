// `fencewatch models`: lists, fetches, builds, checks, compares, adds and removes detection models.
// Exit code 0 when done, 1 when refused (wrong hash, unreachable, damaged, another family), 2 for bad usage.
import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import {
  buildDefaultModel,
  listBroken,
  listModels,
  ModelError,
  pullModel,
  removeModel,
  verifyModels,
  type FileState,
  type ListedModel,
} from '../models/index.ts';
import { addCommand } from './models-add.ts';
import { compareCommand } from './models-compare.ts';
import { finish, subcommand, type DirOption } from './models-subcommand.ts';

export function modelsCommand(): Command {
  return new Command('models')
    .description('list, fetch, build, check, compare, add and remove detection models')
    .addCommand(listCommand())
    .addCommand(pullCommand())
    .addCommand(verifyCommand())
    .addCommand(addCommand())
    .addCommand(compareCommand())
    .addCommand(removeCommand())
    .addCommand(buildCommand());
}

function listCommand(): Command {
  return subcommand('list', 'list the models and whether their files are there').action(
    (options: DirOption) =>
      finish(async () => {
        const models = await listModels({ dir: options.models });
        for (const model of models) console.log(describeModel(model));
        await printBroken(options.models);
      }),
  );
}

function pullCommand(): Command {
  return subcommand('pull', 'fetch a model; its hash is checked before it takes its place')
    .argument('<name>', 'name of a model, see "fencewatch models list"')
    .option(
      '--from <dir|url>',
      'folder or address of a mirror, instead of the address in the registry',
    )
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
        const broken = await printBroken(options.models);
        if (models.length === 0 && broken.length === 0)
          console.log(`no models in ${options.models}`);
        const bad = models.filter(({ status }) => status.state === 'wrong-hash');
        const names = [...bad.map(({ name }) => name), ...broken];
        if (names.length > 0)
          throw new ModelError('wrong-hash', `not what they should be: ${names.join(', ')}`);
      }),
  );
}

function removeCommand(): Command {
  return subcommand('remove', 'take out a model that was added, with its files')
    .argument('<name>', 'name of an added model, see "fencewatch models list"')
    .action((name: string, options: DirOption) =>
      finish(async () => {
        await removeModel({ name, dir: options.models });
        console.log(`${name}: removed`);
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

/** Prints unusable entries with their fault. @returns their names */
async function printBroken(dir: string): Promise<string[]> {
  const broken = await listBroken({ dir });
  const names = broken.map(({ name }) => name ?? '(no name)');
  broken.forEach(({ kind, fault }, index) => {
    console.log(`${names[index] ?? ''}: NOT USABLE, ${kind} in lock.json: ${fault}`);
  });
  return names;
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
      return `WRONG HASH: expected ${status.expected}, got ${status.came}`;
  }
}

/** Only on a terminal. */
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
