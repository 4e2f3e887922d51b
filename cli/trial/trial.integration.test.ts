// The trial of a model in its own process, with the real library: its limits, and its reports on unusable files. Each refusal
// says where, what was expected and what came.
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  anySizeModel,
  endlessModel,
  hugeModel,
  withNote,
  withOpset,
} from '../../detectors/testing/odd-models.ts';
import { toyEnd2end, toyYolov8 } from '../../detectors/testing/toy-models.ts';
import { runTrial } from '../../detectors/run-trial.ts';
import type { Family } from '../../models/index.ts';
import { packageRoot } from '../../models/index.ts';
import { isFresh } from './trial-program.ts';
import { trialBounds, tryModelApart } from './trial.ts';

const labels = [
  { label: 'person', thing: 'person' as const },
  { label: 'car', thing: 'vehicle' as const },
];
const grey = { width: 64, height: 64, rgb: new Uint8Array(64 * 64 * 3).fill(114) };
let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'fencewatch-trial-'));
});
afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

async function candidate(name: string, bytes: Uint8Array, family: Family = 'yolov8') {
  const file = join(root, `${name}.onnx`);
  await writeFile(file, bytes);
  return { name, family, labels, file, sha256: '0'.repeat(64) };
}

describe('a trial', () => {
  test('returns the input of a model with suppression inside', async () => {
    const trial = await tryModelApart(await candidate('finished', toyEnd2end(), 'yolo-end2end'));
    expect(trial).toMatchObject({ width: 64, height: 64, external: [] });
  });

  test("reads that model's final boxes where the object is", async () => {
    const rgb = new Uint8Array(64 * 64 * 3);
    for (let y = 24; y < 32; y++) for (let x = 16; x < 24; x++) rgb[(y * 64 + x) * 3] = 255;
    const model = await candidate('red', toyEnd2end(), 'yolo-end2end');
    const { found } = await runTrial(model, { width: 64, height: 64, rgb });
    const box = { x: 0.25, y: 0.375, width: 0.125, height: 0.125 };
    expect(found).toEqual([{ label: 'person', thing: 'person', confidence: 1, box }]);
  });

  test('refuses confidences above 1, which no model of its family has', async () => {
    const model = await candidate('loud', anySizeModel(5));
    await expect(runTrial(model, grey)).rejects.toMatchObject({
      reason: 'wrong-family',
      message: expect.stringMatching(/expected confidences of 0 to 1, got 5/) as string,
    });
  });

  test('refuses a class that has no label', async () => {
    const model = await candidate('blue', toyEnd2end(), 'yolo-end2end');
    const [person] = labels;
    const blue = { ...grey, rgb: grey.rgb.map((_, at) => (at % 3 === 2 ? 255 : 0)) };
    const trial = runTrial({ ...model, labels: person ? [person] : [] }, blue);
    await expect(trial).rejects.toMatchObject({
      reason: 'wrong-labels',
      message: expect.stringMatching(/got 1 labels and class number 1/) as string,
    });
  });

  test.each([
    ["{0: 'person', 1: 'bus', 2: 'car'}", 'expected 3 labels, as many as are noted in the file'],
    ["{0: 'pedestrian', 1: 'auto'}", null],
    ['a note that says nothing {', null],
  ])('compares the number of labels with the note %s', async (names, refusal) => {
    const bytes = withNote(toyEnd2end(), 'names', names);
    const model = await candidate('noted', bytes, 'yolo-end2end');
    const trial = runTrial(model, grey).then(
      () => null,
      (error: unknown) => (error as Error).message,
    );
    expect(await trial).toEqual(refusal === null ? null : expect.stringContaining(refusal));
  });

  test('ends a model that loops for ever, and reports it', async () => {
    const model = await candidate('endless', endlessModel());
    const bounds = { ...trialBounds, timeMs: 1_500 };
    await expect(tryModelApart(model, bounds)).rejects.toMatchObject({
      reason: 'not-servable',
      message: `${model.file}: expected one run within 1.5 s, got none: it was ended`,
    });
  });

  test('ends such a model also by processor time, even when its parent is gone', async () => {
    const model = await candidate('endless', endlessModel());
    await expect(tryModelApart(model, { ...trialBounds, cpuSeconds: 3 })).rejects.toMatchObject({
      message: expect.stringMatching(/within 3 s of processor time, got none/) as string,
    });
  });

  test('does not give a model the 9 GB that it asks for', async () => {
    const model = await candidate('huge', hugeModel(9 * 2 ** 30));
    await expect(tryModelApart(model)).rejects.toMatchObject({
      message: expect.stringMatching(/huge\.onnx: expected .*(alloc|memory)/i) as string,
    });
  });

  test('reports an unknown opset version', async () => {
    const model = await candidate('future', withOpset(toyYolov8(), 99));
    await expect(tryModelApart(model)).rejects.toMatchObject({
      reason: 'damaged',
      message: expect.stringMatching(
        /future\.onnx: expected an ONNX model, got .*opset 99/i,
      ) as string,
    });
  });
});

describe('the build for a trial from the sources', () => {
  test('is not used when it is absent, or older than a source', async () => {
    const built = join(root, 'trial-process.js');
    expect(isFresh(built, packageRoot())).toBe(false);
    await writeFile(built, '');
    expect(isFresh(built, packageRoot())).toBe(true);
    await utimes(built, 0, 0);
    expect(isFresh(built, packageRoot())).toBe(false);
  });
});
