// Hostile models, tried as `fencewatch models add` tries them: in a process with limits, by ONNX Runtime itself.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tryModelApart } from '../../../cli/trial/trial.ts';
import { ModelError } from '../../../models/index.ts';
import { pick } from '../dice.ts';
import { mutateBytes } from '../mutate-bytes.ts';
import { anOnnxFile } from '../onnx-sample.ts';
import type { FuzzTarget } from '../target.ts';
import { hostilePaths } from './onnx-file.ts';

/** There is not enough memory for a tensor of this shape. */
const dimensions = [4, 2 ** 31, 2 ** 40, Number.MAX_SAFE_INTEGER];

export const modelTrial: FuzzTarget = {
  name: 'model-trial',
  what: 'hostile models, opened by ONNX Runtime as `models add` does',
  share: 30,
  withinMs: 120_000,
  open: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fencewatch-fuzz-'));
    await writeFile(join(folder, 'weights.bin'), new Uint8Array(16));
    const labels = [
      { label: 'person', thing: 'person' as const },
      { label: 'car', thing: 'vehicle' as const },
    ];
    return {
      make: (dice) => {
        const location = dice(3) === 0 ? pick(hostilePaths, dice) : 'weights.bin';
        const sample = anOnnxFile(location, pick(dimensions, dice));
        return dice(2) === 0 ? sample : mutateBytes({ samples: [sample] }, dice);
      },
      run: async (input) => {
        const file = join(folder, 'model.onnx');
        await writeFile(file, input);
        const model = {
          name: 'fuzz',
          family: 'yolox' as const,
          labels,
          file,
          sha256: 'ab'.repeat(32),
        };
        try {
          await tryModelApart(model);
          return null;
        } catch (error) {
          if (error instanceof ModelError) return error.message;
          throw error;
        }
      },
      close: () => rm(folder, { recursive: true, force: true }),
    };
  },
};
