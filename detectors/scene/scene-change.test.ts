// Scene change on drawn films: objects that appear and stay are found at their place, and nothing else is.
import { describe, expect, it, vi } from 'vitest';
import type { Box } from '../../contracts/index.ts';
import type { Picture } from '../frame.ts';
import {
  paintStreet,
  shifted,
  withLight,
  withRain,
  withThings,
  type Colour,
} from '../testing/paint-picture.ts';
import {
  filmStart,
  maxRegions,
  play,
  streetWith,
  type Film,
  type Shown,
} from '../testing/scene-film.ts';
import { iou } from '../tracking/overlap.ts';
import { createSceneChange, sceneSnapshotSchema } from './scene-change.ts';

vi.setConfig({ testTimeout: 60_000 });
const street = paintStreet();
const place: Box = { x: 0.4, y: 0.5, width: 0.15, height: 0.25 };
const red: Colour = [170, 60, 50];
const crate = { box: place, colour: red };

/** Shifted by at most one pixel in each direction, differently in each picture. */
function shaken(picture: Picture, seconds: number): Picture {
  return shifted(picture, (((seconds * 7919) % 11) % 3) - 1, (((seconds * 104_729) % 13) % 3) - 1);
}

function last(shown: readonly Shown[]): Shown['findings'] {
  return shown.at(-1)!.findings;
}

function regionsOf(film: Film, to: number) {
  return last(play(createSceneChange(), film, 0, to)).regions;
}

describe('an object that appears and stays', () => {
  it('is one region at its place, with the time of its arrival', () => {
    const shown = play(createSceneChange(), { picture: streetWith({ ...crate, from: 20 }) }, 0, 40);
    const [region, ...others] = last(shown).regions;
    expect(others).toEqual([]);
    expect(iou(region!.box, place)).toBeGreaterThan(0.9);
    expect(region!.since).toBe(filmStart + 20_000);
    expect(region!.contrast).toBeGreaterThan(0.2);
    expect(region!.area / (place.width * place.height)).toBeGreaterThan(0.9);
    expect(region!.area / (place.width * place.height)).toBeLessThan(1.1);
  });

  it('is found within five seconds and keeps its id and time', () => {
    const shown = play(createSceneChange(), { picture: streetWith({ ...crate, from: 20 }) }, 0, 40);
    const seen = shown.filter(({ findings }) => findings.regions.length > 0);
    expect(seen[0]!.seconds).toBeLessThanOrEqual(24);
    expect(seen.at(-1)!.seconds).toBe(40);
    expect(new Set(seen.map(({ findings }) => findings.regions[0]!.id)).size).toBe(1);
    expect(new Set(seen.map(({ findings }) => findings.regions[0]!.since)).size).toBe(1);
  });

  it('is found in any grey or colour that differs from the ground', () => {
    const colours: Colour[] = [
      [25, 25, 28],
      [235, 235, 230],
      [40, 90, 190],
      [60, 140, 60],
    ];
    for (const colour of colours) {
      const regions = regionsOf({ picture: streetWith({ box: place, colour, from: 20 }) }, 30);
      expect(regions, colour.join()).toHaveLength(1);
      expect(iou(regions[0]!.box, place), colour.join()).toBeGreaterThan(0.6);
    }
  });

  it('is not restarted by people who pass in front of it', () => {
    const passer = (from: number) => ({
      box: { x: 0.42, y: 0.4, width: 0.08, height: 0.4 },
      colour: [30, 30, 60] as Colour,
      from,
      to: from + 2,
    });
    const picture = streetWith({ ...crate, from: 14 }, passer(26), passer(32), passer(38));
    const [region, ...others] = regionsOf({ picture }, 44);
    expect(others).toEqual([]);
    expect(region!.since).toBe(filmStart + 14_000);
  });

  it('is found when the person who put it down and stood in front of it has left', () => {
    const picture = streetWith({ ...crate, from: 16 });
    const people = (seconds: number) => (seconds >= 16 && seconds < 40 ? [place] : []);
    const shown = play(createSceneChange(), { picture, people }, 0, 52);
    const first = shown.find(({ findings }) => findings.regions.length > 0)!;
    expect(first.seconds).toBe(48);
    expect(iou(first.findings.regions[0]!.box, place)).toBeGreaterThan(0.9);
    expect(first.findings.regions[0]!.since).toBe(filmStart + 38_000);
  });

  it('is separate from a second object, which has its own time', () => {
    const other = { box: { x: 0.75, y: 0.6, width: 0.12, height: 0.2 }, colour: red, from: 30 };
    const regions = regionsOf({ picture: streetWith({ ...crate, from: 16 }, other) }, 40);
    expect(regions.map(({ since }) => since - filmStart).sort((a, b) => a - b)).toEqual([
      16_000, 30_000,
    ]);
    expect(new Set(regions.map(({ id }) => id)).size).toBe(2);
  });

  it('has spans that are in its box and add up to its area', () => {
    const { grid, regions } = last(
      play(createSceneChange(), { picture: streetWith({ ...crate, from: 20 }) }, 0, 30),
    );
    const { spans, area, box } = regions[0]!;
    const cells = spans.reduce((sum, [, first, end]) => sum + end - first + 1, 0);
    expect(cells / (grid.columns * grid.rows)).toBeCloseTo(area, 6);
    const rows = spans.map(([row]) => row);
    expect(Math.min(...rows) / grid.rows).toBeCloseTo(box.y, 6);
    expect((Math.max(...rows) + 1) / grid.rows).toBeCloseTo(box.y + box.height, 6);
  });
});

