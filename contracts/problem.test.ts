import { describe, expect, it } from 'vitest';
import { edgeHealthSchema, problemCodes, healthProblemSchema } from './problem.ts';

const problem = { code: 'disk-full', subject: '/var/lib/fencewatch', since: 1_000, values: {} };

describe('a problem', () => {
  it('is a code, a subject and a time', () => {
    expect(healthProblemSchema.parse(problem)).toEqual(problem);
  });

  it('has no values unless it needs some', () => {
    expect(healthProblemSchema.parse({ ...problem, values: undefined }).values).toEqual({});
  });

  it.each([
    ['an unknown code', { ...problem, code: 'something' }],
    ['a subject without a limit', { ...problem, subject: 'x'.repeat(501) }],
    ['a time before 1970', { ...problem, since: -1 }],
    ['a sentence instead of values', { ...problem, values: 'the disk is full' }],
    ['an unknown key', { ...problem, message: 'the disk is full' }],
  ])('is refused with %s', (_, value) => {
    expect(healthProblemSchema.safeParse(value).success).toBe(false);
  });

  it('has each code once', () => {
    expect(new Set(problemCodes).size).toBe(problemCodes.length);
  });
});

describe('the health of an edge', () => {
  const health = { version: 1, edgeId: 'edge-1', software: '0.1.0', startedAt: 1, sentAt: 2 };

  it('may hold no problem', () => {
    expect(edgeHealthSchema.parse({ ...health, problems: [] }).problems).toEqual([]);
  });

  it('is refused as a whole when one problem is not valid', () => {
    const problems = [problem, { ...problem, code: 'something' }];
    expect(edgeHealthSchema.safeParse({ ...health, problems }).success).toBe(false);
  });
});
