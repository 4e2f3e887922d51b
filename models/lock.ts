// The lock file of a models folder: hashes of models that were pinned when first fetched, and the models that the user added.
// Each entry is validated separately: an invalid one is reported and kept, and the others still work. Written atomically, by one
// process at a time.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { describeFaults, faultsOf, thingSchema } from '../contracts/index.ts';
import { externalFileSchema } from './external-data.ts';
import { withFolderLock } from './folder-lock.ts';
import { ModelError } from './model-error.ts';
import { familySchema, freeInputSizeSchema, modelNameSchema, sha256Schema } from './registry.ts';
import { writeHashedFile } from './hashed-file.ts';

/** Always below the models folder: `name.onnx`, or in its own folder with external weights. */
const storedFileSchema = z
  .string()
  .regex(/^(?:[\w-][\w.-]*\/)?[\w-][\w.-]*\.onnx$/, 'expected an .onnx file of the models folder');

export const addedModelSchema = z.strictObject({
  name: modelNameSchema,
  family: familySchema,
  input: freeInputSizeSchema,
  file: storedFileSchema,
  /** Hash of the file alone. */
  sha256: sha256Schema,
  /** External weights. */
  external: z.array(externalFileSchema).max(1000).optional(),
  labels: z.array(z.strictObject({ label: z.string().min(1), thing: thingSchema })).min(1),
});
export type AddedModel = z.output<typeof addedModelSchema>;

const fileSchema = z.strictObject({
  version: z.literal(1),
  pinned: z.record(z.string(), z.unknown()),
  added: z.array(z.unknown()),
});

/** An unusable entry: it stays in the file until it is removed or replaced. */
export interface BrokenEntry {
  readonly kind: 'pinned' | 'added';
  /** Its name; null when it has none. */
  readonly name: string | null;
  readonly fault: string;
  readonly content: unknown;
}
export interface Lock {
  version: 1;
  pinned: Record<string, string>;
  added: AddedModel[];
  broken?: readonly BrokenEntry[];
}

/** A missing lock file is an empty lock. */
export async function readLock(dir: string): Promise<Lock> {
  const path = lockPath(dir);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new ModelError('bad-registry', `${path}: expected a file, got ${message}`);
  });
  return text === undefined ? { version: 1, pinned: {}, added: [] } : parseLock(text, path);
}

/** Everything is validated before it is written: an entry that could not be read back is refused. */
export async function writeLock(dir: string, lock: Lock): Promise<void> {
  const path = lockPath(dir);
  for (const model of lock.added) checkAdded(model);
  const broken = lock.broken ?? [];
  const brokenPins = broken.flatMap(({ kind, name, content }) =>
    kind === 'pinned' && name !== null ? [[name, content]] : [],
  );
  const brokenModels = broken.flatMap(({ kind, content }) => (kind === 'added' ? [content] : []));
  const file = {
    version: 1,
    pinned: { ...(Object.fromEntries(brokenPins) as object), ...lock.pinned },
    added: [...lock.added, ...brokenModels],
  };
  await writeHashedFile(path, Buffer.from(`${JSON.stringify(file, null, 2)}\n`));
}

/** Reads, changes and writes the lock, exclusively. */
export async function changeLock(dir: string, change: (lock: Lock) => Lock): Promise<void> {
  await withFolderLock(dir, async () => {
    await writeLock(dir, change(await readLock(dir)));
  });
}

/** Throws a `ModelError` that says which part of a model could not be stored. */
export function checkAdded(model: AddedModel): void {
  const parsed = addedModelSchema.safeParse(model, { reportInput: true });
  if (parsed.success) return;
  const faults = describeFaults(faultsOf(parsed.error));
  throw new ModelError('not-servable', `model ${model.name}: ${faults}`);
}

/** Throws when there is an unusable entry of this name. */
export function refuseBroken(lock: Lock, name: string, dir: string): void {
  const broken = lock.broken?.find((entry) => entry.name === name);
  if (!broken) return;
  const way = `run "fencewatch models remove ${name}", then add or pull it again`;
  throw new ModelError('bad-registry', `${lockPath(dir)}: ${name}: ${broken.fault}: ${way}`);
}

function lockPath(dir: string): string {
  return join(dir, 'lock.json');
}

function parseLock(text: string, path: string): Lock {
  const parsed = fileSchema.safeParse(parseJson(text), { reportInput: true });
  if (!parsed.success) {
    const way = 'put back a copy, or move it away and add your models again';
    const faults = describeFaults(faultsOf(parsed.error));
    throw new ModelError('bad-registry', `${path}: ${faults}: ${way}`);
  }
  const pins = Object.entries(parsed.data.pinned).map(([name, content]) => readPin(name, content));
  const models = parsed.data.added.map(readAdded);
  const broken = [...pins, ...models].flatMap((entry) => ('fault' in entry ? [entry] : []));
  return {
    version: 1,
    pinned: Object.fromEntries(pins.flatMap((pin) => ('fault' in pin ? [] : [pin.entry]))),
    added: models.flatMap((model) => ('fault' in model ? [] : [model.entry])),
    ...(broken.length > 0 && { broken }),
  };
}

function readPin(name: string, content: unknown): { entry: [string, string] } | BrokenEntry {
  const parsed = sha256Schema.safeParse(content);
  if (parsed.success && modelNameSchema.safeParse(name).success)
    return { entry: [name, parsed.data] };
  const fault = 'expected a name and 64 hexadecimal digits';
  return { kind: 'pinned', name, fault, content };
}

const namedSchema = z.object({ name: z.string() });

function readAdded(content: unknown): { entry: AddedModel } | BrokenEntry {
  const parsed = addedModelSchema.safeParse(content, { reportInput: true });
  if (parsed.success) return { entry: parsed.data };
  const name = namedSchema.safeParse(content).data?.name ?? null;
  return { kind: 'added', name, fault: describeFaults(faultsOf(parsed.error)), content };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
