// Tests the pipeline with a scripted detector and drawn pictures: an exit is blocked, reported once, and clear again.
import { describe, expect, it, vi } from 'vitest';
import {
  completeFence,
  type Box,
  type Fence,
  type FenceFile,
  type IncidentEvent,
} from '../../contracts/index.ts';
import { fenceFileSchema } from '../../contracts/fence.ts';
import { frameOf, withNoise } from '../../detectors/testing/paint-picture.ts';
import { filmStart, streetWith } from '../../detectors/testing/scene-film.ts';
import { createScriptedDetector } from '../../detectors/testing/scripted-detector.ts';
import { createCameraPipeline, type CameraPipeline, type PipelineOutcome } from './pipeline.ts';

vi.setConfig({ testTimeout: 60_000 });
const place = { x: 0.4, y: 0.5, width: 0.15, height: 0.25 };
const film = streetWith({ box: place, colour: [170, 60, 50], from: 12, to: 40 });

function fence({ version = 1, ...change }: Partial<FenceFile> & { version?: number } = {}): Fence {
  const polygon: [number, number][] = [
    [0.3, 0.4],
    [0.7, 0.4],
    [0.7, 0.8],
    [0.3, 0.8],
  ];
  const base = { id: 'exit', camera: 'gate', kind: 'blocked-fire-exit', polygon, dwell: '10s' };
  return completeFence(fenceFileSchema.parse({ ...base, ...change }), version);
}

function pipelineOf(
  change: Partial<Parameters<typeof createCameraPipeline>[0]> = {},
): CameraPipeline {
  return createCameraPipeline({
    camera: { id: 'gate' },
    fences: [fence()],
    timezone: 'Asia/Shanghai',
    detector: createScriptedDetector(),
    ...change,
  });
}

/** A picture every two seconds. */
async function run(pipeline: CameraPipeline, from: number, to: number): Promise<PipelineOutcome[]> {
  const outcomes: PipelineOutcome[] = [];
  for (let second = from; second <= to; second += 2) {
    const picture = withNoise(film(second), 3, second);
    outcomes.push(await pipeline.process(frameOf(picture, filmStart + second * 1000)));
  }
  return outcomes;
}

/** The events of the whole film; used by several tests, computed once. */
function createWholeFilm() {
  let played: Promise<IncidentEvent[]> | null = null;
  return () => (played ??= run(pipelineOf(), 0, 56).then(eventsOf));
}
const wholeFilm = createWholeFilm();

function eventsOf(outcomes: readonly PipelineOutcome[]) {
  return outcomes.flatMap(({ events }) => events);
}

