// What a bundle says of the pictures and clips of a case: which have not come or were deleted, which spans each clip holds, what
// is missing in it and why, and where it is damaged. Takes the alerts and openings of the case.
import type {
  Alert,
  CaseOpening,
  ClipGap,
  ClipGapReason,
  DeletedMedia,
} from '../../contracts/index.ts';
import { clipFaultText } from '../../contracts/index.ts';
import type { Missing, RecordIncident } from '../../evidence/case-record.ts';
import type { Store } from '../store/store.ts';

type OpeningOfRecord = Pick<CaseOpening, 'incidentId' | 'opening' | 'clip'>;

export function clipsOf(
  openings: readonly OpeningOfRecord[],
  incidentId: string,
): NonNullable<RecordIncident['clips']> {
  return openings.flatMap(({ opening, clip, incidentId: own }) =>
    own === incidentId && clip ? [{ ...clip, opening }] : [],
  );
}

export function missingInClips(openings: readonly OpeningOfRecord[]): Missing[] {
  return openings.flatMap(({ incidentId, opening, clip }) => {
    const gaps = (clip?.coverage?.missing ?? []).map((gap) =>
      clip?.coverage?.kept.length === 0 ? noneText(opening, gap) : gapText(opening, gap),
    );
    const fault = clip?.fault
      ? [`that of opening ${opening} is damaged: ${clipFaultText(clip.fault)}`]
      : [];
    return [...gaps, ...fault].map((why): Missing => ({
      what: 'clip',
      about: incidentId,
      why: why.slice(0, 500),
    }));
  });
}

export async function absentMedia(
  { store }: { store: Pick<Store, 'media'> },
  alerts: readonly Alert[],
  deleted: readonly DeletedMedia[],
): Promise<Missing[]> {
  const missing: Missing[] = [];
  const openings = alerts.filter(({ incident }) => incident.event === 'opened');
  const ids = [...new Set(openings.map(({ incident }) => incident.incidentId))];
  const media = await store.media.of(ids);
  for (const { incident } of openings)
    for (const what of ['picture', 'clip'] as const) {
      const { incidentId, sequence } = incident;
      const isIt = (one: Pick<DeletedMedia, 'incidentId' | 'opening' | 'name'>) =>
        one.incidentId === incidentId && one.opening === sequence && one.name === what;
      const gone = deleted.find(isIt);
      const why =
        gone === undefined
          ? `none has come for opening ${sequence}`
          : `that of opening ${sequence} was deleted by a ${gone.why} at ${utcOf(gone.at)}`;
      if (!media.some(isIt)) missing.push({ what, about: incidentId, why });
    }
  return missing;
}

function gapText(opening: number, { from, to, reason }: ClipGap): string {
  const seconds = ((to - from) / 1000).toFixed(1);
  const between = `between ${utcOf(from)} and ${utcOf(to)}`;
  return `that of opening ${opening} lacks ${seconds} s ${between}: ${reasonTexts[reason]}`;
}

function noneText(opening: number, { reason }: ClipGap): string {
  return `the edge has none for opening ${opening}: ${reasonTexts[reason]}`;
}

const reasonTexts: Readonly<Record<ClipGapReason, string>> = {
  'camera-away': 'the camera sent nothing or could not be reached',
  'worker-not-running': 'the worker was not running',
  'disk-full': 'the disk of the edge was full',
  'disk-failed': 'the disk of the edge refused to write',
  'disk-too-slow': 'the disk of the edge was too slow',
  'no-longer-kept': 'the edge had already deleted it, by age or for room',
  'segment-damaged': 'the recording cannot be read there',
  'too-large': 'it is more than dispatch takes',
  'camera-removed': 'the edge has this camera no more',
  'not-known': 'the reason is not known',
};

function utcOf(at: number): string {
  return new Date(at).toISOString();
}
