// Places of a fence that were void repeatedly for one cause and may be excluded. Takes the labelled history; returns the places,
// each with its hole.
import type { Box, FenceFile, Point } from '../../contracts/index.ts';
import { grown, isSamePlace, unionOf } from '../area/boxes.ts';
import type { LabelledCase } from './labelled-case.ts';

/** A place must have been void for one cause this often. */
export const timesVoid = 3;

export interface VoidPlace {
  readonly region: Box;
  readonly cause: string;
  readonly cases: readonly LabelledCase[];
}

export function voidPlaces(cases: readonly LabelledCase[]): VoidPlace[] {
  const places: VoidPlace[] = [];
  for (const one of cases) {
    if (one.verdict.verdict !== 'void') continue;
    const { cause } = one.verdict;
    const { region } = one.incident;
    const index = places.findIndex(
      (place) => place.cause === cause && isSamePlace(place.region, region),
    );
    const place = places[index];
    if (place)
      places[index] = {
        ...place,
        region: unionOf(place.region, region),
        cases: [...place.cases, one],
      };
    else places.push({ region, cause, cases: [one] });
  }
  return places.filter((place) => place.cases.length >= timesVoid);
}

/** The part of the fence at this place, as a hole; null when it is empty. */
export function holeAround(
  { region }: Pick<VoidPlace, 'region'>,
  { polygon }: FenceFile,
): Point[] | null {
  const { x, y, width, height } = grown(region, 0.05, 0.05);
  const sides: readonly ((point: Point) => number)[] = [
    ([px]) => px - x,
    ([px]) => x + width - px,
    ([, py]) => py - y,
    ([, py]) => y + height - py,
  ];
  const cut = sides.reduce<Point[]>(
    cutBy,
    polygon.map(([px, py]): Point => [px, py]),
  );
  return cut.length < 3 ? null : cut.map(([px, py]): Point => [rounded(px), rounded(py)]);
}

/** The part of the polygon on the side with a distance of zero or more. */
function cutBy(points: Point[], distance: (point: Point) => number): Point[] {
  return points.flatMap((to, index): Point[] => {
    const from = points.at(index - 1) ?? to;
    const before = distance(from);
    const after = distance(to);
    const share = before / (before - after);
    const between: Point = [
      from[0] + (to[0] - from[0]) * share,
      from[1] + (to[1] - from[1]) * share,
    ];
    if (before >= 0 && after >= 0) return [to];
    if (before < 0 && after < 0) return [];
    return after >= 0 ? [between, to] : [between];
  });
}

function rounded(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
