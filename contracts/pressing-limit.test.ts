// Which limit of a case is the most urgent, and how its light changes over time.
import { describe, expect, it } from 'vitest';
import type { CaseDeadline } from './case-deadline.ts';
import { lightAt, mostPressing } from './pressing-limit.ts';

const hour = 3_600_000;

describe('the most urgent limit', () => {
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

describe('the choice of the most urgent limit', () => {
  const limit: CaseDeadline = {
    ...({ name: 'handle', used: 0.2, light: 'green', metAt: null, isRunning: true } as const),
    limit: { unit: 'time', amount: 100 },
    greenUntil: 80,
    yellowUntil: 100,
  };
  it('is null without limits, or when all are met', () => {
    expect(mostPressing([])).toBeNull();
    expect(mostPressing([{ ...limit, metAt: 5 }])).toBeNull();
  });

  it('prefers running clocks, then the worst light, then the earliest end', () => {
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

  it('keeps the light of a limit while its clock is stopped', () => {
    expect(lightAt({ ...limit, isRunning: false }, 500)).toBe('green');
  });
});
