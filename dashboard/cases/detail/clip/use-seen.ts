// What is drawn over the shown picture of a clip: the observation of that moment, and where the alert's object is in it.
import type { Box, ClipCoverage, Kind, Observation } from '../../../../contracts/index.ts';
import type { Sighting } from '../sightings.ts';
import { objectIn, observationAt } from './observation-at.ts';
import { useObservations } from './use-observations.ts';
import type { ShownPicture } from './use-picture-time.ts';

export interface DrawnRegion {
  box: Box;
  kind: Kind;
}

export interface SeenThen {
  /** When the picture was taken, epoch ms; null if the clip does not say. */
  at: number | null;
  observations: readonly Observation[];
  /** Null when there is none for this picture. */
  seen: Observation | null;
  /** The alert's object in this picture; without observations its box of the alert. */
  drawn: DrawnRegion | null;
}

export interface SeenOptions {
  sighting: Sighting;
  coverage: ClipCoverage | null;
  /** Null while it is hidden. */
  region: DrawnRegion | null;
  picture: ShownPicture;
}

export function useSeen({ sighting, coverage, region, picture }: SeenOptions): SeenThen {
  const observations = useObservations(sighting.cameraId, coverage);
  const at = coverage && coverage.startAt + picture.ms;
  const seen = at === null ? null : observationAt(observations, at);
  const object = seen && objectIn(seen, sighting.region);
  const hasSeen = observations.length > 0;
  const drawn = region && hasSeen ? object && { ...region, box: object } : region;
  return { at, observations, seen, drawn };
}
