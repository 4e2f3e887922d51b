// The clock of an RTSP test camera: which picture is due now and its time stamp, the same for all clients. A film loops; another
// film may replace it some time after the start.
import type { Film, FilmUnit } from './film.ts';

export interface Picture {
  readonly film: Film;
  readonly unit: FilmUnit;
  readonly count: number;
  readonly shownMs: number;
}

export interface Player {
  /** The number of the newest picture that is due. */
  due(): number;
  picture(count: number): Picture;
}

export interface PlayerOptions {
  film: Film;
  /** Another film, from this time after the start on. */
  change?: { film: Film; afterMs: number };
  /** The picture to start with. */
  startAt?: number;
  now: () => number;
}

export function createPlayer({ film, change, startAt = 0, now }: PlayerOptions): Player {
  const startedMs = now();
  const { fps } = film;
  const changeAt = change ? Math.round((change.afterMs * fps) / 1000) : Infinity;
  return {
    due: () => Math.floor(((now() - startedMs) * fps) / 1000),
    picture: (count) => {
      const isChanged = change !== undefined && count >= changeAt;
      const playing = isChanged ? change.film : film;
      const place = isChanged ? count - changeAt : count + startAt;
      const { length } = playing.units;
      const unit = playing.units[place % length];
      if (!unit) throw new Error('a film without pictures');
      const begunMs = ((place - (place % length) + (count - place)) * 1000) / fps;
      return { film: playing, unit, count, shownMs: begunMs + unit.shownMs };
    },
  };
}
