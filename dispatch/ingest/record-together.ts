// Records alerts that arrived together in one transaction, however long the store is unreachable. If one of them cannot be
// stored, each is recorded by itself, so that it does not block the others. Takes a function that makes their plans; returns one
// outcome each, in order.
import type { CaseStore } from '../store/case-store.ts';
import { foreseenOf, recordAlert, type RecordPlan, type RecordResult } from './record-alert.ts';
import { untilStored, type Stored, type StoringParts } from './until-stored.ts';

export type RecordOutcome = Stored<RecordResult>;

export interface Together {
  /** Called again for each attempt. */
  plans: () => Promise<readonly RecordPlan[]>;
  count: number;
}

export interface TogetherParts extends StoringParts {
  store: StoringParts['store'] & { cases: Pick<CaseStore, 'record'> };
}

export async function recordTogether(
  { plans, count }: Together,
  parts: TogetherParts,
  signal: AbortSignal,
): Promise<RecordOutcome[]> {
  const { cases } = parts.store;
  const all = await untilStored(async () => recordPlans(cases, await plans()), parts, signal);
  if (all.ok) return all.value.map((value) => ({ ok: true, value }));
  if (all.reason === 'stopping' || count === 1) return Array<RecordOutcome>(count).fill(all);
  parts.log.info({ alerts: count }, 'alerts are recorded one by one: one of them cannot be stored');
  const outcomes: RecordOutcome[] = [];
  for (let index = 0; index < count; index += 1) {
    const one = async () => recordPlans(cases, (await plans()).slice(index, index + 1));
    const stored = await untilStored(one, parts, signal);
    outcomes.push(stored.ok ? firstOf(stored.value) : stored);
  }
  return outcomes;
}

function firstOf([value]: readonly RecordResult[]): RecordOutcome {
  if (value === undefined) throw new Error('a plan was recorded without a result');
  return { ok: true, value };
}

/** The events of one incident in order, whatever the order of arrival. */
async function recordPlans(
  cases: Pick<CaseStore, 'record'>,
  plans: readonly RecordPlan[],
): Promise<RecordResult[]> {
  const results = new Map<RecordPlan, RecordResult>();
  await cases.record(async (transaction) => {
    for (const plan of inOrder(plans)) results.set(plan, await recordAlert(transaction, plan));
  }, foreseenOf(plans));
  return plans.flatMap((plan) => results.get(plan) ?? []);
}

/** Each keeps its position, except that events of one incident are put in order among themselves. */
export function inOrder(plans: readonly RecordPlan[]): RecordPlan[] {
  const byIncident = new Map<string, RecordPlan[]>();
  for (const plan of plans) {
    const { incidentId } = plan.alert.incident;
    byIncident.set(incidentId, [...(byIncident.get(incidentId) ?? []), plan]);
  }
  for (const own of byIncident.values())
    own.sort((a, b) => a.alert.incident.sequence - b.alert.incident.sequence);
  return plans.flatMap(({ alert }) => byIncident.get(alert.incident.incidentId)?.shift() ?? []);
}
