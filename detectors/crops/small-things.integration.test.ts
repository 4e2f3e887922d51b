// Shows why crops are needed: small people and a van, pasted from a recorded street onto a 1080p picture, are not detected when the
// whole picture is scaled to the model's input, but are detected in the crops of their fences.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Box, Polygon, Thing } from '../../contracts/index.ts';
import { buildDefaultModel, pullModel, resolveModel } from '../../models/index.ts';
import { createDetector } from '../create-detector.ts';
import type { Detection } from '../detection.ts';
import type { Detector } from '../detector.ts';
import type { Picture } from '../frame.ts';
import { frameOf, sharedFolder } from '../testing/pictures.ts';
import { iou } from '../tracking/overlap.ts';
import { chooseCrops } from './choose-crops.ts';

const footage = sharedFolder('footage');
const mirror = sharedFolder('models');
const size = { width: 1920, height: 1080 };
const whole: Box = { x: 0, y: 0, width: 1, height: 1 };
/** The minimum confidence of a person in the analyzer. */
const leastConfidence = 0.4;

/** Pixels of the recorded frame, which is 640 × 480. */
interface Cut {
  thing: Thing;
  /** The pasted part: the object and some pavement around it. */
  left: number;
  top: number;
  width: number;
  height: number;
  /** The objects in it, marked by hand. */
  shows: { left: number; top: number; width: number; height: number }[];
}

const couple: Cut = {
  thing: 'person',
  left: 345,
  top: 75,
  width: 85,
  height: 95,
  shows: [
    { left: 20, top: 13, width: 26, height: 73 },
    { left: 43, top: 18, width: 25, height: 66 },
  ],
};
const man: Cut = {
  thing: 'person',
  left: 440,
  top: 75,
  width: 72,
  height: 112,
  shows: [{ left: 20, top: 18, width: 32, height: 83 }],
};
const van: Cut = {
  thing: 'vehicle',
  left: 510,
  top: 0,
  width: 100,
  height: 60,
  shows: [{ left: 14, top: 0, width: 74, height: 40 }],
};

interface Placed {
  cut: Cut;
  /** Pixels of the large picture. */
  left: number;
  top: number;
  scale: number;
}

const atTheGate: Placed = { cut: couple, left: 1300, top: 760, scale: 0.6 };
const atTheShop: Placed = { cut: man, left: 240, top: 300, scale: 0.6 };
const atTheKerb: Placed = { cut: van, left: 240, top: 300, scale: 0.6 };

const models = [
  { name: 'centernet-mobilenetv3', fetch: (dir: string) => buildDefaultModel({ dir }) },
  {
    name: 'yolox-nano',
    fetch: (dir: string) => pullModel({ name: 'yolox-nano', dir, from: mirror ?? '' }),
  },
].filter(({ name }) => name !== 'yolox-nano' || mirror !== undefined);

describe.skipIf(footage === undefined).each(models)('with $name', ({ name, fetch }) => {
  let dir: string;
  let detector: Detector;
  let street: Picture;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'fencewatch-crops-'));
    await fetch(dir);
    detector = await createDetector({ model: await resolveModel({ name, dir }) });
    const file = join(footage ?? '', 'dev_vtest_vending_hotdog.mp4');
    street = await frameOf({ file, atSeconds: 10, width: 640, height: 480 });
  });
  afterAll(async () => {
    await detector.close();
    await rm(dir, { recursive: true, force: true });
  });

  test.each<[string, Placed[]]>([
    ['a couple 44 pixels high', [atTheGate]],
    ['a couple and a man, at two ends of the picture,', [atTheGate, atTheShop]],
    // The other model labels this van, whose roof is outside the recorded picture, as an aeroplane.
    ...(name === 'yolox-nano' ? [] : [['a van 44 pixels wide', [atTheKerb]] as [string, Placed[]]]),
  ])('sees %s in the crops of the fences and not in the whole picture', async (_title, placed) => {
    const picture = await compose(street, placed);
    const crops = chooseCrops(placed.map(fenceAround), size, detector.input);
    expect(crops).toHaveLength(placed.length);

    const squeezed = await detector.detect(picture, whole);
    const close = (await Promise.all(crops.map((crop) => detector.detect(picture, crop)))).flat();
    for (const each of placed) {
      expect(seen(each, squeezed)).toBe(0);
      expect(seen(each, close)).toBe(each.cut.shows.length);
    }
  });

  test('detects the couple in the whole picture when they are large', async () => {
    const large = { ...atTheGate, left: 900, top: 300, scale: 5 };
    const found = await detector.detect(await compose(street, [large]), whole);
    expect(seen(large, found)).toBeGreaterThan(0);
  });

  test('detects nobody in the crop of an empty fence', async () => {
    const crops = chooseCrops([fenceAround(atTheGate)], size, detector.input);
    const found = await detector.detect(await compose(street, []), crops[0] ?? whole);
    expect(seen(atTheGate, found)).toBe(0);
  });
});

/** The number of objects that are found at their places. */
function seen(placed: Placed, found: readonly Detection[]): number {
  const sure = found.filter(
    ({ thing, confidence }) => thing === placed.cut.thing && confidence >= leastConfidence,
  );
  return boxesOf(placed).filter((box) => sure.some((each) => iou(each.box, box) >= 0.5)).length;
}

function boxesOf({ cut, left, top, scale }: Placed): Box[] {
  return cut.shows.map((shown) => ({
    x: (left + shown.left * scale) / size.width,
    y: (top + shown.top * scale) / size.height,
    width: (shown.width * scale) / size.width,
    height: (shown.height * scale) / size.height,
  }));
}

/** The ground under the objects, with a margin. */
function fenceAround({ cut, left, top, scale }: Placed): Polygon {
  const x = left / size.width - 0.02;
  const y = top / size.height - 0.02;
  const right = (left + cut.width * scale) / size.width + 0.02;
  const bottom = (top + cut.height * scale) / size.height + 0.03;
  return [
    [x, y],
    [right, y],
    [right, bottom],
    [x, bottom],
  ];
}

/** A 1080p picture of empty pavement with the parts pasted onto it. */
async function compose(street: Picture, placed: readonly Placed[]): Promise<Picture> {
  const { width, height } = street;
  const source = () => sharp(street.rgb, { raw: { width, height, channels: 3 } });
  const cuts = placed.map(async ({ cut, left, top, scale }) => {
    const across = Math.round(cut.width * scale);
    const down = Math.round(cut.height * scale);
    const { left: x, top: y, width: w, height: h } = cut;
    const input = await source()
      .extract({ left: x, top: y, width: w, height: h })
      .resize(across, down, { fit: 'fill' })
      .raw()
      .toBuffer();
    return { input, raw: { width: across, height: down, channels: 3 as const }, left, top };
  });
  const rgb = await source()
    .extract({ left: 380, top: 215, width: 240, height: 135 })
    .resize(size.width, size.height, { fit: 'fill' })
    .composite(await Promise.all(cuts))
    .removeAlpha()
    .raw()
    .toBuffer();
  return { ...size, rgb: new Uint8Array(rgb) };
}
