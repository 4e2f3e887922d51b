// A point in the middle of an outline, to put a word or a case there. Pure. The centre of the largest ring, if it lies inside; else
// the middle of the longest stretch inside on the latitude of that centre.
import { degreesOfArea, isInOutline, type Position, type Ring } from '../../contracts/index.ts';

const known = new WeakMap<readonly Ring[], Position>();

export function middleOf(outline: readonly Ring[]): Position {
  const found = known.get(outline) ?? findMiddle(outline);
  known.set(outline, found);
  return found;
}

function findMiddle(outline: readonly Ring[]): Position {
  const [largest = []] = outline.toSorted(
    (a, b) => Math.abs(degreesOfArea(b)) - Math.abs(degreesOfArea(a)),
  );
  const centre = centreOf(largest);
  return isInOutline(outline, centre) ? centre : longestStretch(outline, centre);
}

function centreOf(ring: Ring): Position {
  const [x0, y0] = ring[0] ?? [0, 0];
  let [x, y, area] = [0, 0, 0];
  ring.forEach(([ax, ay], index) => {
    const [bx, by] = ring[(index + 1) % ring.length] ?? [x0, y0];
    const cross = (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
    area += cross;
    x += (ax + bx - 2 * x0) * cross;
    y += (ay + by - 2 * y0) * cross;
  });
  return area === 0 ? [x0, y0] : [x0 + x / (3 * area), y0 + y / (3 * area)];
}

function longestStretch(outline: readonly Ring[], [x0, y0]: Position): Position {
  const cuts = outline
    .flatMap((ring) =>
      ring.flatMap(([ax, ay], index) => {
        const [bx, by] = ring[(index + 1) % ring.length] ?? [ax, ay];
        return ay > y0 !== by > y0 ? [ax + ((bx - ax) * (y0 - ay)) / (by - ay)] : [];
      }),
    )
    .sort((a, b) => a - b);
  let best: Position = [x0, y0];
  let width = 0;
  for (let index = 0; index + 1 < cuts.length; index += 2) {
    const [from = 0, to = 0] = [cuts[index], cuts[index + 1]];
    if (to - from <= width) continue;
    width = to - from;
    best = [(from + to) / 2, y0];
  }
  return best;
}
