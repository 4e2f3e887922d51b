// YOLOv8 and DETR style from the picture to the detections, with models of scripted outputs: every expected box, label and confidence
// is computed by hand from the layout of the exports.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Box } from '../../contracts/index.ts';
import type { ResolvedModel } from '../../models/index.ts';
import { createDetector } from '../create-detector.ts';
import type { Picture } from '../frame.ts';
import { paint } from '../testing/pictures.ts';
import {
  scriptedDetr,
  scriptedYolov8,
  type DetrNames,
  type ScriptedBox,
} from '../testing/scripted-models.ts';

const cart = { label: 'cart', thing: 'stall' } as const;
const van = { label: 'van', thing: 'vehicle' } as const;
const car = { label: 'car', thing: 'vehicle' } as const;
const whole: Box = { x: 0, y: 0, width: 1, height: 1 };
const colour = [200, 100, 50] as const;
const square = paint(64, 64, [{ left: 0, top: 0, width: 64, height: 64, colour }]);
const wide = paint(128, 64, [{ left: 0, top: 0, width: 128, height: 64, colour }]);
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fencewatch-scripted-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** [label, confidence, x, y, width, height], the box in shares of the picture. */
type Row = [string, number, number, number, number, number];

interface Run {
  model: Pick<ResolvedModel, 'family' | 'labels'>;
  bytes: Uint8Array;
  picture?: Picture;
  crop?: Box;
}

async function detect({ model, bytes, picture = square, crop = whole }: Run): Promise<Row[]> {
  const file = join(await mkdtemp(join(dir, 'model-')), 'scripted.onnx');
  await writeFile(file, bytes);
  const identity = { name: 'scripted', file, sha256: '0'.repeat(64) };
  const detector = await createDetector({
    model: { ...identity, ...model, input: { width: 64, height: 64 } },
  });
  const found = await detector.detect(picture, crop);
  await detector.close();
  return found.map(({ label, confidence, box }) => [
    label,
    ...[confidence, box.x, box.y, box.width, box.height].map(
      (value) => Math.round(value * 1e5) / 1e5,
    ),
  ]) as Row[];
}

describe('yolov8 style', () => {
  const model = { family: 'yolov8', labels: [cart, van, car] } as const;
  const nothing: ScriptedBox = { box: [5, 5, 2, 2], classes: [0, 0, 0] };
  /** An output has more boxes than values a box. */
  const script = (boxes: readonly ScriptedBox[]) =>
    scriptedYolov8([...boxes, ...Array.from({ length: 9 - boxes.length }, () => nothing)]);
  const at = (x: number, classes: ScriptedBox['classes']): ScriptedBox => ({
    box: [x, 24, 16, 24],
    classes,
  });

  test.each<[string, ScriptedBox[], Row[]]>([
    ['no box', [], []],
    [
      'its likeliest class',
      [at(24, [0.25, 0.5, 0.375])],
      [['van', 0.5, 0.25, 0.1875, 0.25, 0.375]],
    ],
    [
      'a class just at the floor',
      [at(24, [0.25, 0, 0])],
      [['cart', 0.25, 0.25, 0.1875, 0.25, 0.375]],
    ],
    ['no class below the floor', [at(24, [0.2499, 0.2, 0])], []],
    [
      // 14 of 16 columns shared: 336 / 432 of both together
      'the more confident of two boxes around one object',
      [at(24, [0, 0.625, 0]), at(26, [0, 0.75, 0])],
      [['van', 0.75, 0.28125, 0.1875, 0.25, 0.375]],
    ],
    [
      // 8 of 16 columns shared: a third of both together
      'two objects that overlap by less than half',
      [at(24, [0, 0.625, 0]), at(32, [0, 0.75, 0])],
      [
        ['van', 0.75, 0.375, 0.1875, 0.25, 0.375],
        ['van', 0.625, 0.25, 0.1875, 0.25, 0.375],
      ],
    ],
    [
      'one vehicle where a van is also a bit of a car',
      [at(24, [0, 0.5, 0]), at(24, [0, 0, 0.625])],
      [['car', 0.625, 0.25, 0.1875, 0.25, 0.375]],
    ],
    [
      'a cart and the van behind it',
      [at(24, [0.5, 0, 0]), at(24, [0, 0.625, 0])],
      [
        ['van', 0.625, 0.25, 0.1875, 0.25, 0.375],
        ['cart', 0.5, 0.25, 0.1875, 0.25, 0.375],
      ],
    ],
    [
      'what of a box is inside the picture',
      [{ box: [60, 62, 16, 8], classes: [0.5, 0, 0] }],
      [['cart', 0.5, 0.8125, 0.90625, 0.1875, 0.09375]],
    ],
    ['no box outside the picture', [{ box: [80, 80, 8, 8], classes: [0.9, 0, 0] }], []],
  ])('gives %s', async (_title, boxes, expected) => {
    expect(await detect({ model, bytes: script(boxes) })).toEqual(expected);
  });

  const centre: ScriptedBox = { box: [32, 32, 16, 16], classes: [0, 0, 0.5] };
  test.each<[string, Picture, Box, Row]>([
    // 128 × 64 lies in lines 16 to 48 of the input, a pixel of which is 2 of the picture's
    ['a wide picture', wide, whole, ['car', 0.5, 0.375, 0.25, 0.25, 0.5]],
    // the right half is 64 × 64 and fills the input
    [
      'its right half',
      wide,
      { x: 0.5, y: 0, width: 0.5, height: 1 },
      ['car', 0.5, 0.6875, 0.375, 0.125, 0.25],
    ],
  ])('puts the middle of the input at the middle of %s', async (_title, picture, crop, row) => {
    expect(await detect({ model, bytes: script([centre]), picture, crop })).toEqual([row]);
  });

  test('gets red, green and blue as 0..1', async () => {
    const probe = ([0, 1, 2] as const).map((channel) => ({
      box: [8 + channel * 16, 8, 8, 8] as const,
      classes: [0, 0, 0] as const,
      gain: [0, 1, 2].map((each) => (each === channel ? 1 : 0)) as [number, number, number],
    }));
    const found = await detect({ model, bytes: script(probe) });
    // blue is 50 / 255: below the floor
    expect(found.map(([label]) => label)).toEqual(['cart', 'van']);
    expect(found[0]?.[1]).toBeCloseTo(200 / 255, 4);
    expect(found[1]?.[1]).toBeCloseTo(100 / 255, 4);
  });

  test('fills the rest of a letterboxed picture with grey 114', async () => {
    const probe: ScriptedBox = { box: [32, 32, 8, 8], classes: [0, 0, 0], gain: [1, 0, 0] };
    const [found] = await detect({ model, bytes: script([probe]), picture: wide });
    expect(found?.[1]).toBeCloseTo((200 + 114) / 2 / 255, 4);
  });
});

