// Closer looks: when they are due, results by region, and means over several looks.
import { describe, expect, it } from 'vitest';
import type { Box, Thing } from '../contracts/index.ts';
import type { Detection } from './detection.ts';
import {
  createCloserLooks,
  cropAround,
  type CloserLooks,
  type LookedAt,
  type Moment,
} from './closer-looks.ts';
import { plain } from './testing/paint-picture.ts';
import { createScriptedDetector } from './testing/scripted-detector.ts';

const box: Box = { x: 0.4, y: 0.4, width: 0.2, height: 0.2 };
/** The box on a grid of ten by ten. */
const spans: [number, number, number][] = [
  [4, 4, 5],
  [5, 4, 5],
];
const region = { id: 'r1', box, spans, since: 0 };

/** A moment in which the whole region is visible. */
function moment(at: number, change: Partial<Moment> = {}): Moment {
  const picture = plain({ width: 16, height: 8 });
  const grid = { columns: 10, rows: 10 };
  const still = { sameSince: () => 0, coveredUntil: () => 0, watchedSince: 0 };
  return { picture, at, grid, isInSight: () => true, people: [], ...still, ...change };
}

function see(label: string, confidence: number, change: Partial<Detection> = {}): Detection {
  const thing: Thing = label === 'car' ? 'vehicle' : 'goods';
  return { thing, label, confidence, box, ...change };
}

async function namesAt(looks: CloserLooks, one: LookedAt, when: Moment) {
  return (await looks.at(one, when)).seenAs;
}

/** A detector with other detections in each look. */
function answering(...answers: Detection[][]) {
  let look = 0;
  return createScriptedDetector(() => answers[look++] ?? []);
}

describe('a closer look', () => {
  it('fills the crop with the region and its surroundings', async () => {
    const detector = answering([]);
    await namesAt(createCloserLooks(detector), region, moment(0));
    expect(detector.asked).toHaveLength(1);
    const { crop } = detector.asked[0]!;
    expect(crop.width).toBeCloseTo(0.36, 6);
    expect(crop.x).toBeCloseTo(0.32, 6);
  });

  it('gives no label when the detector has none', async () => {
    expect(await namesAt(createCloserLooks(answering([])), region, moment(0))).toEqual([]);
  });

  it('gives the labels of objects on the region, best first', async () => {
    const looks = createCloserLooks(answering([see('suitcase', 0.4), see('car', 0.7)]));
    expect(await namesAt(looks, region, moment(0))).toEqual([
      { thing: 'vehicle', label: 'car', confidence: 0.7 },
      { thing: 'goods', label: 'suitcase', confidence: 0.4 },
    ]);
  });

  it.each([
    ['beside the region', { x: 0.35, y: 0.3, width: 0.1, height: 0.1 }],
    ['much smaller than the region', { x: 0.45, y: 0.45, width: 0.05, height: 0.05 }],
    ['much larger than the region', { x: 0.33, y: 0.33, width: 0.34, height: 0.34 }],
  ])('does not take the name of something %s', async (_, other) => {
    const looks = createCloserLooks(answering([see('car', 0.9, { box: other })]));
    expect(await namesAt(looks, region, moment(0))).toEqual([]);
  });
});

