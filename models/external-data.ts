// The external weight files of an ONNX file, as large exports have them. Takes the path of the ONNX file and its metadata;
// returns the files with their hashes. A path that leaves the folder, by its name or by a link, is refused.
import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { z } from 'zod';
import { ModelError } from './model-error.ts';
import { readOnnxContents, type OnnxContents } from './onnx-contents.ts';
import { sha256Schema } from './registry.ts';
import { sha256OfFile } from './hashed-file.ts';

const pathSchema = z.string().max(1024).refine(staysInside, 'expected a path inside the folder');
export const externalFileSchema = z.strictObject({
  /** Relative to the model's folder, with forward slashes, as the model names it. */
  path: pathSchema,
  sha256: sha256Schema,
});
export type ExternalFile = z.output<typeof externalFileSchema>;

export async function externalFilesOf(
  model: string,
  { locations }: Pick<OnnxContents, 'locations'>,
): Promise<ExternalFile[]> {
  const files: ExternalFile[] = [];
  for (const path of locations) {
    const place = await checkPlace(model, path);
    files.push({ path, sha256: await sha256OfFile(place) });
  }
  return files;
}

/** Whether a path stays below its folder, on any system, without going up. */
export function staysInside(path: string): boolean {
  if (path === '' || /[\\\0:*]/.test(path) || path.startsWith('/')) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

/** The file's metadata, or a `ModelError` that it is no model. */
export function contentsOf(model: string, bytes: Uint8Array): OnnxContents {
  try {
    return readOnnxContents(bytes);
  } catch (error) {
    const message = `${model}: expected an ONNX model, got ${(error as Error).message}`;
    throw new ModelError('damaged', message, { cause: error });
  }
}

/** Returns the file's path. Every folder on the way is checked, since a link may lead anywhere. */
async function checkPlace(model: string, path: string): Promise<string> {
  const expected = `${model}: expected its weights in a file of the same folder`;
  if (!staysInside(path) || path === basename(model))
    throw new ModelError('bad-weights', `${expected}, got the path "${path.slice(0, 200)}"`);
  const folder = await realpath(dirname(model));
  const parts = path.split('/');
  for (let depth = 1; depth <= parts.length; depth++) {
    const place = join(folder, ...parts.slice(0, depth));
    const found = await lstat(place).catch(() => undefined);
    if (!found)
      throw new ModelError('bad-weights', `${expected}, got none at ${join(folder, path)}`);
    if (found.isSymbolicLink())
      throw new ModelError('bad-weights', `${expected}, got a link: ${place}`);
    const fits = depth === parts.length ? found.isFile() : found.isDirectory();
    if (!fits) throw new ModelError('bad-weights', `${expected}, got no file: ${place}`);
  }
  const place = join(folder, ...parts);
  if ((await realpath(place)).startsWith(folder + sep)) return place;
  throw new ModelError('bad-weights', `${expected}, got one outside of it: ${place}`);
}
