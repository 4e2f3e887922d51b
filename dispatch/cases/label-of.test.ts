// Which actions of people are a verdict on what a camera saw.
import { describe, expect, it } from 'vitest';
import type { CaseStep, CaseStepName, VoidReason } from '../../contracts/index.ts';
import { bareStep } from './bare-step.ts';
import { labelOf } from './label-of.ts';

const start = 1_795_300_000_000;

function said(step: CaseStepName, actor: string | null = 'chen', why?: VoidReason): CaseStep {
  const details = why === undefined ? null : { why };
  return { ...bareStep(step, 'dispatched', { at: start }), actor, details, reason: 'because' };
}

describe('labelOf', () => {
  it('is null for a case without a verdict', () => {
    expect(labelOf([])).toBeNull();
    expect(labelOf([said('reported', null), said('acknowledged'), said('transferred')])).toBeNull();
  });

  it.each([
    ['confirmed', undefined, 'confirmed'],
    ['handled', undefined, 'confirmed'],
    ['verified', undefined, 'confirmed'],
    ['dismissed', 'false-alarm', 'false-alarm'],
    ['void', 'permitted', 'permitted'],
  ] as const)('takes %s by a person for a verdict', (step, why, verdict) => {
    expect(labelOf([said(step, 'chen', why)])).toEqual({
      verdict,
      step,
      person: 'chen',
      at: start,
      reason: 'because',
    });
  });

  it.each(['confirmed', 'verified', 'review-lapsed', 'closed'] as const)(
    'takes %s by dispatch itself for none',
    (step) => {
      expect(labelOf([said(step, null)])).toBeNull();
    },
  );

  it('takes the last verdict, and drops all when the case is re-opened', () => {
    const changed = [said('confirmed'), said('void', 'wu', 'duplicate')];
    expect(labelOf(changed)).toMatchObject({ verdict: 'duplicate', person: 'wu' });
    expect(labelOf([...changed, said('re-opened')])).toBeNull();
    expect(labelOf([...changed, said('re-opened'), said('handled', 'li')])).toMatchObject({
      verdict: 'confirmed',
      person: 'li',
    });
  });
});
