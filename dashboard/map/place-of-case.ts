// Where a case is on the map. Pure. At its camera; else in the middle of its cell; else nowhere, and the page says so.
import type { DistrictMap, ListedCase, Position, Ring } from '../../contracts/index.ts';
import { middleOf } from '../map-view/middle-of.ts';

export interface Places {
  ofCamera: (id: string) => Position | null;
  ofCell: (cell: string | null) => Position | null;
}

export function placesIn(map: Pick<DistrictMap, 'cells' | 'cameras'>): Places {
  const cameras = new Map(map.cameras.map(({ camera, at }) => [camera, at]));
  const outlines = new Map<string, Ring[]>(map.cells.map(({ cell, outline }) => [cell, outline]));
  return {
    ofCamera: (id) => cameras.get(id) ?? null,
    ofCell: (cell) => {
      const outline = cell === null ? undefined : outlines.get(cell);
      return outline === undefined ? null : middleOf(outline);
    },
  };
}

export type CasePlace = { at: Position; by: 'camera' | 'cell' } | null;

export function placeOfCase(
  { cameraId, gridCell }: Pick<ListedCase, 'cameraId' | 'gridCell'>,
  places: Places,
): CasePlace {
  const camera = places.ofCamera(cameraId);
  if (camera) return { at: camera, by: 'camera' };
  const cell = places.ofCell(gridCell);
  return cell && { at: cell, by: 'cell' };
}