describe('an object that leaves', () => {
  it('takes its region with it at once', () => {
    const film = { picture: streetWith({ ...crate, from: 16, to: 40 }) };
    const shown = play(createSceneChange(), film, 0, 50);
    const counts = shown.map(({ seconds, findings }) => [seconds, findings.regions.length]);
    expect(counts).toContainEqual([38, 1]);
    expect(counts.filter(([seconds]) => seconds! >= 40).map(([, count]) => count)).toEqual(
      Array<number>(6).fill(0),
    );
    const { setAside } = shown.find(({ seconds }) => seconds === 40)!.findings;
    expect(setAside.map(({ reason }) => reason)).toEqual(['gone']);
  });

  it('gives way to the background at its place', () => {
    const scene = createSceneChange();
    const film = { picture: streetWith({ ...crate, from: 16, to: 40 }) };
    expect(last(play(scene, film, 0, 30)).backgroundShare(place)).toBeLessThan(0.1);
    expect(last(play(scene, film, 32, 42)).backgroundShare(place)).toBeGreaterThan(0.9);
  });

  it('that was there from the start gives no region, neither before nor after', () => {
    const film = { picture: streetWith({ ...crate, to: 30 }) };
    expect(maxRegions(play(createSceneChange(), film, 0, 64))).toBe(0);
  });
});

describe('changes that are not objects:', () => {
  const dark = (x: number) => (x < 0.5 ? 0.75 : 0.65);
  const people = (seconds: number): Box[] => (seconds >= 16 && seconds < 40 ? [place] : []);
  const rows: [string, Film][] = [
    ['an empty street', { picture: () => street }],
    [
      'a light switched down and up again',
      {
        picture: (seconds) => withLight(street, () => (seconds >= 20 && seconds < 40 ? 0.58 : 1)),
      },
    ],
    [
      'a light that is switched up',
      { picture: (s) => withLight(street, () => (s < 20 ? 0.6 : 1)) },
    ],
    [
      'a slow cloud over one side',
      {
        picture: (seconds) =>
          withLight(street, (x) => 1 - Math.min(1, seconds / 48) * (1 - dark(x))),
      },
    ],
    [
      'a shadow that passes',
      {
        picture: (seconds) =>
          withLight(street, (x, y) => {
            const left = (seconds - 16) * 0.03;
            return y > 0.4 && x > left && x < left + 0.2 ? 0.6 : 1;
          }),
      },
    ],
    [
      'a shadow that stays',
      {
        picture: (seconds) =>
          withLight(street, (x, y) => (seconds > 16 && x > 0.5 && y > 0.5 ? 0.6 : 1)),
      },
    ],
    [
      'a mast that shakes by one pixel',
      {
        picture: (seconds) => shaken(street, seconds),
      },
    ],
    ['rain', { picture: (seconds) => withRain(street, seconds) }],
    [
      'rain that begins later',
      { picture: (seconds) => (seconds > 20 ? withRain(street, seconds) : street) },
    ],
    [
      'a person who stands and is seen as one',
      {
        picture: streetWith({ box: place, colour: [40, 40, 70], pattern: 25, from: 16, to: 40 }),
        people,
      },
    ],
    [
      'walkers at another place in each picture',
      {
        picture: (seconds) => {
          const box = { x: (seconds * 0.037) % 0.9, y: 0.5, width: 0.06, height: 0.3 };
          return withThings(street, [{ box, colour: [40, 40, 70] }]);
        },
      },
    ],
    ['a thing there from the start', { picture: (seconds) => streetWith(crate)(seconds) }],
    [
      'a stop shorter than it takes to settle',
      { picture: streetWith({ ...crate, from: 20, to: 24 }) },
    ],
  ];
  it.each(rows)('%s gives no region at any time', (_, film) => {
    expect(maxRegions(play(createSceneChange(), film, 0, 48))).toBe(0);
  });
});