describe('a blocked exit', () => {
  it('opens one incident after its dwell, and clears when the object is gone', async () => {
    const events = await wholeFilm();
    expect(events.map(({ event }) => event)).toEqual(['opened', 'cleared']);
    const [opened, cleared] = events;
    expect(opened).toMatchObject({ kind: 'blocked-fire-exit', cameraId: 'gate', fenceId: 'exit' });
    expect(opened!.presentSince).toBe(filmStart + 12_000);
    expect(opened!.capturedAt - filmStart).toBeGreaterThanOrEqual(22_000);
    expect(opened!.capturedAt - filmStart).toBeLessThanOrEqual(26_000);
    expect(cleared!.incidentId).toBe(opened!.incidentId);
    expect(cleared!.capturedAt - filmStart).toBeGreaterThan(40_000);
    expect(cleared!.capturedAt - filmStart).toBeLessThanOrEqual(52_000);
  });

  it('counts as open in between', async () => {
    const pipeline = pipelineOf();
    await run(pipeline, 0, 20);
    expect(pipeline.openIncidents()).toBe(0);
    await run(pipeline, 22, 36);
    expect(pipeline.openIncidents()).toBe(1);
    await run(pipeline, 38, 54);
    expect(pipeline.openIncidents()).toBe(0);
  });

  it('makes the detector run on every frame from the first candidate on', async () => {
    const detector = createScriptedDetector();
    await run(pipelineOf({ detector }), 0, 38);
    const whole = detector.asked.filter(({ at }) => at! >= filmStart + 20_000);
    const times = new Set(whole.map(({ at }) => (at! - filmStart) / 1000));
    expect([...times]).toEqual([20, 22, 24, 26, 28, 30, 32, 34, 36, 38]);
  });

  it('does not open in the fence of another camera', async () => {
    const pipeline = pipelineOf({ fences: [fence({ camera: 'other' })] });
    expect(eventsOf(await run(pipeline, 0, 34))).toEqual([]);
  });

  it('reports the areas around the fences as given to the detector', async () => {
    const pipeline = pipelineOf();
    const [first] = await run(pipeline, 0, 0);
    expect(first!.watched).toHaveLength(1);
    const [{ x, y, width, height }] = first!.watched as [Box];
    expect(x).toBeLessThan(0.3);
    expect(y).toBeLessThan(0.4);
    expect(x + width).toBeGreaterThan(0.7);
    expect(y + height).toBeGreaterThan(0.8);
    expect(width * height).toBeLessThan(1);
    await pipeline.setFences([], null);
    const [next] = await run(pipeline, 2, 2);
    expect(next!.watched).toEqual([{ x: 0, y: 0, width: 1, height: 1 }]);
  });

  it('raises nothing without fences, but is observed', async () => {
    const outcomes = await run(pipelineOf({ fences: [] }), 0, 24);
    expect(eventsOf(outcomes)).toEqual([]);
    expect(outcomes.at(-1)!.observation.regions).toHaveLength(1);
  });
});

describe('an object that is seen and not counted', () => {
  it('is reported with its reason outside the hours of a fence', async () => {
    // The film begins at 08:00 in Shanghai.
    const night = fence({ schedule: [{ from: '20:00', to: '23:00' }] });
    const outcomes = await run(pipelineOf({ fences: [night] }), 0, 34);
    expect(eventsOf(outcomes)).toEqual([]);
    const drops = outcomes.flatMap(({ drops }) => drops);
    expect(drops.length).toBeGreaterThan(3);
    for (const { fenceId, drop } of drops)
      expect([fenceId, drop.reason]).toEqual(['exit', 'outside-hours']);
  });

  it('does not occur in an empty street', async () => {
    const [first] = await run(pipelineOf(), 0, 0);
    expect(first).toMatchObject({ events: [], drops: [] });
  });
});

describe('a restart', () => {
  /** Stops at each of these seconds and resumes `awaySeconds` later from the snapshot. */
  async function interrupted(cuts: number[], awaySeconds = 2) {
    const outcomes: PipelineOutcome[] = [];
    let pipeline = pipelineOf();
    let from = 0;
    for (const cut of [...cuts, 56]) {
      outcomes.push(...(await run(pipeline, from, cut)));
      const snapshot: unknown = JSON.parse(JSON.stringify(pipeline.snapshot()));
      pipeline = pipelineOf({ snapshot });
      from = cut + awaySeconds;
    }
    return { events: eventsOf(outcomes), after: pipeline };
  }

  it('before, during and after an incident changes no event', async () => {
    const { events } = await interrupted([8, 22, 38]);
    expect(events).toEqual(await wholeFilm());
  });

  it('during which the object was removed clears the incident', async () => {
    const { events, after } = await interrupted([30], 14);
    expect(events.map(({ event }) => event)).toEqual(['opened', 'cleared']);
    expect(after.openIncidents()).toBe(0);
  });

  it('restores the number of open incidents', async () => {
    const before = pipelineOf();
    await run(before, 0, 26);
    expect(pipelineOf({ snapshot: before.snapshot() }).openIncidents()).toBe(1);
  });
});

