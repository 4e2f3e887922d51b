// Tracks by place: standing objects keep their track and age through gaps, changing labels and restarts.
import { describe, expect, it } from 'vitest';
import { trackSchema, type Box, type Thing } from '../../contracts/index.ts';
import type { Detection } from '../detection.ts';
import { createTracker, trackerSnapshotSchema } from './tracker.ts';

const start = 1_790_000_000_000;
const at = (seconds: number) => start + seconds * 1000;
const place: Box = { x: 0.4, y: 0.5, width: 0.2, height: 0.2 };

function see(thing: Thing = 'vehicle', change: Partial<Detection> = {}): Detection {
  return {
    thing,
    label: thing === 'vehicle' ? 'car' : thing,
    confidence: 0.7,
    box: place,
    ...change,
  };
}

function moved(by: number): Box {
  return { ...place, x: place.x + by };
}

describe('a standing object', () => {
  it('is one track, stationary since its arrival after three seconds', () => {
    const tracker = createTracker();
    const [first] = tracker.update([see()], at(0));
    expect(first).toMatchObject({ firstSeenAt: at(0), lastSeenAt: at(0), stationarySince: null });
    expect(tracker.update([see()], at(2))[0]).toMatchObject({
      id: first!.id,
      stationarySince: null,
    });
    expect(tracker.update([see()], at(4))[0]).toMatchObject({ stationarySince: at(0) });
  });

  it('stays stationary when its box jitters', () => {
    const tracker = createTracker();
    let tracks = tracker.update([see()], at(0));
    for (let second = 2; second <= 20; second += 2)
      tracks = tracker.update(
        [see('vehicle', { box: moved(second % 4 === 0 ? 0.02 : -0.02) })],
        at(second),
      );
    expect(tracks).toHaveLength(1);
    expect(tracks[0]).toMatchObject({ stationarySince: at(0), firstSeenAt: at(0) });
  });

  it('that is lost and found at the same place keeps its id and age', () => {
    const tracker = createTracker();
    const [first] = tracker.update([see()], at(0));
    tracker.update([see()], at(4));
    for (let second = 6; second <= 22; second += 2)
      expect(tracker.update([], at(second))[0]).toMatchObject({ id: first!.id, lastSeenAt: at(4) });
    expect(tracker.update([see()], at(24))).toEqual([
      expect.objectContaining({ id: first!.id, stationarySince: at(0), lastSeenAt: at(24) }),
    ]);
  });

  it('that is lost for longer ends, and gets a new track when it returns', () => {
    const tracker = createTracker();
    const [first] = tracker.update([see()], at(0));
    tracker.update([see()], at(4));
    expect(tracker.update([], at(26))).toEqual([]);
    const [next] = tracker.update([see()], at(28));
    expect(next!.id).not.toBe(first!.id);
    expect(next!.firstSeenAt).toBe(at(28));
  });

  it('ends at once when the background shows at its place', () => {
    const tracker = createTracker();
    tracker.update([see()], at(0));
    tracker.update([see()], at(4));
    const asked: Box[] = [];
    const isVacant = (box: Box) => asked.push(box) > 0;
    expect(tracker.update([], at(6), isVacant)).toEqual([]);
    expect(asked).toEqual([place]);
  });

  it('stays while it is detected, even if its place looks vacant', () => {
    const tracker = createTracker();
    tracker.update([see()], at(0));
    expect(tracker.update([see()], at(2), () => true)).toHaveLength(1);
  });
});

describe('a moving object', () => {
  it('is never stationary while it moves on', () => {
    const tracker = createTracker();
    for (let second = 0; second <= 10; second += 1) {
      const tracks = tracker.update(
        [see('vehicle', { box: moved(second * 0.07 - 0.4) })],
        at(second),
      );
      for (const track of tracks) expect(track.stationarySince).toBeNull();
    }
  });

  it('becomes stationary where it stops', () => {
    const tracker = createTracker();
    tracker.update([see('vehicle', { box: moved(-0.15) })], at(0));
    tracker.update([see('vehicle', { box: moved(-0.07) })], at(1));
    for (let second = 2; second <= 8; second += 2) tracker.update([see()], at(second));
    const [track] = tracker.update([see()], at(10));
    expect(track!.stationarySince).toBeGreaterThanOrEqual(at(1));
    expect(track!.stationarySince).toBeLessThanOrEqual(at(2));
  });

  it('ends soon after it was last seen', () => {
    const tracker = createTracker();
    tracker.update([see()], at(0));
    expect(tracker.update([], at(4))).toHaveLength(1);
    expect(tracker.update([], at(5))).toEqual([]);
  });

  it('is no longer stationary when it drives off', () => {
    const tracker = createTracker();
    for (const second of [0, 2, 4]) tracker.update([see()], at(second));
    const [track] = tracker.update([see('vehicle', { box: moved(0.08) })], at(6));
    expect(track!.stationarySince).toBeNull();
  });
});

