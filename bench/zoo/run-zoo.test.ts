import { describe, expect, it } from 'vitest';
import type { Film, FilmWishes } from '../../e2e/servers/rtsp-camera/film.ts';
import { createFilmShelf } from './film-shelf.ts';
import { runZoo, type Outcome, type ZooOptions } from './run-zoo.ts';
import { served } from './single-shapes.ts';

const shapes = ['a', 'b', 'c', 'd', 'e'].map((name, n) =>
  served(name, { liveWithinMs: 1000 * (n % 3) }),
);

async function run(play: NonNullable<ZooOptions['play']>, atATime: number, of = shapes) {
  const ended: Outcome[] = [];
  const outcomes = await runZoo({
    shapes: of,
    folder: '/nowhere',
    browser: null,
    atATime,
    onOutcome: (outcome) => ended.push(outcome),
    play,
  });
  return { outcomes, ended };
}

describe('a run of the zoo', () => {
  it('of no shapes ends at once', async () => {
    expect(await run(() => Promise.resolve([]), 3, [])).toEqual({ outcomes: [], ended: [] });
  });

  it('plays the longest first, and returns results in the order of the shapes', async () => {
    const played: string[] = [];
    const { outcomes, ended } = await run(({ name }) => {
      played.push(name);
      return Promise.resolve([]);
    }, 1);
    expect(played).toEqual(['c', 'b', 'e', 'a', 'd']);
    expect(outcomes.map(({ shape }) => shape.name)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(ended).toHaveLength(5);
  });

  it('plays the given number at a time', async () => {
    let now = 0;
    let most = 0;
    await run(async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      return [];
    }, 2);
    expect(most).toBe(2);
  });

  it('continues when a shape cannot be played, and reports it', async () => {
    const { outcomes } = await run(
      ({ name }) => (name === 'b' ? Promise.reject(new Error('no port')) : Promise.resolve([])),
      2,
    );
    expect(outcomes.map(({ faults }) => faults)).toEqual([
      [],
      ['could not be played: no port'],
      [],
      [],
      [],
    ]);
  });
});

describe('the films of a run', () => {
  const film = (wishes: FilmWishes): Film => ({ codec: wishes.codec, fps: 10, gop: 10, units: [] });

  it('are made once each, one at a time', async () => {
    let now = 0;
    const made: string[] = [];
    const shelf = createFilmShelf(async (wishes) => {
      expect(++now).toBe(1);
      made.push(wishes.codec);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      return film(wishes);
    });
    const wanted: FilmWishes[] = [
      { codec: 'h264', seconds: 1 },
      { codec: 'h265', seconds: 1 },
      { codec: 'h264', seconds: 1 },
    ];
    const films = await Promise.all(wanted.map((wishes) => shelf.get(wishes)));
    expect(made).toEqual(['h264', 'h265']);
    expect(films[2]).toBe(films[0]);
  });

  it('do not block others when one cannot be made', async () => {
    const shelf = createFilmShelf((wishes) =>
      wishes.codec === 'mjpeg'
        ? Promise.reject(new Error('no encoder'))
        : Promise.resolve(film(wishes)),
    );
    const bad = shelf.get({ codec: 'mjpeg', seconds: 1 });
    const good = shelf.get({ codec: 'h264', seconds: 1 });
    await expect(bad).rejects.toThrow('no encoder');
    expect((await good).codec).toBe('h264');
  });
});