describe('an incident that another edge reported', () => {
  it('is adopted between two frames, survives a restart, and is cleared when the place is clear', async () => {
    const [opened] = await wholeFilm();
    const pipeline = pipelineOf();
    await run(pipeline, 0, 8);
    const ids = await pipeline.adopt([opened!], filmStart + 8000);
    expect(ids).toMatchObject({ adopted: [opened!.incidentId], known: [] });
    expect(pipeline.openIncidents()).toBe(1);
    const snapshot: unknown = JSON.parse(JSON.stringify(pipeline.snapshot()));
    const after = pipelineOf({ snapshot });
    // Now in an empty street.
    const events: IncidentEvent[] = [];
    for (let second = 10; second <= 60; second += 2) {
      const frame = frameOf(withNoise(film(0), 3, second), filmStart + second * 1000);
      events.push(...(await after.process(frame)).events);
    }
    expect(events).toMatchObject([
      { event: 'cleared', incidentId: opened!.incidentId, sequence: opened!.sequence + 1 },
    ]);
  });
});

describe('new fences while the camera runs', () => {
  const elsewhere = fence({
    polygon: [
      [0, 0],
      [0.1, 0],
      [0.1, 0.1],
    ],
    version: 2,
  });

  it('judge from the next frame on, and keep the dwell so far', async () => {
    const pipeline = pipelineOf({ fences: [] });
    await run(pipeline, 0, 30);
    await pipeline.setFences([fence()], null);
    const events = eventsOf(await run(pipeline, 32, 34));
    expect(events).toMatchObject([{ event: 'opened', presentSince: filmStart + 12_000 }]);
  });

  it('never apply within a frame: the frame is judged by the fences it began with', async () => {
    const pipeline = pipelineOf();
    await run(pipeline, 0, 20);
    const at = (second: number) =>
      pipeline.process(frameOf(withNoise(film(second), 3, second), filmStart + second * 1000));
    const before = Promise.all([at(22), at(24), at(26)]);
    const changed = pipeline.setFences([], null);
    const after = at(28);
    expect(eventsOf(await before)).toMatchObject([{ event: 'opened', fenceId: 'exit' }]);
    await changed;
    expect(eventsOf([await after])).toMatchObject([
      { event: 'cleared', fenceId: 'exit', reason: 'the fence was removed' },
    ]);
    expect(pipeline.openIncidents()).toBe(0);
  });

  it('of another camera change nothing', async () => {
    const pipeline = pipelineOf({ fences: [elsewhere] });
    await run(pipeline, 0, 20);
    await pipeline.setFences([{ ...fence(), camera: 'other' }], null);
    expect(eventsOf(await run(pipeline, 22, 34))).toEqual([]);
  });

  it('with a newly confirmed view forget the model of the old view, once', async () => {
    const pipeline = pipelineOf();
    await run(pipeline, 0, 20);
    await pipeline.setFences([fence()], 5000);
    // The object that stands there is part of the confirmed view, so it never counts as new.
    expect(eventsOf(await run(pipeline, 22, 38))).toEqual([]);
    const learnt = JSON.stringify(pipeline.snapshot());
    await pipeline.setFences([fence()], 5000);
    expect(JSON.stringify(pipeline.snapshot())).toBe(learnt);
    const snapshot: unknown = JSON.parse(learnt);
    const restarted = pipelineOf({ snapshot });
    await restarted.setFences([fence()], 5000);
    expect(restarted.snapshot()).toEqual(snapshot);
  });
});

