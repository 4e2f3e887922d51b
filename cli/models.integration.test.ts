// `fencewatch models` as a user runs it: its output and exit code, in a models folder of its own.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { sharedFolder } from '../detectors/testing/pictures.ts';
import { toyYolov8 } from '../detectors/testing/toy-models.ts';
import { modelsCommand } from './models.ts';

const mirror = sharedFolder('models');
let root: string;
let dir: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'fencewatch-cli-models-'));
  await writeFile(join(root, 'toy.onnx'), toyYolov8());
  await writeFile(join(root, 'two.txt'), 'red = stall\nblue = debris\n');
  await writeFile(join(root, 'three.txt'), 'a\nb\nc\n');
  await writeFile(join(root, 'yolox_nano.onnx'), 'not the model');
});
beforeEach(async () => {
  dir = await mkdtemp(join(root, 'weights-'));
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

/** Runs one subcommand; returns its output and the exit code. */
async function run(...words: string[]): Promise<{ code: number; text: string }> {
  const lines: string[] = [];
  const keep = (...parts: unknown[]) => {
    lines.push(parts.map(String).join(' '));
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

describe('fencewatch models', () => {
  test('lists missing models', async () => {
    const { code, text } = await run('list');
    expect(code).toBe(0);
    expect(text).toMatch(/centernet-mobilenetv3 +centernet +512x288 +MIT +not here/);
  });

  test('verifies an empty folder without complaint', async () => {
    expect(await run('verify')).toEqual({ code: 0, text: `no models in ${dir}` });
  });

  test('builds the default model, and then lists and verifies it as good', async () => {
    expect((await run('build')).text).toMatch(/centernet-mobilenetv3: built/);
    expect((await run('build')).text).toMatch(/centernet-mobilenetv3: kept/);
    expect((await run('list')).text).toMatch(/centernet-mobilenetv3 .* good/);
    expect(await run('verify')).toMatchObject({ code: 0 });
  });

  test("adds a user's own model, which can be damaged later", async () => {
    const toy = join(root, 'toy.onnx');
    const added = await run('add', toy, '--family', 'yolov8', '--labels', join(root, 'two.txt'));
    expect(added.code).toBe(0);
    expect(added.text).toMatch(/toy: added, yolov8, 64x64, 2 labels/);
    const file = /^ +(\/.*\.onnx)$/m.exec(added.text)?.[1] ?? '';
    await writeFile(file, 'tampered with');
    const verified = await run('verify');
    expect(verified.code).toBe(1);
    expect(verified.text).toMatch(/toy .* WRONG HASH: expected [0-9a-f]{64}, got [0-9a-f]{64}/);
  });

  test.each<[string, () => string[], number, RegExp]>([
    ['an unknown model', () => ['pull', 'nope'], 2, /expected one of the models .*, got "nope"/],
    [
      'a file with a wrong hash',
      () => ['pull', 'yolox-nano', '--from', root],
      1,
      /expected SHA-256 695e/,
    ],
    [
      'a mirror without the file',
      () => ['pull', 'yolox-s', '--from', root],
      1,
      /yolox_s\.onnx: ENOENT/,
    ],
    [
      'a model of another family',
      () => adding('yolox', 'two.txt'),
      1,
      /expected one output \[1, 84, 5 \+ classes\]/,
    ],
    ['too many labels', () => adding('yolov8', 'three.txt'), 1, /expected 2 labels, .* got 3/],
    [
      'a label file that is not there',
      () => adding('yolov8', 'gone.txt'),
      2,
      /the label file: ENOENT/,
    ],
    [
      'a name of the registry',
      () => [...adding('yolov8', 'two.txt'), '--name', 'yolox-s'],
      2,
      /belongs to a model/,
    ],
  ])('refuses %s', async (_title, words, code, message) => {
    const refused = await run(...words());
    expect(refused.text).toMatch(message);
    expect(refused.code).toBe(code);
  });

  test.skipIf(mirror === undefined)('pulls from a mirror', async () => {
    const pulled = await run('pull', 'yolox-nano', '--from', mirror ?? '');
    expect(pulled.code).toBe(0);
    expect(pulled.text).toMatch(/yolox-nano: good, from .*yolox_nano\.onnx/);
    expect((await run('list')).text).toMatch(/yolox-nano .* good/);
  });
});

function adding(family: string, labels: string): string[] {
  return ['add', join(root, 'toy.onnx'), '--family', family, '--labels', join(root, labels)];
}
