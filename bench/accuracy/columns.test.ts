import { describe, expect, it } from 'vitest';
import { columns, markdownRow, markdownTable, seconds, shareOf, signedSeconds } from './columns.ts';

describe('columns', () => {
  it('puts cells under each other and fills nothing up at the end', () => {
    const rows = [
      ['kind', 'found'],
      ['street-vending', '3'],
    ];
    expect(columns(rows)).toBe('kind            found\nstreet-vending  3');
  });

  it('takes rows of different lengths', () => {
    expect(columns([['a'], ['b', 'c']])).toBe('a\nb  c');
  });

  it('of nothing is nothing', () => {
    expect(columns([])).toBe('');
  });
});

describe('markdownTable', () => {
  it('has a head, a rule and rows', () => {
    const rows = [
      ['a', 'b'],
      ['1', '2'],
    ];
    expect(markdownTable(rows)).toBe('| a | b |\n|---|---|\n| 1 | 2 |');
  });
});

describe('markdownRow', () => {
  it('goes below a table of a head alone', () => {
    expect([markdownTable([['a', 'b']]), markdownRow(['1', '2'])].join('\n')).toBe(
      '| a | b |\n|---|---|\n| 1 | 2 |',
    );
  });
});

describe('figures in words', () => {
  it.each([
    [1500, '+1.5 s'],
    [-1500, '−1.5 s'],
    [0, '0.0 s'],
    [null, '–'],
  ])('a delay of %s is %s', (ms, text) => {
    expect(signedSeconds(ms)).toBe(text);
  });

  it('seconds have one digit', () => {
    expect(seconds(62_340)).toBe('62.3 s');
  });

  it.each([
    [1, '100%'],
    [0.667, '67%'],
    [0, '0%'],
    [null, '–'],
  ])('a share of %s is %s', (share, text) => {
    expect(shareOf(share)).toBe(text);
  });
});
