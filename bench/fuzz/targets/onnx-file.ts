// ONNX files that a user adds: their metadata, and the weight files that they name. No name may lead out of the folder.
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentsOf, externalFilesOf, ModelError } from '../../../models/index.ts';
import { anOnnxFile } from '../onnx-sample.ts';
import { mutateBytes } from '../mutate-bytes.ts';
import type { FuzzTarget } from '../target.ts';

export const hostilePaths = [
  '../secret.bin',
  'a/../../secret.bin',
  '/etc/passwd',
  '..\\secret.bin',
  './../secret.bin',
  'link.bin',
  'linked/secret.bin',
  '',
  '.',
  'C:\\secret.bin',
  'model.onnx',
  'x'.repeat(5000),
  'weights.bin\u0000.txt',
];

export const onnxFile: FuzzTarget = {
  name: 'onnx-file',
  what: 'ONNX files and the weight files that they name',
  share: 150_000,
  withinMs: 3000,
  open: async () => {
    const outside = await mkdtemp(join(tmpdir(), 'fencewatch-fuzz-'));
    const model = await folderWithLinks(outside);
    const samples = [anOnnxFile(), ...hostilePaths.map((path) => anOnnxFile(path))];
    return {
      make: (dice) => mutateBytes({ samples, words: hostilePaths }, dice),
      run: async (input) => {
        try {
          const files = await externalFilesOf(model, contentsOf(model, input));
          const strange = files.find(({ path }) => path !== 'weights.bin');
          if (strange !== undefined) throw new Error(`took the weights from "${strange.path}"`);
          return null;
        } catch (error) {
          if (error instanceof ModelError) return error.message;
          throw error;
        }
      },
      close: () => rm(outside, { recursive: true, force: true }),
    };
  },
};

/** A folder with good weights, beside a secret that links lead to. */
async function folderWithLinks(outside: string): Promise<string> {
  const folder = join(outside, 'models');
  await mkdir(folder);
  await writeFile(join(outside, 'secret.bin'), 'secret');
  await writeFile(join(folder, 'weights.bin'), new Uint8Array(16));
  await symlink(join(outside, 'secret.bin'), join(folder, 'link.bin'));
  await symlink(outside, join(folder, 'linked'));
  return join(folder, 'model.onnx');
}
