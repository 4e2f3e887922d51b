// Builds the default model on this machine, without network, from the npm package with the original. Takes the models folder;
// returns the file, or refuses it unless its hash is the registry's.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseTfjsModel } from './convert/tfjs-model.ts';
import { convertTfjsToOnnx, type WantedOutput } from './convert/tfjs-to-onnx.ts';
import { ModelError } from './model-error.ts';
import { dependencyRoot } from '../host/package-root.ts';
import { loadRegistry, type RegistryEntry } from './registry.ts';
import { fileState } from './store.ts';
import { writeHashedFile } from './hashed-file.ts';

export interface BuiltModel {
  name: string;
  file: string;
  sha256: string;
  /** Whether a good file was there already. */
  action: 'built' | 'kept';
}

/** The two heads of the network: how likely each cell is the centre of an object, and the extent of its box. */
export const centernetOutputs: readonly WantedOutput[] = [
  { tensor: 'tower_0/Sigmoid', name: 'keypoints', channels: 80, largest: 'best' },
  { tensor: 'tower_0/mul', name: 'wh', channels: 4 },
];

export async function buildDefaultModel({ dir }: { dir: string }): Promise<BuiltModel> {
  const { name, file: fileName, sha256: expected, build } = defaultEntry();
  const file = join(dir, fileName);
  const present = await fileState(file, expected);
  if (present.state === 'good') return { name, file, sha256: present.sha256, action: 'kept' };
  const sha256 = await writeHashedFile(file, await convert(name, build), (came) => {
    if (came !== expected)
      throw new ModelError(
        'wrong-hash',
        `building ${name} from ${build.package}: expected SHA-256 ${expected}, got ${came}; is another version of the package installed?`,
      );
  });
  return { name, file, sha256, action: 'built' };
}

type Build = NonNullable<RegistryEntry['build']>;

function defaultEntry(): RegistryEntry & { sha256: string; build: Build } {
  for (const { build, sha256, ...entry } of loadRegistry().models)
    if (build && sha256) return { ...entry, build, sha256 };
  throw new ModelError('bad-registry', 'expected one model with "build" and "sha256", got none');
}

async function convert(name: string, build: Build): Promise<Uint8Array> {
  const root = dependencyRoot(build.package);
  const [graph, weights] = await Promise.all([
    readFile(join(root, build.graph), 'utf8'),
    readFile(join(root, build.weights)),
  ]);
  return convertTfjsToOnnx(parseTfjsModel(JSON.parse(graph), weights), centernetOutputs, name);
}
