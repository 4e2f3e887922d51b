// Takes a user's own ONNX file into the models folder. It is opened once with its family and labels before anything is
// written, so that what cannot work is refused at once.
import { createReadStream } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import type { ModelLabel } from './labels.ts';
import { readLock, writeLock } from './lock.ts';
import { ModelError } from './model-error.ts';
import {
  findEntry,
  loadRegistry,
  modelNameSchema,
  type Family,
  type InputSize,
} from './registry.ts';
import { fileState, type ResolvedModel } from './store.ts';
import { writeWhole } from './whole-file.ts';

/** Opens a model for a trial and says what size it takes. Throws a `ModelError` when it does not fit its family. */
export type TryModel = (candidate: Omit<ResolvedModel, 'input'>) => Promise<InputSize>;

export interface AddRequest {
  file: string;
  family: Family;
  labels: readonly ModelLabel[];
  /** The file's name without its ending when absent. */
  name?: string;
  dir: string;
  tryModel: TryModel;
}

export async function addModel(request: AddRequest): Promise<ResolvedModel> {
  const name = checkName(request.name ?? nameFromFile(request.file));
  const source = resolve(request.file);
  const found = await fileState(source, undefined);
  if (found.state !== 'unpinned')
    throw new ModelError('no-file', `expected a file at ${source}, came none`);
  const { family, labels } = request;
  const trial = { name, family, labels, file: source, sha256: found.sha256 };
  const input = await request.tryModel(trial);
  const file = `${name}-${found.sha256.slice(0, 12)}.onnx`;
  await writeWhole(join(request.dir, file), createReadStream(source), (came) => {
    if (came !== found.sha256)
      throw new ModelError('wrong-hash', `${source} changed while it was read`);
  });
  const lock = await readLock(request.dir);
  const others = lock.added.filter((model) => model.name !== name);
  const model = { name, family, input, file, sha256: found.sha256, labels: [...labels] };
  await writeLock(request.dir, { ...lock, added: [...others, model] });
  return { ...model, file: resolve(request.dir, file) };
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
      `the model's name: ${parsed.error.issues[0]?.message ?? 'not valid'}, came "${name}"`,
    );
  if (findEntry(loadRegistry(), name))
    throw new ModelError('bad-name', `the name ${name} belongs to a model of the registry`);
  return name;
}
