// The lock file of a models folder: hashes of models that were trusted when first fetched, and the models that
// the user added. Read and written whole; a crash leaves the old one.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { describeFaults, faultsOf, thingSchema } from '../contracts/index.ts';
import { ModelError } from './model-error.ts';
import { familySchema, inputSizeSchema, modelNameSchema, sha256Schema } from './registry.ts';
import { writeWhole } from './whole-file.ts';

const addedModelSchema = z.strictObject({
  name: modelNameSchema,
  family: familySchema,
  input: inputSizeSchema,
  file: z.string().min(1),
  sha256: sha256Schema,
  labels: z.array(z.strictObject({ label: z.string().min(1), thing: thingSchema })).min(1),
});
export type AddedModel = z.output<typeof addedModelSchema>;

const lockSchema = z.strictObject({
  version: z.literal(1),
  pinned: z.record(modelNameSchema, sha256Schema),
  added: z.array(addedModelSchema),
});
export type Lock = z.output<typeof lockSchema>;

/** An absent lock file is an empty lock. */
export async function readLock(dir: string): Promise<Lock> {
  const path = lockPath(dir);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? { version: 1, pinned: {}, added: [] } : parseLock(text, path);
}

export async function writeLock(dir: string, lock: Lock): Promise<void> {
  await writeWhole(lockPath(dir), Buffer.from(`${JSON.stringify(lock, null, 2)}\n`));
}

function lockPath(dir: string): string {
  return join(dir, 'lock.json');
}

function parseLock(text: string, path: string): Lock {
  const parsed = lockSchema.safeParse(parseJson(text), { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new ModelError('bad-registry', `${path}: ${describeFaults(faultsOf(parsed.error))}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
