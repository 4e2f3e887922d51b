// A detector that knows the truth and errs as often as a real one: the default of `bench days`, because a real model costs more
// than everything else. Misses and confidences follow figures measured on footage with the default model
// (docs/reference/accuracy.md). It never labels a place without an object, so confusions of a real model are not included.
import type { Detection } from '../../detectors/detection.ts';
import type { Detector } from '../../detectors/detector.ts';
import type { Picture } from '../../detectors/frame.ts';
import { containment } from '../../detectors/tracking/overlap.ts';
import type { Box } from '../../contracts/index.ts';
import { randomAt } from '../../simulator/random.ts';
import type { SeenThing } from '../../simulator/days/seen-thing.ts';

export interface ScriptedDetector extends Detector {
  /**
   * The objects in the next picture.
   * @param at the time of the picture, so that an older picture of the ground gets the objects of that time
   */
  show(seen: readonly SeenThing[], look: number, at?: number): void;
}

const input = { width: 512, height: 288 };
/** Share of looks in which an object is missed between two detections, by its height in pixels of the model's input. */
const missed = [
  { upTo: 14, share: 0.95 },
  { upTo: 25, share: 0.25 },
  { upTo: 40, share: 0.125 },
  { upTo: 60, share: 0.05 },
  { upTo: Infinity, share: 0.03 },
] as const;

export function createScriptedDetector(seed: number): ScriptedDetector {
  let shown: Shown[] = [];
  return {
    model: { name: 'scripted', sha256: '0'.repeat(64) },
    input,
    show: (seen, look, at = look) => {
      shown = [...shown, { seen, look, at }].slice(-mostKept);
    },
    detect: (picture, view) => {
      const now = shownIn(picture, shown);
      const chance = chanceOf(seed, now.look, view);
      const inView = now.seen.filter(({ box }) => containment(box, view) > 0.5);
      return Promise.resolve(
        inView.flatMap((one) => detectionOf(one, { view, chance, others: inView })),
      );
    },
    close: () => Promise.resolve(),
  };
}

interface Shown {
  readonly seen: readonly SeenThing[];
  readonly look: number;
  readonly at: number;
}

/** No window has more looks. */
const mostKept = 2000;
const nothing: Shown = { seen: [], look: 0, at: 0 };

/** The objects at the time of the picture; the current ones for a picture without a time. */
function shownIn(picture: Picture, shown: readonly Shown[]): Shown {
  const latest = shown.at(-1) ?? nothing;
  const at = 'capturedAt' in picture ? Number(picture.capturedAt) : latest.at;
  return shown.findLast((one) => one.at <= at) ?? shown[0] ?? nothing;
}

/** Random numbers for one run on one crop of one look: the same request gets the same answer. */
function chanceOf(seed: number, look: number, view: Box): (text: string) => number {
  const place = Math.round((view.x * 97 + view.y * 89 + view.width * 83) * 1000);
  return (text) => randomAt(seed + place, hash(text) + look * 7919);
}

function hash(text: string): number {
  return Array.from(text).reduce(
    (sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0,
    7,
  );
}

function detectionOf(
  one: SeenThing,
  {
    view,
    chance,
    others,
  }: { view: Box; chance: (text: string) => number; others: readonly SeenThing[] },
): Detection[] {
  const { named, box, hard, actor } = one;
  if (named === null || box.width * box.height === 0) return [];
  const height = (box.height / view.height) * input.height;
  const open = 1 - 0.8 * coveredShare(one, others);
  const share = missed.find(({ upTo }) => height <= upTo)?.share ?? 0;
  const seenShare = (1 - share) * (1 - hard) * open;
  if (chance(actor) > seenShare) return [];
  const confidence = Math.max(
    0.12,
    Math.min(0.92, 0.25 + 0.4 * seenShare + 0.3 * (chance(`${actor} sure`) - 0.5)),
  );
  return [{ ...named, confidence, box: jittered(box, actor, chance) }];
}

/** The share hidden by objects in front; lower in the picture is nearer. */
function coveredShare({ box, actor }: SeenThing, others: readonly SeenThing[]): number {
  const foot = box.y + box.height;
  const before = others.filter(
    (other) => other.actor !== actor && other.box.y + other.box.height > foot,
  );
  return Math.min(1, Math.max(0, ...before.map((other) => containment(box, other.box))));
}

function jittered(box: Box, actor: string, chance: (text: string) => number): Box {
  const by = (axis: string, length: number) => (chance(`${actor} ${axis}`) - 0.5) * 0.08 * length;
  const x = Math.max(0, box.x + by('x', box.width));
  const y = Math.max(0, box.y + by('y', box.height));
  return { x, y, width: Math.min(1 - x, box.width), height: Math.min(1 - y, box.height) };
}
