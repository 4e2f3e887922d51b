// Calibration of a model's confidence per label: of guesses with confidence 0.6 to 0.7, how many were right? Also suggests a
// threshold. Takes judged guesses, most confident first; returns bins, the mean gap and a threshold.
import type { Judged } from './match-boxes.ts';

export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly meanConfidence: number;
  /** Share of right guesses. */
  readonly precision: number;
}

export interface Threshold {
  readonly confidence: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export interface Calibration {
  readonly bins: readonly ReliabilityBin[];
  /** Mean distance between confidence and precision, weighted by bin size; null without a guess. */
  readonly gap: number | null;
  /** Null if there are too few labels. */
  readonly threshold: Threshold | null;
}

const binCount = 10;
/** With fewer true boxes a threshold would be chance. */
export const leastWanted = 20;

export function calibrationOf(judged: readonly Judged[], wanted: number): Calibration {
  const bins = Array.from({ length: binCount }, (_, index) => binOf(judged, index)).filter(
    ({ count }) => count > 0,
  );
  const gap = bins.reduce(
    (sum, { count, meanConfidence, precision }) =>
      sum + (count / judged.length) * Math.abs(meanConfidence - precision),
    0,
  );
  return {
    bins,
    gap: judged.length === 0 ? null : gap,
    threshold: wanted < leastWanted ? null : bestThreshold(judged, wanted),
  };
}

/** The last bin includes 1. */
function binOf(judged: readonly Judged[], index: number): ReliabilityBin {
  const from = index / binCount;
  const to = (index + 1) / binCount;
  const own = judged.filter(
    ({ confidence }) => Math.min(binCount - 1, Math.floor(confidence * binCount + 1e-9)) === index,
  );
  const count = own.length;
  const mean = own.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, count);
  const right = own.filter(({ verdict }) => verdict === 'right').length;
  return { from, to, count, meanConfidence: mean, precision: right / Math.max(1, count) };
}

/** The best F1; halfway to the next guess, so that it is not on the edge. */
function bestThreshold(judged: readonly Judged[], wanted: number): Threshold | null {
  let [right, best]: [number, Threshold | null] = [0, null];
  judged.forEach(({ confidence, verdict }, index) => {
    if (verdict === 'right') right++;
    const next = judged[index + 1]?.confidence ?? 0;
    if (next === confidence || right === 0) return;
    const precision = right / (index + 1);
    const recall = right / wanted;
    const f1 = (2 * precision * recall) / (precision + recall);
    if (!best || f1 > best.f1)
      best = { confidence: (confidence + next) / 2, precision, recall, f1 };
  });
  return best;
}
