// The cases of the report: each miss, false alarm, duplicate, late opening and missed clearing, with the moments that show it.
// Pure: takes a judged clip, returns its cases in order of time.
import type { Box } from '../../../contracts/index.ts';
import { seconds, signedSeconds } from '../columns.ts';
import type { JudgedClip } from '../figures.ts';
import { dwellOf } from '../truth.ts';
import type {
  Duplicate,
  FalseAlarm,
  FalseAlarmReason,
  Found,
  Missed,
  Opening,
} from '../verdict.ts';

export const caseKinds = [
  'missed',
  'false-alarm',
  'duplicate',
  'late',
  'not-cleared',
  'view-alarm',
] as const;
export type CaseKind = (typeof caseKinds)[number];

export interface Case {
  what: CaseKind;
  /** Null when it concerns the whole picture. */
  fenceId: string | null;
  /** A summary in one line. */
  title: string;
  /** The engine's own message; null if there is none. */
  reason: string | null;
  /** The true region, and the engine's. */
  truthRegion: Box | null;
  saidRegion: Box | null;
  /** When it was opened; null if it was not. */
  openedMs: number | null;
  /** The moments to show, ms from the start, in order; counts are between the first and the last. */
  momentsMs: number[];
}

/** Found, but this much later than at-rest plus dwell. */
export const lateMs = 5000;
const picturesPerStrip = 7;

export function casesOf({ clip, verdict }: JudgedClip): Case[] {
  const dwellMs = ({ fenceId, truth }: Missed) => {
    const fence = clip.fences.find((one) => one.id === fenceId && one.kind === truth.kind);
    return fence ? dwellOf(truth, fence) : 0;
  };
  const cases = [
    ...verdict.missed.map((missed) => missedCase(missed, dwellMs(missed))),
    ...verdict.falseAlarms.map(falseAlarmCase),
    ...verdict.duplicates.map(duplicateCase),
    ...verdict.found.filter(({ delayMs }) => delayMs > lateMs).map(lateCase),
    ...verdict.found
      .filter(({ cleared }) => cleared.expected && !cleared.seen)
      .map((found) => notClearedCase(found, clip.truth.durationMs)),
    ...viewCases(verdict.view),
  ];
  return cases.sort((a, b) => (a.momentsMs[0] ?? 0) - (b.momentsMs[0] ?? 0));
}

function missedCase({ kind, fenceId, truth }: Missed, dwellMs: number): Case {
  const { presentFromMs, presentToMs, region } = truth;
  const untilMs = Math.min(presentToMs + 2000, presentFromMs + dwellMs + 25_000);
  return {
    what: 'missed',
    fenceId,
    reason: null,
    truthRegion: region,
    saidRegion: null,
    openedMs: null,
    title: `${kind}, there from ${seconds(presentFromMs)} to ${seconds(presentToMs)}`,
    momentsMs: evenly(presentFromMs - 2000, untilMs, picturesPerStrip),
  };
}

const falseTexts: Record<FalseAlarmReason, string> = {
  'nothing-there': 'nothing of this kind happens in this fence',
  elsewhere: 'what happens in this fence is at another place',
  'too-early': 'it had not yet been there for its dwell',
  'too-late': 'it had left',
};

function falseAlarmCase(alarm: FalseAlarm): Case {
  const title = `${alarm.kind} at ${seconds(alarm.openedMs)}: ${falseTexts[alarm.why]}`;
  return { ...openingCase('false-alarm', alarm), title };
}

function duplicateCase(repeat: Duplicate): Case {
  const how = repeat.reopened ? 'the same incident opened again' : 'another incident for one thing';
  const title = `${repeat.kind} at ${seconds(repeat.openedMs)}: ${how}`;
  return { ...openingCase('duplicate', repeat), title, truthRegion: repeat.truth.region };
}

function lateCase(found: Found): Case {
  const moments = evenly(found.truth.presentFromMs - 2000, found.openedMs, picturesPerStrip - 1);
  return {
    ...openingCase('late', found),
    title: `${found.kind} at ${seconds(found.openedMs)}: ${signedSeconds(found.delayMs)} after its dwell`,
    truthRegion: found.truth.region,
    momentsMs: [...moments, found.openedMs + 2000],
  };
}

function notClearedCase({ kind, fenceId, truth, region }: Found, durationMs: number): Case {
  const untilMs = Math.min(durationMs, truth.presentToMs + 24_000);
  return {
    what: 'not-cleared',
    fenceId,
    reason: null,
    saidRegion: region,
    openedMs: null,
    title: `${kind}, gone since ${seconds(truth.presentToMs)}`,
    truthRegion: truth.region,
    momentsMs: evenly(truth.presentToMs - 2000, untilMs, picturesPerStrip),
  };
}

function viewCases({ movedAlarms, changes }: JudgedClip['verdict']['view']): Case[] {
  const moved = movedAlarms > 0 ? changes.filter(({ state }) => state === 'moved') : [];
  return moved.map(({ atMs }) => ({
    what: 'view-alarm' as const,
    fenceId: null,
    reason: null,
    truthRegion: null,
    saidRegion: null,
    openedMs: null,
    title: `the view is reported as moved at ${seconds(atMs)}`,
    momentsMs: evenly(atMs - 8000, atMs + 4000, picturesPerStrip),
  }));
}

/** From the engine's at-rest time until shortly after the opening. */
function openingCase(what: CaseKind, opening: Opening): Omit<Case, 'title'> {
  const { fenceId, reason, openedMs, presentSinceMs, region } = opening;
  const before = evenly(Math.min(presentSinceMs, openedMs - 4000) - 2000, openedMs, 5);
  return {
    what,
    fenceId,
    reason,
    truthRegion: null,
    saidRegion: region,
    openedMs,
    momentsMs: [...before, openedMs + 2000, openedMs + 4000],
  };
}

/** At least two moments, none before the start. */
function evenly(fromMs: number, toMs: number, count: number): number[] {
  const start = Math.max(0, fromMs);
  const step = (toMs - start) / (count - 1);
  return Array.from({ length: count }, (_, index) => start + index * step);
}
