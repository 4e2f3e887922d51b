// Fences that are removed or change their kind: their open incidents clear once, with the reason.
import { describe, expect, it } from 'vitest';
import { incidentEventSchema, type Fence } from '../contracts/index.ts';
import { createFenceEngine, engineStateSchema, type EngineState } from './index.ts';
import { aFence } from './testing/fences.ts';
import { anObservation, aRegion, monday } from './testing/observations.ts';
import { play, story } from './testing/play.ts';

const at = (seconds: number) => monday + seconds * 1000;
const film = (from: number, to: number, isThere = true) =>
  Array.from({ length: (to - from) / 2 + 1 }, (_, index) =>
    anObservation({
      capturedAt: at(from + index * 2),
      regions: isThere ? [aRegion({ since: at(0) })] : [],
    }),
  );

/** A heap that opened after 10 s, judged by `fence` until 20 s. */
const opened = (fence: Partial<Fence> = {}) =>
  play([aFence({ version: 4, ...fence })], film(0, 20));
const after = (fences: Fence[], state: EngineState) => play(fences, film(22, 60), { state });

describe('a fence that is removed', () => {
  it('clears its open incident once, at the next observation, with the reason', () => {
    const before = opened();
    const { events, state } = after([], before.state);
    expect(story(events, monday)).toEqual(['cleared@22']);
    expect(incidentEventSchema.parse(events[0])).toMatchObject({
      incidentId: before.events[0]?.incidentId,
      sequence: 2,
      kind: 'debris-pile',
      cameraId: 'gate',
      fenceId: 'corner',
      fenceVersion: 4,
      reason: 'the fence was removed',
      trace: { rule: 'debris-pile' },
    });
    expect(state).toEqual({ version: 1, places: {}, fences: {} });
  });

  it('clears it even while the view is unusable', () => {
    const blind = film(22, 24).map((one) => ({
      ...one,
      view: { ...one.view, state: 'black' as const },
    }));
    const { events } = play([], blind, { state: opened().state });
    expect(story(events, monday)).toEqual(['cleared@22']);
  });

  it('drops its candidates and cleared places without events', () => {
    const candidate = play([aFence()], film(0, 4));
    expect(after([], candidate.state)).toMatchObject({ events: [], state: { places: {} } });
    const cleared = play([aFence()], film(22, 30, false), { state: opened().state });
    expect(cleared.events).toHaveLength(1);
    expect(play([], film(32, 40), { state: cleared.state }).events).toEqual([]);
  });

  it('does not affect the other fences', () => {
    const fences = [aFence(), aFence({ id: 'ramp' })];
    const before = play(fences, film(0, 20));
    const { events, state } = after(fences.slice(1), before.state);
    expect(events.map(({ event, fenceId }) => `${event} ${fenceId}`)).toEqual(['cleared corner']);
    expect(Object.keys(state.places)).toEqual(['ramp']);
  });

  it('opens a new incident when it is restored', () => {
    const before = opened();
    const gone = play([], film(22, 22), { state: before.state });
    const { events } = play([aFence({ version: 6 })], film(24, 40), { state: gone.state });
    expect(story(events, monday)).toEqual(['opened@26']);
    expect(events[0]?.incidentId).not.toBe(before.events[0]?.incidentId);
  });
});

describe('a fence that changes', () => {
  it("to another kind clears the old kind's incident, and starts again", () => {
    const exit = aFence({ kind: 'blocked-fire-exit', version: 5 });
    const { events } = after([exit], opened().state);
    expect(events.map(({ event, kind, fenceVersion }) => [event, kind, fenceVersion])).toEqual([
      ['cleared', 'debris-pile', 4],
      ['opened', 'blocked-fire-exit', 5],
    ]);
    expect(events[0]?.reason).toBe('the fence watches for blocked-fire-exit now, not debris-pile');
  });

  it('in any other way keeps the incident; later events have the new version', () => {
    const changes: Partial<Fence>[] = [
      { name: 'Other' },
      { severity: 'critical', place: 'stairs' },
      { dwellMs: { vehicle: 1e6, 'two-wheeler': 1e6, goods: 1e6, default: 1e6 } },
      {
        polygon: [
          [0.3, 0.3],
          [0.7, 0.3],
          [0.7, 0.8],
          [0.3, 0.8],
        ],
      },
      { anchor: { by: 'bottom-centre' } },
      { minArea: 0.05 },
    ];
    for (const change of changes) {
      const before = opened();
      const fence = aFence({ version: 5, ...change });
      expect(after([fence], before.state).events).toEqual([]);
      const gone = play([fence], film(22, 40, false), { state: before.state });
      expect(gone.events).toMatchObject([
        { event: 'cleared', incidentId: before.events[0]?.incidentId, fenceVersion: 5 },
      ]);
    }
  });

  it('that leaves the object outside clears its incident after enough looks', () => {
    const away = aFence({
      version: 5,
      polygon: [
        [0, 0],
        [0.2, 0],
        [0.2, 0.2],
      ],
    });
    const { events } = after([away], opened().state);
    expect(story(events, monday)).toEqual(['cleared@26']);
    expect(events[0]?.fenceVersion).toBe(5);
  });

  it('back and forth at every observation gives no extra events', () => {
    let { state } = opened();
    const versions = [aFence({ version: 5, minArea: 0.02 }), aFence({ version: 6, name: 'Again' })];
    film(22, 200).forEach((observation, index) => {
      const fence = versions[index % 2] ?? aFence();
      const advance = createFenceEngine([fence], 'UTC').advance(state, observation);
      expect(advance.events).toEqual([]);
      state = advance.state;
    });
  });
});

describe('state of a release without stored fences', () => {
  const older = (): EngineState => {
    const { places } = JSON.parse(JSON.stringify(opened().state)) as EngineState;
    return engineStateSchema.parse({ version: 1, places });
  };

  it('is accepted, and its incidents continue', () => {
    const { events } = play([aFence()], film(22, 40, false), { state: older() });
    expect(story(events, monday)).toEqual(['cleared@26']);
  });

  it('gives no event for a removed fence, because its kind is unknown', () => {
    expect(after([], older())).toMatchObject({ events: [], state: { places: {} } });
  });
});
