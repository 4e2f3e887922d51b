// Average precision against examples computed by hand with COCO's rules.
import { describe, expect, it } from 'vitest';
import {
  averagePrecision,
  judgeAll,
  precisionOf,
  type JudgedPicture,
} from './average-precision.ts';
import type { TrueBox } from './coco-file.ts';
import type { Guess } from './match-boxes.ts';

const side = 400;
const box = (x: number, y = 0.1, width = 0.2, height = 0.2) => ({ x, y, width, height });
const areaOf = ({ width, height }: { width: number; height: number }) => width * height * side ** 2;

function truth(x: number, more: Partial<TrueBox> = {}): TrueBox {
  const own = more.box ?? box(x);
  return { id: 1, label: 'car', box: own, areaPx: areaOf(own), isCrowd: false, ...more };
}

function guess(x: number, confidence: number, own = box(x)): Guess {
  return { box: own, confidence, areaPx: areaOf(own) };
}

const one = (guesses: Guess[], truths: TrueBox[]): JudgedPicture[] => [{ guesses, truths }];

describe('average precision', () => {
  it('is unknown when there is nothing to find', () => {
    expect(precisionOf([])).toEqual({ wanted: 0, ap50: null, ap: null });
    expect(precisionOf(one([guess(0.1, 0.9)], []))).toMatchObject({ ap50: null });
    expect(averagePrecision([], 0)).toBeNull();
  });

  it.each<[string, Guess[], TrueBox[], number]>([
    ['all found', [guess(0.1, 0.9)], [truth(0.1)], 1],
    ['nothing said', [], [truth(0.1)], 0],
    ['half found, nothing false', [guess(0.1, 0.9)], [truth(0.1), truth(0.6)], 51 / 101],
    ['a false one that is surer', [guess(0.6, 0.9), guess(0.1, 0.8)], [truth(0.1)], 0.5],
    ['a false one that is less sure', [guess(0.6, 0.7), guess(0.1, 0.8)], [truth(0.1)], 1],
    [
      'right, wrong, right of two',
      [guess(0.1, 0.9), guess(0.35, 0.8), guess(0.6, 0.7)],
      [truth(0.1), truth(0.6)],
      (51 + 50 * (2 / 3)) / 101,
    ],
    [
      'said twice: the second is false',
      [guess(0.1, 0.9), guess(0.1, 0.8), guess(0.6, 0.7)],
      [truth(0.1), truth(0.6)],
      (51 + 50 * (2 / 3)) / 101,
    ],
  ])('at half overlap with %s', (_, guesses, truths, expected) => {
    expect(precisionOf(one(guesses, truths)).ap50).toBeCloseTo(expected, 6);
  });

  it('counts the overlaps that a box reaches, of ten', () => {
    // 0.72 of the true box: 0.5, 0.55, 0.6, 0.65 and 0.7 are reached.
    const narrow = guess(0.1, 0.9, box(0.1, 0.1, 0.144));
    const { ap50, ap } = precisionOf(one([narrow], [truth(0.1)]));
    expect(ap50).toBeCloseTo(1, 6);
    expect(ap).toBeCloseTo(0.5, 6);
  });

  it('combines pictures, the most confident guesses first', () => {
    const pictures = [
      { guesses: [guess(0.6, 0.5)], truths: [truth(0.1)] },
      { guesses: [guess(0.1, 0.9)], truths: [truth(0.1)] },
    ];
    expect(precisionOf(pictures).ap50).toBeCloseTo(51 / 101, 6);
  });

  it('counts a hundred guesses a picture at most', () => {
    const many = Array.from({ length: 100 }, () => guess(0.6, 0.9));
    expect(precisionOf(one([...many, guess(0.1, 0.5)], [truth(0.1)])).ap50).toBe(0);
  });
});

describe('a crowd', () => {
  const crowd = truth(0.5, { box: box(0.5, 0.5, 0.5, 0.5), isCrowd: true });

  it('need not be found, and guesses within it are not counted', () => {
    const inside = [0.9, 0.8].map((confidence) => guess(0.6, confidence, box(0.6, 0.6)));
    const { wanted, ap50 } = precisionOf(one([...inside, guess(0.1, 0.5)], [crowd, truth(0.1)]));
    expect([wanted, ap50]).toEqual([1, 1]);
  });

  it('does not take a guess from a box that counts', () => {
    const within = truth(0.6, { box: box(0.6, 0.6) });
    const { ap50 } = precisionOf(one([guess(0.6, 0.9, box(0.6, 0.6))], [crowd, within]));
    expect(ap50).toBe(1);
  });
});

describe('by size', () => {
  const small = box(0.1, 0.1, 0.05, 0.05);
  const large = box(0.4, 0.4, 0.5, 0.5);

  it('counts boxes of the size, and ignores guesses on others', () => {
    const truths = [truth(0.1, { box: small, areaPx: areaOf(small) }), truth(0.4, { box: large })];
    const guesses = [guess(0.1, 0.9, small), guess(0.4, 0.8, large), guess(0.7, 0.95, box(0.7))];
    const at = (range: 'small' | 'medium' | 'large') => precisionOf(one(guesses, truths), range);
    expect(at('small')).toMatchObject({ wanted: 1, ap50: 1 });
    expect(at('large')).toMatchObject({ wanted: 1, ap50: 1 });
    expect(at('medium')).toMatchObject({ wanted: 0, ap50: null });
    expect(precisionOf(one(guesses, truths)).ap50).toBeCloseTo(2 / 3, 6);
  });

  it('uses the area of the file', () => {
    const thin = truth(0.1, { areaPx: 100 });
    expect(precisionOf(one([guess(0.1, 0.9)], [thin]), 'small')).toMatchObject({
      wanted: 1,
      ap50: 1,
    });
  });
});

describe('all guesses together', () => {
  it('are sorted by confidence, without those that do not count', () => {
    const pictures = [
      { guesses: [guess(0.1, 0.3)], truths: [truth(0.1)] },
      { guesses: [guess(0.1, 0.7), guess(0.6, 0.6)], truths: [] },
    ];
    const { judged, wanted } = judgeAll(pictures, 0.5);
    expect(wanted).toBe(1);
    expect(judged.map(({ confidence, verdict }) => `${confidence} ${verdict}`)).toEqual([
      '0.7 wrong',
      '0.6 wrong',
      '0.3 right',
    ]);
  });
});
