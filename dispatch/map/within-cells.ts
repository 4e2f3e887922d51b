// What of the map a user with a cell limit sees. Pure. A cell belongs to itself, a camera to its cell, a stall to the cell that it
// names. Everybody sees the base map: it shows streets, and no events.
import {
  holdsCell,
  type CellLimit,
  type MapContent,
  type MapKind,
  type MapVersion,
} from '../../contracts/index.ts';

export type CellOfCamera = (cameraId: string) => string | null | undefined;

/** Undefined for what belongs to no cell and concerns the whole site; a stall without a cell lies in none: null. */
export function cellOfItem(
  item: { kind: MapKind; id: string; content: MapContent | null },
  cellOfCamera: CellOfCamera,
): string | null | undefined {
  if (item.kind === 'cell') return item.id;
  if (item.kind === 'camera') return cellOfCamera(item.id) ?? null;
  if (item.content?.kind === 'stall') return item.content.gridCell ?? null;
  return undefined;
}

export function itemsWithin(
  items: readonly MapVersion[],
  limit: CellLimit,
  cellOfCamera: CellOfCamera,
): MapVersion[] {
  return items.filter((item) => {
    // A camera that the site file no longer has.
    if (item.kind === 'camera' && cellOfCamera(item.id) === undefined) return false;
    const cell = cellOfItem(item, cellOfCamera);
    return cell === undefined || holdsCell(limit, cell);
  });
}
