// The matrix that places a picture on the map: from points of the picture to points of the map. Pure. Two points give stretch and
// shift; three or more also a turn, by least squares.
export interface Pair {
  from: readonly [number, number];
  to: readonly [number, number];
}
/** As in CSS: `x' = a x + c y + e`, `y' = b x + d y + f`. */
export type Affine = [a: number, b: number, c: number, d: number, e: number, f: number];

export const unmoved: Affine = [1, 0, 0, 1, 0, 0];

export function affineOf(pairs: readonly Pair[]): Affine {
  const [one, other] = pairs;
  if (!one || !other) return unmoved;
  if (pairs.length === 2) return stretchOf(one, other);
  const east = leastSquares(pairs, ({ to }) => to[0]);
  const south = leastSquares(pairs, ({ to }) => to[1]);
  if (!east || !south) return unmoved;
  return [east[0], south[0], east[1], south[1], east[2], south[2]];
}

function stretchOf({ from: p, to: q }: Pair, { from: r, to: s }: Pair): Affine {
  const [width, height] = [r[0] - p[0], r[1] - p[1]];
  if (width === 0 || height === 0) return unmoved;
  const [a, d] = [(s[0] - q[0]) / width, (s[1] - q[1]) / height];
  return [a, 0, 0, d, q[0] - a * p[0], q[1] - d * p[1]];
}

/** `value ≈ a x + b y + c`: the normal equations by Cramer's rule, round the mean so that they stay exact. */
function leastSquares(
  pairs: readonly Pair[],
  value: (pair: Pair) => number,
): [number, number, number] | null {
  const mean = (of: (pair: Pair) => number) =>
    pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  const [mx, my, mv] = [mean(({ from }) => from[0]), mean(({ from }) => from[1]), mean(value)];
  let [xx, xy, yy, xv, yv] = [0, 0, 0, 0, 0];
  for (const pair of pairs) {
    const [x, y, v] = [pair.from[0] - mx, pair.from[1] - my, value(pair) - mv];
    xx += x * x;
    xy += x * y;
    yy += y * y;
    xv += x * v;
    yv += y * v;
  }
  const determinant = xx * yy - xy * xy;
  if (Math.abs(determinant) < 1e-12) return null;
  const a = (xv * yy - yv * xy) / determinant;
  const b = (yv * xx - xv * xy) / determinant;
  return [a, b, mv - a * mx - b * my];
}
