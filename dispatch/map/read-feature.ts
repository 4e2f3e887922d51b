// Reads one feature of a GeoJSON file: a cell from its outline, a camera or a stall from its point. Pure. Takes the feature and
// how to read it; returns the item, or the first fault.
import {
  gridCellSchema,
  idSchema,
  outlineFault,
  positionSchema,
  shortNameSchema,
  type MapImport,
  type MapRowFault,
  type NamedContent,
  type Position,
  type Ring,
} from '../../contracts/index.ts';

export interface RowWish extends Pick<MapImport, 'what' | 'idProperty' | 'nameProperty'> {
  hasCamera: (id: string) => boolean;
  isInChina: boolean;
  convert: (position: Position) => Position;
}
type RowFault = Omit<MapRowFault, 'row'>;
export type ReadRow = { item: NamedContent } | RowFault;

/** In this order, when the import names none. 网格编码 is how the cell's code is headed in exports of city platforms. */
const usualIds: Record<MapImport['what'], readonly string[]> = {
  cell: ['cell', 'gridCell', 'code', '网格编码', '编码', 'id'],
  camera: ['camera', 'cameraId', '摄像头编号', '编号', 'id'],
  stall: ['stall', 'stallId', '摊位编号', '编号', 'id'],
};
const usualNames = ['name', '名称', '网格名称', '摊位名称'];

export function readFeature(feature: unknown, wish: RowWish): ReadRow {
  const { type, geometry, properties, id: own } = recordOf(feature);
  if (type !== 'Feature') return fault(null, 'not-a-feature', textOf(type));
  const of = recordOf(properties);
  const id = idOf({ ...of, ...(own !== undefined && !('id' in of) && { id: own }) }, wish);
  if (typeof id !== 'string') return id;
  const name = nameOf(of, wish.nameProperty);
  if (name !== undefined && !shortNameSchema.safeParse(name).success)
    return fault(id, 'bad-name', name);
  const shape = recordOf(geometry);
  return wish.what === 'cell'
    ? readCell({ id, name, shape }, wish)
    : readPoint({ id, name, shape }, wish);
}

interface Found {
  id: string;
  name: string | undefined;
  shape: Record<string, unknown>;
}

function idOf(properties: Record<string, unknown>, wish: RowWish): string | RowFault {
  const names = wish.idProperty === undefined ? usualIds[wish.what] : [wish.idProperty];
  const name = names.find((one) => properties[one] !== undefined && properties[one] !== null);
  if (name === undefined) return fault(null, 'no-id', Object.keys(properties).join(', '));
  // Codes of cells often arrive as numbers: 15 digits are exact.
  const id = textOf(properties[name]).trim();
  const schema = wish.what === 'cell' ? gridCellSchema : idSchema;
  if (!schema.safeParse(id).success) return fault(null, 'bad-id', id);
  if (wish.what === 'camera' && !wish.hasCamera(id)) return fault(id, 'unknown-camera', id);
  return id;
}

function nameOf(properties: Record<string, unknown>, asked: string | undefined) {
  const names = asked === undefined ? usualNames : [asked];
  const found = names.map((one) => properties[one]).find((one) => typeof one === 'string');
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined;
}

function readCell({ id, name, shape }: Found, wish: RowWish): ReadRow {
  const { type, coordinates } = shape;
  const polygons =
    type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : null;
  if (!Array.isArray(polygons)) return fault(id, 'wrong-geometry', textOf(type));
  const rings = polygons.flatMap((polygon: unknown) =>
    Array.isArray(polygon) ? (polygon as unknown[]) : [null],
  );
  const outline: Ring[] = [];
  for (const ring of rings) {
    const read = readRing(ring, wish);
    if (!Array.isArray(read)) return { ...read, id };
    outline.push(read);
  }
  const found = outlineFault(outline);
  if (found) return fault(id, found.code, found.got);
  return { item: { id, content: { kind: 'cell', ...(name !== undefined && { name }), outline } } };
}

/** Without the last point, which repeats the first. */
function readRing(ring: unknown, wish: RowWish): Ring | RowFault {
  if (!Array.isArray(ring)) return fault(null, 'bad-position', textOf(ring));
  const points: Ring = [];
  for (const one of ring as unknown[]) {
    const read = readPosition(one, wish);
    if (!Array.isArray(read)) return read;
    points.push(read);
  }
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 4)
    return fault(null, 'too-few-points', String(points.length));
  if (first[0] !== last[0] || first[1] !== last[1])
    return fault(null, 'not-closed', `[${first.join(', ')}] … [${last.join(', ')}]`);
  return points.slice(0, -1);
}

function readPoint({ id, name, shape }: Found, wish: RowWish): ReadRow {
  if (shape['type'] !== 'Point') return fault(id, 'wrong-geometry', textOf(shape['type']));
  const at = readPosition(shape['coordinates'], wish);
  if (!Array.isArray(at)) return { ...at, id };
  if (wish.what === 'camera') return { item: { id, content: { kind: 'camera', at } } };
  return { item: { id, content: { kind: 'stall', name: name ?? id, at } } };
}

/** A third number is a height, which the map does not need. */
function readPosition(value: unknown, { convert, isInChina }: RowWish): Position | RowFault {
  const [x, y] = Array.isArray(value) ? (value as unknown[]) : [];
  if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x + y))
    return fault(null, 'bad-position', textOf(value));
  const text = `[${x}, ${y}]`;
  if (isInChina && !liesInChina(x, y) && liesInChina(y, x))
    return fault(null, 'looks-swapped', text);
  if (!positionSchema.safeParse([x, y]).success) return fault(null, 'outside-earth', text);
  return convert([x, y]);
}

/** A box around China. */
function liesInChina(longitude: number, latitude: number): boolean {
  return longitude >= 73 && longitude <= 136 && latitude >= 3 && latitude <= 54;
}

function fault(id: string | null, code: RowFault['code'], got: string): RowFault {
  return { id, code, got: got.slice(0, 200) };
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === undefined) return 'nothing';
  try {
    return JSON.stringify(value);
  } catch {
    return 'lists that are nested too deep';
  }
}
