// View health on drawn films: each state is reported after its patience, and ordinary street life causes none.
import { describe, expect, it } from 'vitest';
import type { ViewHealth } from '../../contracts/index.ts';
import type { Picture } from '../frame.ts';
import {
  blurred,
  paintStreet,
  plain,
  planesOf,
  shifted,
  withLight,
  withNoise,
  withRain,
  withThings,
} from '../testing/paint-picture.ts';
import { createViewHealthWatch, viewHealthSnapshotSchema } from './view-health.ts';

const start = 1_790_000_000_000;
const street = paintStreet();
type Film = (seconds: number) => Picture;

/** Watches a film, a picture every two seconds; noise makes the pictures differ from frozen ones. */
function watch(film: Film, seconds: number, noise = 3): ViewHealth[] {
  const health = createViewHealthWatch();
  const said: ViewHealth[] = [];
  for (let second = 0; second <= seconds; second += 2) {
    const picture = noise > 0 ? withNoise(film(second), noise, second) : film(second);
    said.push(health.observe(planesOf(picture), start + second * 1000));
  }
  return said;
}

function statesOf(said: readonly ViewHealth[]): string[] {
  return [...new Set(said.map(({ state }) => state))];
}

/** The street until 20 s, then something else. */
const from20 =
  (later: Picture): Film =>
  (second) =>
    second < 20 ? street : later;

describe('a view that is wrong', () => {
  const rows: [ViewHealth['state'], Film, number][] = [
    ['black', from20(plain(undefined, [0, 0, 0])), 4],
    ['covered', from20(plain(undefined, [90, 80, 70])), 4],
    ['blurred', from20(blurred(street, 6)), 8],
    ['moved', from20(shifted(street, 16, 8)), 4],
  ];
  it.each(rows)('is %s after its patience, with the time of its start', (state, film, patience) => {
    const said = watch(film, 40);
    const first = said.findIndex((one) => one.state !== 'ok');
    expect(said[first]).toMatchObject({ state, since: start + 20_000 });
    expect(first * 2).toBe(20 + patience);
    expect(said.slice(first).every((one) => one.state === state)).toBe(true);
  });

  it('is frozen when no pixel changes for half a minute', () => {
    const said = watch((second) => withNoise(street, 3, Math.min(second, 10)), 60, 0);
    const first = said.findIndex(({ state }) => state === 'frozen');
    expect(first * 2).toBeGreaterThanOrEqual(40);
    expect(first * 2).toBeLessThanOrEqual(44);
    expect(statesOf(said)).toEqual(['ok', 'frozen']);
  });

  it('that moved has its shift', () => {
    const { shift } = watch(from20(shifted(street, 16, 8)), 40).at(-1)!;
    expect(shift!.x).toBeCloseTo(0.1, 2);
    expect(shift!.y).toBeCloseTo(8 / 88, 2);
  });

  it('stays moved until it is turned back, and is ok again at once then', () => {
    const film: Film = (second) => (second >= 20 && second < 60 ? shifted(street, 16, 8) : street);
    const said = watch(film, 70);
    expect(said[29]).toMatchObject({ state: 'moved' });
    expect(said[30]).toEqual({ state: 'ok', since: start + 60_000, shift: null });
  });
});

