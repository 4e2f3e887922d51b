// Fences as a GeoJSON feature collection, for programs that draw or compute with polygons. The coordinates are not places on the
// earth but shares of the picture, 0..1, origin top left; rings close by repeating their first point, as GeoJSON requires. All
// other settings are properties.
import type { FenceFile, Point } from '../../../contracts/index.ts';

export interface FenceFeature {
  type: 'Feature';
  id: string;
  geometry: { type: 'Polygon'; coordinates: Point[][] };
  properties: Omit<FenceFile, 'polygon' | 'holes'>;
}
export interface FenceCollection {
  type: 'FeatureCollection';
  /** A member of our own, so that nobody takes the numbers for degrees. */
  coordinates: 'shares of the picture, origin top left';
  features: FenceFeature[];
}

export function toCollection(fences: readonly FenceFile[]): FenceCollection {
  return {
    type: 'FeatureCollection',
    coordinates: 'shares of the picture, origin top left',
    features: fences.map(({ polygon, holes = [], ...properties }) => ({
      type: 'Feature',
      id: properties.id,
      geometry: { type: 'Polygon', coordinates: [polygon, ...holes].map(closed) },
      properties,
    })),
  };
}

/** Converts a feature to a fence without validation: faults are left to the check of the fence. */
export function fenceOfFeature(feature: Record<string, unknown>): Record<string, unknown> {
  const { geometry, properties, id } = feature;
  const [polygon, ...holes] = ringsOf(geometry);
  return {
    ...(typeof id === 'string' ? { id } : {}),
    ...(isMap(properties) ? properties : {}),
    polygon: opened(polygon),
    ...(holes.length > 0 ? { holes: holes.map(opened) } : {}),
  };
}

/** The path of a fault inside its feature: `polygon[2]` is `geometry.coordinates[0][2]`. */
export function featurePath(path: string): string {
  const [, hole, rest = ''] = /^holes\[(\d+)\](.*)$/.exec(path) ?? [];
  if (hole !== undefined) return `geometry.coordinates[${Number(hole) + 1}]${rest}`;
  if (path === 'polygon' || path.startsWith('polygon['))
    return `geometry.coordinates[0]${path.slice('polygon'.length)}`;
  return path === '' ? '' : `properties.${path}`;
}

export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function ringsOf(geometry: unknown): unknown[] {
  const coordinates =
    isMap(geometry) && geometry['type'] === 'Polygon' ? geometry['coordinates'] : [];
  return Array.isArray(coordinates) ? coordinates : [];
}

function closed(points: readonly Point[]): Point[] {
  const first = points[0];
  return first ? [...points, first] : [];
}

/** Without the repeated first point; anything else is left to the check. */
function opened(ring: unknown): unknown {
  if (!Array.isArray(ring) || ring.length < 2) return ring;
  const isClosed = JSON.stringify(ring[0]) === JSON.stringify(ring.at(-1));
  return isClosed ? ring.slice(0, -1) : ring;
}
