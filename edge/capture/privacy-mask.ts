// Privacy masks as ffmpeg filters: parts of the picture that are blackened before it is analysed or kept. A polygon becomes
// black boxes of thin strips that cover all of it, a little more rather than less; boxes are given in shares of the
// picture, so they fit any size, also when a camera changes it on the way.
import type { Point, Polygon } from '../../contracts/index.ts';

/** In shares of the picture; ends are right and bottom. */
export interface MaskBox {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Strips in a picture's height, finest first: fewer when masks have so many corners that the filters grow too many. */
const stripCounts = [360, 180, 90, 45, 20];
const fewestStrips = 20;
const mostBoxes = 500;

/** Filters that blacken the masks; none without masks. */
export function maskFilters(masks: readonly Polygon[]): string[] {
  return maskBoxes(masks).map(filterOf);
}

export function maskBoxes(masks: readonly Polygon[]): MaskBox[] {
  for (const strips of stripCounts) {
    const boxes: MaskBox[] = [];
    for (const mask of masks)
      if (boxes.length <= mostBoxes) boxes.push(...boxesOf(mask, strips, stretchesIn));
    if (boxes.length <= mostBoxes) return boxes;
  }
  return masks.flatMap((mask) => boxesOf(mask, fewestStrips, wholeStretchIn));
}

function filterOf({ left, top, right, bottom }: MaskBox): string {
  const from = (size: string, share: number) => `floor(${size}*${shareText(Math.floor, share)})`;
  const to = (size: string, share: number) => `ceil(${size}*${shareText(Math.ceil, share)})`;
  const [x, y] = [from('iw', left), from('ih', top)];
  const [width, height] = [`${to('iw', right)}-${x}`, `${to('ih', bottom)}-${y}`];
  return `drawbox=x='${x}':y='${y}':w='${width}':h='${height}':color=black:t=fill`;
}

/** To a hundredth of a pixel, outwards. */
function shareText(round: (value: number) => number, share: number): string {
  return (round(share * 1e5) / 1e5).toString();
}

function boxesOf(mask: Polygon, strips: number, stretchesOf: typeof stretchesIn): MaskBox[] {
  const boxes: MaskBox[] = [];
  let above: MaskBox[] = [];
  for (let strip = 0; strip < strips; strip++) {
    const [top, bottom] = [strip / strips, (strip + 1) / strips];
    const here = stretchesOf(mask, top, bottom);
    if (above.length === here.length && above.every((box, index) => isBelow(box, here[index]))) {
      for (const box of above) box.bottom = bottom;
      continue;
    }
    above = here.map(([left, right]) => ({ left, top, right, bottom }));
    boxes.push(...above);
  }
  return boxes;
}

type Stretch = [left: number, right: number];

function isBelow({ left, right }: MaskBox, stretch: Stretch | undefined): boolean {
  return stretch !== undefined && stretch[0] === left && stretch[1] === right;
}

/**
 * All that the mask covers of a strip, from left to right: what its edges span within the strip, and what lies inside on
 * the strip's upper and lower line. Nothing of the mask in the strip is outside of these.
 */
function stretchesIn(mask: Polygon, top: number, bottom: number): Stretch[] {
  const edges = mask.flatMap((point, index): Stretch[] => {
    const next = mask[(index + 1) % mask.length] ?? point;
    return spanOf(point, next, [top, bottom]);
  });
  return joined([...edges, ...insideAt(mask, top, 'below'), ...insideAt(mask, bottom, 'above')]);
}

/** From the leftmost to the rightmost of it, with what lies between. */
function wholeStretchIn(mask: Polygon, top: number, bottom: number): Stretch[] {
  const stretches = stretchesIn(mask, top, bottom);
  const [first, last] = [stretches[0], stretches.at(-1)];
  return first && last ? [[first[0], last[1]]] : [];
}

/** What an edge spans from left to right within a strip; nothing when it only touches it. */
function spanOf(a: Point, b: Point, [top, bottom]: [number, number]): Stretch[] {
  const [high, low] = [Math.min(a[1], b[1]), Math.max(a[1], b[1])];
  if (low <= top || high >= bottom) return [];
  const xAt = (y: number) => {
    const within = Math.min(low, Math.max(high, y));
    return low === high ? a[0] : a[0] + ((b[0] - a[0]) * (within - a[1])) / (b[1] - a[1]);
  };
  const ends = low === high ? [a[0], b[0]] : [xAt(top), xAt(bottom)];
  return [[Math.min(...ends), Math.max(...ends)]];
}

/** What lies inside just above or just below a line. */
function insideAt(mask: Polygon, y: number, side: 'above' | 'below'): Stretch[] {
  const isUnder = (pointY: number) => (side === 'below' ? pointY > y : pointY >= y);
  const crossings = mask
    .flatMap(([ax, ay], index) => {
      const [bx, by] = mask[(index + 1) % mask.length] ?? [ax, ay];
      return isUnder(ay) !== isUnder(by) ? [((bx - ax) * (y - ay)) / (by - ay) + ax] : [];
    })
    .sort((a, b) => a - b);
  return crossings.flatMap((left, index): Stretch[] => {
    const right = crossings[index + 1];
    return index % 2 === 0 && right !== undefined ? [[left, right]] : [];
  });
}

function joined(stretches: Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  for (const [left, right] of stretches.sort((a, b) => a[0] - b[0])) {
    const before = result.at(-1);
    if (before && left <= before[1]) before[1] = Math.max(before[1], right);
    else result.push([left, right]);
  }
  return result;
}
