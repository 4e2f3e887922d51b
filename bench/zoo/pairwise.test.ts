import { describe, expect, it } from 'vitest';
import { pairwise, type Choices } from './pairwise.ts';

function missingPairs(choices: Choices, rows: readonly Record<string, string>[]): string[] {
  const names = Object.keys(choices);
  return names.flatMap((one, index) =>
    names
      .slice(index + 1)
      .flatMap((other) =>
        (choices[one] ?? []).flatMap((first) =>
          (choices[other] ?? [])
            .filter((second) => !rows.some((row) => row[one] === first && row[other] === second))
            .map((second) => `${one}=${first} ${other}=${second}`),
        ),
      ),
  );
}

describe('pairwise', () => {
  it('is empty without choices, and for one choice, which has no pairs', () => {
    expect(pairwise({})).toEqual([]);
    expect(pairwise({ codec: ['a', 'b'] })).toEqual([]);
  });

  it('has all combinations of two choices', () => {
    const rows = pairwise({ codec: ['a', 'b'], transport: ['tcp', 'udp'] });
    expect(rows).toHaveLength(4);
    expect(missingPairs({ codec: ['a', 'b'], transport: ['tcp', 'udp'] }, rows)).toEqual([]);
  });

  it('contains every pair of values in far fewer rows than all combinations', () => {
    const choices = {
      codec: ['a', 'b', 'c', 'd'],
      group: ['1', '2', '3'],
      audio: ['x', 'y', 'z'],
      stamps: ['p', 'q', 'r', 's'],
      logIn: ['none', 'basic'],
    };
    const rows = pairwise(choices);
    expect(missingPairs(choices, rows)).toEqual([]);
    expect(rows.length).toBeGreaterThanOrEqual(16);
    expect(rows.length).toBeLessThan(28);
  });

  it('is the same each time', () => {
    const choices = { a: ['1', '2'], b: ['1', '2'], c: ['1', '2'] };
    expect(pairwise(choices)).toEqual(pairwise(choices));
  });
});
