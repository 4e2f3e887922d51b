// Learns the background model from the first pictures. Takes pictures with the people in them; returns the first memory. Where the
// pictures differ, it decides which content is the ground, so that a person who stood there does not become background, and an object
// that was put down during learning counts as new.
import {
  copyCell,
  createCellMemory,
  hasColour,
  lumaOf,
  takeCell,
  type CellMemory,
} from './cell-memory.ts';
import { cellDifference, toleranceFor } from './difference.ts';
import { estimateLight, plainLight } from './light.ts';
import { copyPlanes, type Planes } from './planes.ts';
import { findRegions, measureRegion, type CellRegion } from './regions.ts';
import { judgeRegion } from './judge-region.ts';
import { mostlyShown, type LearntPicture } from './mostly-shown.ts';
import { markOccupied } from './occupied.ts';
import { outlineIn } from './outline.ts';
import { learningNumbers } from './numbers.ts';

const { learnMs, learnSpacingMs, learnPictures, least, sameLight } = learningNumbers;

/** Takes pictures in order of time; returns the memory when there are enough, null until then. */
export type Learner = (picture: LearntPicture) => CellMemory | null;

/** @param minCells minimum size of an object */
export function createLearner(minCells: number): Learner {
  const pictures: LearntPicture[] = [];
  let first = Infinity;
  return (picture) => {
    const { at } = picture;
    first = Math.min(first, at);
    if (at - (pictures.at(-1)?.at ?? -Infinity) >= learnSpacingMs) pictures.push(picture);
    const enough = pictures.length >= learnPictures && at - first >= learnMs;
    return enough ? learntFrom(pictures, minCells) : null;
  };
}

/** @param pictures at least one, in order of time */
export function learntFrom(pictures: readonly LearntPicture[], minCells: number): CellMemory {
  const memory = createCellMemory(mostlyShown(pictures));
  const most = copyPlanes(memory.background);
  const views = pictures.map((picture) => viewOf(picture, memory));
  const taken = new Set<number>();
  for (const view of views)
    for (const region of otherRegions({ view, most, minCells })) {
      if (!isGround(region, view, { views, most })) continue;
      const cells = region.cells.filter((cell) => view.differs[cell] === 1 && !taken.has(cell));
      for (const cell of cells) {
        taken.add(cell);
        copyCell(view.planes, memory.background, cell);
        settleWhatCame(memory, cell, { views, most });
      }
    }
  markOccupied(memory, pictures, taken);
  return memory;
}

/** A picture in the light of the most common content, and the cells where it differs. */
interface View {
  readonly planes: Planes;
  /** 1 a cell. */
  readonly differs: Uint8Array;
  readonly at: number;
}

interface Learning {
  readonly views: readonly View[];
  /** The most common content of the pictures. */
  readonly most: Planes;
}

/**
 * Compares in both directions: differences within the range of a texture are tolerated, so a striped object is found only from the
 * plain ground.
 */
function viewOf({ planes: now, at }: LearntPicture, memory: CellMemory): View {
  const { background: remembered, noise, colourNoise, grain } = memory;
  const isSameLight = shareAlike(now, remembered) >= sameLight.share;
  const light = isSameLight
    ? plainLight(now)
    : estimateLight(now, copyPlanes(remembered), remembered);
  const tolerance = toleranceFor(remembered);
  const planes = copyPlanes(remembered);
  const differs = new Uint8Array(memory.columns * memory.rows);
  for (let cell = 0; cell < differs.length; cell++) takeCell({ now, light }, planes, cell);
  const common = { noise, colourNoise, grain, tolerance };
  const forth = { ...common, now, light, remembered };
  const back = { ...common, now: remembered, light: plainLight(now), remembered: planes };
  for (let cell = 0; cell < differs.length; cell++)
    if (cellDifference(forth, cell) >= 1 || cellDifference(back, cell) >= 1) differs[cell] = 1;
  return { planes, differs, at };
}

/** Share of pixels with the same luma, to detect equal light. A tone curve could mistake an object of rare brightness for light. */
function shareAlike(now: Planes, remembered: Planes): number {
  let alike = 0;
  for (let pixel = 0; pixel < now.luma.length; pixel++)
    if (Math.abs(now.luma[pixel]! - remembered.luma[pixel]!) < sameLight.luma) alike++;
  return alike / Math.max(1, now.luma.length);
}

interface Looking {
  readonly view: View;
  readonly most: Planes;
  readonly minCells: number;
}

/** Regions where one picture differs from the most common content: all cells, the darker ones, and the brighter ones. */
function otherRegions({ view: { differs, planes }, most, minCells }: Looking): CellRegion[] {
  const darker = new Uint8Array(differs.length);
  const brighter = new Uint8Array(differs.length);
  for (let cell = 0; cell < differs.length; cell++)
    if (differs[cell] === 1)
      (lumaOf(planes, cell) < lumaOf(most, cell) ? darker : brighter)[cell] = 1;
  const weak = new Uint8Array(differs.length);
  return [differs, darker, brighter].flatMap((marked) =>
    findRegions({ marked, weak }, most.width >> 1, minCells),
  );
}

/** Whether the region in this picture is the ground: an object has a stronger outline against the ground around it. */
function isGround(region: CellRegion, view: View, { views, most }: Learning): boolean {
  const isSame = (cell: number) => view.differs[cell] === 0;
  const [stands, ground] = [most, view.planes].map((planes) => outlineIn(planes, region, isSame));
  if (!stands || !ground || stands.share < least.share || stands.step < least.step) return false;
  const times = isPassing(region, view, views) ? least.timesOfPassing : least.times;
  return stands.step >= times * ground.step && isThing(region, view, most);
}

/** Whether the most common content would be an object on that ground, and not only a change of light. */
function isThing(region: CellRegion, { planes, differs, at }: View, most: Planes): boolean {
  const trial = createCellMemory(copyPlanes(most));
  for (const cell of region.cells.filter((index) => differs[index] === 1)) {
    copyCell(planes, trial.background, cell);
    copyCell(most, trial.settled.planes, cell);
    trial.settled.since[cell] = at;
  }
  return judgeRegion(measureRegion(region, trial), hasColour(trial)) === 'appeared';
}

/** Whether the region shows a passer-by: the content before and after is the same. */
function isPassing({ cells }: CellRegion, view: View, views: readonly View[]): boolean {
  const at = views.indexOf(view);
  const isShown = (cell: number, others: readonly View[]) =>
    others.some(({ differs }) => differs[cell] === 0);
  const passed = cells.filter(
    (cell) => isShown(cell, views.slice(0, at)) && isShown(cell, views.slice(at + 1)),
  );
  return passed.length >= cells.length / 2;
}

/** Settles new objects, with the time of the first picture that shows them. */
function settleWhatCame({ settled }: CellMemory, cell: number, { views, most }: Learning): void {
  const from = views.findLastIndex(({ differs }) => differs[cell] === 1) + 1;
  const first = views[from];
  const last = views.at(-1);
  if (!first || !last) return;
  copyCell(most, settled.planes, cell);
  settled.since[cell] = first.at;
  settled.seenAt[cell] = last.at;
  settled.seenMs[cell] = last.at - first.at;
}
