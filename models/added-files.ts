// The files of a user's model: their place in the models folder, and their common hash. Takes an entry of the lock; returns paths
// and hashes. A model with external weights has its own folder.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ModelError } from './model-error.ts';
import type { AddedModel } from './lock.ts';
import type { ExternalFile } from './external-data.ts';
import { sha256OfFile, writeHashedFile } from './hashed-file.ts';

type Hashed = Pick<AddedModel, 'sha256' | 'external'>;

/**
 * The hash that identifies a model: that of its file; with external weights that of the list that `sha256sum` would print for all
 * of them, the model first as "model", so that other weights are another model.
 */
export function identityOf({ sha256, external = [] }: Hashed): string {
  if (external.length === 0) return sha256;
  const lines = [{ path: 'model', sha256 }, ...external].map(
    (file) => `${file.sha256}  ${file.path}\n`,
  );
  return createHash('sha256').update(lines.join('')).digest('hex');
}

/** Path of a new model's file, relative to the models folder. */
export function storedFileOf(name: string, hashed: Hashed): string {
  const stem = `${name}-${identityOf(hashed).slice(0, 12)}`;
  return hashed.external?.length ? `${stem}/${name}.onnx` : `${stem}.onnx`;
}

/** Copies a model and its weights into the models folder; each must still be the file that was tried. */
export async function copyModel(source: string, dir: string, model: AddedModel): Promise<void> {
  const { external = [] } = model;
  const clash = external.find(({ path }) => path === `${model.name}.onnx`);
  if (clash)
    throw new ModelError(
      'bad-weights',
      `${source}: its weights are called ${clash.path}: give --name`,
    );
  const target = join(dir, model.file);
  await copyChecked(source, target, model.sha256);
  for (const { path, sha256 } of external)
    await copyChecked(join(dirname(source), path), join(dirname(target), path), sha256);
}

/** A wrong weight file; undefined when all are good. */
export async function wrongWeights(
  model: Pick<AddedModel, 'file' | 'external'>,
  dir: string,
): Promise<{ file: ExternalFile; came: string | null } | undefined> {
  for (const file of model.external ?? []) {
    const place = join(dir, dirname(model.file), file.path);
    const came = await sha256OfFile(place).catch(() => null);
    if (came !== file.sha256) return { file, came };
  }
  return undefined;
}

/** A missing file is no error. */
export async function removeFiles(dir: string, { file }: Pick<AddedModel, 'file'>): Promise<void> {
  const folder = dirname(file);
  await rm(join(dir, folder === '.' ? file : folder), { recursive: true, force: true });
}

async function copyChecked(from: string, to: string, sha256: string): Promise<void> {
  await writeHashedFile(to, createReadStream(from), (came) => {
    if (came !== sha256) throw new ModelError('wrong-hash', `${from} changed while it was read`);
  });
}
