// A slope that a few outliers do not change (Theil and Sen): the median of the slopes between all pairs of points. Pure.

export interface Point {
  /** Ms. */
  at: number;
  value: number;
}

export interface Growth {
  /** From the first to the last point, along the slope. */
  rise: number;
  perHour: number;
  /** The median of the values. */
  usual: number;
  /** Whether the second half alone still rises at least half as fast: what fills up once does not. */
  goesOn: boolean;
  spanMs: number;
}

const hourMs = 3_600_000;
/** More points add nothing but time: the number of pairs grows with its square. */
const mostPoints = 400;

/** Null with fewer than two points. */
export function growthOf(points: readonly Point[]): Growth | null {
  const some = thinned(points);
  const slope = slopeOf(some);
  const [first, last] = [some[0], some.at(-1)];
  if (slope === null || first === undefined || last === undefined) return null;
  const spanMs = last.at - first.at;
  const half = slopeOf(some.slice(Math.floor(some.length / 2))) ?? slope;
  return {
    rise: slope * spanMs,
    perHour: slope * hourMs,
    usual: medianOf(some.map(({ value }) => value)),
    goesOn: slope > 0 && half >= slope / 2,
    spanMs,
  };
}

function slopeOf(points: readonly Point[]): number | null {
  const slopes = points.flatMap((a, n) =>
    points
      .slice(n + 1)
      .filter((b) => b.at > a.at)
      .map((b) => (b.value - a.value) / (b.at - a.at)),
  );
  return slopes.length === 0 ? null : medianOf(slopes);
}

function thinned(points: readonly Point[]): readonly Point[] {
  const step = Math.ceil(points.length / mostPoints);
  return step <= 1 ? points : points.filter((_, n) => n % step === 0 || n === points.length - 1);
}

/** 0 for no values. */
export function medianOf(values: readonly number[]): number {
  return quantileOf(values, 0.5);
}

export function quantileOf(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const index = Math.min(sorted.length - 1, Math.floor(sorted.length * share));
  return sorted[Math.max(0, index)] ?? 0;
}
