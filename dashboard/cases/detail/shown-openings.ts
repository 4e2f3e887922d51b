// The openings that one camera saw, latest first: each with its picture, clip, reason and times. Cases of earlier releases have
// no openings: then the whole incident is the only one.
import type { CaseDetail, CaseOpening } from '../../../contracts/index.ts';
import { openingClipAddress, openingPictureAddress } from '../../api/addresses.ts';
import { chosenSighting, sightingsOf, type Sighting } from './sightings.ts';

export interface ShownOpening extends Sighting {
  /** The opening's number within its incident. */
  opening: number;
  /** 1 for the first time that it was seen, 2 for the second. */
  time: number;
  /** The end is unknown: its report was lost, or arrived while dispatch was down. */
  isEndUnknown: boolean;
  /** When the object came to rest; absent where dispatch lists no openings. */
  presentSince?: number;
}

export type ShownOpenings = [ShownOpening, ...ShownOpening[]];

/** Of each camera, in order of the cameras. */
export function openingsByCamera(detail: CaseDetail): [ShownOpenings, ...ShownOpenings[]] {
  const [first, ...others] = sightingsOf(detail);
  return [openingsOf(detail, first), ...others.map((one) => openingsOf(detail, one))];
}

export interface Choice {
  incidentId: string;
  opening: number | null;
  /** When the newest opening began that was known at the choice: later ones are offered, and not shown by themselves. */
  knownUntil?: number;
}

/** The newest opening, if it came after the choice; else null. */
export function newSince(
  choice: Choice | null,
  all: readonly [ShownOpenings, ...ShownOpenings[]],
): ShownOpening | null {
  if (choice?.knownUntil === undefined) return null;
  const newest = newestOf(all);
  return newest.openedAt > choice.knownUntil ? newest : null;
}

export function newestOf(all: readonly [ShownOpenings, ...ShownOpenings[]]): ShownOpening {
  const [[first], ...others] = all;
  return others.reduce((best, [one]) => (one.openedAt > best.openedAt ? one : best), first);
}

/** The selected one; by default the latest opening of the camera that saw the object come back last. */
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

/** The first opening, while its report is missing or dispatch lists none. */
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
    // Only the fence of the first opening is known; a later version may differ.
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
