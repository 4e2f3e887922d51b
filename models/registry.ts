// The known models. Takes `registry.json`; returns its validated entries.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { describeFaults, faultsOf } from '../contracts/index.ts';
import { ModelError } from './model-error.ts';
import { packageRoot } from '../host/package-root.ts';

/** The model families: models of one family have the same form of inputs and outputs. */
export const families = [
  'centernet',
  'yolox',
  'nanodet',
  'yolov8',
  'yolo-end2end',
  'detr',
] as const;
export const familySchema = z.enum(families);
export type Family = z.infer<typeof familySchema>;

export const modelNameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'expected 1 to 64 of a-z, 0-9, ".", "_" and "-"');
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits');
const side = z.number().int().min(32).max(4096).multipleOf(32);
export const inputSizeSchema = z.strictObject({ width: side, height: side });
export type InputSize = z.infer<typeof inputSizeSchema>;
/** For users' models, which may have any size, such as 300 × 300. */
const freeSide = z.number().int().min(32).max(4096);
export const freeInputSizeSchema = z.strictObject({ width: freeSide, height: freeSide });

const entrySchema = z.strictObject({
  name: modelNameSchema,
  family: familySchema,
  input: inputSizeSchema,
  /** Name of a label set in `labels.json`. */
  labels: z.string().min(1),
  licence: z.string().min(1),
  source: z.url(),
  /** Name of the file in a mirror and in the models folder. */
  file: z.string().regex(/^[\w.-]+\.onnx$/, 'expected the name of an .onnx file'),
  /** Download addresses, best first. */
  urls: z.array(z.url()).default([]),
  /** When absent, the hash of the first fetched file is pinned in the lock file. */
  sha256: sha256Schema.optional(),
  /** When present, the model is built from files of an installed package instead of fetched. */
  build: z.strictObject({ package: z.string(), graph: z.string(), weights: z.string() }).optional(),
});
export type RegistryEntry = z.output<typeof entrySchema>;

const registrySchema = z
  .strictObject({ version: z.literal(1), models: z.array(entrySchema).min(1) })
  .superRefine(({ models }, context) => {
    models.forEach(({ name }, index) => {
      if (models.findIndex((model) => model.name === name) !== index)
        context.addIssue({
          code: 'custom',
          path: ['models', index, 'name'],
          message: `"${name}" is already the name of another model`,
        });
    });
  });
export type Registry = z.output<typeof registrySchema>;

export function loadRegistry(): Registry {
  const path = join(packageRoot(), 'models', 'registry.json');
  return parseRegistry(JSON.parse(readFileSync(path, 'utf8')), path);
}

export function parseRegistry(value: unknown, path: string): Registry {
  const parsed = registrySchema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new ModelError('bad-registry', `${path}: ${describeFaults(faultsOf(parsed.error))}`);
}

export function findEntry(registry: Registry, name: string): RegistryEntry | undefined {
  return registry.models.find((model) => model.name === name);
}
