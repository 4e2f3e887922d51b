// The contract suite for all detectors. Each family runs it on a picture with a known object. Takes a function that opens the detector, a
// picture, and the expected object.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Box, Thing } from '../../contracts/index.ts';
import type { Detection } from '../detection.ts';
import type { Detector } from '../detector.ts';
import type { Picture } from '../frame.ts';

export interface ContractCase {
  name: string;
  open: () => Promise<Detector>;
  picture: () => Promise<Picture>;
  /** What the picture shows. */
  shows: Thing;
  /** Tolerance for the middle of a box in a closer crop, in shares of the picture; 0.03 when absent. */
  tolerance?: number;
}

/** The subject of the tests; set before they run. */
interface Subject {
  detector: Detector;
  scene: Picture;
  /** The detections in the whole scene. */
  found: Detection[];
}

const whole: Box = { x: 0, y: 0, width: 1, height: 1 };

export function describeDetectorContract(options: ContractCase): void {
  describe(options.name, () => {
    const subject = {} as Subject;
    beforeAll(async () => {
      subject.detector = await options.open();
      subject.scene = await options.picture();
      subject.found = await subject.detector.detect(subject.scene, whole);
    });
    afterAll(async () => subject.detector.close());

    testDetections(subject, options.shows);
    testPlaces(subject, options);
    testEmptyCrops(subject);
    testTurns(subject);
  });
}

function testDetections(subject: Subject, shows: Thing): void {
  test(`finds a ${shows}`, () => {
    expect(subject.found.map(({ thing }) => thing)).toContain(shows);
  });

  test('gives boxes inside the picture and confidences of 0 to 1', () => {
    for (const { box, confidence, label } of subject.found) {
      expect(label).not.toBe('');
      expect(confidence).toBeGreaterThan(0);
      expect(confidence).toBeLessThanOrEqual(1);
      expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
      expect(Math.min(box.width, box.height)).toBeGreaterThan(0);
      expect(Math.max(box.x + box.width, box.y + box.height)).toBeLessThanOrEqual(1);
    }
  });

  test('gives the most confident first', () => {
    const confidences = subject.found.map(({ confidence }) => confidence);
    expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
  });
}

function testPlaces(subject: Subject, { shows, tolerance = 0.03 }: ContractCase): void {
  test('puts a thing at the same place whether it saw the whole picture or a crop of it', async () => {
    const { detector, scene, found } = subject;
    const target = found.find(({ thing }) => thing === shows);
    if (!target) throw new Error(`expected a ${shows} in the whole picture, got none`);
    const close = await detector.detect(scene, around(target.box));
    const distances = close
      .filter(({ thing }) => thing === shows)
      .map(({ box }) => centreDistance(box, target.box));
    expect(Math.min(...distances)).toBeLessThan(tolerance);
  });
}

function testEmptyCrops(subject: Subject): void {
  test('gives nothing for an empty grey picture', async () => {
    const { width, height } = subject.scene;
    const rgb = new Uint8Array(width * height * 3).fill(128);
    expect(await subject.detector.detect({ width, height, rgb }, whole)).toEqual([]);
  });

  test('looks at a crop of a single pixel without complaint', async () => {
    const corner = { x: 0.999, y: 0.999, width: 0.001, height: 0.001 };
    const found = await subject.detector.detect(subject.scene, corner);
    expect(found).toBeInstanceOf(Array);
  });
}

function testTurns(subject: Subject): void {
  test('gives each of several cameras at once the answer to its own picture', async () => {
    const { detector, scene, found } = subject;
    const mirrored = mirror(scene);
    const pictures = [scene, mirrored, scene, mirrored, mirrored, scene];
    const answers = await Promise.all(
      pictures.map((each, at) =>
        detector.detect({ ...each, cameraId: `camera-${at % 3}` } as Picture, whole),
      ),
    );
    const other = await detector.detect(mirrored, whole);
    expect(other).not.toEqual(found);
    expect(answers).toEqual(pictures.map((each) => (each === scene ? found : other)));
  });
}

/** A crop of the object with its own size as margin on each side. */
function around({ x, y, width, height }: Box): Box {
  const left = Math.max(0, x - width);
  const top = Math.max(0, y - height);
  const right = Math.min(1, x + 2 * width);
  const bottom = Math.min(1, y + 2 * height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function centreDistance(a: Box, b: Box): number {
  return Math.hypot(a.x + a.width / 2 - b.x - b.width / 2, a.y + a.height / 2 - b.y - b.height / 2);
}

function mirror({ width, height, rgb }: Picture): Picture {
  const mirrored = new Uint8Array(rgb.length);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const column = pixel % width;
    const from = (pixel - column + (width - 1 - column)) * 3;
    mirrored.set(rgb.subarray(from, from + 3), pixel * 3);
  }
  return { width, height, rgb: mirrored };
}
