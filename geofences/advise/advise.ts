// Finds the change of a fence that avoids most void alerts and loses no confirmed one, by back-tests of many changes. Takes the fence
// as written, people's verdicts on its alerts, and a function that plays the log; returns the best change with the alerts that it
// removes and keeps. Does not change the fence.
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
import { isStillRaised, labelHistory, type LabelledCase, type Verdict } from './labelled-case.ts';

export interface AdviseQuestion {
  readonly file: FenceFile;
  readonly verdicts: readonly Verdict[];
  readonly timezone: string;
  readonly calendar?: Calendar;
  /** Plays the same log of the fence's camera on each call; called four times at most. */
  readonly replay: (feed: BackTest['feed']) => Promise<void>;
}

export interface Proposal {
  readonly change: Change;
  readonly settings: readonly AdvisedSetting[];
  /** Void alerts that it would have avoided. */
  readonly removed: readonly Verdict[];
  /** Void alerts that it would have kept. */
  readonly kept: readonly Verdict[];
  /** Confirmed alerts: all of them, since none is lost. */
  readonly confirmed: readonly Verdict[];
  /** Unjudged alerts that would be lost. */
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
  /** Other changes that lose no confirmed case, the next best first. */
  readonly others: readonly Proposal[];
  /** Places that were void repeatedly for one cause: an exclusion for each that costs no confirmed case. */
  readonly places: readonly PlaceProposal[];
  readonly voids: number;
  readonly confirmed: number;
  /** Verdicts on objects for which the current fence raises no alert in this log. */
  readonly unmatched: readonly Verdict[];
  /** The number of changes that were tried. */
  readonly tried: number;
}

const maxTogether = 3;
const maxInOneRun = 48;
const maxOthers = 4;

export async function advise(question: AdviseQuestion): Promise<Advice> {
  const fence = fenceOf(question.file);
  if (!fence) throw new Error('the fence is not one that can be armed');
  const run = (await runs(question, [fence]))[0];
  if (!run) throw new Error('a run has a result');
  const { cases, unmatched } = labelHistory(question.verdicts, run);
  const voids = cases.filter(({ verdict }) => verdict.verdict === 'void');
  const about = { voids: voids.length, confirmed: cases.length - voids.length, unmatched };
  const nothing = { proposal: null, others: [], places: [], tried: 0, ...about };
  if (cases.length === 0) return { ...nothing, reason: 'no-verdicts' };
  if (voids.length === 0) return { ...nothing, reason: 'no-void-case' };
  const { timezone, file } = question;
  const all = changesFor({ file, fence, cases, timezone, end: run.to ?? 0 });
  // Without a confirmed case any limit would seem good, so only exclusions of places are tried.
  const changes = about.confirmed > 0 ? all : all.filter(({ holes }) => holes !== undefined);
  const context: AdviceContext = { question, cases, base: run };
  const singles = await tryChanges(context, changes.slice(0, maxInOneRun));
  const found = await combine(context, singles.proposals, voids.length);
  const best = [...found.proposals].sort(byWorth);
  return {
    ...about,
    proposal: best[0] ?? null,
    reason: best.length > 0 ? null : about.confirmed > 0 ? 'nothing-helps' : 'no-confirmed-case',
    others: best.slice(1, 1 + maxOthers),
    places: placeProposals(voidPlaces(cases), singles.proposals, file),
    tried: singles.tried + found.tried,
  };
}

interface AdviceContext {
  readonly question: AdviseQuestion;
  readonly cases: readonly LabelledCase[];
  readonly base: BackTestResult;
}

interface Tried {
  readonly proposals: readonly Proposal[];
  readonly tried: number;
}

/** Combines two settings, then three, as long as this removes more void cases. */
async function combine(
  context: AdviceContext,
  singles: readonly Proposal[],
  voids: number,
): Promise<Tried> {
  const all = [...singles];
  let tried = 0;
  let front = bestOfEach(singles);
  const parts = front;
  for (let together = 2; together <= maxTogether; together++) {
    const most = Math.max(0, ...all.map(({ removed }) => removed.length));
    if (most === voids || parts.length < 2) break;
    const next = joined(front, parts).slice(0, maxInOneRun);
    if (next.length === 0) break;
    const found = await tryChanges(context, next);
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

/** Changes that remove a void case and lose no confirmed one. */
async function tryChanges(context: AdviceContext, changes: readonly Change[]): Promise<Tried> {
  const variants = changes.flatMap((change) => {
    const fence = fenceOf({ ...context.question.file, ...change });
    return fence ? [{ change, fence }] : [];
  });
  const results = await runs(
    context.question,
    variants.map(({ fence }) => fence),
  );
  const proposals = variants.flatMap(({ change }, index) => {
    const run = results[index];
    const proposal = run && judge(context, change, run);
    return proposal ? [proposal] : [];
  });
  return { proposals, tried: variants.length };
}

function judge(
  { cases, base }: AdviceContext,
  change: Change,
  run: BackTestResult,
): Proposal | null {
  const lost = cases.filter((one) => !isStillRaised(one, run));
  const of = (list: readonly LabelledCase[], verdict: Verdict['verdict']) =>
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

/** Order: most void cases removed, fewest changes, fewest unjudged alerts lost, preferred setting. */
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

/** Null for a change that makes the fence invalid, such as a hole that covers all of it. */
function fenceOf(file: FenceFile): Fence | null {
  const parsed = fenceFileSchema.safeParse(file);
  return parsed.success ? completeFence(parsed.data) : null;
}

/** Runs all fences in one pass, so that the log is read and decoded once. */
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
