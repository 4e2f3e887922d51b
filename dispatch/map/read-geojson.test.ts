// GeoJSON from other programs, valid and invalid.
import { describe, expect, it } from 'vitest';
import { readGeoJson, type GeoJsonWish } from './read-geojson.ts';

const code = (number: number) => `37030500100${String(1000 + number)}`;
const tidy = (degrees: number) => Math.round(degrees * 1e7) / 1e7;
const ring = (x = 118.3, y = 36.8): [number, number][] => [
  [x, y],
  [tidy(x + 0.01), y],
  [tidy(x + 0.01), tidy(y + 0.01)],
  [x, tidy(y + 0.01)],
  [x, y],
];
const polygon = (...rings: unknown[]) => ({ type: 'Polygon', coordinates: rings });
const feature = (geometry: unknown, properties: object = { code: code(1) }) => ({
  type: 'Feature',
  geometry,
  properties,
});
const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features });

const base = { what: 'cell', system: 'wgs84', isInChina: true } as const;
const read = (value: unknown, wish: Partial<GeoJsonWish> = {}) =>
  readGeoJson({
    ...base,
    idProperty: undefined,
    nameProperty: undefined,
    hasCamera: (id) => id === 'gate',
    text: typeof value === 'string' ? value : JSON.stringify(value),
    ...wish,
  });

describe('cells', () => {
  it('are read without the repeated point, with code and name', () => {
    const properties = { 网格编码: Number(code(1)), 名称: ' 西一网格 ' };
    const { items, faults, rows } = read(collection(feature(polygon(ring()), properties)));
    expect({ faults, rows }).toEqual({ faults: [], rows: 1 });
    expect(items).toEqual([
      {
        id: code(1),
        content: { kind: 'cell', name: '西一网格', outline: [ring().slice(0, -1)] },
      },
    ]);
  });

  const hole = [
    [118.302, 36.802],
    [118.304, 36.802],
    [118.304, 36.804],
    [118.302, 36.802],
  ];

  it.each([
    ['several parts', { type: 'MultiPolygon', coordinates: [[ring()], [ring(118.4)]] }],
    ['a hole', polygon(ring(), hole)],
  ])('may have %s', (_, geometry) => {
    const { items, faults } = read(collection(feature(geometry)));
    expect(faults).toEqual([]);
    expect(items).toMatchObject([{ content: { outline: { length: 2 } } }]);
  });
  it('may have a height and an id of the feature', () => {
    const high = ring().map(([x, y]) => [x, y, 12]);
    const { items } = read({ ...feature(polygon(high), {}), id: code(7) });
    expect(items).toMatchObject([{ id: code(7), content: { outline: [ring().slice(0, -1)] } }]);
  });

  it('take id and name from the named properties', () => {
    const properties = { code: 'x', GRID: code(3), TITLE: 'Third' };
    const wish = { idProperty: 'GRID', nameProperty: 'TITLE' };
    const { items } = read(collection(feature(polygon(ring()), properties)), wish);
    expect(items).toMatchObject([{ id: code(3), content: { name: 'Third' } }]);
  });

  const swapped = ring().map(([x, y]) => [y, x]);
  const [a, b, c, d] = ring();
  it.each([
    ['latitude first', polygon(swapped), 'looks-swapped', '[36.8, 118.3]'],
    [
      'a ring that is not closed',
      polygon(ring().slice(0, -1)),
      'not-closed',
      '[118.3, 36.8] … [118.3, 36.81]',
    ],
    ['a ring that crosses itself', polygon([a, c, b, d, a]), 'crosses-itself', '[118.3, 36.8]'],
    ['two points', polygon([a, b, a]), 'too-few-points', '3'],
    [
      'no area',
      polygon([
        [1, 1],
        [2, 2],
        [3, 3],
        [1, 1],
      ]),
      'no-area',
      'none',
    ],
    [
      'metres instead of degrees',
      polygon(ring(13170000, 4400000)),
      'outside-earth',
      '[13170000, 4400000]',
    ],
    ['texts instead of numbers', polygon([['118', '36']]), 'bad-position', '["118","36"]'],
    ['a point', { type: 'Point', coordinates: [118, 36] }, 'wrong-geometry', 'Point'],
    ['no shape', null, 'wrong-geometry', 'nothing'],
    ['coordinates of another form', { type: 'Polygon', coordinates: 7 }, 'bad-position', 'null'],
  ])('are refused with %s', (_, geometry, fault, got) => {
    const { items, faults } = read(
      collection(feature(polygon(ring(118.5)), { code: code(9) }), feature(geometry)),
    );
    expect(items).toHaveLength(1);
    expect(faults).toEqual([{ row: 2, id: code(1), code: fault, got }]);
  });

  it('outside China may lie anywhere', () => {
    const { faults } = read(collection(feature(polygon(ring(36.8, 80)))), { isInChina: false });
    expect(faults).toEqual([]);
  });

  it.each([
    ['without a code', { a: 1, b: 2 }, { id: null, code: 'no-id', got: 'a, b' }],
    ['with a short code', { code: '370305' }, { id: null, code: 'bad-id', got: '370305' }],
    [
      'with a long name',
      { code: code(1), name: 'x'.repeat(101) },
      { id: code(1), code: 'bad-name' },
    ],
  ])('are refused %s', (_, properties, fault) => {
    expect(read(collection(feature(polygon(ring()), properties))).faults).toMatchObject([
      { row: 1, ...fault },
    ]);
  });

  it('are refused when repeated, naming the first row', () => {
    const one = feature(polygon(ring()));
    expect(read(collection(one, one)).faults).toEqual([
      { row: 2, id: code(1), code: 'twice', got: '1' },
    ]);
  });

  it('lists every bad row, not only the first', () => {
    const bad = [null, 7, feature(null), { type: 'Polygon' }];
    const { faults } = read(collection(...bad));
    expect(faults.map(({ row, code: found }) => [row, found])).toEqual([
      [1, 'not-a-feature'],
      [2, 'not-a-feature'],
      [3, 'wrong-geometry'],
      [4, 'not-a-feature'],
    ]);
  });

  it('are read within seconds, ten thousand at once', () => {
    const features = Array.from({ length: 10_000 }, (_, index) => {
      const [x, y] = [118 + (index % 100) / 100, 36 + Math.floor(index / 100) / 100];
      return feature(polygon(ring(x, y)), { code: `3703050${String(10_000_000 + index)}` });
    });
    const from = performance.now();
    const { items, faults } = read(collection(...features));
    expect({ items: items.length, faults }).toEqual({ items: 10_000, faults: [] });
    expect(performance.now() - from).toBeLessThan(5000);
  });
});