describe('looking again', () => {
  it('waits some seconds, and returns the last result until then', async () => {
    const detector = answering([see('car', 0.8)], [see('car', 0.4)]);
    const looks = createCloserLooks(detector);
    const first = await namesAt(looks, region, moment(0));
    expect(await namesAt(looks, region, moment(3999))).toEqual(first);
    expect(detector.asked).toHaveLength(1);
    await namesAt(looks, region, moment(4000));
    expect(detector.asked).toHaveLength(2);
  });

  it('uses another crop size each time, then the first again', async () => {
    const detector = createScriptedDetector(() => []);
    const looks = createCloserLooks(detector);
    for (const at of [0, 4000, 8000, 12_000]) await namesAt(looks, region, moment(at));
    const widths = detector.asked.map(({ crop }) => Math.round(crop.width * 100));
    expect(widths).toEqual([36, 23, 60, 36]);
  });

  it('takes the mean over all looks at one size, including those without the label', async () => {
    const looks = createCloserLooks(answering([see('car', 0.9)], [], [], []));
    for (const at of [0, 4000, 8000]) await namesAt(looks, region, moment(at));
    const [seen] = await namesAt(looks, region, moment(12_000));
    expect(seen!.confidence).toBeCloseTo(0.45, 6);
  });

  it('uses the size with the highest mean confidence', async () => {
    const looks = createCloserLooks(answering([], [see('car', 0.8)], [see('car', 0.3)]));
    for (const at of [0, 4000]) await namesAt(looks, region, moment(at));
    const [seen] = await namesAt(looks, region, moment(8000));
    expect(seen!.confidence).toBeCloseTo(0.8, 6);
  });

  it('drops a label with a low mean', async () => {
    const looks = createCloserLooks(answering([see('car', 0.15)], [], [], []));
    expect(await namesAt(looks, region, moment(0))).toHaveLength(1);
    for (const at of [4000, 8000]) await namesAt(looks, region, moment(at));
    expect(await namesAt(looks, region, moment(12_000))).toEqual([]);
  });

  it('becomes rare while the region stays, but never ends, as people may sit down on a bench again', async () => {
    const detector = createScriptedDetector(() => []);
    const looks = createCloserLooks(detector);
    const asked = async (from: number, until: number) => {
      const before = detector.asked.length;
      for (let at = from; at < until; at += 2000) await namesAt(looks, region, moment(at));
      return detector.asked.length - before;
    };
    expect(await asked(0, 20_000)).toBe(5);
    expect(await asked(20_000, 60_000)).toBe(5);
    await asked(60_000, 200_000);
    expect(await asked(200_000, 300_000)).toBe(5);
  });

  it('is counted separately for each region', async () => {
    const detector = createScriptedDetector(() => [see('car', 0.5)]);
    const looks = createCloserLooks(detector);
    await namesAt(looks, region, moment(0));
    await namesAt(looks, { ...region, id: 'r2' }, moment(0));
    expect(detector.asked).toHaveLength(2);
  });

  it('starts again for a region that was gone for long', async () => {
    const detector = createScriptedDetector(() => [see('car', 0.5)]);
    const looks = createCloserLooks(detector);
    await namesAt(looks, region, moment(0));
    looks.keep(new Set(['r1']), 100);
    await namesAt(looks, region, moment(200));
    expect(detector.asked).toHaveLength(1);
    looks.keep(new Set(), 21_000);
    await namesAt(looks, region, moment(21_100));
    expect(await namesAt(looks, region, moment(21_200))).toHaveLength(1);
    expect(detector.asked).toHaveLength(2);
  });
});

