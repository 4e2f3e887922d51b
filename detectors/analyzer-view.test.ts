// The analyzer when its fences change, when its view goes wrong, and when an operator confirms a turned view.
import { describe, expect, it, vi } from 'vitest';
import type { Box, Observation, Polygon } from '../contracts/index.ts';
import { analyzerSnapshotSchema, createAnalyzer, type Analyzer } from './analyzer.ts';
import type { Detection } from './detection.ts';
import type { Picture } from './frame.ts';
import { frameOf, paintStreet, shifted, withNoise, withThings } from './testing/paint-picture.ts';
import { filmStart, streetWith, type Visit } from './testing/scene-film.ts';
import { createScriptedDetector } from './testing/scripted-detector.ts';

vi.setConfig({ testTimeout: 60_000 });
const place: Box = { x: 0.4, y: 0.5, width: 0.15, height: 0.25 };
const crate: Visit = { box: place, colour: [170, 60, 50], from: 10 };
const car: Detection = { thing: 'vehicle', label: 'car', confidence: 0.7, box: place };
const fence = fenceAround({ x: 0.3, y: 0.4, width: 0.4, height: 0.4 });
const empty = streetWith();

function fenceAround({ x, y, width, height }: Box): Polygon {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
}

interface Watching {
  film?: (seconds: number) => Picture;
  to: number;
  from?: number;
  attention?: boolean;
}

/** A picture every two seconds. */
async function watch(
  analyzer: Analyzer,
  { film = empty, to, from = 0, attention = false }: Watching,
): Promise<Observation[]> {
  const seen: Observation[] = [];
  for (let second = from; second <= to; second += 2) {
    const picture = withNoise(film(second), 3, second);
    seen.push(await analyzer.analyze(frameOf(picture, filmStart + second * 1000), attention));
  }
  return seen;
}

describe('a view that is wrong for a while', () => {
  const film = (second: number) =>
    second >= 24 && second < 60 ? shifted(empty(0), 40, 10) : streetWith(crate)(second);

  it('keeps the learned state: the region is still there, with its id', async () => {
    const analyzer = createAnalyzer({ detector: createScriptedDetector(), fences: [fence] });
    const before = (await watch(analyzer, { film, to: 22 })).at(-1)!;
    const wrong = await watch(analyzer, { film, from: 24, to: 58 });
    expect(wrong.at(-1)!.view.state).toBe('moved');
    const [after] = await watch(analyzer, { film, from: 60, to: 60 });
    expect(after!.view.state).toBe('ok');
    expect(after!.regions.map(({ id, since }) => ({ id, since }))).toEqual(
      before.regions.map(({ id, since }) => ({ id, since })),
    );
    expect(before.regions).toHaveLength(1);
  });

  it('keeps its regions while it is too early to report the state', async () => {
    const analyzer = createAnalyzer({ detector: createScriptedDetector(), fences: [fence] });
    await watch(analyzer, { film, to: 22 });
    const doubtful = await watch(analyzer, { film, from: 24, to: 26 });
    expect(doubtful.map(({ view }) => view.state)).toEqual(['ok', 'ok']);
    for (const { regions } of doubtful) expect(regions).toHaveLength(1);
  });
});

describe('a camera that was turned while the worker was down', () => {
  it('is reported as moved, without regions', async () => {
    const detector = createScriptedDetector();
    const before = createAnalyzer({ detector, fences: [fence] });
    await watch(before, { to: 20 });
    const snapshot = analyzerSnapshotSchema.parse(JSON.parse(JSON.stringify(before.snapshot())));
    const after = createAnalyzer({ detector, fences: [fence], snapshot });
    const film = () => shifted(empty(0), 40, 10);
    const seen = await watch(after, { film, from: 30, to: 60 });
    const first = seen.findIndex(({ view }) => view.state === 'moved');
    expect(first).toBeGreaterThan(0);
    expect(first * 2).toBeLessThanOrEqual(10);
    expect(seen.slice(first).every(({ view }) => view.state === 'moved')).toBe(true);
    expect(seen.flatMap(({ regions }) => regions)).toEqual([]);
  });

  it('is not recognised with a snapshot without a reference', async () => {
    const detector = createScriptedDetector();
    const old = analyzerSnapshotSchema.parse({ scene: null, tracker: { nextId: 1, tracks: [] } });
    const analyzer = createAnalyzer({ detector, fences: [fence], snapshot: old });
    const [seen] = await watch(analyzer, { to: 0 });
    expect(seen!.view.state).toBe('ok');
  });
});

