// Finds things on the map. Pure: the cell at a position, and all positions, to show them all.
import {
  isInOutline,
  type DistrictMap,
  type Ground,
  type Position,
} from '../../contracts/index.ts';

/** Of overlapping cells the first. */
export function cellAt({ cells }: Pick<DistrictMap, 'cells'>, at: Position): string | null {
  return cells.find(({ outline }) => isInOutline(outline, at))?.cell ?? null;
}

/** Of everything that stands on the map; of a picture alone its corners, when nothing stands on it. */
export function positionsOnMap({ cells, cameras, stalls, ground }: DistrictMap): Position[] {
  const found = [
    ...cells.flatMap(({ outline }) => outline.flat()),
    ...cameras.map(({ at }) => at),
    ...stalls.map(({ at }) => at),
  ];
  return found.length > 0 ? found : cornersOf(ground?.ground ?? null);
}

function cornersOf(ground: Ground | null): Position[] {
  return ground?.type === 'picture' ? ground.points.map(({ at }) => at) : [];
}
