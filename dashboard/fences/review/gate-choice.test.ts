// The review choices of a fence.
import { describe, expect, it } from 'vitest';
import { choiceOf, gateChoices, ruleOf } from './gate-choice.ts';

describe('the choice of a review', () => {
  it.each(gateChoices)('%s is restored as it was set', (choice) => {
    expect(choiceOf({ rule: ruleOf(choice) })).toBe(choice);
  });

  it('is the site file by default, and the nearest choice for another duration', () => {
    expect(choiceOf(null)).toBe('site-file');
    expect(choiceOf({ rule: { withinMs: 60_000, otherwise: 'lapse' } })).toBe('lapse-10');
    expect(choiceOf({ rule: { withinMs: 7_200_000, otherwise: 'send' } })).toBe('send-30');
  });
});
