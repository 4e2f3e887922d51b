// Writes a person's action on a case, in one transaction: locks the case, calls the decision function, and writes its whole
// result or nothing. An action repeated with its key is not taken again.
import { and, asc, eq, inArray, or } from 'drizzle-orm';
import type { CaseStep } from '../../contracts/index.ts';
import type { ActionInput, ActionResult } from '../cases/act-on-case.ts';
import { givingSteps } from '../cases/case-facts.ts';
import type { Database } from './database.ts';
import { addSteps, openFolders } from './folder-rows.ts';
import { bindPhotos, photoFacts } from './photo-rows.ts';
import { cases, caseSteps } from './schema.ts';
import { wantLook } from './want-look.ts';

export type CaseContext = Pick<
  ActionInput,
  'case' | 'incidents' | 'log' | 'photos' | 'originalState'
> & {
  /** Whether the log-in of the case's holder is disabled. */
  isHolderDisabled?: boolean;
};

export type ActOutcome =
  | { outcome: 'done'; step: CaseStep }
  /** This action was already taken under the same key. */
  | { outcome: 'repeated'; step: CaseStep }
  | { outcome: 'refused'; reason: Extract<ActionResult, { ok: false }>['reason'] }
  | { outcome: 'no-such-case' };

export interface ActPlan {
  caseId: string;
  key: string | null;
  /** Photos that the action names. */
  photos?: readonly string[];
  /** The case that the action names as the original. */
  originalId?: string | undefined;
  decide: (context: CaseContext) => ActionResult;
}

export async function actOnStoredCase(
  transaction: Database,
  { caseId, key, photos = [], originalId, decide }: ActPlan,
): Promise<ActOutcome> {
  // Both are locked: of two cases that are said to be duplicates of each other at once, only one becomes void.
  const ids = originalId === undefined ? [caseId] : [caseId, originalId];
  const folders = await openFolders(transaction, ids);
  const [folder, original] = ids.map((id) => folders.find((one) => one.case.id === id));
  if (folder === undefined) return { outcome: 'no-such-case' };
  const log = await stepsOf(transaction, caseId);
  const known = key === null ? undefined : log.find((step) => step.key === key);
  if (known !== undefined) return { outcome: 'repeated', step: known };
  const facts = await photoFacts(transaction, photos);
  const result = decide({
    ...folder,
    log,
    photos: facts,
    originalState: original?.case.state ?? null,
  });
  if (!result.ok) return { outcome: 'refused', reason: result.reason };
  await transaction.update(cases).set(result.case).where(eq(cases.id, caseId));
  await addSteps(transaction, caseId, [result.step]);
  await bindPhotos(transaction, caseId, photos);
  await wantLook(transaction, caseId, result.step.at);
  return { outcome: 'done', step: result.step };
}

const { step, state, at, actor, alertId, part, reason, details, key } = caseSteps;
const stepColumns = { step, state, at, actor, alertId, part, reason, details, key };

/** Oldest first. */
export async function stepsOf(database: Database, caseId: string): Promise<CaseStep[]> {
  return database
    .select(stepColumns)
    .from(caseSteps)
    .where(eq(caseSteps.caseId, caseId))
    .orderBy(asc(caseSteps.id));
}

/** The part of a case's log that a list needs. */
export type StandingStep = Pick<CaseStep, 'step' | 'state' | 'at' | 'details'>;

export interface StandingWish {
  /** All steps of these cases, */
  whole: readonly string[];
  /** and of these only the steps with an assignment. */
  givings: readonly string[];
}

/** Each oldest first. */
export async function standingOf(
  database: Database,
  { whole, givings }: StandingWish,
): Promise<Map<string, StandingStep[]>> {
  const logs = new Map<string, StandingStep[]>([...whole, ...givings].map((id) => [id, []]));
  if (logs.size === 0) return logs;
  const given = and(inArray(caseSteps.caseId, [...givings]), inArray(step, [...givingSteps]));
  const rows = await database
    .select({ caseId: caseSteps.caseId, step, state, at, details })
    .from(caseSteps)
    .where(or(inArray(caseSteps.caseId, [...whole]), given))
    .orderBy(asc(caseSteps.id));
  for (const { caseId, ...one } of rows) logs.get(caseId)?.push(one);
  return logs;
}

/** Of several cases, each oldest first. */
export async function stepsOfEach(
  database: Database,
  caseIds: readonly string[],
): Promise<Map<string, CaseStep[]>> {
  const logs = new Map<string, CaseStep[]>(caseIds.map((id) => [id, []]));
  if (caseIds.length === 0) return logs;
  const rows = await database
    .select({ ...stepColumns, caseId: caseSteps.caseId })
    .from(caseSteps)
    .where(inArray(caseSteps.caseId, [...caseIds]))
    .orderBy(asc(caseSteps.id));
  for (const { caseId, ...one } of rows) logs.get(caseId)?.push(one);
  return logs;
}
