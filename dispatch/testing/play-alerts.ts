// Passes alerts to the decision one after the other, like the store, without a store.
import type { Alert, AlertEffect } from '../../contracts/index.ts';
import type { CaseFolder } from '../cases/case-record.ts';
import { decideAlert, type AlertDecision } from '../cases/decide-alert.ts';
import { unknownFence } from '../cases/fence-terms.ts';
import { sundayMorning } from './alerts.ts';

/** When dispatch receives the alerts. */
export const playedAt = sundayMorning + 60_000;

export function decideNext(current: CaseFolder | null, alert: Alert): AlertDecision {
  const fence = { ...unknownFence, polygon: [[0, 0]] as [number, number][] };
  return decideAlert({ alert, current, caseId: '20261122-0001', fence, at: playedAt });
}

export interface Played {
  folder: CaseFolder;
  file: CaseFolder['case'];
  effects: AlertEffect[];
  /** Of the last alert. */
  steps: string[];
}

/** The case after a list of alerts, and the effect of each. */
export function play(...alerts: Alert[]): Played {
  const effects: AlertEffect[] = [];
  let folder: CaseFolder | null = null;
  let steps: string[] = [];
  for (const alert of alerts) {
    const decision = decideNext(folder, alert);
    effects.push(decision.effect);
    steps = decision.steps.map(({ step }) => step);
    folder = folderAfter(folder, decision);
  }
  if (folder === null) throw new Error('no alert was played');
  return { folder, file: folder.case, effects, steps };
}

function folderAfter(current: CaseFolder | null, { case: record, incident, ended }: AlertDecision) {
  const all = current?.incidents ?? [];
  const others = all.map((one) => (one.incidentId === ended?.incidentId ? ended : one));
  const isIt = (one: { incidentId: string }) => one.incidentId === incident.incidentId;
  const incidents = others.some(isIt)
    ? others.map((one) => (isIt(one) ? incident : one))
    : [...others, incident];
  return { case: record, incidents };
}
