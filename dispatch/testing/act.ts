// Actions of people on a case in a store, for tests; of handlers by default.
import type { CaseAction, CasePart } from '../../contracts/index.ts';
import { actOnCase, originalOf } from '../cases/act-on-case.ts';
import type { ActOutcome } from '../store/act-on-case.ts';
import type { Store } from '../store/store.ts';

export interface Act {
  action: CaseAction;
  by: string | null;
  at: number;
  key: string | null;
  parts?: readonly CasePart[];
}

export function actIn(
  { cases }: Pick<Store, 'cases'>,
  caseId: string,
  { action, by, at, key, parts = ['handler'] }: Act,
): Promise<ActOutcome> {
  const actor = { name: by, parts };
  return cases.act({
    caseId,
    key,
    originalId: originalOf(action),
    decide: (context) => actOnCase({ ...context, action, actor, at, key }),
  });
}

export function takeOn(
  store: Pick<Store, 'cases'>,
  caseId: string,
  { by, at }: Pick<Act, 'by' | 'at'>,
): Promise<ActOutcome> {
  return actIn(store, caseId, { action: { action: 'acknowledge' }, by, at, key: null });
}
