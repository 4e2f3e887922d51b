// Durations as people write them: their values, and the texts that are refused.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationSchema, positiveDurationSchema } from './duration.ts';
import { faultsOf } from './faults.ts';

function messageOf(schema: typeof durationSchema, value: unknown) {
  const { error } = schema.safeParse(value, { reportInput: true });
  return error && faultsOf(error)[0]?.message;
}

describe('durationSchema', () => {
  it.each([
    ['500ms', 500],
    ['40s', 40_000],
    ['2m', 120_000],
    ['1h', 3_600_000],
    ['1d', 86_400_000],
    ['1.5h', 5_400_000],
    ['0.25s', 250],
    ['0s', 0],
    ['366d', 31_622_400_000],
  ])('reads %s as %d ms', (text, ms) => {
    expect(durationSchema.parse(text)).toBe(ms);
  });

  it.each([
    ['an empty text', ''],
    ['a number without a unit', '40'],
    ['a unit without a number', 's'],
    ['a space between', '40 s'],
    ['a negative one', '-40s'],
    ['a unit that is none', '40w'],
    ['two at once', '1h30m'],
    ['an exponent', '1e3s'],
    ['a trailing line break', '40s\n'],
  ])('refuses %s', (_, text) => {
    expect(messageOf(durationSchema, text)).toBe(
      `expected a duration such as "40s" or "2m", got ${JSON.stringify(text)}`,
    );
  });

  it.each([
    ['a bare number', 40, 'got 40'],
    ['nothing', undefined, 'got nothing'],
    ['null', null, 'got null'],
    ['a list', ['40s'], 'got a list'],
  ])('refuses %s and says what came', (_, value, came) => {
    expect(messageOf(durationSchema, value)).toBe(
      `expected a duration such as "40s" or "2m", ${came}`,
    );
  });

  it('refuses more than a year, so that every sum of durations stays exact', () => {
    expect(messageOf(durationSchema, '367d')).toBe('expected at most 366d, got "367d"');
  });

  it('returns whole milliseconds for any number', () => {
    const amounts = fc.tuple(
      fc.nat(300),
      fc.nat(99_999),
      fc.constantFrom('ms', 's', 'm', 'h', 'd'),
    );
    fc.assert(
      fc.property(amounts, ([whole, part, unit]) => {
        expect(Number.isSafeInteger(durationSchema.parse(`${whole}.${part}${unit}`))).toBe(true);
      }),
    );
  });
});

describe('positiveDurationSchema', () => {
  it('accepts the shortest duration', () => {
    expect(positiveDurationSchema.parse('1ms')).toBe(1);
  });

  it.each(['0s', '0ms', '0.0h', '0.4ms'])('refuses %s and quotes it as written', (text) => {
    expect(messageOf(positiveDurationSchema, text)).toBe(
      `expected a duration longer than zero, got "${text}"`,
    );
  });
});
