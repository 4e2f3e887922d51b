// The map as GeoJSON for other programs, and back.
import { describe, expect, it } from 'vitest';
import {
  degreesOfArea,
  type MapContent,
  type MapVersion,
  type Ring,
} from '../../contracts/index.ts';
import { readGeoJson } from './read-geojson.ts';
import { geometryOf, toGeoJson } from './to-geojson.ts';

const square = (x: number, y: number, side: number): Ring => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
];
const version = (id: string, content: MapContent | null): MapVersion => {
  const by = { change: 'edited', version: 1, at: 1, author: 'li', reason: 'x' } as const;
  return { kind: content?.kind ?? 'cell', id, content, ...by };
};

describe('an outline', () => {
  it('of one ring is a closed polygon that runs counter-clockwise', () => {
    const ring = square(1, 1, 4);
    const closed = [...ring, ring[0]];
    expect(geometryOf([ring])).toEqual({ type: 'Polygon', coordinates: [closed] });
    const { coordinates } = geometryOf([[...ring].reverse()]) as { coordinates: Ring[] };
    expect(degreesOfArea(coordinates[0]?.slice(1) ?? [])).toBeCloseTo(16);
  });

  it('with a hole keeps it clockwise, also when it touches the edge', () => {
    for (const hole of [square(2, 2, 1), square(1, 2, 1)]) {
      const { type, coordinates } = geometryOf([square(1, 1, 4), hole]) as {
        type: string;
        coordinates: Ring[];
      };
      expect({ type, rings: coordinates.length }).toEqual({ type: 'Polygon', rings: 2 });
      expect(coordinates[1]?.[1]).toEqual([...hole].reverse()[1]);
    }
  });

  it('of several parts gives each hole to its part, and an island in a hole is a part', () => {
    const rings = [
      square(1, 1, 8),
      square(2, 2, 6),
      square(3, 3, 2),
      square(20, 1, 2),
      square(20.5, 1.5, 1),
    ];
    const { type, coordinates } = geometryOf(rings) as { type: string; coordinates: Ring[][] };
    expect(type).toBe('MultiPolygon');
    expect(coordinates.map((polygon) => polygon.length)).toEqual([2, 1, 2]);
  });
});

it('all kinds are features, without the ground and what was removed', () => {
  const outline = [square(118, 36, 1)];
  const all = toGeoJson([
    version('370305001001001', { kind: 'cell', name: 'West', outline }),
    version('gate', { kind: 'camera', at: [118, 36] }),
    version('a-1', { kind: 'stall', name: 'Tea', at: [118, 36] }),
    version('ground', { kind: 'ground', ground: { type: 'tiles', file: 'a.pmtiles' } }),
    version('370305001001002', null),
  ]);
  expect(all.features.map(({ properties }) => properties)).toEqual([
    { cell: '370305001001001', kind: 'cell', name: 'West' },
    { camera: 'gate', kind: 'camera' },
    { stall: 'a-1', kind: 'stall', name: 'Tea' },
  ]);
  expect(toGeoJson([])).toEqual({ type: 'FeatureCollection', features: [] });
});

it('what is exported can be imported again', () => {
  const outline = [square(118, 36, 4), square(119, 37, 1), square(110, 36, 1)];
  const content: MapContent = { kind: 'cell', name: 'West', outline };
  const text = JSON.stringify(toGeoJson([version('370305001001001', content)]));
  const wish = { what: 'cell', system: 'wgs84', isInChina: true, hasCamera: () => true } as const;
  const read = readGeoJson({ ...wish, text, idProperty: undefined, nameProperty: undefined });
  expect(read.faults).toEqual([]);
  const [item] = read.items;
  expect(item).toMatchObject({ id: '370305001001001', content: { name: 'West' } });
  const again = item?.content.kind === 'cell' ? item.content.outline : [];
  expect(again.map((ring) => ring.map(String).sort())).toEqual(
    outline.map((ring) => ring.map(String).sort()),
  );
});
