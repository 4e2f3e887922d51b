// Runs the contract suite for every model family: the built default model and the mirrored ones on a frame of a recorded clip, the
// other families on toy models. Also the models that are refused when they are opened.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDefaultModel, pullModel, resolveModel, type ResolvedModel } from '../models/index.ts';
import { createDetector, tryModel } from './create-detector.ts';
import { describeDetectorContract } from './testing/detector-contract.ts';
import { frameOf, paint, sharedFolder } from './testing/pictures.ts';
import { toyDetr, toyYolov8 } from './testing/toy-models.ts';

const footage = sharedFolder('footage');
const mirror = sharedFolder('models');
const whole = { x: 0, y: 0, width: 1, height: 1 };
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fencewatch-models-'));
  await buildDefaultModel({ dir });
});
afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
});

const walkers = () =>
  frameOf({
    file: join(footage ?? '', 'dev_vtest_vending_hotdog.mp4'),
    atSeconds: 10,
    width: 768,
    height: 576,
  });
const redAndBlue = () =>
  Promise.resolve(
    paint(256, 192, [
      { left: 40, top: 60, width: 32, height: 32, colour: [230, 30, 30] },
      { left: 180, top: 120, width: 40, height: 24, colour: [20, 40, 220] },
    ]),
  );

describe.skipIf(footage === undefined)('on a recorded street', () => {
  describeDetectorContract({
    name: 'centernet: the default model',
    open: async () =>
      createDetector({ model: await resolveModel({ name: 'centernet-mobilenetv3', dir }) }),
    picture: walkers,
    shows: 'person',
  });

  describe.skipIf(mirror === undefined)('with models of the mirror', () => {
    for (const name of ['yolox-nano', 'nanodet-m'])
      describeDetectorContract({
        name,
        open: async () => {
          await pullModel({ name, dir, from: mirror ?? '' });
          return createDetector({ model: await resolveModel({ name, dir }) });
        },
        picture: walkers,
        shows: 'person',
      });
  });
});

describe('on painted patches', () => {
  describeDetectorContract({
    name: 'yolov8: a toy model',
    open: async () => createDetector({ model: await toyModel('yolov8', toyYolov8()) }),
    picture: redAndBlue,
    shows: 'stall',
    tolerance: 0.05, // a quarter of the toy's cells
  });
  describeDetectorContract({
    name: 'detr: a toy model',
    open: async () => createDetector({ model: await toyModel('detr', toyDetr()) }),
    picture: redAndBlue,
    shows: 'stall',
    tolerance: 0.05, // a quarter of the toy's cells
  });

  test.each(['yolov8', 'detr'] as const)('%s finds red and blue where they are', async (family) => {
    const bytes = family === 'yolov8' ? toyYolov8() : toyDetr();
    const detector = await createDetector({ model: await toyModel(family, bytes) });
    const scene = paint(64, 64, [
      { left: 8, top: 16, width: 8, height: 8, colour: [255, 0, 0] },
      { left: 48, top: 40, width: 8, height: 8, colour: [0, 0, 255] },
    ]);
    const found = await detector.detect(scene, whole);
    await detector.close();
    const byLabel = Object.fromEntries(
      found.map(({ label, thing, box }) => [label, { thing, box }]),
    );
    expect(found).toHaveLength(2);
    expect(byLabel['red']?.thing).toBe('stall');
    expect(byLabel['blue']?.thing).toBe('debris');
    expect(byLabel['red']?.box.x).toBeCloseTo(1 / 8, 5);
    expect(byLabel['red']?.box.y).toBeCloseTo(2 / 8, 5);
    expect(byLabel['blue']?.box.x).toBeCloseTo(6 / 8, 5);
    expect(byLabel['blue']?.box.y).toBeCloseTo(5 / 8, 5);
    expect(byLabel['blue']?.box.width).toBeCloseTo(1 / 8, 5);
  });
});

describe('a model that does not fit is refused when it is opened', () => {
  test('a file that is not a model is damaged', async () => {
    const model = await toyModel('yolov8', Buffer.from('this is no model'));
    await expect(createDetector({ model })).rejects.toMatchObject({ reason: 'damaged' });
  });

  test('an empty file is damaged', async () => {
    const model = await toyModel('yolov8', new Uint8Array());
    await expect(createDetector({ model })).rejects.toMatchObject({ reason: 'damaged' });
  });

  test('a truncated model is damaged', async () => {
    const bytes = toyYolov8();
    const model = await toyModel('yolov8', bytes.subarray(0, bytes.length / 2));
    await expect(createDetector({ model })).rejects.toMatchObject({ reason: 'damaged' });
  });

  test('a missing file is reported with its name', async () => {
    const model = { ...(await toyModel('yolov8', toyYolov8())), file: join(dir, 'gone.onnx') };
    await expect(createDetector({ model })).rejects.toThrow(/gone\.onnx/);
  });

  test.each([
    [
      'a yolov8 model as yolox',
      'yolox',
      toyYolov8,
      /expected one output \[1, 84, 5 \+ classes\], got output0 float32 \[1, 6, 64\]/,
    ],
    ['a yolov8 model as detr', 'detr', toyYolov8, /expected the outputs boxes .* got output0/],
    ['a yolov8 model as nanodet', 'nanodet', toyYolov8, /expected the outputs \[1, 64, classes\]/],
    [
      'a yolov8 model as centernet',
      'centernet',
      toyYolov8,
      /expected one uint8 input .* got images float32/,
    ],
    ['a detr model as yolov8', 'yolov8', toyDetr, /expected one output .* got pred_logits/],
  ] as const)('%s is of another family', async (_title, family, make, message) => {
    const model = await toyModel(family, make());
    const opening = createDetector({ model });
    await expect(opening).rejects.toMatchObject({ reason: 'wrong-family' });
    await expect(opening).rejects.toThrow(message);
  });

  test.each(['yolov8', 'detr'] as const)('%s with three labels for two classes', async (family) => {
    const model = await toyModel(family, family === 'yolov8' ? toyYolov8() : toyDetr());
    const labels = [...model.labels, { label: 'green', thing: 'other' as const }];
    await expect(createDetector({ model: { ...model, labels } })).rejects.toMatchObject({
      reason: 'wrong-labels',
    });
  });

  test('a fitting model reports its input size', async () => {
    const model = await toyModel('yolov8', toyYolov8());
    expect(await tryModel(model)).toEqual({ width: 64, height: 64 });
  });
});

async function toyModel(
  family: ResolvedModel['family'],
  bytes: Uint8Array,
): Promise<ResolvedModel> {
  const folder = await mkdtemp(join(dir, 'toy-'));
  const file = join(folder, 'toy.onnx');
  await writeFile(file, bytes);
  return {
    name: 'toy',
    family,
    file,
    sha256: '0'.repeat(64),
    input: { width: 64, height: 64 },
    labels: [
      { label: 'red', thing: 'stall' },
      { label: 'blue', thing: 'debris' },
    ],
  };
}
