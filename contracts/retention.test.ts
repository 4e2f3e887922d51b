// The retention rules of a site file.
import { describe, expect, it } from 'vitest';
import { retentionRuleSchema } from './retention.ts';

const dayMs = 86_400_000;

describe('a rule of retention', () => {
  it.each([
    ['1d', dayMs],
    ['90d', 90 * dayMs],
    ['36500d', 36_500 * dayMs],
  ])('keeps for %s', (keep, expected) => {
    expect(retentionRuleSchema.parse({ keep })).toEqual({ keep: expected });
  });

  it.each([
    ['nothing at all', {}],
    ['no time', { keep: '0d' }],
    ['a bare number', { keep: 90 }],
    ['hours', { keep: '12h' }],
    ['more than a century', { keep: '36501d' }],
    ['an open case', { keep: '90d', states: ['dispatched'] }],
    ['no kinds', { keep: '90d', kinds: [] }],
    ['an unknown key', { keep: '90d', camera: 'gate' }],
  ])('is not of %s', (_, rule) => {
    expect(retentionRuleSchema.safeParse(rule).success).toBe(false);
  });
});