describe('an object under bad conditions', () => {
  const rows: [string, (film: Film['picture']) => Film['picture']][] = [
    ['rain', (picture) => (seconds) => withRain(picture(seconds), seconds)],
    [
      'a light switched down after it came',
      (picture) => (seconds) => withLight(picture(seconds), () => (seconds > 30 ? 0.6 : 1)),
    ],
    [
      'a light switched up after it came',
      (picture) => (seconds) => withLight(picture(seconds), () => (seconds > 30 ? 1 : 0.6)),
    ],
    [
      'a mast that shakes by one pixel',
      (picture) => (seconds) => shaken(picture(seconds), seconds),
    ],
  ];
  it.each(rows)('stays one region with its id in %s', (_, change) => {
    const film = { picture: change(streetWith({ ...crate, from: 20 })) };
    const shown = play(createSceneChange(), film, 0, 50);
    const late = shown.filter(({ seconds }) => seconds >= 26);
    for (const { seconds, findings } of late) {
      expect(findings.regions, `at ${seconds} s`).toHaveLength(1);
      expect(iou(findings.regions[0]!.box, place), `at ${seconds} s`).toBeGreaterThan(0.6);
    }
    expect(new Set(late.map(({ findings }) => findings.regions[0]!.id)).size).toBe(1);
    const since = (last(shown).regions[0]!.since - filmStart) / 1000;
    expect(since).toBeGreaterThanOrEqual(20);
    expect(since).toBeLessThanOrEqual(22);
  });
});

describe('learning', () => {
  it('finds nothing at first, and reports that it is learning', () => {
    const shown = play(createSceneChange(), { picture: streetWith({ ...crate, from: 2 }) }, 0, 4);
    for (const { findings } of shown) {
      expect(findings).toMatchObject({ learning: true, regions: [], changedShare: 0 });
      expect(findings.grid).toEqual({ columns: 80, rows: 44 });
      expect(findings.backgroundShare(place)).toBeNull();
    }
  });

  it('ignores a person who walks through', () => {
    const walker = { ...crate, from: 2, to: 4 };
    expect(maxRegions(play(createSceneChange(), { picture: streetWith(walker) }, 0, 40))).toBe(0);
  });

  it('starts again when the picture changes its size', () => {
    const scene = createSceneChange();
    play(scene, { picture: streetWith({ ...crate, from: 16 }) }, 0, 30);
    const other = paintStreet({ width: 128, height: 96 });
    const shown = play(scene, { picture: () => other }, 32, 60);
    expect(shown[0]!.findings).toMatchObject({ learning: true, grid: { columns: 64, rows: 48 } });
    expect(last(shown).learning).toBe(false);
    expect(maxRegions(shown)).toBe(0);
  });

  it('finds no objects when the whole ground has changed, as after rain', () => {
    const scene = createSceneChange();
    const elsewhere = paintStreet(undefined, 77);
    play(scene, { picture: () => street }, 0, 20);
    const shown = play(scene, { picture: () => elsewhere }, 22, 60);
    expect(last(shown).regions).toEqual([]);
    expect(last(shown).backgroundShare({ x: 0, y: 0, width: 1, height: 1 })).toBeGreaterThan(0.95);
  });
});

describe('a snapshot', () => {
  const film = { picture: streetWith({ ...crate, from: 16, to: 36 }) };
  const facts = ({ findings }: Shown) =>
    findings.regions.map(({ id, since, box }) => ({ id, since, box }));

  /** Interrupts the film by a restart after `cut` seconds. */
  function interrupted(cut: number): Shown[] {
    const before = createSceneChange();
    const first = play(before, film, 0, cut);
    const kept: unknown = JSON.parse(JSON.stringify(before.snapshot()));
    const after = createSceneChange(sceneSnapshotSchema.parse(kept));
    return [...first, ...play(after, film, cut + 2, 46)];
  }

  it('gives the same regions as without a restart, at any time', () => {
    const whole = play(createSceneChange(), film, 0, 46).map(facts);
    expect(whole.flat().length).toBeGreaterThan(7);
    for (const cut of [8, 26, 36])
      expect(interrupted(cut).map(facts), `at ${cut} s`).toEqual(whole);
  });

  it('does not contain unsettled objects, whose time begins with the restart', () => {
    const [region] = last(interrupted(18).filter(({ seconds }) => seconds < 36)).regions;
    expect(region!.since).toBe(filmStart + 20_000);
  });

  it('keeps an object across a change of light', () => {
    const before = createSceneChange();
    const picture = streetWith({ ...crate, from: 16 });
    const [region] = last(play(before, { picture }, 0, 40)).regions;
    const after = createSceneChange(before.snapshot());
    const dim = (seconds: number) => withLight(picture(seconds), () => 0.6);
    const shown = play(after, { picture: dim }, 42, 60);
    const ids = shown.map(({ findings }) => findings.regions.map(({ id }) => id));
    expect(new Set(ids.flat())).toEqual(new Set([region!.id]));
    expect(ids.every((list) => list.length === 1)).toBe(true);
  });

  it('is null while the background is being learned', () => {
    const scene = createSceneChange();
    expect(scene.snapshot()).toBeNull();
    play(scene, film, 0, 2);
    expect(scene.snapshot()).toBeNull();
    play(scene, film, 4, 8);
    expect(scene.snapshot()).not.toBeNull();
  });

  it('does not change the scene', () => {
    const kept = createSceneChange();
    const free = createSceneChange();
    play(kept, film, 0, 30);
    play(free, film, 0, 30);
    kept.snapshot();
    expect(play(kept, film, 32, 42).map(facts)).toEqual(play(free, film, 32, 42).map(facts));
  });
});
