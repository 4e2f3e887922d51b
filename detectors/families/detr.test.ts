// Which outputs of a DETR export are boxes and which are logits.
import { Tensor } from '../onnx-runtime.ts';
import { describe, expect, test } from 'vitest';
import { paint } from '../testing/pictures.ts';
import { placeCrop } from './cut-crop.ts';
import { openDetr } from './detr.ts';

type Declared = [name: string, ...shape: number[]];

function open(outputs: readonly Declared[], labelCount: number) {
  const infoOf = ([name, ...shape]: Declared) => ({ name, type: 'float32', shape });
  return openDetr({
    name: 'mine',
    inputs: [infoOf(['images', 1, 3, 64, 64])],
    outputs: outputs.map(infoOf),
    input: undefined,
    labelCount,
    confidenceFloor: undefined,
  });
}

const place = placeCrop(
  paint(64, 64),
  { x: 0, y: 0, width: 1, height: 1 },
  { input: { width: 64, height: 64 }, fit: { mode: 'stretch' } },
);
const row = (...values: number[]) => new Tensor('float32', values, [1, 1, values.length]);

describe('openDetr', () => {
  test.each<[string, Declared[], number]>([
    ['no outputs', [], 2],
    ['boxes alone', [['boxes', 1, 9, 4]], 2],
    ['logits alone', [['logits', 1, 9, 2]], 2],
    [
      'boxes and logits of different queries',
      [
        ['boxes', 1, 9, 4],
        ['logits', 1, 8, 2],
      ],
      2,
    ],
    [
      'two outputs of four that no name tells apart',
      [
        ['a', 1, 9, 4],
        ['b', 1, 9, 4],
      ],
      4,
    ],
    [
      'two outputs that are both named boxes',
      [
        ['boxes', 1, 9, 4],
        ['other_boxes', 1, 9, 4],
      ],
      4,
    ],
  ])('refuses %s', (_title, outputs, labels) => {
    expect(() => open(outputs, labels)).toThrow(/expected the outputs boxes/);
  });

  test.each([0, 1, 4])('refuses %i labels for three logits', (labels) => {
    const outputs: Declared[] = [
      ['boxes', 1, 9, 4],
      ['logits', 1, 9, 3],
    ];
    expect(() => open(outputs, labels)).toThrow(/expected 3 labels, or 2 .* got/);
  });

  test.each([
    ['pred_logits', 'pred_boxes', 4],
    ['labels', 'dets', 3],
    ['logits', 'Boxes', 4],
  ])('takes four logits called %s beside the boxes %s', (logits, boxes, labels) => {
    const model = open(
      [
        [logits, 1, 1, 4],
        [boxes, 1, 1, 4],
      ],
      labels,
    );
    const outputs = { [logits]: row(-9, 0, -9, -9), [boxes]: row(0.5, 0.5, 0.25, 0.5) };
    expect(model.decode(outputs, place)).toEqual([
      { classIndex: 1, confidence: 0.5, left: 24, top: 16, right: 40, bottom: 48 },
    ]);
  });
});
