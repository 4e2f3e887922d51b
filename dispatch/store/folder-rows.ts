// A case with its incidents as one folder, locked until the end of the transaction that asks for it; and how steps are
// added to its history.
import { asc, eq } from 'drizzle-orm';
import type { CaseStep } from '../../contracts/index.ts';
import { draftOf, type CustodyNote } from '../evidence/custody-draft.ts';
import type { CaseFolder } from '../cases/case-record.ts';
import { incidentColumns } from './case-rows.ts';
import { addWaiting } from './custody-store.ts';
import type { Database } from './database.ts';
import { caseIncidents, cases, caseSteps } from './schema.ts';

/** As it is now, and as it stays until the end of the transaction; null when there is no such case. */
export async function openFolder(
  transaction: Database,
  caseId: string,
): Promise<CaseFolder | null> {
  const [found] = await transaction.select().from(cases).where(eq(cases.id, caseId)).for('update');
  if (found === undefined) return null;
  const incidents = await transaction
    .select(incidentColumns)
    .from(caseIncidents)
    .where(eq(caseIncidents.caseId, caseId))
    .orderBy(asc(caseIncidents.position));
  return { case: found, incidents };
}

export async function addSteps(
  transaction: Database,
  caseId: string,
  steps: readonly CaseStep[],
): Promise<void> {
  if (steps.length === 0) return;
  await transaction.insert(caseSteps).values(steps.map((step) => ({ ...step, caseId })));
  await addWaiting(
    transaction,
    steps.map((step) => draftOf(noteOfStep(caseId, step))),
  );
}

/** With the step or not at all. Dispatch itself is no person. */
function noteOfStep(
  caseId: string,
  { at, step, state, alertId, actor, reason }: CaseStep,
): CustodyNote {
  return {
    ...{ at, act: 'case-step', subject: { case: caseId } },
    details: { step, state, ...(alertId !== null && { alert: alertId }) },
    ...(actor !== null && { person: { actor, reason } }),
  };
}