describe('a file', () => {
  it.each([
    ['is no JSON', '{"type":', 'not-json', /JSON/],
    ['is empty', '', 'not-json', /JSON/],
    ['is no GeoJSON', '[1, 2]', 'not-geojson', /no type/],
    ['is a shape alone', polygon(ring()), 'not-geojson', /Polygon/],
    ['has no rows', collection(), 'no-rows', /0/],
    [
      'has too many rows',
      { type: 'FeatureCollection', features: Array(20_001).fill(0) },
      'too-many-rows',
      /20001/,
    ],
    [
      'has another system',
      {
        ...collection(feature(polygon(ring()))),
        crs: { properties: { name: 'urn:ogc:def:crs:EPSG::3857' } },
      },
      'other-system',
      /3857/,
    ],
  ])('is refused when it %s', (_, value, fault, got) => {
    expect(read(value)).toEqual({
      rows: 0,
      items: [],
      faults: [{ row: null, id: null, code: fault, got: expect.stringMatching(got) as string }],
    });
  });

  it.each(['urn:ogc:def:crs:OGC:1.3:CRS84', 'EPSG:4326', 'urn:ogc:def:crs:EPSG::4490'])(
    'may name the system %s and begin with a byte-order mark',
    (name) => {
      const value = { ...collection(feature(polygon(ring()))), crs: { properties: { name } } };
      expect(read(`\uFEFF${JSON.stringify(value)}`).faults).toEqual([]);
    },
  );
});

describe('points', () => {
  const point = (...coordinates: unknown[]) => ({ type: 'Point', coordinates });
  it('are cameras of the site', () => {
    const rows = ['gate', 'other'].map((camera) => feature(point(118.3, 36.8), { camera }));
    expect(read(collection(...rows), { what: 'camera' })).toEqual({
      rows: 2,
      items: [{ id: 'gate', content: { kind: 'camera', at: [118.3, 36.8] } }],
      faults: [{ row: 2, id: 'other', code: 'unknown-camera', got: 'other' }],
    });
  });

  it('are stalls, named by their id if by nothing else', () => {
    const rows = [{ stall: 'a-1', name: 'Breakfast' }, { stall: 'a-2' }];
    const value = collection(...rows.map((one) => feature(point(118.3, 36.8), one)));
    expect(read(value, { what: 'stall' }).items.map(({ content }) => content)).toEqual([
      { kind: 'stall', name: 'Breakfast', at: [118.3, 36.8] },
      { kind: 'stall', name: 'a-2', at: [118.3, 36.8] },
    ]);
  });

  it('are refused when they are areas', () => {
    const value = collection(feature(polygon(ring()), { camera: 'gate' }));
    expect(read(value, { what: 'camera' }).faults).toMatchObject([{ code: 'wrong-geometry' }]);
  });

  // Tiananmen is shifted by half a kilometre to the east.
  it.each([
    ['gcj02', [116.4102324, 39.9156703], [116.403988, 39.914266]],
    ['bd09', [116.4166156, 39.9219658], [116.403988, 39.914266]],
    ['gcj02', [2.35, 48.85], [2.35, 48.85]],
    ['wgs84', [116.40398812345, 39.914266], [116.4039881, 39.914266]],
  ] as const)('of the system %s become WGS-84', (system, from, to) => {
    const value = collection(feature(point(...from), { camera: 'gate' }));
    const [item] = read(value, { what: 'camera', system, isInChina: false }).items;
    if (item?.content.kind !== 'camera') throw new Error('no camera');
    expect(item.content.at[0]).toBeCloseTo(to[0], 5);
    expect(item.content.at[1]).toBeCloseTo(to[1], 5);
  });
});
