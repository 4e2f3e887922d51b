// Compares the real YOLOX and NanoDet with a second, simple decoder of the same files: the same picture must give the same boxes, labels
// and confidences. Needs the mirrored models and the recorded clips.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from '../onnx-runtime.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pullModel, resolveModel, type ResolvedModel } from '../../models/index.ts';
import { createDetector } from '../create-detector.ts';
import type { Detection } from '../detection.ts';
import type { Detector } from '../detector.ts';
import type { Picture } from '../frame.ts';
import { frameOf, sharedFolder } from '../testing/pictures.ts';
import {
  overlap,
  referenceInput,
  referenceLetterbox,
  referenceNanodet,
  referenceSuppression,
  referenceYolox,
  type ReferenceBox,
} from '../testing/reference-decoding.ts';

const footage = sharedFolder('footage');
const mirror = sharedFolder('models');
const side = 416;
const classes = 80;

interface Reference {
  name: string;
  floor: number;
  colours: { mean: readonly number[]; deviation: readonly number[] };
  letterbox: { left: number; top: number; grey: number };
  decode: (outputs: InferenceSession.OnnxValueMapType) => ReferenceBox[];
}

const references: Reference[] = [
  {
    name: 'yolox-nano',
    floor: 0.25,
    colours: { mean: [0, 0, 0], deviation: [1, 1, 1] },
    letterbox: { left: 0, top: 0, grey: 114 },
    decode: (outputs) => referenceYolox(numbers(outputs['output']), side, classes),
  },
  {
    name: 'nanodet-m',
    floor: 0.3,
    colours: { mean: [103.53, 116.28, 123.675], deviation: [57.375, 57.12, 58.395] },
    letterbox: { left: 0, top: 52, grey: 0 },
    // The outputs of the file by number: the classes and the distances of each stride.
    decode: (outputs) =>
      referenceNanodet(
        (
          [
            [8, '792', '795'],
            [16, '814', '817'],
            [32, '836', '839'],
          ] as const
        ).map(([stride, scores, distances]) => ({
          stride,
          scores: numbers(outputs[scores]),
          distances: numbers(outputs[distances]),
        })),
        side,
        classes,
      ),
  },
];

describe.skipIf(footage === undefined || mirror === undefined).each(references)(
  '$name',
  (reference) => {
    let dir: string;
    let model: ResolvedModel;
    let detector: Detector;
    let session: InferenceSession;

    beforeAll(async () => {
      dir = await mkdtemp(join(tmpdir(), 'fencewatch-reference-'));
      await pullModel({ name: reference.name, dir, from: mirror ?? '' });
      model = await resolveModel({ name: reference.name, dir });
      detector = await createDetector({ model });
      session = await InferenceSession.create(model.file, {
        intraOpNumThreads: 1,
        logSeverityLevel: 3,
      });
    });
    afterAll(async () => {
      await detector.close();
      await session.release();
      await rm(dir, { recursive: true, force: true });
    });

    async function expected(input: Picture): Promise<ReferenceBox[]> {
      const values = referenceInput(input, reference.colours);
      const image = new Tensor('float32', values, [1, 3, side, side]);
      const outputs = await session.run({ [session.inputNames[0] ?? '']: image });
      return referenceSuppression(reference.decode(outputs), {
        floor: reference.floor,
        groupOf: (classIndex) => model.labels[classIndex]?.thing ?? '',
      });
    }

    test('gives the boxes of the reference for a picture of the input size', async () => {
      const picture = await street(side, side);
      const found = await detector.detect(picture, { x: 0, y: 0, width: 1, height: 1 });
      const wanted = (await expected(picture)).map((box) => ({
        label: model.labels[box.classIndex]?.label,
        confidence: box.confidence,
        corners: box.corners.map((at) => Math.min(side, Math.max(0, at))),
      }));
      expect(wanted.length).toBeGreaterThanOrEqual(4);
      expect(found.map(({ label }) => label)).toEqual(wanted.map(({ label }) => label));
      for (const [at, detection] of found.entries()) {
        expect(detection.confidence).toBeCloseTo(wanted[at]!.confidence, 4);
        // a hundredth of a pixel
        for (const [edge, value] of cornersOf(detection, side, side).entries())
          expect(Math.abs(value - wanted[at]!.corners[edge]!)).toBeLessThan(0.01);
      }
    });

    test('gives them within a few per cent for a wide picture, which is scaled by another library', async () => {
      const found = await detector.detect(await street(640, 480), whole);
      const inner = await street(416, 312);
      const { letterbox } = reference;
      const wanted = (await expected(referenceLetterbox(inner, { side, ...letterbox }))).map(
        ({ classIndex, confidence, corners }) => ({
          label: model.labels[classIndex]?.label ?? '',
          confidence,
          corners: corners.map(
            (at, edge) => (at - (edge % 2 ? letterbox.top : letterbox.left)) * (640 / 416),
          ) as ReferenceBox['corners'],
        }),
      );
      // Ignore detections near the floor, which may pass with one scaling and not with the other.
      const clear = wanted.filter(({ confidence }) => confidence > reference.floor + 0.15);
      expect(clear.length).toBeGreaterThanOrEqual(3);
      for (const box of clear) {
        const same = found
          .filter(({ label }) => label === box.label)
          .map((each) => ({ ...each, corners: cornersOf(each, 640, 480) }))
          .sort((a, b) => overlap(b, box) - overlap(a, box))[0];
        expect(same && overlap(same, box)).toBeGreaterThan(0.8);
        expect(Math.abs((same?.confidence ?? 0) - box.confidence)).toBeLessThan(0.15);
      }
    });

    test('finds nothing more than the reference in uniform grey', async () => {
      const grey = { width: side, height: side, rgb: new Uint8Array(side * side * 3).fill(114) };
      expect(await expected(grey)).toEqual([]);
      expect(await detector.detect(grey, whole)).toEqual([]);
    });
  },
);

const whole = { x: 0, y: 0, width: 1, height: 1 };

function street(width: number, height: number): Promise<Picture> {
  const file = join(footage ?? '', 'dev_vtest_vending_hotdog.mp4');
  return frameOf({ file, atSeconds: 10, width, height });
}

function cornersOf({ box }: Detection, width: number, height: number): ReferenceBox['corners'] {
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  return [box.x * width, box.y * height, right * width, bottom * height];
}

function numbers(value: unknown): Float32Array {
  const data = (value as Tensor | undefined)?.data;
  if (data instanceof Float32Array) return data;
  throw new Error('expected a float32 output, got none');
}
