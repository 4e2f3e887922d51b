// `fencewatch models add` with users' models: external weights, other sizes, labels in other formats, files that are no models.
// After each refusal the list works, no file is left, and the default model stays usable.
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { anySizeModel, splitWeights } from '../detectors/testing/odd-models.ts';
import { toyYolov8 } from '../detectors/testing/toy-models.ts';
import { buildDefaultModel, listModels, resolveModel } from '../models/index.ts';
import { modelsCommand } from './models.ts';

let root: string;
let dir: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'fencewatch-cli-add-'));
  dir = join(root, 'weights');
  await buildDefaultModel({ dir });
  const beside = splitWeights(toyYolov8(), 'model.onnx.data');
  const files: Record<string, Uint8Array | string> = {
    'two.txt': '0  person\n1: car\n',
    'utf16.txt': Buffer.from('\ufeffperson\ncar\n', 'utf16le'),
    'strange.txt': 'blob\nblub\n',
    'small.onnx': toyYolov8({ pixels: 300 }),
    'free.onnx': anySizeModel(),
    'lying.onnx': toyYolov8({ declared: 'side' }),
    'model.onnx': beside.model,
    'model.onnx.data': beside.weights,
    'cut.onnx': toyYolov8().subarray(0, 500),
    'empty.onnx': '',
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(root, name), content);
  await mkdir(join(root, 'folder.onnx'));
  await mkdir(join(root, 'elsewhere'));
  await copyFile(join(root, 'model.onnx'), join(root, 'elsewhere', 'alone.onnx'));
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

async function run(...words: string[]): Promise<{ code: number; text: string }> {
  const lines: string[] = [];
  const keep = (text: unknown) => {
    lines.push(String(text));
  };
  vi.spyOn(console, 'log').mockImplementation(keep);
  vi.spyOn(console, 'error').mockImplementation(keep);
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    await modelsCommand().parseAsync([...words, '--models', dir], { from: 'user' });
    return { code: process.exitCode, text: lines.join('\n') };
  } finally {
    process.exitCode = before;
  }
}

function add(file: string, labels = 'two.txt') {
  return run('add', join(root, file), '--family', 'yolov8', '--labels', join(root, labels));
}

async function expectDefaultGood(): Promise<void> {
  const wanted = { name: 'centernet-mobilenetv3', dir };
  await expect(resolveModel(wanted)).resolves.toMatchObject({ family: 'centernet' });
}

test('copies the weights of a model too, and removes them with it', async () => {
  const added = await add('model.onnx');
  expect(added.text).toMatch(/model: added, yolov8, 64x64, 2 labels/);
  expect(added.text).toMatch(/weights: model\.onnx\.data/);
  expect(added.text).toMatch(/rules know 2 of 2 labels \(person 1, vehicle 1\)/);
  expect(added.text).toMatch(/on the trial picture \(a person and a car\): /);
  const { file } = await resolveModel({ name: 'model', dir });
  expect((await readdir(join(file, '..'))).sort()).toEqual(['model.onnx', 'model.onnx.data']);
  await writeFile(join(file, '..', 'model.onnx.data'), 'other weights');
  await expect(resolveModel({ name: 'model', dir })).rejects.toMatchObject({
    reason: 'wrong-hash',
  });
  expect(await run('remove', 'model')).toEqual({ code: 0, text: 'model: removed' });
  expect((await readdir(dir)).filter((name) => name.startsWith('model'))).toEqual([]);
  await expectDefaultGood();
});

test('accepts a model of 300 × 300 with labels in UTF-16, and affects no other', async () => {
  expect(await add('small.onnx', 'utf16.txt')).toMatchObject({ code: 0 });
  const list = await listModels({ dir });
  expect(list.find(({ name }) => name === 'small')).toMatchObject({
    input: { width: 300, height: 300 },
    status: { state: 'good' },
  });
  await expectDefaultGood();
});

test('accepts a model of any size, and says that it was run at 640 × 640', async () => {
  expect((await add('free.onnx')).text).toMatch(
    /free: added, yolov8, 640x640.*\n[^]*person \(person\) 0\.90/,
  );
});

test.each<[string, string, string, number, RegExp]>([
  [
    'a size that it declares as free and is not',
    'lying.onnx',
    'two.txt',
    1,
    /lying\.onnx: expected to run on a picture, got .*Reshape/s,
  ],
  [
    'weights that are not there',
    'elsewhere/alone.onnx',
    'two.txt',
    1,
    /alone\.onnx: expected its weights in a file of the same folder, got none at .*model\.onnx\.data/,
  ],
  [
    'a file that is cut off',
    'cut.onnx',
    'two.txt',
    1,
    /cut\.onnx: expected an ONNX model, got a file that is cut off/,
  ],
  [
    'an empty file',
    'empty.onnx',
    'two.txt',
    1,
    /empty\.onnx: expected an ONNX model, got an empty file/,
  ],
  ['a folder', 'folder.onnx', 'two.txt', 2, /expected a file at .*folder\.onnx, got a folder/],
  [
    'labels that no rule knows',
    'small.onnx',
    'strange.txt',
    1,
    /expected a label that rules know.*got 2 unknown ones: "blob", "blub"/,
  ],
])('refuses %s, and leaves nothing behind', async (_title, file, labels, code, message) => {
  const before = await readdir(dir);
  const refused = await add(file, labels);
  expect(refused.text).toMatch(message);
  expect(refused.code).toBe(code);
  expect(await readdir(dir)).toEqual(before);
  expect((await run('list')).text).toMatch(/centernet-mobilenetv3 .* good/);
});
