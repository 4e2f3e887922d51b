// Reads a GeoJSON file into items of the map. Pure. Takes its text and how to read it; returns the items, and every fault with
// its row. Stored coordinates are WGS-84 in the order of GeoJSON: longitude first.
import {
  maxCellsOnMap,
  type MapRowFault,
  type MapRowFaultCode,
  type NamedContent,
  type MapImport,
} from '../../contracts/index.ts';
import { toWgs84 } from './coordinate-systems.ts';
import { readFeature, type ReadRow, type RowWish } from './read-feature.ts';

export interface GeoJsonWish extends Pick<
  MapImport,
  'what' | 'text' | 'system' | 'idProperty' | 'nameProperty'
> {
  /** Cameras of the site. */
  hasCamera: (id: string) => boolean;
  /** In China, coordinates that lie there only when turned around are refused. */
  isInChina: boolean;
}
export interface GeoJsonResult {
  rows: number;
  items: NamedContent[];
  faults: MapRowFault[];
}

export function readGeoJson(wish: GeoJsonWish): GeoJsonResult {
  const features = featuresOf(wish.text);
  if ('code' in features) return { rows: 0, items: [], faults: [features] };
  const seen = new Map<string, number>();
  const result: GeoJsonResult = { rows: features.list.length, items: [], faults: [] };
  const row: RowWish = { ...wish, convert: toWgs84(wish.system) };
  features.list.forEach((feature, index) => {
    const read = notTwice(readFeature(feature, row), seen, index + 1);
    if ('item' in read) result.items.push(read.item);
    else result.faults.push({ row: index + 1, ...read });
  });
  return result;
}

function notTwice(read: ReadRow, seen: Map<string, number>, row: number): ReadRow {
  if (!('item' in read)) return read;
  const { id } = read.item;
  const earlier = seen.get(id);
  if (earlier !== undefined) return { id, code: 'twice', got: String(earlier) };
  seen.set(id, row);
  return read;
}

type Features = { list: readonly unknown[] } | MapRowFault;

function featuresOf(text: string): Features {
  let value: unknown;
  try {
    // Some tools begin a file with a byte-order mark.
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return ofFile('not-json', error instanceof Error ? error.message : 'no JSON');
  }
  const { type, features, crs } = (value ?? {}) as Record<string, unknown>;
  const system = nameOfSystem(crs);
  if (system !== null) return ofFile('other-system', system);
  if (type === 'Feature') return { list: [value] };
  if (type !== 'FeatureCollection' || !Array.isArray(features))
    return ofFile('not-geojson', typeof type === 'string' ? type : 'no type');
  if (features.length === 0) return ofFile('no-rows', '0');
  if (features.length > maxCellsOnMap) return ofFile('too-many-rows', String(features.length));
  return { list: features };
}

/** Old files name their system. Null when it has degrees of longitude and latitude, in this order. */
function nameOfSystem(crs: unknown): string | null {
  if (crs === undefined || crs === null) return null;
  const { name } = (crs as { properties?: { name?: unknown } }).properties ?? {};
  const text = typeof name === 'string' ? name : 'no name';
  // 4490 is CGCS2000, which is within a decimetre of WGS-84.
  return /CRS84|EPSG:+(4326|4490)$/i.test(text) ? null : text;
}

function ofFile(code: MapRowFaultCode, got: string): MapRowFault {
  return { row: null, id: null, code, got: got.slice(0, 200) };
}
