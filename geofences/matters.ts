// Which tracks any rule asks for. The engine shows its rules no others, so that a back-test may leave the others unread.
import type { Thing, Track } from '../contracts/index.ts';

/** People and animals on the move mean nothing to any fence; they are most of what a busy street is. */
export function mattersToFences(thing: Thing, isStationary: boolean): boolean {
  return isStationary || (thing !== 'person' && thing !== 'animal');
}

/** The very list when all of them matter. */
export function thoseThatMatter(tracks: Track[]): Track[] {
  return tracks.every(isOne) ? tracks : tracks.filter(isOne);
}

function isOne({ thing, stationarySince }: Track): boolean {
  return mattersToFences(thing, stationarySince !== null);
}
