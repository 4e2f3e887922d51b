// The models folder: which models exist and whether they are valid. Takes names; returns models that a detector can open. Writing
// is in pull, build-default-model and add-model.
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { labelsOfSet, loadLabelTable, type ModelLabel } from './labels.ts';
import { identityOf, wrongWeights } from './added-files.ts';
import { readLock, refuseBroken, type AddedModel, type BrokenEntry, type Lock } from './lock.ts';
import { ModelError } from './model-error.ts';
import {
  findEntry,
  loadRegistry,
  type Family,
  type InputSize,
  type RegistryEntry,
} from './registry.ts';
import { sha256OfFile } from './hashed-file.ts';

/** A model whose file exists and has been verified. */
export interface ResolvedModel {
  readonly name: string;
  readonly family: Family;
  /** Absolute path. */
  readonly file: string;
  readonly sha256: string;
  /** The input size, or the preferred one of several. */
  readonly input: InputSize;
  /** In the order of the model's classes. */
  readonly labels: readonly ModelLabel[];
}

export type FileState =
  | { state: 'absent' }
  | { state: 'good'; sha256: string }
  /** The file exists, and no hash is known for it. */
  | { state: 'unpinned'; sha256: string }
  | { state: 'wrong-hash'; expected: string; came: string };

export interface ListedModel {
  readonly name: string;
  readonly family: Family;
  readonly origin: 'registry' | 'added';
  readonly licence: string | null;
  readonly input: InputSize;
  readonly file: string;
  readonly status: FileState;
}

/** All models of the registry and all added ones, each with the state of its file. */
export async function listModels({ dir }: { dir: string }): Promise<ListedModel[]> {
  const lock = await readLock(dir);
  const known = loadRegistry().models.map((entry) => ({ ...entry, origin: 'registry' as const }));
  const added = lock.added.map((model) => ({ ...model, origin: 'added' as const, licence: null }));
  return Promise.all(
    [...known, ...added].map(async (model) => ({
      name: model.name,
      family: model.family,
      origin: model.origin,
      licence: model.licence,
      input: model.input,
      file: model.file,
      status: await stateOf(
        { external: [], ...model },
        dir,
        model.sha256 ?? lock.pinned[model.name],
      ),
    })),
  );
}

/** Unusable entries of the lock file. They do not affect other models. */
export async function listBroken({ dir }: { dir: string }): Promise<readonly BrokenEntry[]> {
  return (await readLock(dir)).broken ?? [];
}

/** The models whose file exists. */
export async function verifyModels({ dir }: { dir: string }): Promise<ListedModel[]> {
  const models = await listModels({ dir });
  return models.filter(({ status }) => status.state !== 'absent');
}

/** Throws a `ModelError` when the model is unknown, missing, or invalid. */
export async function resolveModel(wanted: { name: string; dir: string }): Promise<ResolvedModel> {
  const model = await findModel(wanted.name, wanted.dir);
  const file = resolve(wanted.dir, model.file);
  const { name, family, input, labels } = model;
  const sha256 = await checkedHash(model, file);
  const { external = [] } = model;
  await checkWeights(model, wanted.dir);
  return { name, family, file, sha256: identityOf({ sha256, external }), input, labels };
}

export async function fileState(path: string, expected: string | undefined): Promise<FileState> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return { state: 'absent' };
  const came = await sha256OfFile(path);
  if (expected === undefined) return { state: 'unpinned', sha256: came };
  return came === expected
    ? { state: 'good', sha256: came }
    : { state: 'wrong-hash', expected, came };
}

/** The registry entry of a name, or an error that lists the names. */
export function registryEntry(name: string): RegistryEntry {
  const registry = loadRegistry();
  const entry = findEntry(registry, name);
  if (entry) return entry;
  const names = registry.models.map((model) => model.name).join(', ');
  throw new ModelError('unknown-model', `expected one of the models ${names}, got "${name}"`);
}

type KnownModel = Omit<AddedModel, 'sha256'> & { sha256: string | undefined; fetch: string };

/** Complete registry entries need no lock file: the default model works whatever happened to it. */
async function findModel(name: string, dir: string): Promise<KnownModel> {
  const entry = findEntry(loadRegistry(), name);
  if (entry?.sha256 !== undefined) return fromRegistry(entry, undefined);
  const lock = await readLock(dir);
  refuseBroken(lock, name, dir);
  const added = lock.added.find((model) => model.name === name);
  return added ? { ...added, fetch: 'add it again' } : fromRegistry(registryEntry(name), lock);
}

function fromRegistry(entry: RegistryEntry, lock: Lock | undefined): KnownModel {
  return {
    ...entry,
    labels: labelsOfSet(entry.labels, loadLabelTable()),
    sha256: entry.sha256 ?? lock?.pinned[entry.name],
    fetch: entry.build
      ? 'run "fencewatch models build"'
      : `run "fencewatch models pull ${entry.name}"`,
  };
}

/** Checks the file and its external weights: returns the first bad one. */
async function stateOf(
  model: Pick<AddedModel, 'file' | 'external'>,
  dir: string,
  expected: string | undefined,
): Promise<FileState> {
  const state = await fileState(join(dir, model.file), expected);
  const wrong = state.state === 'good' ? await wrongWeights(model, dir) : undefined;
  if (!wrong) return state;
  return wrong.came === null
    ? { state: 'absent' }
    : { state: 'wrong-hash', expected: wrong.file.sha256, came: wrong.came };
}

async function checkWeights(model: KnownModel, dir: string): Promise<void> {
  const wrong = await wrongWeights(model, dir);
  if (!wrong) return;
  const { path, sha256 } = wrong.file;
  const came = wrong.came ?? 'none';
  throw new ModelError(
    wrong.came === null ? 'not-pulled' : 'wrong-hash',
    `model ${model.name}: its weights ${path}: expected SHA-256 ${sha256}, got ${came}: ${model.fetch}`,
  );
}

async function checkedHash(model: KnownModel, file: string): Promise<string> {
  const found = await fileState(file, model.sha256);
  switch (found.state) {
    case 'good':
    case 'unpinned':
      return found.sha256;
    case 'absent':
      throw new ModelError(
        'not-pulled',
        `model ${model.name}: expected its file ${file}, got none: ${model.fetch}`,
      );
    case 'wrong-hash':
      throw new ModelError(
        'wrong-hash',
        `model ${model.name}: ${file}: expected SHA-256 ${found.expected}, got ${found.came}: ${model.fetch}`,
      );
  }
}
