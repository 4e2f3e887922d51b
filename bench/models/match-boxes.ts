// Which of a picture's detections of one label are right, at one overlap: as COCO counts it. Takes detections and true boxes; gives
// each detection with right, wrong or not counted, and how many true boxes count.
import type { Box } from '../../contracts/index.ts';
import { intersection, iou } from '../../detectors/tracking/overlap.ts';
import type { TrueBox } from './coco-file.ts';

export interface Guess {
  readonly box: Box;
  readonly confidence: number;
  readonly areaPx: number;
}

export interface Judged {
  readonly confidence: number;
  readonly verdict: 'right' | 'wrong' | 'not-counted';
}

export interface Matched {
  readonly judged: readonly Judged[];
  /** True boxes that could be found. */
  readonly wanted: number;
}

/** Square pixels, as COCO has them. */
export const sizeRanges = {
  all: [0, 1e10],
  small: [0, 32 ** 2],
  medium: [32 ** 2, 96 ** 2],
  large: [96 ** 2, 1e10],
} as const;
export type SizeRange = keyof typeof sizeRanges;

const mostGuesses = 100;

export function matchBoxes(
  guesses: readonly Guess[],
  truths: readonly TrueBox[],
  { minIou, range }: { minIou: number; range: SizeRange },
): Matched {
  const isIgnored = (truth: TrueBox) => truth.isCrowd || isOutside(truth.areaPx, range);
  // What does not count is tried last.
  const ordered = [...truths].sort((a, b) => Number(isIgnored(a)) - Number(isIgnored(b)));
  const taken = new Set<TrueBox>();
  const best = [...guesses].sort((a, b) => b.confidence - a.confidence).slice(0, mostGuesses);
  const judged = best.map((guess): Judged => {
    const truth = nearest(guess, ordered, { taken, isIgnored, minIou });
    if (truth) taken.add(truth);
    const { confidence } = guess;
    if (truth ? isIgnored(truth) : isOutside(guess.areaPx, range))
      return { confidence, verdict: 'not-counted' };
    return { confidence, verdict: truth ? 'right' : 'wrong' };
  });
  return { judged, wanted: truths.filter((one) => !isIgnored(one)).length };
}

interface Choice {
  readonly taken: ReadonlySet<TrueBox>;
  readonly isIgnored: (truth: TrueBox) => boolean;
  readonly minIou: number;
}

/** The one that overlaps most; one that counts is never left for one that does not. A crowd can be met many times. */
function nearest(
  guess: Guess,
  ordered: readonly TrueBox[],
  { taken, isIgnored, minIou }: Choice,
): TrueBox | null {
  let found: TrueBox | null = null;
  let least = Math.min(minIou, 1 - 1e-10);
  for (const truth of ordered) {
    if (taken.has(truth) && !truth.isCrowd) continue;
    if (found && !isIgnored(found) && isIgnored(truth)) break;
    const overlap = overlapOf(guess.box, truth);
    if (overlap < least) continue;
    found = truth;
    least = overlap;
  }
  return found;
}

/** Of a crowd, how much of the guess lies in it. */
function overlapOf(box: Box, truth: TrueBox): number {
  if (!truth.isCrowd) return iou(box, truth.box);
  const area = box.width * box.height;
  return area === 0 ? 0 : intersection(box, truth.box) / area;
}

function isOutside(areaPx: number, range: SizeRange): boolean {
  const [from, to] = sizeRanges[range];
  return areaPx < from || areaPx > to;
}
