// The items of the map as lists for a client. Pure.
import {
  isInOutline,
  type DistrictMap,
  type MapVersion,
  type Position,
} from '../../contracts/index.ts';
import type { CellOfCamera } from './within-cells.ts';

export function answerOf(items: readonly MapVersion[]): DistrictMap {
  const map: DistrictMap = { cells: [], cameras: [], stalls: [], ground: null };
  for (const { id, version, change, content } of items) {
    if (content === null) continue;
    const { kind, ...rest } = content;
    const marks = { version, change };
    if (content.kind === 'ground') map.ground = { ground: content.ground, ...marks };
    else if (kind === 'cell') map.cells.push({ cell: id, ...(rest as Rest<'cell'>), ...marks });
    else if (kind === 'camera')
      map.cameras.push({ camera: id, ...(rest as Rest<'camera'>), ...marks });
    else map.stalls.push({ id, ...(rest as Rest<'stall'>), ...marks });
  }
  return map;
}
type Content = NonNullable<MapVersion['content']>;
type Rest<K extends Content['kind']> = Omit<Extract<Content, { kind: K }>, 'kind'>;

/** One cell with its cameras and stalls, and the base map: what the small map of a case needs. */
export function nearCell(
  items: readonly MapVersion[],
  cell: string,
  cellOfCamera: CellOfCamera,
): MapVersion[] {
  const found = items.find(({ kind, id }) => kind === 'cell' && id === cell)?.content;
  const outline = found?.kind === 'cell' ? found.outline : [];
  const isHere = (at: Position) => isInOutline(outline, at);
  return items.filter(({ id, content }) => {
    if (content === null) return false;
    if (content.kind === 'cell') return id === cell;
    if (content.kind === 'camera') return cellOfCamera(id) === cell;
    return content.kind === 'ground' || content.gridCell === cell || isHere(content.at);
  });
}
