import { describe, expect, it } from 'vitest';
import type { Fence, IncidentEvent, Thing } from '../../contracts/index.ts';
import type { Detection } from '../../detectors/detection.ts';
import { createScriptedDetector } from '../../detectors/testing/scripted-detector.ts';
import { advanceNaive, createNaiveEngine, emptyNaiveState } from './naive.ts';
import { aFence, aFrame, begin, farAway, middle } from './testing/makers.ts';

const seen = (thing: Thing, parts: Partial<Detection> = {}): Detection => ({
  thing,
  label: thing,
  confidence: 0.9,
  box: middle,
  ...parts,
});

/** The events while looks come every two seconds. */
function play(looks: readonly (readonly Detection[])[], fence: Fence = aFence()): IncidentEvent[] {
  let state = emptyNaiveState;
  return looks.flatMap((detections, index) => {
    const mediaTimeMs = index * 2000;
    const look = { detections, capturedAt: begin + mediaTimeMs, mediaTimeMs };
    const step = advanceNaive([fence], state, look);
    state = step.state;
    return step.events;
  });
}

function said(events: readonly IncidentEvent[]): string[] {
  return events.map(({ event, mediaTimeMs }) => `${event} at ${mediaTimeMs ?? 0}`);
}

const stay = (detection: Detection, looks = 8) => Array.from({ length: looks }, () => [detection]);

describe('the baseline', () => {
  it('raises nothing without detections', () => {
    expect(play([[], [], []])).toEqual([]);
  });

  it('opens when a track has been in the fence for the dwell, once', () => {
    expect(said(play(stay(seen('vehicle'))))).toEqual(['opened at 10000']);
  });

  it('clears when the track leaves', () => {
    expect(said(play([...stay(seen('vehicle')), []]))).toEqual([
      'opened at 10000',
      'cleared at 16000',
    ]);
  });

  it('starts again when a track is lost for one look, because it relies on track ids', () => {
    const hidden = [...stay(seen('vehicle'), 4), [], ...stay(seen('vehicle'), 6)];
    expect(said(play(hidden))).toEqual(['opened at 20000']);
  });

  it('opens a new incident for the same object after its track was lost', () => {
    const events = play([...stay(seen('vehicle')), [], ...stay(seen('vehicle'))]);
    const ids = events.filter(({ event }) => event === 'opened').map((one) => one.incidentId);
    expect(ids).toEqual(['naive-door-n1', 'naive-door-n2']);
  });

  it('uses only the centre of the box', () => {
    const corner = aFence({
      polygon: [
        [0, 0],
        [0.45, 0],
        [0.45, 0.45],
        [0, 0.45],
      ],
    });
    expect(play(stay(seen('vehicle')), corner)).toEqual([]);
    const inside = { ...middle, x: 0.2, y: 0.2 };
    expect(play(stay(seen('vehicle', { box: inside })), corner)).toHaveLength(1);
  });

  it('does not count detections of low confidence', () => {
    expect(play(stay(seen('vehicle', { confidence: 0.39 })))).toEqual([]);
  });

  it('uses the dwell of the object’s class', () => {
    const fence = aFence({ dwell: { vehicle: '4s', goods: '12s', default: '12s' } });
    expect(said(play(stay(seen('vehicle')), fence))).toEqual(['opened at 4000']);
    expect(said(play(stay(seen('goods')), fence))).toEqual(['opened at 12000']);
  });

  const counting: [Fence['kind'], Thing[], Thing[]][] = [
    ['blocked-fire-exit', ['vehicle', 'two-wheeler', 'goods'], ['person', 'umbrella']],
    ['debris-pile', ['debris', 'goods'], ['vehicle', 'person', 'animal']],
    ['street-vending', ['person', 'stall', 'umbrella', 'table'], ['vehicle', 'goods']],
  ];
  it.each(counting)('in a fence of %s counts %j and not %j', (kind, counted, ignored) => {
    const opens = (thing: Thing) => play(stay(seen(thing)), aFence({ kind })).length > 0;
    expect(counted.filter(opens)).toEqual(counted);
    expect(ignored.filter(opens)).toEqual([]);
  });

  it('gives events with the object and its duration', () => {
    const [event] = play(stay(seen('vehicle', { label: 'car' })));
    expect(event).toMatchObject({
      kind: 'blocked-fire-exit',
      fenceId: 'door',
      cameraId: 'yard',
      sequence: 1,
      presentSince: begin,
      openedAt: begin + 10_000,
      region: middle,
      confidence: 0.9,
      reason: 'car n1 in the fence for 10 s',
    });
  });
});

describe('the engine of the baseline', () => {
  it('runs the detector once per frame on the whole picture, and returns its tracks', async () => {
    const detector = createScriptedDetector(() => [
      seen('vehicle'),
      seen('goods', { box: farAway }),
    ]);
    const engine = createNaiveEngine({ camera: { id: 'yard' }, fences: [aFence()], detector });
    const { observation, drops } = await engine.process(aFrame(2000));
    expect(detector.asked).toEqual([
      { crop: { x: 0, y: 0, width: 1, height: 1 }, at: begin + 2000 },
    ]);
    expect(observation.tracks.map(({ label, box }) => [label, box])).toEqual([
      ['vehicle', middle],
      ['goods', farAway],
    ]);
    expect([observation.regions, observation.view.state, drops]).toEqual([[], 'ok', []]);
  });

  it('remembers from frame to frame', async () => {
    const detector = createScriptedDetector(() => [seen('vehicle')]);
    const engine = createNaiveEngine({ camera: { id: 'yard' }, fences: [aFence()], detector });
    const events: IncidentEvent[] = [];
    for (let atMs = 0; atMs <= 12_000; atMs += 2000)
      events.push(...(await engine.process(aFrame(atMs))).events);
    expect(said(events)).toEqual(['opened at 10000']);
  });
});
