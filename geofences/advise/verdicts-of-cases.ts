// Reads people's verdicts on a fence's alerts from dispatch's cases: void, or confirmed by the handler. Takes cases with
// their history; returns verdicts. Duplicates and cases that cannot be seen are left out: they do not tell whether the alert was right.
import type { CaseDetail, CaseState, VoidReason } from '../../contracts/index.ts';
import type { Verdict } from './labelled-case.ts';

type KnownCase = Pick<CaseDetail, 'id' | 'state' | 'openedAt' | 'region' | 'history'>;

const confirming: ReadonlySet<CaseState> = new Set(['handled', 'verified', 'closed']);
const sayingNothing: ReadonlySet<VoidReason> = new Set(['duplicate', 'cannot-be-seen']);

export function verdictsOfCases(cases: readonly KnownCase[]): Verdict[] {
  return cases.flatMap((one): Verdict[] => {
    const { id, state, openedAt: at, region } = one;
    if (state === 'void') {
      const why = whyVoid(one);
      if (why !== undefined && sayingNothing.has(why)) return [];
      return [{ id, at, region, verdict: 'void', cause: why ?? '' }];
    }
    if (!confirming.has(state) || !wasHandled(one)) return [];
    return [{ id, at, region, verdict: 'confirmed', cause: '' }];
  });
}

function whyVoid({ history = [] }: KnownCase): VoidReason | undefined {
  return history.findLast(({ step }) => step === 'void' || step === 'dismissed')?.details?.why;
}

/** A case that closed by itself, because the place cleared before anybody came, was not confirmed. */
function wasHandled({ history = [] }: KnownCase): boolean {
  return history.some(
    ({ step, actor }) => actor !== null && (step === 'handled' || step === 'verified'),
  );
}
