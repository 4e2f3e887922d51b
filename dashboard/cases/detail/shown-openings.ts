// The openings of what one camera saw, the newest first: each with its own picture, clip, reason and times. Cases of earlier
// releases know of no openings: what the camera saw then counts as the only one.
import type { CaseDetail, CaseOpening } from '../../../contracts/index.ts';
import { openingClipAddress, openingPictureAddress } from '../../api/addresses.ts';
import { chosenSighting, sightingsOf, type Sighting } from './sightings.ts';

export interface ShownOpening extends Sighting {
  /** Names it among the openings of its incident. */
  opening: number;
  /** 1 for the first time that it was seen, 2 for the second. */
  time: number;
  /** Nobody said when it ended: the report was lost, or came to an edge that was down. */
  isEndUnknown: boolean;
}

export type ShownOpenings = [ShownOpening, ...ShownOpening[]];

/** Of each camera, in the order of the cameras. */
export function openingsByCamera(detail: CaseDetail): [ShownOpenings, ...ShownOpenings[]] {
  const [first, ...others] = sightingsOf(detail);
  return [openingsOf(detail, first), ...others.map((one) => openingsOf(detail, one))];
}

export interface Choice {
  incidentId: string;
  opening: number | null;
}

/** What was chosen; where nothing was, the newest opening of the camera that saw the thing come back last. */
export function chosenOpenings(
  detail: CaseDetail,
  all: readonly [ShownOpenings, ...ShownOpenings[]],
  choice: Choice | null,
): { openings: ShownOpenings; shown: ShownOpening } {
  const back = detail.events.findLast(({ effect }) => effect === 'came-back');
  const heads = all.map(([newest]) => newest) as [ShownOpening, ...ShownOpening[]];
  const { incidentId } = chosenSighting(heads, choice?.incidentId ?? back?.incidentId ?? null);
  const openings = all.find(([newest]) => newest.incidentId === incidentId) ?? all[0];
  const shown = openings.find(({ opening }) => opening === choice?.opening) ?? openings[0];
  return { openings, shown };
}

function openingsOf(detail: CaseDetail, sighting: Sighting): ShownOpenings {
  const own = (detail.openings ?? [])
    .filter(({ incidentId }) => incidentId === sighting.incidentId)
    .sort((a, b) => a.opening - b.opening);
  const hasFirst = own[0]?.opening === 1;
  const shown = own.map((one, index) =>
    toShown(detail.id, sighting, {
      one,
      time: index + (hasFirst ? 1 : 2),
      isNewest: index === own.length - 1,
    }),
  );
  const first = hasFirst ? [] : [firstOf(sighting, own.length === 0)];
  return [...first, ...shown].reverse() as ShownOpenings;
}

/** The first opening where its report has not come, or where dispatch does not list any. */
function firstOf(sighting: Sighting, isNewest: boolean): ShownOpening {
  if (isNewest) return { ...sighting, opening: 1, time: 1, isEndUnknown: false };
  const { openedAt } = sighting;
  const ended = { present: false, clearedAt: null, lastEventAt: openedAt };
  return { ...sighting, ...ended, opening: 1, time: 1, isEndUnknown: true };
}

function toShown(
  caseId: string,
  sighting: Sighting,
  { one, time, isNewest }: { one: CaseOpening; time: number; isNewest: boolean },
): ShownOpening {
  const { incidentId, opening, clearedAt, openedAt, fenceVersion } = one;
  const present = isNewest && sighting.present;
  const picture = openingPictureAddress(caseId, incidentId, opening);
  const clip = openingClipAddress(caseId, incidentId, opening);
  return {
    ...sighting,
    ...one,
    // The fence is known as the first version drew it; another one may have been elsewhere.
    polygon: fenceVersion === (sighting.fenceVersion ?? fenceVersion) ? sighting.polygon : [],
    present,
    clearedAt: present ? null : clearedAt,
    lastEventAt: present ? sighting.lastEventAt : (clearedAt ?? openedAt),
    pictureAddress: one.hasPicture ? picture : null,
    clipAddress: one.hasClip ? clip : null,
    time,
    isEndUnknown: !present && clearedAt === null,
  };
}
