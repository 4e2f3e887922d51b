// Which change of a fence would have spared most void alerts and lost no confirmed one: an exact back-test of many changes over
// the labelled past. Takes the fence as it is written, what people said of its alerts, and a way to play the log; gives the
// best change with what it removes and keeps. Changes nothing.
import {
  completeFence,
  fenceFileSchema,
  type Calendar,
  type Fence,
  type FenceFile,
} from '../../contracts/index.ts';
import { createBackTest, type BackTest, type BackTestResult } from '../backtest/back-test.ts';
import { incidentList, type BackTestIncident } from '../backtest/incident-list.ts';
import { advisedSettings, changesFor, type AdvisedSetting, type Change } from './changes.ts';
import { holeAround, voidPlaces, type VoidPlace } from './exclusions.ts';
import { isStillRaised, labelPast, type PastCase, type Verdict } from './past-case.ts';

export interface AdviseQuestion {
  readonly file: FenceFile;
  readonly verdicts: readonly Verdict[];
  readonly timezone: string;
  readonly calendar?: Calendar;
  /** Plays the same log of the fence's camera each time that it is called: four times at most. */
  readonly replay: (feed: BackTest['feed']) => Promise<void>;
}

export interface Proposal {
  readonly change: Change;
  readonly settings: readonly AdvisedSetting[];
  /** Void ones that would not have been raised. */
  readonly removed: readonly Verdict[];
  /** Void ones that would still have been. */
  readonly kept: readonly Verdict[];
  /** Confirmed ones: all that there are, since none is lost. */
  readonly confirmed: readonly Verdict[];
  /** What nobody has judged and would not be raised any more. */
  readonly unjudgedLost: readonly BackTestIncident[];
}

export interface PlaceProposal extends Proposal {
  readonly cause: string;
  readonly times: number;
}

export type AdviceReason = 'no-verdicts' | 'no-void-case' | 'no-confirmed-case' | 'nothing-helps';

export interface Advice {
  /** The best change; null with the reason. */
  readonly proposal: Proposal | null;
  readonly reason: AdviceReason | null;
  /** Others that lose no confirmed case, the next best first. */
  readonly others: readonly Proposal[];
  /** Places that were void again and again for one cause: an exclusion for each that costs no confirmed case. */
  readonly places: readonly PlaceProposal[];
  readonly voids: number;
  readonly confirmed: number;
  /** Verdicts of things that the fence, as it is, does not raise in this log. */
  readonly unmatched: readonly Verdict[];
  /** How many changes were tried. */
  readonly tried: number;
}

const mostTogether = 3;
const mostInOneRun = 48;
const mostOthers = 4;

export async function advise(question: AdviseQuestion): Promise<Advice> {
  const fence = fenceOf(question.file);
  if (!fence) throw new Error('the fence is not one that can be armed');
  const run = (await runs(question, [fence]))[0];
  if (!run) throw new Error('a run has a result');
  const { cases, unmatched } = labelPast(question.verdicts, run);
  const voids = cases.filter(({ verdict }) => verdict.verdict === 'void');
  const about = { voids: voids.length, confirmed: cases.length - voids.length, unmatched };
  const nothing = { proposal: null, others: [], places: [], tried: 0, ...about };
  if (cases.length === 0) return { ...nothing, reason: 'no-verdicts' };
  if (voids.length === 0) return { ...nothing, reason: 'no-void-case' };
  const { timezone, file } = question;
  const all = changesFor({ file, fence, cases, timezone, end: run.to ?? 0 });
  // Without a confirmed case nothing says what must be kept: then only places are taken out.
  const changes = about.confirmed > 0 ? all : all.filter(({ holes }) => holes !== undefined);
  const court: Court = { question, cases, base: run };
  const singles = await tryChanges(court, changes.slice(0, mostInOneRun));
  const found = await combine(court, singles.proposals, voids.length);
  const best = [...found.proposals].sort(byWorth);
  return {
    ...about,
    proposal: best[0] ?? null,
    reason: best.length > 0 ? null : about.confirmed > 0 ? 'nothing-helps' : 'no-confirmed-case',
    others: best.slice(1, 1 + mostOthers),
    places: placeProposals(voidPlaces(cases), singles.proposals, file),
    tried: singles.tried + found.tried,
  };
}

interface Court {
  readonly question: AdviseQuestion;
  readonly cases: readonly PastCase[];
  readonly base: BackTestResult;
}

interface Tried {
  readonly proposals: readonly Proposal[];
  readonly tried: number;
}

