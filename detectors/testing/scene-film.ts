// Plays a drawn film through scene change, one picture every two seconds. Takes the picture for each time; returns the findings at each
// time.
import type { Box } from '../../contracts/index.ts';
import type { Picture } from '../frame.ts';
import type { SceneChange, SceneFindings } from '../scene/scene-change.ts';
import { paintStreet, planesOf, withNoise, withThings, type Thing } from './paint-picture.ts';

export const filmStart = Date.UTC(2026, 4, 1);
export const periodMs = 2000;

export interface Film {
  /** The picture at a time in seconds; noise is added. */
  picture: (seconds: number) => Picture;
  people?: (seconds: number) => Box[];
}

export interface Shown {
  seconds: number;
  findings: SceneFindings;
}

/** Plays from one second to another, inclusive. */
export function play(scene: SceneChange, film: Film, from: number, to: number): Shown[] {
  const shown: Shown[] = [];
  for (let seconds = from; seconds <= to; seconds += periodMs / 1000) {
    const planes = planesOf(withNoise(film.picture(seconds), 4, Math.round(seconds * 10)));
    const at = filmStart + seconds * 1000;
    shown.push({ seconds, findings: scene.observe(planes, at, film.people?.(seconds) ?? []) });
  }
  return shown;
}

export interface Visit extends Thing {
  /** Seconds; the end is exclusive. */
  from?: number;
  to?: number;
}

const street = paintStreet();

/** The street with objects that appear and leave. */
export function streetWith(...visits: Visit[]): Film['picture'] {
  return (seconds) =>
    withThings(
      street,
      visits.filter(({ from = -Infinity, to = Infinity }) => seconds >= from && seconds < to),
    );
}

/** The maximum number of regions at any time. */
export function maxRegions(shown: readonly Shown[]): number {
  return Math.max(0, ...shown.map(({ findings }) => findings.regions.length));
}
