// Which cases are a verdict on an alert: void ones, handled ones, and no others.
import { describe, expect, it } from 'vitest';
import type { CaseDetail, CaseStep } from '../../contracts/index.ts';
import { middle, monday } from '../testing/observations.ts';
import { verdictsOfCases } from './verdicts-of-cases.ts';

function step(name: CaseStep['step'], parts: Partial<CaseStep> = {}): CaseStep {
  return {
    step: name,
    state: 'reported',
    at: monday,
    actor: 'li',
    alertId: null,
    part: null,
    reason: null,
    details: null,
    key: null,
    ...parts,
  };
}

const aCase = (state: CaseDetail['state'], history?: CaseStep[]) => ({
  id: 'c1',
  state,
  openedAt: monday,
  region: middle,
  ...(history && { history }),
});

describe('verdictsOfCases', () => {
  it('gives nothing for no cases', () => {
    expect(verdictsOfCases([])).toEqual([]);
  });

  it('gives void for a void case, with its cause', () => {
    const history = [step('void', { details: { why: 'false-alarm' } })];
    expect(verdictsOfCases([aCase('void', history)])).toEqual([
      { id: 'c1', at: monday, region: middle, verdict: 'void', cause: 'false-alarm' },
    ]);
    expect(verdictsOfCases([aCase('void')])).toMatchObject([{ verdict: 'void', cause: '' }]);
  });

  it.each(['duplicate', 'cannot-be-seen'] as const)(
    'gives no verdict for a case that is void as %s',
    (why) => {
      expect(verdictsOfCases([aCase('void', [step('void', { details: { why } })])])).toEqual([]);
    },
  );

  it.each(['handled', 'verified', 'closed'] as const)(
    'gives confirmed for a case that a person handled and that is %s',
    (state) => {
      expect(verdictsOfCases([aCase(state, [step('handled')])])).toMatchObject([
        { verdict: 'confirmed' },
      ]);
    },
  );

  it.each<[string, CaseDetail['state'], CaseStep[]]>([
    ['that closed of itself', 'closed', [step('closed', { actor: null })]],
    ['that is on its way', 'dispatched', [step('acknowledged')]],
    ['that was opened again after it was void', 'accepted', [step('void'), step('re-opened')]],
  ])('one %s is no verdict', (_, state, history) => {
    expect(verdictsOfCases([aCase(state, history)])).toEqual([]);
  });
});
