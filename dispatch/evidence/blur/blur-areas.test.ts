import { describe, expect, it } from 'vitest';
import { restlessLabel, type Observation, type Thing } from '../../../contracts/index.ts';
import { blurAreas } from './blur-areas.ts';

const at = 1_764_000_000_000;
const box = { x: 0.4, y: 0.4, width: 0.1, height: 0.2 };

function seen(
  capturedAt: number,
  things: readonly (readonly [Thing, string])[] = [],
  change: Partial<Observation> = {},
): Observation {
  const tracks = things.map(([thing, label], index) => ({
    ...{ id: `t${index}`, thing, label, confidence: 0.5, box },
    ...{ firstSeenAt: at, lastSeenAt: at, stationarySince: null },
  }));
  return {
    ...{ version: 1, cameraId: 'c', capturedAt, mediaTimeMs: null, tracks, regions: [] },
    grid: { columns: 10, rows: 10 },
    view: { state: 'ok', since: at, shift: null },
    ...change,
  };
}
const picture = { from: at, to: at };

describe('the blurred area', () => {
  it('is empty where nobody was seen', () => {
    expect(blurAreas([seen(at)], picture)).toEqual([]);
  });

  it.each([
    ['a person', 'person', 'person'],
    ['a two-wheeler with its rider', 'two-wheeler', 'bicycle'],
    ['what keeps changing', 'other', restlessLabel],
  ] as const)('is %s, with a margin', (_, thing, label) => {
    const [area] = blurAreas([seen(at, [[thing, label]])], picture) ?? [];
    expect(area?.x).toBeCloseTo(0.375);
    expect(area?.y).toBeCloseTo(0.35);
    expect(area?.width).toBeCloseTo(0.15);
    expect(area?.height).toBeCloseTo(0.3);
  });

  it('covers the lower part of a vehicle, and no stall', () => {
    const areas = blurAreas(
      [
        seen(at, [
          ['vehicle', 'car'],
          ['stall', 'cart'],
        ]),
      ],
      picture,
    );
    expect(areas).toHaveLength(1);
    expect(areas?.[0]?.y).toBeGreaterThan(0.43);
    expect((areas?.[0]?.y ?? 0) + (areas?.[0]?.height ?? 0)).toBeGreaterThan(0.6);
  });

  it('covers places where somebody was seen shortly before or after, but not long ago', () => {
    const person = [['person', 'person']] as const;
    expect(blurAreas([seen(at - 4000, person), seen(at)], picture)).toHaveLength(1);
    expect(blurAreas([seen(at), seen(at + 4000, person)], picture)).toHaveLength(1);
    expect(blurAreas([seen(at - 9000, person), seen(at)], picture)).toHaveLength(0);
  });

  it('covers the way of a walking person between two looks, and a step beyond', () => {
    const walking = (after: number, x: number) => {
      const one = seen(at + after, [['person', 'person']]);
      return { ...one, tracks: one.tracks.map((track) => ({ ...track, box: { ...box, x } })) };
    };
    const isBlurredAt = (looks: readonly Observation[], x: number) =>
      (blurAreas(looks, picture) ?? []).some((area) => area.x <= x && area.x + area.width >= x);
    const looks = [walking(-1000, 0.4), walking(1000, 0.6)];
    for (const x of [0.25, 0.45, 0.55, 0.65, 0.85]) expect(isBlurredAt(looks, x)).toBe(true);
    for (const x of [0.1, 0.95]) expect(isBlurredAt(looks, x)).toBe(false);
    // The way of somebody who was out of sight for long is unknown.
    expect(isBlurredAt([walking(-3000, 0.4), walking(3000, 0.6)], 0.55)).toBe(false);
  });

  it('covers everything that the detector did not get, if known', () => {
    const watched = [[{ x: 0.25, y: 0, width: 0.5, height: 0.5 }]];
    expect(blurAreas([seen(at)], picture, watched)).toEqual([
      { x: 0, y: 0, width: 0.25, height: 0.5, unseen: true },
      { x: 0.75, y: 0, width: 0.25, height: 0.5, unseen: true },
      { x: 0, y: 0.5, width: 1, height: 0.5, unseen: true },
    ]);
    expect(blurAreas([seen(at)], picture, [[{ x: 0, y: 0, width: 1, height: 1 }]])).toEqual([]);
    expect(blurAreas([seen(at)], picture, [[]])).toMatchObject([{ width: 1, height: 1 }]);
  });

  it('stays within the picture', () => {
    const corner = { x: 0.95, y: 0, width: 0.05, height: 0.1 };
    const one = seen(at, [['person', 'person']]);
    const tracks = one.tracks.map((track) => ({ ...track, box: corner }));
    const [area] = blurAreas([{ ...one, tracks }], picture) ?? [];
    expect((area?.x ?? 0) + (area?.width ?? 0)).toBeCloseTo(1);
    expect(area?.y).toBe(0);
  });
});

describe('the whole picture is blurred', () => {
  it.each([
    ['nothing was observed', []],
    ['the only observation is of another time', [seen(at - 60_000)]],
    ['the view was covered', [seen(at, [], { view: { state: 'covered', since: 0, shift: null } })]],
  ])('when %s', (_, observations) => {
    expect(blurAreas(observations, picture)).toBeNull();
  });

  it('when a clip has a gap in which somebody may have passed', () => {
    const clip = { from: at, to: at + 40_000 };
    const looks = [0, 10_000, 20_000, 30_000, 40_000].map((after) => seen(at + after));
    expect(blurAreas(looks, clip)).toEqual([]);
    expect(blurAreas(looks.toSpliced(2, 1), clip)).toBeNull();
    expect(blurAreas(looks.slice(2), clip)).toBeNull();
    expect(blurAreas(looks.slice(0, 3), clip)).toBeNull();
  });
});
