// The analyzer with a scripted detector: frames in, observations out.
import { describe, expect, it, vi } from 'vitest';
import { observationSchema, type Box, type Observation, type Polygon } from '../contracts/index.ts';
import { analyzerSnapshotSchema, createAnalyzer, type Analyzer } from './analyzer.ts';
import type { Detection } from './detection.ts';
import type { Picture } from './frame.ts';
import { frameOf, paintStreet, withNoise } from './testing/paint-picture.ts';
import { filmStart, streetWith, type Visit } from './testing/scene-film.ts';
import { createScriptedDetector } from './testing/scripted-detector.ts';

vi.setConfig({ testTimeout: 60_000 });
const place: Box = { x: 0.4, y: 0.5, width: 0.15, height: 0.25 };
const crate: Visit = { box: place, colour: [170, 60, 50], from: 10 };
const car: Detection = { thing: 'vehicle', label: 'car', confidence: 0.7, box: place };
const person: Detection = { thing: 'person', label: 'person', confidence: 0.6, box: place };
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

describe('an observation', () => {
  it('is valid for the fence engine, with the times of its frame', async () => {
    const analyzer = createAnalyzer({
      detector: createScriptedDetector(() => [car]),
      fences: [fence],
    });
    const [seen] = await watch(analyzer, { to: 0 });
    expect(observationSchema.parse(seen)).toEqual(seen);
    expect(seen).toMatchObject({
      version: 1,
      cameraId: 'gate',
      capturedAt: filmStart,
      mediaTimeMs: null,
      regions: [],
      view: { state: 'ok' },
      tracks: [{ thing: 'vehicle', label: 'car' }],
    });
  });

  it('of an empty street has only its grid', async () => {
    const analyzer = createAnalyzer({ detector: createScriptedDetector(), fences: [fence] });
    const [seen] = await watch(analyzer, { to: 0 });
    expect(seen).toMatchObject({ tracks: [], regions: [] });
    expect(seen!.grid.columns).toBeGreaterThan(seen!.grid.rows);
  });
});

describe('the detector', () => {
  it('runs only at a heartbeat while the crop is still', async () => {
    const detector = createScriptedDetector();
    await watch(createAnalyzer({ detector, fences: [fence] }), { to: 24 });
    expect(detector.asked.map(({ at }) => (at! - filmStart) / 1000)).toEqual([0, 10, 20]);
  });

  it('runs on every frame with a candidate or an open incident', async () => {
    const detector = createScriptedDetector();
    await watch(createAnalyzer({ detector, fences: [fence] }), { to: 8, attention: true });
    expect(detector.asked).toHaveLength(5);
  });

  it('runs when something moves in the crop', async () => {
    const detector = createScriptedDetector();
    const film = (second: number) =>
      second === 6 ? streetWith({ ...crate, from: 0 })(6) : empty(second);
    await watch(createAnalyzer({ detector, fences: [fence] }), { film, to: 8 });
    const asked = detector.asked.map(({ at }) => (at! - filmStart) / 1000);
    expect(asked).toEqual([0, 6, 8]);
  });

  it('gets one crop per fence when fences are far apart in a large picture', async () => {
    const large = paintStreet({ width: 640, height: 352 });
    const detector = createScriptedDetector();
    const fences = [
      fenceAround({ x: 0.02, y: 0.2, width: 0.1, height: 0.1 }),
      fenceAround({ x: 0.85, y: 0.8, width: 0.1, height: 0.1 }),
    ];
    await createAnalyzer({ detector, fences }).analyze(frameOf(large, filmStart), false);
    expect(detector.asked).toHaveLength(2);
    for (const { crop } of detector.asked) expect(crop.width).toBeLessThan(0.3);
  });

  it('got the crops that the analyzer reports, and none before the first frame', async () => {
    const large = paintStreet({ width: 640, height: 352 });
    const detector = createScriptedDetector();
    const analyzer = createAnalyzer({ detector, fences: [fence] });
    expect(analyzer.crops()).toEqual([]);
    await analyzer.analyze(frameOf(large, filmStart), false);
    analyzer.setFences([fenceAround({ x: 0.02, y: 0.2, width: 0.1, height: 0.1 })]);
    expect(analyzer.crops()).toEqual([detector.asked[0]!.crop]);
    await analyzer.analyze(frameOf(large, filmStart + 2000), false);
    expect(analyzer.crops()).toEqual([detector.asked[1]!.crop]);
    expect(detector.asked).toHaveLength(2);
  });

  it('runs again when the picture changes its size', async () => {
    const detector = createScriptedDetector();
    const analyzer = createAnalyzer({ detector, fences: [fence] });
    await analyzer.analyze(frameOf(paintStreet(), filmStart), false);
    const other = paintStreet({ width: 120, height: 90 });
    const seen = await analyzer.analyze(frameOf(other, filmStart + 2000), false);
    expect(detector.asked).toHaveLength(2);
    expect(seen.regions).toEqual([]);
  });
});