describe('people', () => {
  const person = (confidence: number, where: Box = box): Detection => ({
    thing: 'person',
    label: 'person',
    confidence,
    box: where,
  });
  /** Larger than the region, so that its label does not apply to the region. */
  const wide = { x: 0.34, y: 0.33, width: 0.32, height: 0.34 };

  it('are reported when looks find some on the region', async () => {
    const looks = createCloserLooks(createScriptedDetector(() => [person(0.4, wide)]));
    const people = await namesAt(looks, region, moment(0));
    expect(people).toEqual([{ thing: 'person', label: 'people', confidence: 1 }]);
  });

  it('who are found only in the crop of the fence count too', async () => {
    const looks = createCloserLooks(createScriptedDetector(() => []));
    const seen = await namesAt(looks, region, moment(0, { people: [person(0.4, wide)] }));
    expect(seen.map(({ label }) => label)).toEqual(['people']);
  });

  it('who pass in front of an object do not change its result', async () => {
    const looks = createCloserLooks(createScriptedDetector(() => [person(0.9, wide)]));
    expect(await namesAt(looks, region, moment(0, { isInSight: () => false }))).toEqual([]);
  });

  it('who shift slightly are the same people, although the region has a new id', async () => {
    const looks = createCloserLooks(answering([person(0.4, wide)], []));
    await namesAt(looks, region, moment(0));
    const shifted = { ...region, id: 'r2', box: { ...box, x: 0.43 } };
    const seen = await namesAt(looks, shifted, moment(2000));
    expect(seen.map(({ label }) => label)).toEqual(['people']);
  });

  it('limit the age of an object that they leave behind', async () => {
    const looks = createCloserLooks(answering([person(0.4, wide)]));
    expect(await looks.at(region, moment(1000))).toMatchObject({ peopleUntil: 1000 });
    let last = await looks.at(region, moment(5000));
    expect(last.seenAs).toHaveLength(1);
    for (const at of [9000, 13_000, 17_000, 25_000, 33_000])
      last = await looks.at(region, moment(at));
    expect(last).toEqual({ seenAs: [], peopleUntil: 1000 });
  });

  describe('who left a place that is larger than the object there now', () => {
    const small = { x: 0.46, y: 0.5, width: 0.08, height: 0.08 };
    const left: LookedAt = { id: 'r2', box: small, spans: [[5, 4, 4]], since: 3000 };
    const standing: LookedAt = { ...region, since: 2000 };

    /** They stand there at 4 s and at 6 s, and are gone at 8 s. */
    async function untilOf(what: LookedAt, ...answers: Detection[][]): Promise<number> {
      const looks = createCloserLooks(answering(...answers));
      for (const at of [4000, 6000]) await looks.at(standing, moment(at));
      return (await looks.at(what, moment(8000))).peopleUntil;
    }

    it('limit its age to when they last stood there, with or without a look', async () => {
      expect(await untilOf(left, [person(0.4, wide)])).toBe(6000);
    });

    it('limit its age also when it gets a new id', async () => {
      const looks = createCloserLooks(answering([person(0.4, wide)]));
      await looks.at(standing, moment(4000));
      await looks.at(left, moment(8000));
      const renamed = await looks.at({ ...left, id: 'r3' }, moment(10_000));
      expect(renamed.peopleUntil).toBe(4000);
    });

    it('are no longer reported', async () => {
      const looks = createCloserLooks(answering([person(0.4, wide)]));
      await looks.at(standing, moment(4000));
      expect((await looks.at(left, moment(8000))).seenAs).toEqual([]);
    });

    it('do not change the age of an object that was there before them', async () => {
      const old = { ...left, since: -60_000 };
      expect(await untilOf(old, [person(0.4, wide)])).toBe(0);
    });

    it.each([
      ['beside them', { ...small, x: 0.61 }],
      ['that they hid by less than most of it', { ...small, x: 0.56 }],
    ])('make nothing younger %s', async (_, where) => {
      expect(await untilOf({ ...left, box: where }, [person(0.4, wide)])).toBe(0);
    });

    it('do not change the age when they were a heap all the time', async () => {
      expect(await untilOf(left, [])).toBe(0);
    });

    it('do not change the age once they are forgotten', async () => {
      const looks = createCloserLooks(answering([person(0.4, wide)]));
      await looks.at(standing, moment(4000));
      looks.keep(new Set(), 30_000);
      expect((await looks.at({ ...left, since: 25_000 }, moment(30_000))).peopleUntil).toBe(0);
    });
  });

  it('do not change the age of an object where nobody was', async () => {
    const looks = createCloserLooks(answering([]));
    expect((await looks.at(region, moment(1000))).peopleUntil).toBe(0);
  });

  it('do not change the result of an object elsewhere', async () => {
    const looks = createCloserLooks(answering([person(0.4, wide)], []));
    await namesAt(looks, region, moment(0));
    const other = { ...region, id: 'r2', box: { ...box, x: 0.7 } };
    expect(await namesAt(looks, other, moment(2000))).toEqual([]);
  });
});

describe('cropAround', () => {
  it.each([
    ['a tiny region is given room', { x: 0.5, y: 0.5, width: 0.01, height: 0.01 }, 0.08],
    ['a large region fits the picture', { x: 0.1, y: 0.1, width: 0.8, height: 0.8 }, 1],
    ['a region at the edge stays inside', { x: 0.9, y: 0.9, width: 0.1, height: 0.1 }, 0.18],
  ])('%s', (_, around, side) => {
    const crop = cropAround(around);
    expect(crop.width).toBeCloseTo(side, 6);
    expect(Math.min(crop.x, crop.y)).toBeGreaterThanOrEqual(0);
    expect(Math.max(crop.x + crop.width, crop.y + crop.height)).toBeLessThanOrEqual(1 + 1e-9);
  });
});

