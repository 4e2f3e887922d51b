// Runs shapes of the zoo, several at a time, each with its own camera server. Takes shapes; returns their results in the same
// order.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createLogIns } from '../../edge/capture/log-ins.ts';
import { startRtspCamera } from '../../e2e/servers/rtsp-camera/rtsp-camera.ts';
import type { ClipBrowser } from './clip-browser.ts';
import { createFilmShelf, type FilmShelf } from './film-shelf.ts';
import { faultsOf } from './judge.ts';
import type { Shape } from './shape.ts';
import type { Visit } from './visit.ts';
import { watchCamera } from './watch-camera.ts';

export interface Outcome {
  shape: Shape;
  /** Of each of its cameras. */
  visits: readonly Visit[];
  /** Empty when it is as expected. */
  faults: readonly string[];
}

export interface ZooOptions {
  shapes: readonly Shape[];
  /** The folder for recordings and clips, empty at the start. */
  folder: string;
  browser: ClipBrowser | null;
  atATime: number;
  onOutcome: (outcome: Outcome) => void;
  /** Plays one shape; replaced in tests. */
  play?: typeof playShape;
}

export async function runZoo(options: ZooOptions): Promise<Outcome[]> {
  const films = createFilmShelf();
  const outcomes: Outcome[] = [];
  const waiting = options.shapes.map((shape, index) => ({ shape, index }));
  // The longest first, so that none is left alone at the end.
  waiting.sort((a, b) => b.shape.liveWithinMs - a.shape.liveWithinMs);
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { shape, index } = next;
      const outcome = await outcomeOf(shape, { index, films, options });
      outcomes[index] = outcome;
      options.onOutcome(outcome);
    }
  };
  await Promise.all(Array.from({ length: options.atATime }, work));
  return outcomes;
}

interface Stall {
  index: number;
  films: FilmShelf;
  options: ZooOptions;
}

/** A shape that fails must not stop the others. */
async function outcomeOf(shape: Shape, stall: Stall): Promise<Outcome> {
  const { play = playShape } = stall.options;
  try {
    const visits = await play(shape, stall);
    const faults = [...new Set(visits.flatMap((visit) => faultsOf(shape, visit)))];
    return { shape, visits, faults };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { shape, visits: [], faults: [`could not be played: ${message}`] };
  }
}

async function playShape(shape: Shape, { index, films, options }: Stall): Promise<Visit[]> {
  const { folder, browser } = options;
  const mine = join(folder, String(index));
  const film = await films.get(shape.film);
  const change = shape.change && { ...shape.change, film: await films.get(shape.change.film) };
  const camera = await startRtspCamera({ ...shape.camera, film, ...(change ? { change } : {}) });
  const logIns = createLogIns();
  try {
    return await Promise.all(
      Array.from({ length: shape.copies ?? 1 }, (_, copy) =>
        watchCamera({ shape, camera, folder: join(mine, String(copy)), logIns, browser }),
      ),
    );
  } finally {
    await camera.stop();
    await rm(mine, { recursive: true, force: true });
  }
}
