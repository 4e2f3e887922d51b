// Compares what was seen of a zoo camera with the expectation of its shape. Pure: takes the visit, returns faults as sentences;
// none when all is well.
import { groupMs, type Allowance, type Expectation, type Shape } from './shape.ts';
import type { Visit } from './visit.ts';
import { clipSecondsOf } from './clip-length.ts';

const periodMs = 1000;
/** The largest distance between pictures and segment ends that is no gap. */
const gapMs = 1000;
const datedWithinMs = 4000;
const recordedWithinMs = 4000;
/** The share of a stable camera's pictures that must arrive although the camera hangs up. */
const flappingShare = 0.25;

type Served = Extract<Expectation, { served: true }>;

export function faultsOf(shape: Shape, visit: Visit): string[] {
  const { expect } = shape;
  if (!expect.served) return faultsOfRefusal(expect, visit);
  if (visit.liveAfterMs === null)
    return [
      `never live: ${visit.health?.problem ?? 'nothing said'} (${visit.failures.join(', ')})`,
    ];
  return [
    ...faultsOfState(expect, visit),
    ...faultsOfPictures(shape, expect, visit),
    ...faultsOfRecording(expect, visit),
    ...faultsOfClip(shape, expect, visit),
  ];
}

function faultsOfRefusal(
  { state, code }: Extract<Expectation, { served: false }>,
  { health, pictures, wrongTries }: Visit,
): string[] {
  return [
    ...(pictures.length > 0 ? ['gave pictures all the same'] : []),
    ...(health?.state === state ? [] : [`state ${health?.state ?? 'none'}, not ${state}`]),
    ...(health?.reason?.code === code
      ? []
      : [`said ${health?.reason?.code ?? 'nothing'}, not ${code}`]),
    ...(wrongTries > 2 ? [`${wrongTries} wrong log-ins`] : []),
  ];
}

function faultsOfState(expect: Served, { health, said, failures }: Visit): string[] {
  const ends = failures.filter((reason) => reason !== 'transport-refused');
  return [
    ...(health?.decode === expect.decode ? [] : [`decoded ${health?.decode ?? 'nothing'}`]),
    ...(expect.note === null || said.has(expect.note) ? [] : [`did not say ${expect.note}`]),
    ...(expect.note === null && said.has('camera-time-jumps') ? ['says that time jumps'] : []),
    ...(allows(expect, 'reconnects') || ends.length === 0 ? [] : [`ended: ${ends.join(', ')}`]),
    ...(allows(expect, 'reconnects') || health?.state === 'live'
      ? []
      : [`${health?.state ?? 'no state'} at the end`]),
  ];
}

function faultsOfPictures({ watchMs, film }: Shape, expect: Served, visit: Visit): string[] {
  const { pictures } = visit;
  const gaps = pictures
    .slice(1)
    .map(({ capturedAt }, i) => capturedAt - (pictures[i]?.capturedAt ?? 0));
  const usual = expect.decode === 'full' ? periodMs : Math.max(periodMs, groupMs(film));
  const share = allows(expect, 'reconnects') ? flappingShare : 0.6;
  const least = Math.floor((watchMs / usual) * share);
  const off = pictures.map(({ capturedAt, arrivedAt }) => arrivedAt - capturedAt);
  const middle = median(gaps);
  return [
    ...(pictures.length >= least ? [] : [`${pictures.length} pictures, not ${least}`]),
    ...(gaps.every((gap) => gap > 0) ? [] : ['times go back']),
    ...(middle === null || (middle >= usual * 0.65 && middle <= usual * 1.6)
      ? []
      : [`a picture each ${Math.round(middle)} ms`]),
    ...(off.every((ms) => ms > -1500 && ms < datedWithinMs + lateness(expect))
      ? []
      : [`dated ${Math.round(Math.max(...off))} ms back, ${Math.round(-Math.min(...off))} ahead`]),
  ];
}

/**
 * When everything has to be decoded, the packets since the last key frame are decoded first: as many as it takes to notice
 * that key frames are too rare.
 */
function lateness({ decode }: Served): number {
  return decode === 'full' ? 3 * periodMs : 0;
}

function faultsOfRecording(expect: Served, visit: Visit): string[] {
  const { segments, recordedUntil, endedAt, said } = visit;
  const gap = longestGapMs(visit);
  const behind = endedAt - (recordedUntil ?? 0);
  return [
    ...(segments.length === 0 ? ['nothing recorded'] : []),
    ...(said.has('camera-not-recording') ? ['says that it is not recorded'] : []),
    ...(gap > gapMs && !allows(expect, 'gaps') ? [`gap of ${gap} ms in the recording`] : []),
    ...(allows(expect, 'reconnects') || (behind > -1500 && behind < recordedWithinMs)
      ? []
      : [`recorded until ${Math.round(behind)} ms ago`]),
  ];
}

export function longestGapMs({ segments }: Pick<Visit, 'segments'>): number {
  const gaps = segments.slice(1).map(({ startAt }, i) => startAt - (segments[i]?.endAt ?? startAt));
  return Math.max(0, ...gaps);
}

function faultsOfClip(shape: Shape, expect: Served, { clip }: Visit): string[] {
  if (!clip.made) return [`no clip: ${clip.why}`];
  const usual = clipSecondsOf(shape);
  const { most } = usual;
  const least = allows(expect, 'gaps') ? 1 : usual.least;
  // A browser may stop at damaged pictures; other players continue.
  const isPlayable = shape.film.codec === 'h264' && !allows(expect, 'damaged-pictures');
  return [
    ...(clip.seconds >= least && clip.seconds <= most
      ? []
      : [`clip of ${clip.seconds.toFixed(1)} s, not ${least} to ${most}`]),
    ...(clip.complaints.length === 0 || allows(expect, 'damaged-pictures')
      ? []
      : [`${clip.complaints.length} faults in the clip: ${clip.complaints[0] ?? ''}`]),
    ...(isPlayable && clip.browser !== null && clip.browser !== 'plays'
      ? [`the browser ${clip.browser}`]
      : []),
  ];
}

function allows({ allow }: Served, what: Allowance): boolean {
  return allow.includes(what);
}

function median(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
}