/** Two settings together, then three, while more void cases go and some are left. */
async function combine(court: Court, singles: readonly Proposal[], voids: number): Promise<Tried> {
  const all = [...singles];
  let tried = 0;
  let front = bestOfEach(singles);
  const parts = front;
  for (let together = 2; together <= mostTogether; together++) {
    const most = Math.max(0, ...all.map(({ removed }) => removed.length));
    if (most === voids || parts.length < 2) break;
    const next = joined(front, parts).slice(0, mostInOneRun);
    if (next.length === 0) break;
    const found = await tryChanges(court, next);
    tried += found.tried;
    front = found.proposals
      .filter(({ removed }) => removed.length > most)
      .sort(byWorth)
      .slice(0, 6);
    all.push(...front);
  }
  return { proposals: all, tried };
}

/** The best two of each setting. */
function bestOfEach(proposals: readonly Proposal[]): Proposal[] {
  return advisedSettings.flatMap((setting) =>
    proposals
      .filter(({ settings }) => settings[0] === setting)
      .sort(byWorth)
      .slice(0, 2),
  );
}

function joined(front: readonly Proposal[], parts: readonly Proposal[]): Change[] {
  const seen = new Set<string>();
  return front.flatMap((one) =>
    parts.flatMap((other) => {
      const isNew = other.settings.every((setting) => !one.settings.includes(setting));
      const change = { ...one.change, ...other.change };
      const key = JSON.stringify(advisedSettings.map((name) => change[name] ?? null));
      if (!isNew || seen.has(key)) return [];
      seen.add(key);
      return [change];
    }),
  );
}

/** Those that remove a void case and lose no confirmed one. */
async function tryChanges(court: Court, changes: readonly Change[]): Promise<Tried> {
  const variants = changes.flatMap((change) => {
    const fence = fenceOf({ ...court.question.file, ...change });
    return fence ? [{ change, fence }] : [];
  });
  const results = await runs(
    court.question,
    variants.map(({ fence }) => fence),
  );
  const proposals = variants.flatMap(({ change }, index) => {
    const run = results[index];
    const proposal = run && judge(court, change, run);
    return proposal ? [proposal] : [];
  });
  return { proposals, tried: variants.length };
}

function judge({ cases, base }: Court, change: Change, run: BackTestResult): Proposal | null {
  const lost = cases.filter((one) => !isStillRaised(one, run));
  const of = (list: readonly PastCase[], verdict: Verdict['verdict']) =>
    list.flatMap((one) => (one.verdict.verdict === verdict ? [one.verdict] : []));
  const removed = of(lost, 'void');
  if (removed.length === 0 || of(lost, 'confirmed').length > 0) return null;
  const judged = new Set(cases.map(({ incident }) => incident.incidentId));
  return {
    change,
    settings: advisedSettings.filter((setting) => setting in change),
    removed,
    kept: of(cases, 'void').filter((verdict) => !removed.includes(verdict)),
    confirmed: of(cases, 'confirmed'),
    unjudgedLost: base.incidents.filter(
      (incident) => !judged.has(incident.incidentId) && !isStillRaised({ incident }, run),
    ),
  };
}

/** Most void cases first; then the fewest changes, the fewest losses that nobody has judged, the gentlest setting. */
function byWorth(a: Proposal, b: Proposal): number {
  return (
    b.removed.length - a.removed.length ||
    a.settings.length - b.settings.length ||
    a.unjudgedLost.length - b.unjudgedLost.length ||
    rankOf(a) - rankOf(b)
  );
}

function rankOf({ settings }: Proposal): number {
  return settings.reduce((sum, setting) => sum + advisedSettings.indexOf(setting), 0);
}

function placeProposals(
  places: readonly VoidPlace[],
  singles: readonly Proposal[],
  file: FenceFile,
): PlaceProposal[] {
  return places.flatMap((place) => {
    const hole = holeAround(place, file);
    const holes = JSON.stringify([...(file.holes ?? []), hole]);
    const proposal = singles.find(({ change }) => JSON.stringify(change.holes) === holes);
    return proposal ? [{ ...proposal, cause: place.cause, times: place.cases.length }] : [];
  });
}

/** Null for a change that makes no fence, such as a hole that takes all of it. */
function fenceOf(file: FenceFile): Fence | null {
  const parsed = fenceFileSchema.safeParse(file);
  return parsed.success ? completeFence(parsed.data) : null;
}

/** All in one go over the log: it is read and decoded once. */
async function runs(question: AdviseQuestion, fences: readonly Fence[]): Promise<BackTestResult[]> {
  if (fences.length === 0) return [];
  const { timezone, calendar } = question;
  const idOf = (index: number) => `~${index}`;
  const backTest = createBackTest({
    fences: fences.map((fence, index) => ({ ...fence, id: idOf(index) })),
    timezone,
    ...(calendar && { calendar }),
  });
  await question.replay((observations, watched) => backTest.feed(observations, watched));
  const result = backTest.end();
  return fences.map((_, index) => {
    const events = result.events.filter(({ fenceId }) => fenceId === idOf(index));
    return { ...result, events, incidents: incidentList(events) };
  });
}