describe('tracks', () => {
  it('continue while the detector skips a still crop', async () => {
    const detector = createScriptedDetector(() => [car]);
    const seen = await watch(createAnalyzer({ detector, fences: [fence] }), { to: 8 });
    expect(detector.asked).toHaveLength(1);
    expect(seen.at(-1)!.tracks).toEqual([
      expect.objectContaining({ lastSeenAt: filmStart + 8000, stationarySince: filmStart }),
    ]);
  });

  it('count an object in two crops once, with the higher confidence', async () => {
    const large = paintStreet({ width: 640, height: 352 });
    const shared: Box = { x: 0.44, y: 0.42, width: 0.1, height: 0.1 };
    const detector = createScriptedDetector((_, crop) => [
      { ...car, box: shared, confidence: crop.x < 0.3 ? 0.8 : 0.5 },
    ]);
    const fences = [
      fenceAround({ x: 0.3, y: 0.4, width: 0.2, height: 0.2 }),
      fenceAround({ x: 0.48, y: 0.4, width: 0.2, height: 0.2 }),
    ];
    const seen = await createAnalyzer({ detector, fences }).analyze(
      frameOf(large, filmStart),
      false,
    );
    expect(detector.asked).toHaveLength(2);
    expect(seen.tracks.map(({ confidence }) => confidence)).toEqual([0.8]);
  });

  it('end when the background shows again', async () => {
    const film = streetWith({ ...crate, from: 8, to: 20 });
    const there = (at: number | null) => at! >= filmStart + 8000 && at! < filmStart + 20_000;
    const detector = createScriptedDetector((at) => (there(at) ? [car] : []));
    const seen = await watch(createAnalyzer({ detector, fences: [fence] }), { film, to: 22 });
    expect(seen[9]!.tracks).toHaveLength(1);
    expect(seen[10]!.tracks).toEqual([]);
  });
});

describe('static regions', () => {
  const film = streetWith(crate);

  it('in a fence get labels from a closer look', async () => {
    const detector = createScriptedDetector((_, crop) =>
      crop.width < 0.35 ? [{ ...car, thing: 'goods', label: 'suitcase' }] : [],
    );
    const seen = await watch(createAnalyzer({ detector, fences: [fence] }), { film, to: 20 });
    const { regions } = seen.at(-1)!;
    expect(regions).toHaveLength(1);
    expect(regions[0]).toMatchObject({ since: filmStart + 10_000 });
    expect(regions[0]!.seenAs).toEqual([expect.objectContaining({ label: 'suitcase' })]);
  });

  it('outside all fences are returned, without a closer look', async () => {
    const detector = createScriptedDetector();
    const fences = [fenceAround({ x: 0.05, y: 0.7, width: 0.1, height: 0.1 })];
    const seen = await watch(createAnalyzer({ detector, fences }), { film, to: 20 });
    expect(seen.at(-1)!.regions).toMatchObject([{ seenAs: [] }]);
    expect(new Set(detector.asked.map(({ crop }) => crop.width)).size).toBe(1);
  });

  it('do not occur where a person stands', async () => {
    const detector = createScriptedDetector((at) => (at! >= filmStart + 10_000 ? [person] : []));
    const seen = await watch(createAnalyzer({ detector, fences: [fence] }), {
      film,
      to: 30,
      attention: true,
    });
    expect(seen.flatMap(({ regions }) => regions)).toEqual([]);
  });

  it('do not occur at an upright person with low confidence', async () => {
    const upright = { ...place, width: 0.06 };
    const guess = { ...person, confidence: 0.3, box: upright };
    const detector = createScriptedDetector((at) => (at! >= filmStart + 10_000 ? [guess] : []));
    const seen = await watch(createAnalyzer({ detector, fences: [fence] }), {
      film: streetWith({ ...crate, box: upright }),
      to: 24,
      attention: true,
    });
    expect(seen.flatMap(({ regions }) => regions)).toEqual([]);
  });

  it('occur when a person is detected with too low a confidence', async () => {
    const guess = { ...person, confidence: 0.3 };
    const detector = createScriptedDetector((at) => (at! >= filmStart + 10_000 ? [guess] : []));
    const seen = await watch(createAnalyzer({ detector, fences: [fence] }), { film, to: 20 });
    expect(seen.at(-1)!.regions).toHaveLength(1);
  });
});

describe('a snapshot', () => {
  it('is plain JSON that keeps tracks and regions over a restart', async () => {
    const film = streetWith(crate);
    const detector = createScriptedDetector((at) => (at! >= filmStart + 10_000 ? [car] : []));
    const before = createAnalyzer({ detector, fences: [fence] });
    const last = (await watch(before, { film, to: 20 })).at(-1)!;
    const kept: unknown = JSON.parse(JSON.stringify(before.snapshot()));
    const snapshot = analyzerSnapshotSchema.parse(kept);
    const after = createAnalyzer({ detector, fences: [fence], snapshot });
    const [next] = await watch(after, { film, from: 24, to: 24 });
    const facts = ({ tracks, regions }: Observation) => ({
      tracks: tracks.map(({ id, stationarySince }) => ({ id, stationarySince })),
      regions: regions.map(({ id, since }) => ({ id, since })),
    });
    expect(facts(next!)).toEqual(facts(last));
    expect(facts(last).regions).toHaveLength(1);
  });

  it('before the first frame has no learned state', () => {
    const analyzer = createAnalyzer({ detector: createScriptedDetector(), fences: [] });
    expect(analyzer.snapshot()).toEqual({
      scene: null,
      tracker: { nextId: 1, tracks: [] },
      health: null,
    });
  });
});
