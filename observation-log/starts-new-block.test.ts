// Where blocks are cut.
import { describe, expect, it } from 'vitest';
import { cutIntoBlocks, startsNewBlock, type CutReason } from './starts-new-block.ts';

const noon = Date.UTC(2026, 0, 5, 12);
const open = { from: noon, to: noon + 10_000, count: 6 };

describe('the next observation', () => {
  it.each<[string, typeof open, number, CutReason | null]>([
    ['two seconds later goes into the same block', open, noon + 12_000, null],
    ['just before the block is long enough too', open, noon + 299_999, null],
    ['at five minutes begins a new one', open, noon + 300_000, 'long-enough'],
    ['of another hour begins a new one', { ...open, from: noon - 1 }, noon + 12_000, 'next-hour'],
    ['of the same moment begins a new one', open, noon + 10_000, 'time-went-back'],
    ['of earlier begins a new one', open, noon - 5, 'time-went-back'],
    ['begins a new one when there are very many', { ...open, count: 2000 }, noon + 12_000, 'full'],
  ])('%s', (_, block, at, reason) => {
    expect(startsNewBlock(block, at)).toBe(reason);
  });

  it('starts a new one as early as requested', () => {
    expect(startsNewBlock(open, noon + 60_000, 60_000)).toBe('long-enough');
  });
});

describe('observations', () => {
  const at = (...seconds: number[]) => seconds.map((s) => ({ capturedAt: noon + s * 1000 }));

  it.each<[string, number[], number[][]]>([
    ['that are none make no blocks', [], []],
    ['of a minute make one block', [0, 20, 40], [[0, 20, 40]]],
    ['of eleven minutes make three', [0, 200, 310, 590, 620], [[0, 200], [310, 590], [620]]],
    ['make a new block where time goes back', [0, 20, 10], [[0, 20], [10]]],
    [
      'make a new block at the full hour',
      [-4, -2, 0, 2],
      [
        [-4, -2],
        [0, 2],
      ],
    ],
  ])('%s', (_, seconds, blocks) => {
    expect(cutIntoBlocks(at(...seconds))).toEqual(blocks.map((block) => at(...block)));
  });
});
