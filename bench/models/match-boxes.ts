// Which detections of one label in a picture are right at one overlap, as in COCO. Takes detections and true boxes; returns each
// detection with right, wrong or not counted, and the number of true boxes that count.
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
  /** True boxes that can be found. */
  readonly wanted: number;
}

/** Square pixels, as in COCO. */
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
  // Boxes that do not count are matched last.
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

/** The box with the most overlap; boxes that count take precedence. A crowd can be matched many times. */
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

/** For a crowd, the share of the guess inside it. */
function overlapOf(box: Box, truth: TrueBox): number {
  if (!truth.isCrowd) return iou(box, truth.box);
  const area = box.width * box.height;
  return area === 0 ? 0 : intersection(box, truth.box) / area;
}

function isOutside(areaPx: number, range: SizeRange): boolean {
  const [from, to] = sizeRanges[range];
  return areaPx < from || areaPx > to;
}
