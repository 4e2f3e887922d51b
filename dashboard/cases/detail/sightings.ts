// What each camera of a case saw: the first incident, then those that joined. Returns one form for all, also for cases of earlier
// releases, which have only one incident.
import type { CaseDetail, CaseIncident, ClipFinding } from '../../../contracts/index.ts';
import {
  caseClipAddress,
  casePictureAddress,
  incidentClipAddress,
  incidentPictureAddress,
} from '../../api/addresses.ts';

export interface Sighting extends CaseIncident {
  /** Null while there is none. */
  pictureAddress: string | null;
  clipAddress: string | null;
  /** What the clip holds and lacks, where dispatch says it. */
  clip?: ClipFinding | null | undefined;
}

/** At least one. */
export function sightingsOf(detail: CaseDetail): [Sighting, ...Sighting[]] {
  const [first = firstOf(detail), ...others] = detail.incidents ?? [];
  return [
    withAddresses(first, casePictureAddress(detail.id), caseClipAddress(detail.id)),
    ...others.map((one) =>
      withAddresses(
        one,
        incidentPictureAddress(detail.id, one.incidentId),
        incidentClipAddress(detail.id, one.incidentId),
      ),
    ),
  ];
}

/** The selected one; the first if none is selected, or the selected one no longer exists. */
export function chosenSighting(
  sightings: readonly [Sighting, ...Sighting[]],
  incidentId: string | null,
): Sighting {
  return sightings.find((one) => one.incidentId === incidentId) ?? sightings[0];
}

function withAddresses(incident: CaseIncident, picture: string, clip: string): Sighting {
  return {
    ...incident,
    pictureAddress: incident.hasPicture ? picture : null,
    clipAddress: incident.hasClip ? clip : null,
  };
}

function firstOf(detail: CaseDetail): CaseIncident {
  const { incidentId, cameraId, cameraName, fenceId, fenceName, present } = detail;
  const { openedAt, lastEventAt, clearedAt, confidence, region, reason } = detail;
  const { polygon, trace, hasPicture, hasClip, fenceVersion = null } = detail;
  return {
    incidentId,
    cameraId,
    cameraName,
    fenceId,
    fenceName,
    fenceVersion,
    present,
    openedAt,
    lastEventAt,
    clearedAt,
    confidence,
    region,
    reason,
    polygon,
    trace,
    hasPicture,
    hasClip,
  };
}
