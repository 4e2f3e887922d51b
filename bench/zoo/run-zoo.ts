// Runs shapes of the zoo, several at a time, each with a camera server of its own. Takes shapes; gives what became of each in
// the order of the shapes.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createLogIns } from '../../edge/capture/log-ins.ts';
import { makeFilmUnits, type Film, type FilmWishes } from '../../e2e/servers/rtsp-camera/film.ts';
import { startRtspCamera } from '../../e2e/servers/rtsp-camera/rtsp-camera.ts';
import type { ClipBrowser } from './clip-browser.ts';
import { faultsOf } from './judge.ts';
import type { Shape } from './shape.ts';
import type { Visit } from './visit.ts';
import { watchCamera } from './watch-camera.ts';

export interface Outcome {
  shape: Shape;
  /** Of each of its cameras. */
  visits: readonly Visit[];
  /** None when it is as expected. */
  faults: readonly string[];
}

export interface ZooOptions {
  shapes: readonly Shape[];
  /** Empty, for recordings and clips. */
  folder: string;
  browser: ClipBrowser | null;
  atATime: number;
  onOutcome: (outcome: Outcome) => void;
}

export async function runZoo(options: ZooOptions): Promise<Outcome[]> {
  const films = createFilmShelf();
  const outcomes: Outcome[] = [];
  const waiting = options.shapes.map((shape, index) => ({ shape, index }));
  // The longest first, so that none is left alone at the end.
  waiting.sort((a, b) => b.shape.liveWithinMs - a.shape.liveWithinMs);
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const outcome = await runShape(next.shape, next.index, films, options);
      outcomes[next.index] = outcome;
      options.onOutcome(outcome);
    }
  };
  await Promise.all(Array.from({ length: options.atATime }, work));
  return outcomes;
}

async function runShape(
  shape: Shape,
  index: number,
  films: FilmShelf,
  { folder, browser }: ZooOptions,
): Promise<Outcome> {
  const mine = join(folder, String(index));
  const film = await films.get(shape.film);
  const change = shape.change && {
    ...shape.change,
    film: await films.get(shape.change.film),
  };
  const camera = await startRtspCamera({ ...shape.camera, film, ...(change ? { change } : {}) });
  const logIns = createLogIns();
  try {
    const visits = await Promise.all(
      Array.from({ length: shape.copies ?? 1 }, (_, copy) =>
        watchCamera({ shape, camera, folder: join(mine, String(copy)), logIns, browser }),
      ),
    );
    return {
      shape,
      visits,
      faults: [...new Set(visits.flatMap((visit) => faultsOf(shape, visit)))],
    };
  } finally {
    await camera.stop();
    await rm(mine, { recursive: true, force: true });
  }
}

interface FilmShelf {
  get(wishes: FilmWishes): Promise<Film>;
}

/** Each film is made once, one at a time. */
function createFilmShelf(): FilmShelf {
  const made = new Map<string, Promise<Film>>();
  let turn: Promise<unknown> = Promise.resolve();
  return {
    get: (wishes) => {
      const key = JSON.stringify(wishes);
      const film = made.get(key) ?? turn.then(() => makeFilmUnits(wishes));
      made.set(key, film);
      turn = film.catch(() => undefined);
      return film;
    },
  };
}
