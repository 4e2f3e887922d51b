// The labelled history of one fence: people's verdicts on its alerts, matched with what the current fence raises. Takes verdicts
// and a run of the fence; returns the cases that match, and the verdicts that do not.
import type { Box } from '../../contracts/index.ts';
import { isSamePlace } from '../area/boxes.ts';
import { longestStayMs, type BackTestIncident } from '../backtest/incident-list.ts';
import type { BackTestResult } from '../backtest/back-test.ts';

export interface Verdict {
  readonly id: string;
  /** When the alert was raised, epoch ms. */
  readonly at: number;
  /** The place; null matches any incident that the fence had open at that time. */
  readonly region: Box | null;
  readonly verdict: 'void' | 'confirmed';
  /** The reason that people gave for void; empty when they gave none. */
  readonly cause: string;
}

/** An object that people have judged and that the current fence raises. */
export interface LabelledCase {
  readonly verdict: Verdict;
  readonly incident: BackTestIncident;
  readonly stayMs: number;
  /** The maximum of each measure of its trace, such as `cover`. */
  readonly measures: Readonly<Record<string, number>>;
}

export interface LabelledHistory {
  readonly cases: readonly LabelledCase[];
  /** Verdicts for which the current fence raises nothing in this log. */
  readonly unmatched: readonly Verdict[];
}

/** An alert is raised one frame after its time. */
const slackMs = 60_000;

export function labelHistory(verdicts: readonly Verdict[], run: BackTestResult): LabelledHistory {
  const end = run.to ?? 0;
  const byIncident = new Map<string, LabelledCase>();
  const unmatched: Verdict[] = [];
  for (const verdict of verdicts) {
    const incident = run.incidents.find((one) => isOf(verdict, one, end));
    if (!incident) {
      unmatched.push(verdict);
      continue;
    }
    const known = byIncident.get(incident.incidentId);
    // One confirmation outweighs any number of void verdicts.
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

function caseOf(verdict: Verdict, incident: BackTestIncident, run: BackTestResult): LabelledCase {
  const measures: Record<string, number> = {};
  for (const { incidentId, trace } of run.events)
    if (incidentId === incident.incidentId)
      for (const { name, value } of trace.evidence)
        measures[name] = Math.max(measures[name] ?? 0, value);
  return { verdict, incident, stayMs: longestStayMs(incident, run.to ?? 0), measures };
}

/** Whether an incident is the same object: same place, overlapping time. */
export function isStillRaised(
  { incident }: Pick<LabelledCase, 'incident'>,
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
