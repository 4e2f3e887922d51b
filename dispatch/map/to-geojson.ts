// The map as GeoJSON, for other programs: cells as polygons, cameras and stalls as points. Pure. Rings of an outline become
// polygons with holes: a ring inside an odd number of others is a hole.
import {
  degreesOfArea,
  isInOutline,
  type MapVersion,
  type Position,
  type Ring,
} from '../../contracts/index.ts';

export interface Feature {
  type: 'Feature';
  id: string;
  geometry: unknown;
  properties: Record<string, unknown>;
}

export function toGeoJson(items: readonly MapVersion[]): {
  type: 'FeatureCollection';
  features: Feature[];
} {
  return { type: 'FeatureCollection', features: items.flatMap(featureOf) };
}

function featureOf({ id, content }: MapVersion): Feature[] {
  if (content === null || content.kind === 'ground') return [];
  if (content.kind === 'cell') {
    const { kind, outline, ...rest } = content;
    return [
      {
        type: 'Feature',
        id,
        geometry: geometryOf(outline),
        properties: { cell: id, kind, ...rest },
      },
    ];
  }
  const { at, ...rest } = content;
  const geometry = { type: 'Point', coordinates: at };
  return [{ type: 'Feature', id, geometry, properties: { [content.kind]: id, ...rest } }];
}

/** Polygon or MultiPolygon; the outside runs counter-clockwise, holes clockwise. */
export function geometryOf(outline: readonly Ring[]): { type: string; coordinates: unknown } {
  const isHole = (ring: Ring) =>
    isInside(
      ring,
      outline.filter((other) => other !== ring),
    );
  const outsides = outline.filter((ring) => !isHole(ring));
  const polygons = outsides.map((ring) => [ring]);
  for (const hole of outline.filter(isHole)) {
    // The smallest around it.
    const around = polygons
      .filter(([outside]) => outside && isInside(hole, [outside]))
      .sort(([a], [b]) => sizeOf(a) - sizeOf(b));
    around[0]?.push(hole);
  }
  const coordinates = polygons.map(([outside = [], ...holes]) => [
    closed(outside, true),
    ...holes.map((hole) => closed(hole, false)),
  ]);
  return coordinates.length === 1
    ? { type: 'Polygon', coordinates: coordinates[0] }
    : { type: 'MultiPolygon', coordinates };
}

/** By a point just inside the ring's first edges: its points may lie on the other ring. */
function isInside(ring: Ring, others: readonly Ring[]): boolean {
  const inner = ring.map((point, index) => middle(point, ring[(index + 1) % ring.length] ?? point));
  const counts = inner.filter((point) => isInOutline(others, point)).length;
  return counts > inner.length / 2;
}

function middle([ax, ay]: Position, [bx, by]: Position): Position {
  return [(ax + bx) / 2, (ay + by) / 2];
}

function sizeOf(ring: Ring | undefined): number {
  return Math.abs(degreesOfArea(ring ?? []));
}

function closed(ring: Ring, isOutside: boolean): Ring {
  const turned = degreesOfArea(ring) > 0 === isOutside ? ring : [...ring].reverse();
  const [first] = turned;
  return first ? [...turned, first] : [];
}