describe('detr style', () => {
  const names = { boxes: 'pred_boxes', logits: 'logits' };
  const rfDetr = { boxes: 'dets', logits: 'labels' };
  const three = { family: 'detr', labels: [cart, van, car] } as const;
  const two = { family: 'detr', labels: [cart, van] } as const;
  const logit = (share: number) => Math.log(share / (1 - share));
  const place = [0.25, 0.5, 0.2, 0.4] as const;
  const query = (...classes: [number, number, number]): ScriptedBox => ({ box: place, classes });

  test.each<[string, ScriptedBox[], Row[]]>([
    ['a class below the floor: nothing', [query(logit(0.29), -9, -9)], []],
    ['its likeliest class', [query(-3, logit(0.9), 0)], [['van', 0.9, 0.15, 0.3, 0.2, 0.4]]],
    [
      'two answers at one place: both, as no query is suppressed',
      [query(-9, logit(0.7), -9), query(-9, logit(0.8), -9)],
      [
        ['van', 0.8, 0.15, 0.3, 0.2, 0.4],
        ['van', 0.7, 0.15, 0.3, 0.2, 0.4],
      ],
    ],
    [
      'a box over the edge: what is inside',
      [{ box: [0.95, 0.5, 0.2, 0.2], classes: [logit(0.6), -9, -9] }],
      [['cart', 0.6, 0.85, 0.4, 0.15, 0.2]],
    ],
  ])('of three independent classes gives %s', async (_title, boxes, expected) => {
    expect(await detect({ model: three, bytes: scriptedDetr(boxes, names) })).toEqual(expected);
  });

  test.each<[string, ScriptedBox, Row[]]>([
    [
      'shares of 6, 3 and 1',
      query(Math.log(6), Math.log(3), 0),
      [['cart', 0.6, 0.15, 0.3, 0.2, 0.4]],
    ],
    ['nothing at 7 of 10', query(Math.log(2), 0, Math.log(7)), []],
    [
      'nothing close behind',
      query(0, Math.log(5), Math.log(4)),
      [['van', 0.5, 0.15, 0.3, 0.2, 0.4]],
    ],
  ])('of two classes and nothing reads %s', async (_title, box, expected) => {
    expect(await detect({ model: two, bytes: scriptedDetr([box], names) })).toEqual(expected);
  });

  test('with two classes and an unused slot of RF-DETR reads only the classes', async () => {
    const bytes = scriptedDetr([query(logit(0.75), -9, 9)], rfDetr);
    expect(await detect({ model: two, bytes })).toEqual([['cart', 0.75, 0.15, 0.3, 0.2, 0.4]]);
  });

  test('stretches a wide picture, so that shares of the input are shares of the crop', async () => {
    const bytes = scriptedDetr([query(logit(0.75), -9, -9)], names);
    const crop = { x: 0.5, y: 0.5, width: 0.5, height: 0.5 };
    expect(await detect({ model: three, bytes, picture: wide, crop })).toEqual([
      ['cart', 0.75, 0.575, 0.65, 0.1, 0.2],
    ]);
  });

  const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
  const full = [200 / 255, 100 / 255] as const;
  const imagenet = [(full[0] - 0.485) / 0.229, (full[1] - 0.456) / 0.224] as const;
  test.each<[string, Run['model'], DetrNames, number, readonly [number, number]]>([
    ['RT-DETR as shares of full light', three, names, -99, full],
    ['RF-DETR by the mean and spread of ImageNet', three, rfDetr, -99, imagenet],
    // a class beside a "nothing" of 0: the softmax of both is the sigmoid of the class
    ['the first DETR by the mean and spread of ImageNet', two, names, 0, imagenet],
  ])('shows red and green to %s', async (_title, model, outputs, last, [red, green]) => {
    const bytes = scriptedDetr(
      [
        { ...query(0, -99, last), gain: [1, 0, 0] },
        { ...query(-99, 0, last), gain: [0, 1, 0] },
      ],
      outputs,
    );
    const found = await detect({ model, bytes });
    expect(found.map(([label]) => label)).toEqual(['cart', 'van']);
    expect(found[0]?.[1]).toBeCloseTo(sigmoid(red), 4);
    expect(found[1]?.[1]).toBeCloseTo(sigmoid(green), 4);
  });
});
