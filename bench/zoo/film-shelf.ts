// Keeps the films of a run of the zoo: each is made once, when it is wanted first, and one at a time, since encoders take all the
// processor. Takes what a film is to be like; gives the film.
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
