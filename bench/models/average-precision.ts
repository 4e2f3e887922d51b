// Average precision of one label over many pictures, as in COCO: the mean of the best precision at 101 recalls, at overlaps of
// 0.5 and of 0.5 to 0.95. Takes guesses and truths picture by picture; returns null if there was nothing to find.
import type { TrueBox } from './coco-file.ts';
import { matchBoxes, type Guess, type Judged, type SizeRange } from './match-boxes.ts';

export interface JudgedPicture {
  readonly guesses: readonly Guess[];
  readonly truths: readonly TrueBox[];
}

export interface LabelPrecision {
  /** True boxes that count. */
  readonly wanted: number;
  readonly ap50: number | null;
  /** Mean over overlaps of 0.5, 0.55 … 0.95. */
  readonly ap: number | null;
}

const overlaps = Array.from({ length: 10 }, (_, step) => 0.5 + step * 0.05);
const recalls = Array.from({ length: 101 }, (_, step) => step / 100);

export function precisionOf(
  pictures: readonly JudgedPicture[],
  range: SizeRange = 'all',
): LabelPrecision {
  const at = overlaps.map((minIou) => judgeAll(pictures, minIou, range));
  const precisions = at.map(({ judged, wanted }) => averagePrecision(judged, wanted));
  const known = precisions.flatMap((value) => value ?? []);
  return {
    wanted: at[0]?.wanted ?? 0,
    ap50: precisions[0] ?? null,
    ap: known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length,
  };
}

/** The guesses of all pictures together, most confident first; ties keep the order of the pictures. */
export function judgeAll(
  pictures: readonly JudgedPicture[],
  minIou: number,
  range: SizeRange = 'all',
): { judged: Judged[]; wanted: number } {
  const matched = pictures.map(({ guesses, truths }) =>
    matchBoxes(guesses, truths, { minIou, range }),
  );
  return {
    judged: matched
      .flatMap(({ judged }) => judged)
      .filter(({ verdict }) => verdict !== 'not-counted')
      .sort((a, b) => b.confidence - a.confidence),
    wanted: matched.reduce((sum, one) => sum + one.wanted, 0),
  };
}

/** @param judged most confident first, counted ones only */
export function averagePrecision(judged: readonly Judged[], wanted: number): number | null {
  if (wanted === 0) return null;
  const points: { recall: number; precision: number }[] = [];
  let right = 0;
  judged.forEach(({ verdict }, index) => {
    if (verdict === 'right') right++;
    points.push({ recall: right / wanted, precision: right / (index + 1) });
  });
  // The best precision at this recall or a higher one.
  for (let at = points.length - 2; at >= 0; at--) {
    const point = points[at];
    const next = points[at + 1];
    if (point && next && next.precision > point.precision) point.precision = next.precision;
  }
  let at = 0;
  const sum = recalls.reduce((total, recall) => {
    while (at < points.length && (points[at]?.recall ?? 0) < recall) at++;
    return total + (points[at]?.precision ?? 0);
  }, 0);
  return sum / recalls.length;
}
