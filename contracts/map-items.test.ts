// The map in a site file, and its conversion to items and back.
import { describe, expect, it } from 'vitest';
import {
  groundSchema,
  itemsOfSiteMap,
  mapContentIdFault,
  siteMapFaults,
  siteMapOfItems,
  siteMapSchema,
  type MapContent,
} from './map-items.ts';
import { parseSite } from './site.ts';

const cell = '370305001001001';
const outline = [
  [
    [118.3, 36.8],
    [118.31, 36.8],
    [118.31, 36.81],
  ],
];
const corner = (x: number, y: number, at: [number, number]) => ({ x, y, at });
const picture = {
  type: 'picture' as const,
  file: 'district.jpg',
  width: 2000,
  height: 1000,
  points: [corner(0, 0, [118, 37]), corner(1, 1, [119, 36])],
};
const map = {
  ground: picture,
  cells: [{ cell, name: 'West 1', outline }],
  cameras: [{ camera: 'gate', at: [118.305, 36.803] }],
  stalls: [
    {
      id: 'a-1',
      name: 'Breakfast',
      at: [118.306, 36.803],
      hours: [{ from: '06:00', to: '09:00' }],
    },
  ],
};
const file = {
  version: 1,
  timezone: 'Asia/Shanghai',
  cameras: [{ id: 'gate', source: './gate.mp4' }],
};

describe('the map of a site file', () => {
  it('is converted to items and back without a change', () => {
    const written = siteMapSchema.parse(map);
    const items = itemsOfSiteMap(written);
    expect(items.map(({ id, content }) => [content.kind, id])).toEqual([
      ['cell', cell],
      ['camera', 'gate'],
      ['stall', 'a-1'],
      ['ground', 'ground'],
    ]);
    expect(siteMapOfItems(items)).toEqual(written);
    expect(siteMapSchema.parse(siteMapOfItems(items))).toEqual(written);
  });

  it('may be empty or absent', () => {
    expect(itemsOfSiteMap({})).toEqual([]);
    expect(siteMapOfItems([])).toEqual({ cells: [], cameras: [], stalls: [] });
    expect(parseSite(file)).toMatchObject({ ok: true, site: { map: [] } });
  });

  it('is read with the site', () => {
    const parsed = parseSite({ ...file, map });
    expect(parsed).toMatchObject({ ok: true, site: { map: { length: 4 } } });
  });

  it('names each thing once, and only cameras of the file', () => {
    const cameras = [...map.cameras, { camera: 'other', at: [1, 2] }];
    const cells = [...map.cells, ...map.cells];
    const parsed = parseSite({ ...file, map: { ...map, cells, cameras } });
    expect(parsed).toEqual({
      ok: false,
      faults: [
        { path: 'map.cells[1]', message: `"${cell}" is on the map already` },
        {
          path: 'map.cameras[1].camera',
          message: 'expected the id of a camera in this file, got "other"',
        },
      ],
    });
    expect(siteMapFaults(undefined, new Set())).toEqual([]);
  });

  it('refuses an unknown key and an outline that crosses itself, with the path', () => {
    const bowTie = [
      [
        [0, 0],
        [1, 1],
        [1, 0],
        [0, 1],
      ],
    ];
    const cells = [{ cell, outline: bowTie, colour: 'red' }];
    const parsed = parseSite({ ...file, map: { cells } });
    const paths = parsed.ok ? [] : parsed.faults.map(({ path, message }) => `${path}: ${message}`);
    expect(paths).toContainEqual(expect.stringMatching(/^map\.cells\[0\].*colour/));
    expect(paths).toContainEqual(
      expect.stringMatching(/^map\.cells\[0\]\.outline: expected an outline that does not cross/),
    );
  });
});

describe('a ground', () => {
  it.each([
    ['a picture with two corners', picture],
    ['a turned picture', { ...picture, points: [...picture.points, corner(0, 1, [118.1, 36])] }],
    ['a file of tiles', { type: 'tiles', file: 'district.pmtiles' }],
  ])('may be %s', (_, ground) => {
    expect(groundSchema.safeParse(ground).success).toBe(true);
  });

  it.each([
    ['one corner', { ...picture, points: picture.points.slice(0, 1) }],
    [
      'two corners at one height',
      { ...picture, points: [corner(0, 0, [1, 1]), corner(1, 0, [2, 0])] },
    ],
    [
      'two corners at one latitude',
      { ...picture, points: [corner(0, 0, [1, 1]), corner(1, 1, [2, 1])] },
    ],
    [
      'three points on a line',
      { ...picture, points: [0, 0.5, 1].map((x) => corner(x, x, [118 + x, 37 - x])) },
    ],
    ['a path out of its folder', { type: 'tiles', file: '../secret.pmtiles' }],
    ['a file of another kind', { type: 'tiles', file: 'district.exe' }],
  ])('may not be %s', (_, ground) => {
    expect(groundSchema.safeParse(ground).success).toBe(false);
  });
});

it.each<[string, MapContent, string | null]>([
  [cell, { kind: 'cell', outline: [] }, null],
  ['west', { kind: 'cell', outline: [] }, 'expected the 15 digits of a cell, got "west"'],
  [cell, { kind: 'camera', at: [0, 0] }, 'expected a cell, got a camera'],
])('a cell is named by its digits: %s', (id, content, expected) => {
  expect(mapContentIdFault('cell', id, content)).toBe(expected);
});
it('the ground has one name', () => {
  const content = { kind: 'ground', ground: { type: 'tiles', file: 'a.pmtiles' } } as const;
  expect(mapContentIdFault('ground', 'ground', content)).toBeNull();
  expect(mapContentIdFault('ground', 'sky', content)).toBe('expected the id "ground", got "sky"');
});