describe('privacy masks that were changed while the worker was down', () => {
  const camera = { id: 'gate', privacyMasks: [fence().polygon] };
  const analyzerOf = (pipeline: CameraPipeline) =>
    (pipeline.snapshot() as { analyzer: unknown }).analyzer;

  it('make it learn the background again, so that the black area is no new object', async () => {
    const pipeline = pipelineOf();
    await run(pipeline, 0, 8);
    const snapshot: unknown = JSON.parse(JSON.stringify(pipeline.snapshot()));
    const same = pipelineOf({ snapshot, camera: { id: 'gate', privacyMasks: [] } });
    expect(analyzerOf(same)).toEqual(analyzerOf(pipeline));
    const masked = pipelineOf({ snapshot, camera });
    expect(analyzerOf(masked)).not.toEqual(analyzerOf(pipeline));
    const again: unknown = JSON.parse(JSON.stringify(masked.snapshot()));
    expect(pipelineOf({ snapshot: again, camera }).snapshot()).toEqual(again);
  });
});

describe('an invalid snapshot', () => {
  const rows: [string, unknown, RegExp][] = [
    ['null', null, /camera state: .*expected object/i],
    ['another version', { version: 2, analyzer: {}, engine: {} }, /version/],
    ['a part that is missing', { version: 1 }, /analyzer/],
    ['a text', 'state', /camera state/],
  ];
  it.each(rows)('is refused with a sentence that says why: %s', (_, snapshot, message) => {
    expect(() => pipelineOf({ snapshot })).toThrow(message);
  });

  it('is refused when its pictures are damaged', async () => {
    const pipeline = pipelineOf();
    await run(pipeline, 0, 10);
    const kept = JSON.stringify(pipeline.snapshot()).replace(/"data":"[^"]{40}/, '"data":"');
    const snapshot: unknown = JSON.parse(kept);
    expect(() => pipelineOf({ snapshot })).toThrow();
  });
});

describe('a pipeline with a clock step', () => {
  const hour = 3_600_000;

  /** A picture every two seconds; from `at` on, the wall clock is shifted. */
  async function runWithStep(at: number, byMs: number, isSaid = true) {
    const outcomes: PipelineOutcome[] = [];
    const pipeline = pipelineOf();
    for (let second = 0; second <= 56; second += 2) {
      const picture = withNoise(film(second), 3, second);
      const frame = frameOf(picture, filmStart + second * 1000 + (second < at ? 0 : byMs));
      const step = isSaid && second === at ? { clockStepMs: byMs } : {};
      outcomes.push(await pipeline.process({ ...frame, ...step }));
    }
    return outcomes;
  }

  it.each([
    ['back by eight hours while the thing stands', 18, -8 * hour, true],
    ['forward by eight hours while the thing stands', 18, 8 * hour, true],
    ['back by three hours while the incident is open', 30, -3 * hour, true],
    ['back unseen, as between two runs', 18, -3 * hour, false],
  ])('%s opens and clears once, by the same dwell', async (_, at, byMs, isSaid) => {
    const events = eventsOf(await runWithStep(at, byMs, isSaid));
    expect(events.map(({ event }) => event)).toEqual(['opened', 'cleared']);
    const [opened, cleared] = events;
    const openedMs = opened!.capturedAt - filmStart - (at <= 18 ? byMs : 0);
    expect(openedMs).toBeGreaterThanOrEqual(22_000);
    expect(openedMs).toBeLessThanOrEqual(28_000);
    expect(cleared!.capturedAt - filmStart - byMs).toBeLessThanOrEqual(54_000);
    expect(opened!.capturedAt - opened!.presentSince).toBeLessThan(20_000);
  });

  it('goes on after a restart with a state dated in the future', async () => {
    const first = pipelineOf();
    await run(first, 0, 30);
    expect(first.openIncidents()).toBe(1);
    const second = pipelineOf({
      snapshot: JSON.parse(JSON.stringify(first.snapshot())) as unknown,
    });
    const events: string[] = [];
    for (let at = 32; at <= 56; at += 2) {
      const picture = withNoise(film(at), 3, at);
      const outcome = await second.process(frameOf(picture, filmStart - 3 * hour + at * 1000));
      events.push(...outcome.events.map(({ event }) => event));
    }
    expect(events).toEqual(['cleared']);
  });
});
