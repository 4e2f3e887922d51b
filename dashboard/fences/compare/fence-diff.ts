// Compares two versions of a fence, setting by setting, and the outline point by point.
import type { TFunction } from 'i18next';
import type { FenceFile, Point } from '../../../contracts/index.ts';
import { isSame } from '../drafts/is-same.ts';
import { factNames, factText, type FactName } from './fence-facts.ts';

export interface FenceDifference {
  name: FactName;
  before: string | null;
  after: string | null;
  /** How the shape has changed, for `polygon`. */
  shape: ShapeDifference | null;
}

export interface ShapeDifference {
  moved: number;
  added: number;
  removed: number;
}

/** Empty when both are equal. Without `before` everything that is set is new. */
export function differencesOf(
  t: TFunction,
  before: FenceFile | null,
  after: FenceFile,
): FenceDifference[] {
  return factNames
    .filter((name) => !isSame(before?.[name], after[name]))
    .map((name) => ({
      name,
      before: before && factText(t, before, name),
      after: factText(t, after, name),
      shape: name === 'polygon' && before ? shapeDifference(before.polygon, after.polygon) : null,
    }));
}

/** Points that are in only one ring; as many as both sides have count as moved. */
export function shapeDifference(
  before: readonly Point[],
  after: readonly Point[],
): ShapeDifference {
  const gone = before.filter((point) => !hasPoint(after, point)).length;
  const come = after.filter((point) => !hasPoint(before, point)).length;
  const moved = Math.min(gone, come);
  return { moved, added: come - moved, removed: gone - moved };
}

function hasPoint(points: readonly Point[], [x, y]: Point): boolean {
  return points.some((point) => point[0] === x && point[1] === y);
}
