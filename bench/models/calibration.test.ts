import { describe, expect, it } from 'vitest';
import { calibrationOf, leastWanted } from './calibration.ts';
import type { Judged } from './match-boxes.ts';

const said = (confidence: number, verdict: Judged['verdict'], times = 1): Judged[] =>
  Array.from({ length: times }, () => ({ confidence, verdict }));

describe('calibration', () => {
  it('is unknown without a guess', () => {
    expect(calibrationOf([], 50)).toEqual({ bins: [], gap: null, threshold: null });
  });

  it('gives the share of right guesses for each tenth of confidence', () => {
    const judged = [...said(0.95, 'right', 9), ...said(0.95, 'wrong'), ...said(0.65, 'wrong', 4)];
    const { bins, gap } = calibrationOf(judged, 30);
    expect(bins.map(({ from, count, precision }) => [from, count, precision])).toEqual([
      [0.6, 4, 0],
      [0.9, 10, 0.9],
    ]);
    // 10 of 14 are off by 0.05, 4 of 14 by 0.65.
    expect(gap).toBeCloseTo((10 * 0.05 + 4 * 0.65) / 14, 6);
  });

  it('puts full confidence and the edges of bins into the right bin', () => {
    const { bins } = calibrationOf(
      [...said(1, 'right'), ...said(0.7, 'right'), ...said(0, 'wrong')],
      30,
    );
    expect(bins.map(({ from }) => from)).toEqual([0, 0.7, 0.9]);
  });

  it('is perfect when confidence equals precision', () => {
    const judged = [...said(0.75, 'right', 3), ...said(0.75, 'wrong', 1)];
    expect(calibrationOf(judged, 30).gap).toBeCloseTo(0, 6);
  });
});

describe('the suggested threshold', () => {
  it('is halfway between the last useful guess and the next', () => {
    const judged = [...said(0.8, 'right', 20), ...said(0.4, 'wrong', 30)];
    expect(calibrationOf(judged, 20).threshold).toEqual({
      confidence: expect.closeTo(0.6, 6) as number,
      precision: 1,
      recall: 1,
      f1: 1,
    });
  });

  it('trades precision for recall when F1 improves', () => {
    const judged = [...said(0.9, 'right', 5), ...said(0.6, 'wrong', 2), ...said(0.5, 'right', 20)];
    const { threshold } = calibrationOf(judged, 25);
    expect(threshold).toMatchObject({ recall: 1, confidence: 0.25 });
    expect(threshold?.precision).toBeCloseTo(25 / 27, 6);
  });

  it('never separates guesses of equal confidence', () => {
    const judged = [...said(0.5, 'right', 10), ...said(0.5, 'wrong', 10)];
    expect(calibrationOf(judged, 20).threshold).toMatchObject({ precision: 0.5, recall: 0.5 });
  });

  it('is null with few boxes, or without a right guess', () => {
    expect(calibrationOf(said(0.9, 'right', 5), leastWanted - 1).threshold).toBeNull();
    expect(calibrationOf(said(0.9, 'wrong', 50), 50).threshold).toBeNull();
  });
});
