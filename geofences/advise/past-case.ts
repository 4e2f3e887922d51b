// The labelled past of one fence: what people have said of its alerts, and what the fence as it is says of the same things.
// Takes verdicts and a run of the fence; gives the cases that both know, and the verdicts that the run does not.
import type { Box } from '../../contracts/index.ts';
import { isSamePlace } from '../boxes.ts';
import { longestStayMs, type BackTestIncident } from '../backtest/incident-list.ts';
import type { BackTestResult } from '../backtest/back-test.ts';

export interface Verdict {
  readonly id: string;
  /** When the alert was raised, epoch ms. */
  readonly at: number;
  /** Where; null for whatever the fence had open at that moment. */
  readonly region: Box | null;
  readonly verdict: 'void' | 'confirmed';
  /** Why it is void, as people said it; empty when they did not. */
  readonly cause: string;
}

/** One thing that people have judged and that the fence, as it is, raises. */
export interface PastCase {
  readonly verdict: Verdict;
  readonly incident: BackTestIncident;
  readonly stayMs: number;
  /** The largest of each measure of its trace, such as `cover`. */
  readonly measures: Readonly<Record<string, number>>;
}

export interface LabelledPast {
  readonly cases: readonly PastCase[];
  /** Of these the fence, as it is, raises nothing in this log. */
  readonly unmatched: readonly Verdict[];
}

/** An alert is raised a look after its time. */
const slackMs = 60_000;

export function labelPast(verdicts: readonly Verdict[], run: BackTestResult): LabelledPast {
  const end = run.to ?? 0;
  const byIncident = new Map<string, PastCase>();
  const unmatched: Verdict[] = [];
  for (const verdict of verdicts) {
    const incident = run.incidents.find((one) => isOf(verdict, one, end));
    if (!incident) {
      unmatched.push(verdict);
      continue;
    }
    const known = byIncident.get(incident.incidentId);
    // What was confirmed once is no false alarm, whatever was said beside it.
    if (known?.verdict.verdict === 'confirmed') continue;
    if (known && verdict.verdict === 'void') continue;
    byIncident.set(incident.incidentId, caseOf(verdict, incident, run));
  }
  return { cases: [...byIncident.values()], unmatched };
}

function isOf({ at, region }: Verdict, incident: BackTestIncident, end: number): boolean {
  const { presentSince, clearedAt } = incident;
  const isThen = at >= presentSince && at <= (clearedAt ?? end) + slackMs;
  return isThen && (region === null || isSamePlace(region, incident.region));
}

function caseOf(verdict: Verdict, incident: BackTestIncident, run: BackTestResult): PastCase {
  const measures: Record<string, number> = {};
  for (const { incidentId, trace } of run.events)
    if (incidentId === incident.incidentId)
      for (const { name, value } of trace.evidence)
        measures[name] = Math.max(measures[name] ?? 0, value);
  return { verdict, incident, stayMs: longestStayMs(incident, run.to ?? 0), measures };
}

/** Whether a run tells of the same thing: at its place, while it was there. */
export function isStillRaised(
  { incident }: Pick<PastCase, 'incident'>,
  run: Pick<BackTestResult, 'incidents' | 'to'>,
): boolean {
  const end = run.to ?? 0;
  return run.incidents.some(
    (other) =>
      isSamePlace(other.region, incident.region) &&
      Math.min(other.clearedAt ?? end, incident.clearedAt ?? end) >=
        Math.max(other.presentSince, incident.presentSince),
  );
}
