// Slow looks: which crops the detector gets, how often, the time limit, and that people who left are forgotten.
import { describe, expect, it } from 'vitest';
import type { Box } from '../../contracts/index.ts';
import type { Detection } from '../detection.ts';
import type { Detector } from '../detector.ts';
import type { Frame, Picture } from '../frame.ts';
import { createSecondLooks, squareAround, type OpinionMoment } from './second-looks.ts';

const start = Date.UTC(2026, 0, 5, 12);
const size = { width: 200, height: 100 };
const grid = { columns: 40, rows: 20 };
const heap: Box = { x: 0.4, y: 0.4, width: 0.1, height: 0.2 };
const ground: Picture & { capturedAt: number } = { ...size, rgb: new Uint8Array(0), capturedAt: 1 };

type Sees = (picture: Picture, crop: Box) => Detection[];
const person = (box: Box): Detection => ({
  thing: 'person',
  label: 'person',
  confidence: 0.7,
  box,
});

function looksWith(sees: Sees, now?: () => number) {
  const crops: { crop: Box; isGround: boolean }[] = [];
  const detector: Detector = {
    model: { name: 'scripted', sha256: '' },
    input: { width: 416, height: 416 },
    detect: (picture, crop) => {
      crops.push({ crop, isGround: picture.rgb === ground.rgb });
      return Promise.resolve(sees(picture, crop));
    },
    close: () => Promise.resolve(),
  };
  return { looks: createSecondLooks({ detector, ...(now && { now, mostMs: 5000 }) }), crops };
}

function moment(seconds: number, parts: Partial<OpinionMoment> = {}): OpinionMoment {
  const frame: Frame = {
    cameraId: 'gate',
    capturedAt: start + seconds * 1000,
    mediaTimeMs: null,
    ...size,
    rgb: new Uint8Array(3),
  };
  return {
    frame,
    regions: [],
    grid,
    isInSight: () => true,
    ground: { of: () => ground },
    ...parts,
  };
}
const due = [{ region: heap, isDue: true }];
const soon = [{ region: heap, isDue: false }];

describe('slower looks', () => {
  it('use three crop sizes for an object that is due, and for its ground', async () => {
    const { looks, crops } = looksWith(() => []);
    const given = await looks.look(due, moment(0));
    expect(given.opinions).toEqual([{ region: heap, says: [] }]);
    expect(given.runs).toBe(6);
    expect(crops.map(({ isGround }) => isGround)).toEqual([false, false, false, true, true, true]);
    const sides = crops.slice(0, 3).map(({ crop }) => Math.round(crop.width * size.width));
    expect(sides).toEqual([31, 48, 84]);
  });

  it('use one crop per frame for an object that may be due soon, without an opinion', async () => {
    const { looks, crops } = looksWith(() => []);
    const given = await looks.look(soon, moment(0));
    expect(given).toMatchObject({ opinions: [], runs: 1 });
    await looks.look(soon, moment(2));
    const [first, second] = crops.map(({ crop }) => crop.width);
    expect(first).toBeLessThan(second ?? 0);
  });

  it('count the looks from before it was due', async () => {
    let hasPeople = true;
    const { looks } = looksWith(() => (hasPeople ? [person(heap)] : []));
    for (const second of [0, 2, 4]) await looks.look(soon, moment(second));
    hasPeople = false;
    const { opinions } = await looks.look(due, moment(6));
    expect(opinions).toEqual([{ region: heap, says: ['person'] }]);
  });

  it('forget people who left, so that a heap next to a person is confirmed afterwards', async () => {
    let hasPeople = true;
    const { looks } = looksWith(() => (hasPeople ? [person(heap)] : []));
    expect((await looks.look(due, moment(0))).opinions[0]?.says).toEqual(['person']);
    hasPeople = false;
    expect((await looks.look(due, moment(14))).opinions[0]?.says).toEqual([]);
  });

  it('give no opinion on an object that a person hides', async () => {
    const { looks } = looksWith(() => [person(heap)]);
    const spans: [number, number, number][] = [
      [8, 16, 19],
      [9, 16, 19],
    ];
    const hidden = { regions: [{ box: heap, spans }], isInSight: () => false };
    expect((await looks.look(due, moment(0, hidden))).opinions[0]?.says).toEqual([]);
    const shown = { ...hidden, isInSight: () => true };
    expect((await looks.look(due, moment(2, shown))).opinions[0]?.says).toEqual(['person']);
  });

  it('recognise a chair that stands on the ground picture', async () => {
    const chair: Detection = { thing: 'goods', label: 'chair', confidence: 0.5, box: heap };
    const { looks } = looksWith(() => [chair]);
    expect((await looks.look(due, moment(0))).opinions[0]?.says).toEqual(['known']);
    const unseen = moment(2, { ground: { of: () => null } });
    expect((await looks.look(due, unseen)).opinions[0]?.says).toEqual([]);
  });

  it('handle four objects per frame, and report the rest as late', async () => {
    const { looks, crops } = looksWith(() => []);
    const many = Array.from({ length: 6 }, (_, n) => ({
      region: { x: n * 0.15, y: 0.1, width: 0.1, height: 0.1 },
      isDue: true,
    }));
    const { opinions } = await looks.look(many, moment(0));
    expect(opinions.map(({ says }) => says)).toEqual([[], [], [], [], ['late'], ['late']]);
    expect(crops).toHaveLength(24);
  });

  it('stop when they take too long', async () => {
    let time = 0;
    const { looks } = looksWith(
      () => [],
      () => (time += 3000),
    );
    const two = [due[0]!, { region: { ...heap, x: 0.7 }, isDue: true }];
    const { opinions } = await looks.look(two, moment(0));
    expect(opinions.map(({ says }) => says)).toEqual([[], ['late']]);
  });

  it('fail with the detector', async () => {
    const { looks } = looksWith(() => {
      throw new Error('the model is broken');
    });
    await expect(looks.look(due, moment(0))).rejects.toThrow('broken');
  });
});

describe('a square crop', () => {
  it.each([
    [
      'of a tiny thing is no smaller than some pixels',
      { x: 0.5, y: 0.5, width: 0.01, height: 0.02 },
      48,
    ],
    ['of a wide thing has its longer side', { x: 0.2, y: 0.5, width: 0.2, height: 0.05 }, 80],
  ])('%s', (_, place, side) => {
    const crop = squareAround(place, 2, size);
    expect([crop.width * size.width, crop.height * size.height].map(Math.round)).toEqual([
      side,
      side,
    ]);
  });

  it('lies in the picture', () => {
    const crop = squareAround({ x: 0.95, y: 0.9, width: 0.05, height: 0.1 }, 3.5, size);
    expect(crop.x + crop.width).toBeLessThanOrEqual(1);
    expect(crop.y + crop.height).toBeLessThanOrEqual(1);
  });
});
