// The figures of a run: per kind, per nuisance, per clip, and in total. Pure: takes each clip's verdict and cost; returns the
// content of `--json`. Unknown figures are null, such as the recall of nothing.
import { kinds, type Kind } from '../../contracts/index.ts';
import type { Clip } from './clip.ts';
import { nuisances, nuisancesOf, type Nuisance } from './nuisance.ts';
import { sumOf, type OpinionTally } from './opinion-tally.ts';
import type { ClipRun } from './run-clip.ts';
import type { Verdict } from './verdict.ts';

export interface JudgedClip {
  clip: Clip;
  run: ClipRun;
  verdict: Verdict;
}

/** Counts over some clips, or over one kind in all clips. */
export interface Tally {
  /** True incidents. */
  truth: number;
  found: number;
  /** Share of the truth that was found, 0..1. */
  recall: number | null;
  falseAlarms: number;
  duplicates: number;
  /** Opening time minus (at-rest + dwell), ms; negative when earlier. */
  medianDelayMs: number | null;
  worstDelayMs: number | null;
}

export interface NuisanceTally extends Tally {
  clips: number;
  falseAlarmsPerCameraDay: number | null;
}

export interface Cleared {
  /** Objects that leave before their clip ends. */
  expected: number;
  /** How many of these were found and then cleared. */
  seen: number;
  /** Objects that were cleared while they were still there. */
  early: number;
}

export interface Figures {
  kinds: Record<Kind, Tally>;
  falseAlarms: number;
  /** Events ÷ analysed hours × 24. */
  falseAlarmsPerCameraDay: number | null;
  duplicates: number;
  /** How many of the duplicates re-opened a cleared incident. */
  reopened: number;
  medianDelayMs: number | null;
  worstDelayMs: number | null;
  cleared: Cleared;
  viewMoved: { expected: number; found: number; falseAlarms: number };
  cpuSecondsPerMediaHour: number | null;
  mediaHours: number;
  opinions: OpinionTally;
  nuisances: Partial<Record<Nuisance, NuisanceTally>>;
  clips: ClipFigures[];
}

export interface ClipFigures extends Verdict {
  name: string;
  nuisances: Nuisance[];
  mediaMs: number;
  frames: number;
  cpuMs: number;
  decode: ClipRun['decode'];
  opinions: OpinionTally;
}

const hourMs = 3_600_000;

export function figuresOf(judged: readonly JudgedClip[]): Figures {
  const verdicts = judged.map(({ verdict }) => verdict);
  const all = tally(verdicts);
  const mediaMs = sum(judged.map(({ run }) => run.mediaMs));
  return {
    kinds: kindTallies(judged),
    falseAlarms: all.falseAlarms,
    falseAlarmsPerCameraDay: perDay(all.falseAlarms, mediaMs),
    duplicates: all.duplicates,
    reopened: sum(verdicts.map(({ duplicates }) => duplicates.filter(isReopened).length)),
    medianDelayMs: all.medianDelayMs,
    worstDelayMs: all.worstDelayMs,
    cleared: clearedOf(verdicts),
    viewMoved: viewMovedOf(verdicts),
    cpuSecondsPerMediaHour: perHour(sum(judged.map(({ run }) => run.cpuMs)) / 1000, mediaMs),
    mediaHours: rounded(mediaMs / hourMs, 4),
    opinions: sumOf(judged.map(({ run }) => run.opinions)),
    nuisances: nuisanceTallies(judged),
    clips: judged.map(clipFigures),
  };
}

function isReopened({ reopened }: { reopened: boolean }): boolean {
  return reopened;
}

/** Shipped kinds first, in their order. */
export function watchedKinds(clips: readonly { fences: readonly { kind: Kind }[] }[]): Kind[] {
  const named = new Set(clips.flatMap(({ fences }) => fences.map(({ kind }) => kind)));
  return [...new Set([...kinds, ...named])].filter((kind) => named.has(kind));
}