describe('a person who stays at a place', () => {
  const body: Box = { x: 0.4, y: 0.4, width: 0.05, height: 0.2 };
  const person = (by = 0): Detection => see('person', { box: { ...body, x: body.x + by } });

  it('keeps the track and its time after a step aside', () => {
    const tracker = createTracker();
    for (const second of [0, 2, 4]) tracker.update([person()], at(second));
    const [track] = tracker.update([person(0.045)], at(6));
    expect(track).toMatchObject({ id: 't1', stationarySince: at(0), lastSeenAt: at(6) });
  });

  it('keeps the track after an occlusion, even if slightly displaced', () => {
    const tracker = createTracker();
    for (const second of [0, 2, 4]) tracker.update([person()], at(second));
    for (const second of [6, 8, 10]) tracker.update([], at(second));
    const tracks = tracker.update([person(-0.03)], at(12));
    expect(tracks).toMatchObject([{ id: 't1', stationarySince: at(0) }]);
  });

  it('does not share the track with another person at the former place', () => {
    const tracker = createTracker();
    for (const second of [0, 2, 4]) tracker.update([person()], at(second));
    const tracks = tracker.update([person(0.01), person(0.05)], at(6));
    expect(tracks.map(({ id }) => id)).toEqual(['t1', 't2']);
    expect(tracks[1]!.firstSeenAt).toBe(at(6));
  });

  it('is no longer stationary when walking on, and walkers never are', () => {
    const tracker = createTracker();
    for (const second of [0, 2, 4]) tracker.update([person()], at(second));
    const later = tracker.update([person(0.12)], at(6));
    expect(later.find(({ lastSeenAt }) => lastSeenAt === at(6))!.stationarySince).toBeNull();
    const walking = createTracker();
    for (let second = 0; second <= 6; second += 0.5)
      for (const track of walking.update([person(second * 0.03)], at(second)))
        expect(track.stationarySince).toBeNull();
  });
});

describe('labels', () => {
  it('that change between similar classes do not break the track', () => {
    const tracker = createTracker();
    const [first] = tracker.update([see()], at(0));
    tracker.update([see('two-wheeler', { label: 'motorcycle', confidence: 0.3 })], at(2));
    const [track] = tracker.update([see()], at(4));
    expect(track).toMatchObject({
      id: first!.id,
      thing: 'vehicle',
      label: 'car',
      stationarySince: at(0),
    });
  });

  it('change when the new one has a similar confidence', () => {
    const tracker = createTracker();
    tracker.update([see('goods', { label: 'suitcase', confidence: 0.5 })], at(0));
    const [track] = tracker.update([see('stall', { label: 'stall', confidence: 0.6 })], at(2));
    expect(track).toMatchObject({ thing: 'stall', label: 'stall' });
  });

  it.each([
    ['a person', 'person', 'vehicle'],
    ['an animal', 'animal', 'person'],
    ['goods', 'goods', 'vehicle'],
  ] as const)('never turn %s into something of another family', (_, one, other) => {
    const tracker = createTracker();
    const [first] = tracker.update([see(one)], at(0));
    const tracks = tracker.update([see(other)], at(2));
    expect(tracks).toHaveLength(2);
    expect(tracks.find(({ thing }) => thing === other)!.id).not.toBe(first!.id);
  });

  it('of one track are weighted over time', () => {
    const tracker = createTracker();
    tracker.update([see('vehicle', { confidence: 0.8 })], at(0));
    const [track] = tracker.update([see('vehicle', { confidence: 0.4 })], at(2));
    expect(track!.confidence).toBeCloseTo(0.68, 6);
  });
});

describe('several objects', () => {
  it('give no tracks without detections', () => {
    expect(createTracker().update([], at(0))).toEqual([]);
  });

  it('each continue their own track, matched by the best pairs first', () => {
    const tracker = createTracker();
    const boxes = [place, moved(0.1)];
    const before = tracker.update(
      boxes.map((box) => see('vehicle', { box })),
      at(0),
    );
    const after = tracker.update(
      [see('vehicle', { box: moved(0.1) }), see('vehicle', { box: moved(0.01) })],
      at(2),
    );
    const idAt = (tracks: typeof before, x: number) =>
      tracks.find(({ box }) => Math.abs(box.x - x) < 0.02)!.id;
    expect(idAt(after, 0.4)).toBe(idAt(before, 0.4));
    expect(idAt(after, 0.5)).toBe(idAt(before, 0.5));
    expect(after).toHaveLength(2);
  });

  it('never share a track; a second one at the same place is new', () => {
    const tracker = createTracker();
    tracker.update([see()], at(0));
    const tracks = tracker.update([see(), see('vehicle', { box: moved(0.03) })], at(2));
    expect(new Set(tracks.map(({ id }) => id)).size).toBe(2);
  });

  it('are returned as valid tracks of an observation', () => {
    const [track] = createTracker().update([see()], at(0));
    expect(trackSchema.parse(track)).toEqual(track);
  });
});

describe('a snapshot', () => {
  it('keeps tracks, their stationary time and the next id over a restart', () => {
    const before = createTracker();
    for (const second of [0, 2, 4]) before.update([see()], at(second));
    const kept: unknown = JSON.parse(JSON.stringify(before.snapshot()));
    const after = createTracker(trackerSnapshotSchema.parse(kept));
    const other = see('goods', { box: { x: 0.1, y: 0.1, width: 0.1, height: 0.1 } });
    const again = after.update([see(), other], at(10));
    expect(again).toEqual(before.update([see(), other], at(10)));
    expect(again[0]).toMatchObject({ id: 't1', stationarySince: at(0) });
    expect(again[1]!.id).toBe('t2');
  });

  it('does not change when the tracker continues', () => {
    const tracker = createTracker();
    tracker.update([see()], at(0));
    const kept = tracker.snapshot();
    tracker.update([see('vehicle', { box: moved(0.05) })], at(2));
    expect(kept.tracks[0]!.box).toEqual(place);
  });

  it.each([
    ['a name that was never given', { nextId: 0, tracks: [] }],
    ['an unknown key', { nextId: 1, tracks: [], more: true }],
    ['nothing', null],
  ])('with %s is refused', (_, value) => {
    expect(trackerSnapshotSchema.safeParse(value).success).toBe(false);
  });
});
