// Reads cases with their incidents and locks them until the end of the transaction; adds steps to their history.
import { asc, eq } from 'drizzle-orm';
import type { CaseStep } from '../../contracts/index.ts';
import { draftOf, type CustodyNote } from '../evidence/custody-draft.ts';
import type { CaseFolder, CaseRecord } from '../cases/case-record.ts';
import { incidentColumns, writtenColumns } from './case-rows.ts';
import { addWaiting } from './custody-store.ts';
import type { Database } from './database.ts';
import { caseIncidents, cases, caseSteps } from './schema.ts';
import { isOneOf } from './sql-lists.ts';
import { insertRows } from './upsert-rows.ts';

/** The current state, locked until the end of the transaction; null when there is no such case. */
export async function openFolder(
  transaction: Database,
  caseId: string,
): Promise<CaseFolder | null> {
  const [found] = await transaction
    .select(writtenColumns)
    .from(cases)
    .where(eq(cases.id, caseId))
    .for('update');
  if (found === undefined) return null;
  return (await withIncidents(transaction, [found]))[0] ?? null;
}

/** Several at once, in order of their ids, to avoid deadlocks. */
export async function openFolders(
  transaction: Database,
  caseIds: readonly string[],
): Promise<CaseFolder[]> {
  if (caseIds.length === 0) return [];
  const found = await transaction
    .select(writtenColumns)
    .from(cases)
    .where(isOneOf(cases.id, caseIds))
    .orderBy(asc(cases.id))
    .for('update');
  return withIncidents(transaction, found);
}

export async function withIncidents(
  transaction: Database,
  found: readonly CaseRecord[],
): Promise<CaseFolder[]> {
  if (found.length === 0) return [];
  const ids = found.map(({ id }) => id);
  const incidents = await transaction
    .select(incidentColumns)
    .from(caseIncidents)
    .where(isOneOf(caseIncidents.caseId, ids))
    .orderBy(asc(caseIncidents.position));
  return found.map((one) => ({
    case: one,
    incidents: incidents.filter(({ caseId }) => caseId === one.id),
  }));
}

export function addSteps(
  transaction: Database,
  caseId: string,
  steps: readonly CaseStep[],
): Promise<void> {
  return addStepRows(
    transaction,
    steps.map((step) => ({ ...step, caseId })),
  );
}

export type StepRow = CaseStep & { caseId: string };

/**
 * Of several cases, in their order, each with its custody entry.
 * @param digests of the alerts that are recorded with them: the first step of each has it
 */
export async function addStepRows(
  transaction: Database,
  steps: readonly StepRow[],
  digests: ReadonlyMap<string, string> = new Map(),
): Promise<void> {
  await insertRows(transaction, caseSteps, steps);
  const isFirst = ({ alertId }: CaseStep, index: number) =>
    steps.findIndex((one) => one.alertId === alertId) === index;
  await addWaiting(
    transaction,
    steps.map((step, index) => {
      const digest = isFirst(step, index) ? digests.get(step.alertId ?? '') : undefined;
      return draftOf(noteOfStep(step, digest));
    }),
  );
}

/** The step's author, or null: dispatch itself is not a person. Photos are named, so that a removed one is missed. */
function noteOfStep(
  { caseId, at, step, state, alertId, actor, reason, details }: StepRow,
  digest: string | undefined,
): CustodyNote {
  const photos = details?.photos ?? [];
  return {
    at,
    act: 'case-step',
    subject: { case: caseId },
    details: {
      ...{ step, state },
      ...(alertId !== null && { alert: alertId }),
      ...(digest !== undefined && { digest }),
      ...(photos.length > 0 && { photos: photos.join(' ') }),
    },
    ...(actor !== null && { person: { actor, reason } }),
  };
}
