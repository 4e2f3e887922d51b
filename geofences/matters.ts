// Selects the tracks that a rule can use. The engine passes only these to its rules, so that a back-test need not read the
// others.
import type { Thing, Track } from '../contracts/index.ts';

/** False for moving people and animals, which no rule uses. They are most of the tracks in a busy street. */
export function mattersToFences(thing: Thing, isStationary: boolean): boolean {
  return isStationary || (thing !== 'person' && thing !== 'animal');
}

/** The same list when all of them matter. */
export function tracksThatMatter(tracks: Track[]): Track[] {
  return tracks.every(matters) ? tracks : tracks.filter(matters);
}

function matters({ thing, stationarySince }: Track): boolean {
  return mattersToFences(thing, stationarySince !== null);
}