/** Only kinds that some clip watches for. */
function kindTallies(judged: readonly JudgedClip[]): Figures['kinds'] {
  const verdicts = judged.map(({ verdict }) => verdict);
  const watched = watchedKinds(judged.map(({ clip }) => clip));
  return Object.fromEntries(
    watched.map((kind) => [kind, tally(verdicts.map((verdict) => ofKind(verdict, kind)))]),
  );
}

function ofKind(verdict: Verdict, kind: Kind): Verdict {
  const own = <T extends { kind: Kind }>(list: readonly T[]) =>
    list.filter((one) => one.kind === kind);
  const { found, missed, duplicates, falseAlarms, view } = verdict;
  return {
    found: own(found),
    missed: own(missed),
    duplicates: own(duplicates),
    falseAlarms: own(falseAlarms),
    view,
  };
}

function nuisanceTallies(judged: readonly JudgedClip[]): Figures['nuisances'] {
  const withWords = judged.map((one) => ({ ...one, hard: nuisancesOf(one.clip.truth.nuisance) }));
  const entries = nuisances.flatMap((name) => {
    const own = withWords.filter(({ hard }) => hard.includes(name));
    return own.length === 0 ? [] : [[name, nuisanceTally(own)] as const];
  });
  return Object.fromEntries(entries);
}

function nuisanceTally(own: readonly JudgedClip[]): NuisanceTally {
  const counts = tally(own.map(({ verdict }) => verdict));
  const mediaMs = sum(own.map(({ run }) => run.mediaMs));
  const falseAlarmsPerCameraDay = perDay(counts.falseAlarms, mediaMs);
  return { clips: own.length, ...counts, falseAlarmsPerCameraDay };
}

function tally(verdicts: readonly Verdict[]): Tally {
  const found = verdicts.flatMap((verdict) => verdict.found);
  const truth = found.length + sum(verdicts.map(({ missed }) => missed.length));
  const delays = found.map(({ delayMs }) => delayMs).sort((a, b) => a - b);
  return {
    truth,
    found: found.length,
    recall: truth === 0 ? null : rounded(found.length / truth, 4),
    falseAlarms: sum(verdicts.map(({ falseAlarms }) => falseAlarms.length)),
    duplicates: sum(verdicts.map(({ duplicates }) => duplicates.length)),
    medianDelayMs: median(delays),
    worstDelayMs: delays.at(-1) ?? null,
  };
}

function clearedOf(verdicts: readonly Verdict[]): Cleared {
  const found = verdicts.flatMap((verdict) => verdict.found.map(({ cleared }) => cleared));
  const missed = verdicts.flatMap((verdict) => verdict.missed);
  const expected = found.filter((one) => one.expected);
  return {
    expected: expected.length + missed.filter((one) => one.clearedExpected).length,
    seen: expected.filter(({ seen }) => seen).length,
    early: found.filter(({ early }) => early).length,
  };
}

function viewMovedOf(verdicts: readonly Verdict[]): Figures['viewMoved'] {
  const views = verdicts.map(({ view }) => view);
  return {
    expected: views.filter(({ expectMoved }) => expectMoved).length,
    found: views.filter(({ foundMoved }) => foundMoved).length,
    falseAlarms: sum(views.map(({ movedAlarms }) => movedAlarms)),
  };
}

/** The figures of one clip. */
export function clipFigures({ clip, run, verdict }: JudgedClip): ClipFigures {
  const { mediaMs, frames, cpuMs, decode, opinions } = run;
  const hard = nuisancesOf(clip.truth.nuisance);
  return { name: clip.name, ...verdict, nuisances: hard, mediaMs, frames, cpuMs, decode, opinions };
}

/** The median. */
export function median(ordered: readonly number[]): number | null {
  const upper = ordered[Math.floor(ordered.length / 2)];
  const lower = ordered[Math.floor((ordered.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}

export function perDay(count: number, mediaMs: number): number | null {
  const hourly = perHour(count, mediaMs);
  return hourly === null ? null : rounded((count / mediaMs) * hourMs * 24, 2);
}

function perHour(amount: number, mediaMs: number): number | null {
  return mediaMs === 0 ? null : rounded((amount / mediaMs) * hourMs, 2);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
