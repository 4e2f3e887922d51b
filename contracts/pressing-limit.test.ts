// Which limit of a case presses most, and how its light goes on by itself.
import { describe, expect, it } from 'vitest';
import type { CaseDeadline } from './case-deadline.ts';
import { lightAt, mostPressing } from './pressing-limit.ts';

const hour = 3_600_000;

describe('the limit that presses most', () => {
  const limit = { unit: 'time', amount: hour } as const;
  const one = (part: Partial<CaseDeadline>): CaseDeadline => ({
    name: 'handle',
    limit,
    used: 0.5,
    light: 'green',
    greenUntil: 1,
    yellowUntil: 9,
    metAt: null,
    isRunning: true,
    ...part,
  });
  it.each<[string, CaseDeadline[], CaseDeadline['name'] | null]>([
    ['is none when none has begun', [], null],
    ['is none of those that were met', [one({ metAt: 3, light: 'red' })], null],
    ['is the worst', [one({}), one({ name: 'onSite', light: 'yellow' })], 'onSite'],
    [
      'is the first to pass of equal ones',
      [one({}), one({ name: 'onSite', yellowUntil: 5 })],
      'onSite',
    ],
    ['runs', [one({ name: 'verify' }), one({ isRunning: false, light: 'red' })], 'verify'],
    ['stands when all stand', [one({ isRunning: false, light: 'red' })], 'handle'],
  ])('%s', (_, deadlines, name) => {
    expect(mostPressing(deadlines)?.name ?? null).toBe(name);
  });
});

describe('what presses', () => {
  const limit: CaseDeadline = {
    ...({ name: 'handle', used: 0.2, light: 'green', metAt: null, isRunning: true } as const),
    limit: { unit: 'time', amount: 100 },
    greenUntil: 80,
    yellowUntil: 100,
  };
  it('is nothing without limits, or when all are met', () => {
    expect(mostPressing([])).toBeNull();
    expect(mostPressing([{ ...limit, metAt: 5 }])).toBeNull();
  });

  it('is what runs, then the worst light, then what is over first', () => {
    const later = { ...limit, yellowUntil: 200 };
    const red = { ...limit, light: 'red' } as const;
    const stands = { ...red, isRunning: false };
    expect(mostPressing([later, limit])).toBe(limit);
    expect(mostPressing([limit, red])).toBe(red);
    expect(mostPressing([stands, limit])).toBe(limit);
  });

  it.each([
    [80, 'green'],
    [81, 'yellow'],
    [100, 'yellow'],
    [101, 'red'],
  ])('at %i its light is %s without asking dispatch', (now, light) => {
    expect(lightAt(limit, now)).toBe(light);
  });

  it('keeps its light while the clock stands', () => {
    expect(lightAt({ ...limit, isRunning: false }, 500)).toBe('green');
  });
});
