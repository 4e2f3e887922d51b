// Adds a user's own ONNX file, with its external weights, to the models folder, and removes it. The model is tried with its
// family and labels, and everything is validated, before anything is written.
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { copyModel, identityOf, removeFiles, storedFileOf } from './added-files.ts';
import type { ExternalFile } from './external-data.ts';
import type { ModelLabel } from './labels.ts';
import { changeLock, checkAdded, readLock, type AddedModel, type Lock } from './lock.ts';
import { ModelError } from './model-error.ts';
import {
  findEntry,
  loadRegistry,
  modelNameSchema,
  type Family,
  type InputSize,
} from './registry.ts';
import type { ResolvedModel } from './store.ts';
import { sha256OfFile } from './hashed-file.ts';

/** The result of a trial: the input size of the model, and its external weights. */
export interface TrialResult extends InputSize {
  readonly external?: readonly ExternalFile[];
}
/** Opens and runs a model for a trial. Throws a `ModelError` when it does not fit its family or does not work. */
export type TryModel = (candidate: Omit<ResolvedModel, 'input'>) => Promise<TrialResult>;

export interface AddRequest {
  file: string;
  family: Family;
  labels: readonly ModelLabel[];
  /** The file's name without its extension when absent. */
  name?: string;
  dir: string;
  tryModel: TryModel;
  /** Accept a model without any label that rules know. */
  allowUnknownLabels?: boolean;
}

export async function addModel(request: AddRequest): Promise<ResolvedModel> {
  const name = checkName(request.name ?? nameFromFile(request.file));
  const source = await checkSource(request.file);
  const { family, labels } = request;
  const sha256 = await sha256OfFile(source);
  const result = await request.tryModel({ name, family, labels, file: source, sha256 });
  if (request.allowUnknownLabels !== true) requireKnownLabel(labels);
  const { width, height, external = [] } = result;
  const hashed = external.length > 0 ? { sha256, external: [...external] } : { sha256 };
  const file = storedFileOf(name, hashed);
  const model = { name, family, input: { width, height }, file, ...hashed, labels: [...labels] };
  checkAdded(model);
  await keep(source, request.dir, model);
  const { input } = model;
  const place = resolve(request.dir, file);
  return { name, family, input, file: place, sha256: identityOf(model), labels: model.labels };
}

/** Removes an added model, or an unusable entry, from the folder. */
export async function removeModel({ name, dir }: { name: string; dir: string }): Promise<void> {
  const before = await readLock(dir);
  const known = before.added.some((model) => model.name === name);
  const broken = before.broken?.some((entry) => entry.name === name) ?? false;
  if (!known && !broken) throw notAdded(name, before);
  await changeLock(dir, (lock) => without(lock, name));
  for (const model of before.added) if (model.name === name) await removeFiles(dir, model);
}

/** Writes the files before the entry, so that an entry never names an incomplete file. */
async function keep(source: string, dir: string, model: AddedModel): Promise<void> {
  let replaced: AddedModel[] = [];
  // Also checks early that the lock file can be read, before anything is copied.
  const known = (await readLock(dir)).added.some(({ file }) => file === model.file);
  try {
    await copyModel(source, dir, model);
    await changeLock(dir, (lock) => {
      replaced = lock.added.filter(({ name }) => name === model.name);
      const rest = without(lock, model.name);
      return { ...rest, added: [...rest.added, model] };
    });
  } catch (error) {
    if (!known) await removeFiles(dir, model);
    throw error;
  }
  for (const old of replaced) if (old.file !== model.file) await removeFiles(dir, old);
}

function without(lock: Lock, name: string): Lock {
  const added = lock.added.filter((model) => model.name !== name);
  const broken = lock.broken?.filter((entry) => entry.name !== name) ?? [];
  return { version: 1, pinned: lock.pinned, added, broken };
}

function notAdded(name: string, lock: Lock): ModelError {
  if (findEntry(loadRegistry(), name))
    return new ModelError('bad-name', `${name} is a model of the registry: only added ones can go`);
  const names = lock.added.map((model) => model.name).join(', ') || 'none';
  return new ModelError(
    'unknown-model',
    `expected one of the added models (${names}), got "${name}"`,
  );
}

/** A readable regular file that is not larger than an ONNX file can be. */
async function checkSource(file: string): Promise<string> {
  const source = resolve(file);
  const found = await stat(source).catch(() => undefined);
  if (!found) throw new ModelError('no-file', `expected a file at ${source}, got none`);
  if (!found.isFile()) {
    const came = found.isDirectory() ? 'a folder' : 'not a regular file';
    throw new ModelError('no-file', `expected a file at ${source}, got ${came}`);
  }
  if (found.size === 0)
    throw new ModelError('damaged', `${source}: expected an ONNX model, got an empty file`);
  if (found.size >= 2 ** 31)
    throw new ModelError('damaged', `${source}: expected less than 2 GiB, got ${found.size} bytes`);
  await access(source, constants.R_OK).catch((error: unknown) => {
    throw new ModelError('no-file', `${source}: ${(error as Error).message}`);
  });
  return source;
}

function requireKnownLabel(labels: readonly ModelLabel[]): void {
  if (labels.some(({ thing }) => thing !== 'other')) return;
  const some = labels.slice(0, 5).map(({ label }) => `"${label}"`);
  const came = `${labels.length} unknown ones: ${some.join(', ')}${labels.length > 5 ? ' …' : ''}`;
  throw new ModelError(
    'wrong-labels',
    `expected a label that rules know, or "label = thing", got ${came}; no rule would use it (--allow-unknown-labels accepts it anyway)`,
  );
}

function nameFromFile(file: string): string {
  return basename(file, extname(file))
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-');
}

function checkName(name: string): string {
  const parsed = modelNameSchema.safeParse(name);
  if (!parsed.success)
    throw new ModelError(
      'bad-name',
      `the model's name: ${parsed.error.issues[0]?.message ?? 'not valid'}, got "${name}"`,
    );
  if (findEntry(loadRegistry(), name))
    throw new ModelError('bad-name', `the name ${name} belongs to a model of the registry`);
  return name;
}