describe('a region that never keeps still', () => {
  const restlessAt = async (looks: CloserLooks, at: number, change: Partial<Moment>) => {
    const names = await namesAt(looks, region, moment(at, change));
    return names.some(({ label }) => label === 'restless');
  };

  it('gets the label restless when it is old enough, until it keeps still', async () => {
    const looks = createCloserLooks(answering());
    const restless: boolean[] = [];
    for (let at = 0; at <= 16_000; at += 2000) {
      const sameSince = () => (at < 10_000 ? at : 0);
      restless.push(await restlessAt(looks, at, { sameSince }));
    }
    expect(restless).toEqual([false, false, false, true, true, false, false, false, false]);
  });

  it('is not judged by the time before a restart', async () => {
    const looks = createCloserLooks(answering());
    const after = { sameSince: () => 60_000, watchedSince: 60_000 };
    for (let at = 60_000; at <= 80_000; at += 2000)
      expect(await restlessAt(looks, at, after)).toBe(false);
  });

  it('is judged only from when people left it behind', async () => {
    const stands: Detection = { thing: 'person', label: 'person', confidence: 0.9, box };
    const looks = createCloserLooks(answering([stands], [stands], [stands]));
    const change = (at: number) => ({ sameSince: () => Math.min(at, 8000) });
    for (const at of [0, 4000, 8000]) await restlessAt(looks, at, change(at));
    for (let at = 10_000; at <= 20_000; at += 2000)
      expect(await restlessAt(looks, at, change(at))).toBe(false);
  });

  it('is not one that a person hides for a moment', async () => {
    const looks = createCloserLooks(answering());
    const restless: boolean[] = [];
    for (let at = 0; at <= 16_000; at += 2000) {
      const sameSince = () => (at === 12_000 ? at : 0);
      restless.push(await restlessAt(looks, at, { sameSince }));
    }
    expect(restless.some(Boolean)).toBe(false);
  });
});

describe('people whom the detector loses', () => {
  const seen: Detection = { thing: 'person', label: 'person', confidence: 0.9, box };
  /** They shift from look to look: another outline each time. */
  const shifted: [number, number, number][] = [[4, 4, 5]];
  const outlineAt = (at: number) => (at % 8000 === 0 ? spans : shifted);
  const isPeople = (seenAs: { label: string }[]) => seenAs.some(({ label }) => label === 'people');

  /** Seen every four seconds until 20 s, and not at all later. */
  async function lost(lastAt: number, { keepStill = false, sameAs = 0 } = {}) {
    const looks = createCloserLooks(answering(...Array.from({ length: 6 }, () => [seen])));
    let names: { label: string }[] = [];
    for (let at = 0; at <= lastAt; at += 2000) {
      const outline = keepStill || at > 20_000 ? spans : outlineAt(at);
      const when = moment(at, at > 20_000 ? { sameSince: () => sameAs } : {});
      names = await namesAt(looks, { ...region, spans: outline }, when);
    }
    return isPeople(names);
  }

  it('are still people while they look the same', async () => {
    expect(await lost(300_000)).toBe(true);
  });

  it('are judged again when the place looks different', async () => {
    expect(await lost(120_000, { sameAs: Infinity })).toBe(false);
  });

  it('are not remembered when their outline never moved, because an object may be mistaken for a person', async () => {
    expect(await lost(120_000, { keepStill: true })).toBe(false);
  });
});

describe('a region that is new but old', () => {
  const until = (at: number) => ({ coveredUntil: () => at });

  it('counts from when people last covered its place', async () => {
    const looks = createCloserLooks(answering([]));
    expect((await looks.at(region, moment(40_000, until(38_000)))).peopleUntil).toBe(38_000);
  });

  it('is checked only once', async () => {
    const looks = createCloserLooks(answering([], []));
    await looks.at(region, moment(1000, until(900)));
    expect((await looks.at(region, moment(3000, until(2900)))).peopleUntil).toBe(900);
  });
});
