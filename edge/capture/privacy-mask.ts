// Converts privacy masks to ffmpeg filters that blacken parts of the picture before it is analysed or recorded. Each polygon
// becomes thin strips of black boxes that cover it completely, and slightly more. Boxes are shares of the picture, so they fit
// any picture size, also when the camera changes it.
import type { Point, Polygon } from '../../contracts/index.ts';

/** Shares of the picture; `right` and `bottom` are the far edges. */
export interface MaskBox {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Strips per picture height, finest first: fewer when many corners would need too many filters. */
const stripCounts = [360, 180, 90, 45, 20];
const fewestStrips = 20;
const maxBoxes = 500;

/** Filters that blacken the masks; none without masks. */
export function maskFilters(masks: readonly Polygon[]): string[] {
  return maskBoxes(masks).map(filterOf);
}

export function maskBoxes(masks: readonly Polygon[]): MaskBox[] {
  for (const strips of stripCounts) {
    const boxes: MaskBox[] = [];
    for (const mask of masks)
      if (boxes.length <= maxBoxes) boxes.push(...boxesOf(mask, strips, stretchesIn));
    if (boxes.length <= maxBoxes) return boxes;
  }
  return masks.flatMap((mask) => boxesOf(mask, fewestStrips, wholeStretchIn));
}

function filterOf({ left, top, right, bottom }: MaskBox): string {
  const from = (size: string, share: number) => `floor(${size}*${shareText(Math.floor, share)})`;
  const to = (size: string, share: number) => `ceil(${size}*${shareText(Math.ceil, share)})`;
  const x = from('iw', left);
  const y = from('ih', top);
  const width = `${to('iw', right)}-${x}`;
  const height = `${to('ih', bottom)}-${y}`;
  return `drawbox=x='${x}':y='${y}':w='${width}':h='${height}':color=black:t=fill`;
}

/** Rounds outwards to a hundredth of a pixel. */
function shareText(round: (value: number) => number, share: number): string {
  return (round(share * 1e5) / 1e5).toString();
}

function boxesOf(mask: Polygon, strips: number, stretchesOf: typeof stretchesIn): MaskBox[] {
  const boxes: MaskBox[] = [];
  let above: MaskBox[] = [];
  for (let strip = 0; strip < strips; strip++) {
    const top = strip / strips;
    const bottom = (strip + 1) / strips;
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
 * The masked ranges of a strip, from left to right: the span of each edge within the strip, and the inside of the mask on the
 * strip's upper and lower line. They cover all of the mask in the strip.
 */
function stretchesIn(mask: Polygon, top: number, bottom: number): Stretch[] {
  const edges = mask.flatMap((point, index): Stretch[] => {
    const next = mask[(index + 1) % mask.length] ?? point;
    return spanOf(point, next, [top, bottom]);
  });
  return joined([...edges, ...insideAt(mask, top, 'below'), ...insideAt(mask, bottom, 'above')]);
}

/** The range from the leftmost to the rightmost point. */
function wholeStretchIn(mask: Polygon, top: number, bottom: number): Stretch[] {
  const stretches = stretchesIn(mask, top, bottom);
  const first = stretches[0];
  const last = stretches.at(-1);
  return first && last ? [[first[0], last[1]]] : [];
}

/** The span of an edge within a strip; empty when it only touches it. */
function spanOf(a: Point, b: Point, [top, bottom]: [number, number]): Stretch[] {
  const high = Math.min(a[1], b[1]);
  const low = Math.max(a[1], b[1]);
  if (low <= top || high >= bottom) return [];
  const xAt = (y: number) => {
    const within = Math.min(low, Math.max(high, y));
    return low === high ? a[0] : a[0] + ((b[0] - a[0]) * (within - a[1])) / (b[1] - a[1]);
  };
  const ends = low === high ? [a[0], b[0]] : [xAt(top), xAt(bottom)];
  return [[Math.min(...ends), Math.max(...ends)]];
}

/** The inside of the mask just above or just below a line. */
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