describe('a view that is right', () => {
  const crowd = Array.from({ length: 14 }, (_, index) => ({
    box: { x: 0.04 + 0.07 * index, y: 0.35 + 0.06 * (index % 4), width: 0.05, height: 0.22 },
    colour: [40 + 12 * index, 60, 150 - 8 * index] as const,
  }));
  const rows: [string, Film][] = [
    ['nothing happens', () => street],
    ['the light is switched down', from20(withLight(street, () => 0.5))],
    ['the light is switched up', (second) => withLight(street, () => (second < 20 ? 0.5 : 1))],
    ['one side falls into shadow', from20(withLight(street, (x) => (x < 0.5 ? 0.5 : 1)))],
    ['a crowd comes and stays', from20(withThings(street, crowd))],
    [
      'a car stops right in front',
      from20(
        withThings(street, [
          { box: { x: 0.2, y: 0.35, width: 0.5, height: 0.5 }, colour: [150, 30, 30] },
        ]),
      ),
    ],
    [
      'the mast shakes by a pixel',
      (second) => shifted(street, (second / 2) % 3 === 0 ? 1 : 0, (second / 2) % 2),
    ],
    ['it rains', (second) => withRain(street, second)],
    [
      'it is black for one picture',
      (second) => (second === 20 ? plain(undefined, [0, 0, 0]) : street),
    ],
    ['it is covered for one picture by a lorry', (second) => (second === 20 ? plain() : street)],
  ];
  it.each(rows)('stays ok when %s', (_, film) => {
    expect(statesOf(watch(film, 60))).toEqual(['ok']);
  });

  it('gets a new reference when the picture changes its size', () => {
    const other = paintStreet({ width: 120, height: 90 });
    expect(statesOf(watch((second) => (second < 20 ? street : other), 60))).toEqual(['ok']);
  });

  it('is ok from its first picture on', () => {
    expect(watch(() => street, 0)).toEqual([{ state: 'ok', since: start, shift: null }]);
  });
});

describe('a snapshot', () => {
  /** Watches the street, restarts, and continues with another picture. */
  function restartedWith(later: Picture, kept = 60): ViewHealth[] {
    const before = createViewHealthWatch();
    for (let second = 0; second <= kept; second += 2)
      before.observe(planesOf(withNoise(street, 3, second)), start + second * 1000);
    const json: unknown = JSON.parse(JSON.stringify(before.snapshot()));
    const after = createViewHealthWatch(viewHealthSnapshotSchema.parse(json));
    return Array.from({ length: 15 }, (_, index) => {
      const second = kept + 3600 + 2 * index;
      return after.observe(planesOf(withNoise(later, 3, second)), start + second * 1000);
    });
  }

  it('recognises the view, also in another light', () => {
    expect(statesOf(restartedWith(street))).toEqual(['ok']);
    expect(statesOf(restartedWith(withLight(street, () => 0.5)))).toEqual(['ok']);
  });

  it('finds a view that was turned in the meantime, with its shift, within ten seconds', () => {
    const said = restartedWith(shifted(street, 16, 8));
    const first = said.findIndex(({ state }) => state === 'moved');
    expect(first * 2).toBeLessThanOrEqual(10);
    expect(said[first]!.shift!.x).toBeCloseTo(0.1, 2);
    expect(said.slice(first).every(({ state }) => state === 'moved')).toBe(true);
  });

  it('taken of a moved view is still moved', () => {
    const before = createViewHealthWatch();
    for (let second = 0; second <= 40; second += 2) {
      const picture = second < 20 ? street : shifted(street, 16, 8);
      before.observe(planesOf(withNoise(picture, 3, second)), start + second * 1000);
    }
    const after = createViewHealthWatch(before.snapshot());
    const said = after.observe(planesOf(shifted(street, 16, 8)), start + 50_000);
    expect(said).toMatchObject({ state: 'moved', since: start + 20_000 });
    expect(after.isDoubtful()).toBe(true);
  });

  it('before the first picture is null', () => {
    expect(createViewHealthWatch().snapshot()).toBeNull();
  });
});

describe('doubt', () => {
  it('begins with the first wrong picture, before the state is reported', () => {
    const health = createViewHealthWatch();
    health.observe(planesOf(street), start);
    expect(health.isDoubtful()).toBe(false);
    expect(health.observe(planesOf(plain()), start + 2000).state).toBe('ok');
    expect(health.isDoubtful()).toBe(true);
    health.observe(planesOf(street), start + 4000);
    expect(health.isDoubtful()).toBe(false);
  });
});