describe('changed fences', () => {
  const film = streetWith(crate);
  const far = fenceAround({ x: 0.02, y: 0.05, width: 0.1, height: 0.1 });

  it('choose the crops again, from the next frame on', async () => {
    const large = paintStreet({ width: 640, height: 352 });
    const detector = createScriptedDetector();
    const analyzer = createAnalyzer({ detector, fences: [fence] });
    await analyzer.analyze(frameOf(large, filmStart), false);
    analyzer.setFences([far]);
    await analyzer.analyze(frameOf(large, filmStart + 2000), false);
    expect(detector.asked).toHaveLength(2);
    expect(detector.asked[1]!.crop).toMatchObject({ x: 0, y: 0 });
    expect(detector.asked[1]!.crop.width).toBeLessThan(detector.asked[0]!.crop.width);
  });

  it('keep the learned state', async () => {
    const detector = createScriptedDetector((at) => (at! >= filmStart + 10_000 ? [car] : []));
    const analyzer = createAnalyzer({ detector, fences: [far] });
    const before = (await watch(analyzer, { film, to: 20 })).at(-1)!;
    analyzer.setFences([fence, far]);
    const [after] = await watch(analyzer, { film, from: 22, to: 22 });
    expect(after!.regions).toMatchObject([{ id: before.regions[0]!.id }]);
    expect(before.regions[0]!.since).toBe(after!.regions[0]!.since);
    expect(after!.tracks).toHaveLength(1);
  });

  it('give objects in a new fence a closer look', async () => {
    const detector = createScriptedDetector((_, crop) =>
      crop.width < 0.35 ? [{ ...car, thing: 'goods', label: 'suitcase' }] : [],
    );
    const analyzer = createAnalyzer({ detector, fences: [far] });
    const before = (await watch(analyzer, { film, to: 20 })).at(-1)!;
    expect(before.regions).toMatchObject([{ seenAs: [] }]);
    analyzer.setFences([fence]);
    const [after] = await watch(analyzer, { film, from: 22, to: 22 });
    expect(after!.regions).toMatchObject([{ seenAs: [{ label: 'suitcase' }] }]);
  });

  it('may be none; then the whole picture is the crop', async () => {
    const detector = createScriptedDetector();
    const analyzer = createAnalyzer({ detector, fences: [fence] });
    analyzer.setFences([]);
    await watch(analyzer, { to: 0 });
    expect(detector.asked[0]!.crop).toEqual({ x: 0, y: 0, width: 1, height: 1 });
  });
});

describe('a confirmed view', () => {
  const turned = shifted(empty(0), 40, 10);
  const film = (second: number) => (second < 20 ? empty(second) : turned);

  it('is the new reference, and gives no regions', async () => {
    const analyzer = createAnalyzer({ detector: createScriptedDetector(), fences: [fence] });
    const before = await watch(analyzer, { film, to: 30 });
    expect(before.at(-1)!.view.state).toBe('moved');
    analyzer.confirmView();
    const after = await watch(analyzer, { film, from: 32, to: 60 });
    expect(after.map(({ view }) => view.state)).toEqual(after.map(() => 'ok'));
    expect(after.flatMap(({ regions }) => regions)).toEqual([]);
  });

  it('finds objects that appear afterwards', async () => {
    const analyzer = createAnalyzer({ detector: createScriptedDetector(), fences: [fence] });
    await watch(analyzer, { film, to: 30 });
    analyzer.confirmView();
    const later = (second: number) =>
      second < 44 ? turned : withThings(turned, [{ box: place, colour: [170, 60, 50] }]);
    const after = await watch(analyzer, { film: later, from: 32, to: 54 });
    expect(after.at(-1)!.regions).toHaveLength(1);
  });

  it('has no tracks of the former view', async () => {
    const detector = createScriptedDetector((at) => (at! < filmStart + 32_000 ? [car] : []));
    const analyzer = createAnalyzer({ detector, fences: [fence] });
    const before = await watch(analyzer, { film, to: 30 });
    expect(before.at(-1)!.tracks).toHaveLength(1);
    analyzer.confirmView();
    const [after] = await watch(analyzer, { film, from: 32, to: 32 });
    expect(after!.tracks).toEqual([]);
  });

  it('before the first frame has no effect', async () => {
    const analyzer = createAnalyzer({ detector: createScriptedDetector(), fences: [fence] });
    analyzer.confirmView();
    const [seen] = await watch(analyzer, { to: 0 });
    expect(seen).toMatchObject({ tracks: [], regions: [], view: { state: 'ok' } });
  });
});
