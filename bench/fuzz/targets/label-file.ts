// Label files that come with a user's own model.
import { loadLabelTable, ModelError, parseLabelFile } from '../../../models/index.ts';
import { mutateBytes } from '../mutate-bytes.ts';
import type { FuzzTarget } from '../target.ts';

const texts = [
  'person\ncar\nfruit cart = stall\n',
  '0 person\n1 car\n',
  '["person", "car"]',
  'names:\n  0: person\n  1: car\nnc: 2\n',
  '{"id2label": {"0": "person", "1": "car"}}',
];
const words = ['names:', '[', '{', '&a ', '*a', '= stall', '\ufeff', '\u0000', '- '];

export const labelFile: FuzzTarget = {
  name: 'label-file',
  what: 'label files of models',
  share: 10_000,
  withinMs: 3000,
  open: () => {
    const samples = texts.map((text) => new TextEncoder().encode(text));
    const table = loadLabelTable();
    return Promise.resolve({
      make: (dice) => mutateBytes({ samples, words }, dice),
      run: (input) => {
        try {
          parseLabelFile(new TextDecoder().decode(input), table);
          return null;
        } catch (error) {
          if (error instanceof ModelError) return error.message;
          throw error;
        }
      },
    });
  },
};
