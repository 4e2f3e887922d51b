// A case for tests of the pure decisions: the reports of one camera, and the actions of people.
import type { CaseAction, CasePart, CaseState, CaseStep } from '../../contracts/index.ts';
import { actOnCase, type ActionInput, type ActionResult } from '../cases/act-on-case.ts';
import { anAlert } from './alerts.ts';
import { decideNext, playedAt } from './play-alerts.ts';

export type CaseContext = Pick<ActionInput, 'case' | 'incidents' | 'log' | 'originalState'>;

/** The case after the report of a camera that still sees the object, or no longer sees it. */
export function aCase(state: CaseState = 'dispatched', present = true): CaseContext {
  const { case: file, incident, steps } = decideNext(null, anAlert());
  return {
    case: { ...file, state, present },
    incidents: [{ present, awaitedUntil: incident.awaitedUntil }],
    log: steps,
    originalState: 'dispatched',
  };
}

export interface Did {
  action: CaseAction;
  by: string | null;
  parts: readonly CasePart[];
  at?: number;
}

export function decide(
  context: CaseContext,
  { action, by, parts, at = playedAt }: Did,
): ActionResult {
  return actOnCase({ ...context, action, actor: { name: by, parts }, at, key: null });
}

/** The case after it; throws when it is refused. */
export function after(context: CaseContext, did: Did): CaseContext {
  const result = decide(context, did);
  if (!result.ok) throw new Error(`${did.action.action} was refused: ${result.reason}`);
  return { ...context, case: result.case, log: [...context.log, result.step] };
}

/** The names of the steps of a log. */
export function stepsIn(log: readonly CaseStep[]): string[] {
  return log.map(({ step }) => step);
}
