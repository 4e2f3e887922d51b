// Closer looks: asked when due, kept by region, weighed over all looks.
import { describe, expect, it } from 'vitest';
import type { Box, Thing } from '../contracts/index.ts';
import type { Detection } from './detection.ts';
import { createCloserLooks, viewAround } from './looks.ts';
import { plain } from './testing/paint-picture.ts';
import { createScriptedDetector } from './testing/scripted-detector.ts';

const box: Box = { x: 0.4, y: 0.4, width: 0.2, height: 0.2 };
const region = { id: 'r1', box };
const picture = plain({ width: 16, height: 8 });

function see(label: string, confidence: number, change: Partial<Detection> = {}): Detection {
  const thing: Thing = label === 'car' ? 'vehicle' : 'goods';
  return { thing, label, confidence, box, ...change };
}

/** A detector that says another thing in each look. */
function answering(...answers: Detection[][]) {
  let look = 0;
  return createScriptedDetector(() => answers[look++] ?? []);
}

describe('a closer look', () => {
  it('fills the view with the region and its surroundings', async () => {
    const detector = answering([]);
    await createCloserLooks(detector).at(region, picture, 0);
    expect(detector.asked).toHaveLength(1);
    const { view } = detector.asked[0]!;
    expect(view.width).toBeCloseTo(0.36, 6);
    expect(view.x).toBeCloseTo(0.32, 6);
  });

  it('says nothing when the detector has no name for it', async () => {
    expect(await createCloserLooks(answering([])).at(region, picture, 0)).toEqual([]);
  });

  it('gives the names of what lies on the region, best first', async () => {
    const looks = createCloserLooks(answering([see('suitcase', 0.4), see('car', 0.7)]));
    expect(await looks.at(region, picture, 0)).toEqual([
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
    expect(await looks.at(region, picture, 0)).toEqual([]);
  });
});

describe('looking again', () => {
  it('waits some seconds, and gives the last answer meanwhile', async () => {
    const detector = answering([see('car', 0.8)], [see('car', 0.4)]);
    const looks = createCloserLooks(detector);
    const first = await looks.at(region, picture, 0);
    expect(await looks.at(region, picture, 7999)).toEqual(first);
    expect(detector.asked).toHaveLength(1);
    const [second] = await looks.at(region, picture, 8000);
    expect(second!.confidence).toBeCloseTo(0.6, 6);
  });

  it('takes the mean over all looks, those without the name included', async () => {
    const looks = createCloserLooks(answering([see('car', 0.9)], [], [see('suitcase', 0.6)]));
    for (const at of [0, 8000]) await looks.at(region, picture, at);
    const seenAs = await looks.at(region, picture, 16_000);
    expect(seenAs.map(({ label }) => label)).toEqual(['car', 'suitcase']);
    expect(seenAs[0]!.confidence).toBeCloseTo(0.3, 6);
    expect(seenAs[1]!.confidence).toBeCloseTo(0.2, 6);
  });

  it('forgets a name that hardly shows', async () => {
    const looks = createCloserLooks(answering([see('car', 0.15)], []));
    expect(await looks.at(region, picture, 0)).toHaveLength(1);
    expect(await looks.at(region, picture, 8000)).toEqual([]);
  });

  it('ends after five looks: by then it is known', async () => {
    const detector = createScriptedDetector(() => [see('car', 0.5)]);
    const looks = createCloserLooks(detector);
    for (let look = 0; look < 9; look++) await looks.at(region, picture, look * 8000);
    expect(detector.asked).toHaveLength(5);
    expect((await looks.at(region, picture, 1e6))[0]!.confidence).toBeCloseTo(0.5, 6);
  });

  it('is counted for each region of its own', async () => {
    const detector = createScriptedDetector(() => [see('car', 0.5)]);
    const looks = createCloserLooks(detector);
    await looks.at(region, picture, 0);
    await looks.at({ id: 'r2', box }, picture, 0);
    expect(detector.asked).toHaveLength(2);
  });

  it('begins anew for a region that had gone', async () => {
    const detector = createScriptedDetector(() => [see('car', 0.5)]);
    const looks = createCloserLooks(detector);
    await looks.at(region, picture, 0);
    looks.keep(new Set(['r1']));
    await looks.at(region, picture, 100);
    expect(detector.asked).toHaveLength(1);
    looks.keep(new Set());
    await looks.at(region, picture, 200);
    expect(detector.asked).toHaveLength(2);
  });
});

describe('viewAround', () => {
  it.each([
    ['a tiny region is given room', { x: 0.5, y: 0.5, width: 0.01, height: 0.01 }, 0.08],
    ['a large region fits the picture', { x: 0.1, y: 0.1, width: 0.8, height: 0.8 }, 1],
    ['a region at the edge stays inside', { x: 0.9, y: 0.9, width: 0.1, height: 0.1 }, 0.18],
  ])('%s', (_, around, side) => {
    const view = viewAround(around);
    expect(view.width).toBeCloseTo(side, 6);
    expect(Math.min(view.x, view.y)).toBeGreaterThanOrEqual(0);
    expect(Math.max(view.x + view.width, view.y + view.height)).toBeLessThanOrEqual(1 + 1e-9);
  });
});
