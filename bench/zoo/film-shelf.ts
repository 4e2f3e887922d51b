// Caches the films of a zoo run: each is made on first use, one at a time, because encoders use the whole processor. Takes the
// parameters of a film; returns the film.
import { makeFilmUnits, type Film, type FilmWishes } from '../../e2e/servers/rtsp-camera/film.ts';

export interface FilmShelf {
  get(wishes: FilmWishes): Promise<Film>;
}

/** @param make replaced in tests */
export function createFilmShelf(
  make: (wishes: FilmWishes) => Promise<Film> = makeFilmUnits,
): FilmShelf {
  const made = new Map<string, Promise<Film>>();
  let turn: Promise<unknown> = Promise.resolve();
  return {
    get: (wishes) => {
      const key = JSON.stringify(wishes);
      const film = made.get(key) ?? turn.then(() => make(wishes));
      made.set(key, film);
      turn = film.catch(() => undefined);
      return film;
    },
  };
}
