// Facts from the log of a case: which steps answer a request, and which end a wait, one row each.
import { describe, expect, it } from 'vitest';
import type { CaseStepName } from '../../contracts/index.ts';
import { factsOf } from './case-facts.ts';

const logOf = (...steps: CaseStepName[]) => steps.map((step) => ({ step, actor: 'li.na' }));

describe('a case that waits for another department', () => {
  it.each<[CaseStepName, boolean]>([
    ['went-on', false],
    ['handled', false],
    ['deferred', false],
    ['transferred', false],
    ['void', false],
    ['returned', false],
    ['re-opened', false],
    ['handed-on', true],
    ['acknowledged', true],
  ])('after %s: still waits is %s', (step, isWaiting) => {
    expect(factsOf(logOf('dispatched', 'waiting', step)).isWaiting).toBe(isWaiting);
  });
});

describe('a requested deferral', () => {
  it.each<[CaseStepName, string | null]>([
    ['deferred', null],
    ['handled', null],
    ['transferred', null],
    ['void', null],
    ['returned', null],
    ['re-opened', null],
    ['handed-on', 'li.na'],
    ['waiting', 'li.na'],
  ])('after %s is asked for by %s', (step, asker) => {
    expect(factsOf(logOf('dispatched', 'deferral-asked', step)).deferralAskedBy).toBe(asker);
  });
});

describe('an object that came back', () => {
  it('is not accepted until somebody accepts it again', () => {
    expect(factsOf(logOf('closed', 'came-back')).isBackUntaken).toBe(true);
    expect(factsOf(logOf('closed', 'came-back', 'acknowledged')).isBackUntaken).toBe(false);
  });

  it('names the person who handled it last', () => {
    expect(factsOf(logOf('dispatched')).handledBy).toBeNull();
    expect(factsOf(logOf('dispatched', 'handled')).handledBy).toBe('li.na');
  });
});
