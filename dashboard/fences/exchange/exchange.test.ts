// Fences as text: exported fences can be imported again, and invalid text is refused with the path of each fault.
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { FenceFile } from '../../../contracts/index.ts';
import { createFence, createVersion } from '../../testing/sample-fences.ts';
import { createDraft } from '../drafts/draft.ts';
import { fenceText, textForms } from './fence-text.ts';
import { parseFences } from './parse-fences.ts';
import { takeIn } from './take-in.ts';

const fences: FenceFile[] = [
  createFence({
    dwell: { vehicle: '50s', goods: '40s' },
    holes: [
      [
        [0.5, 0.6],
        [0.6, 0.6],
        [0.6, 0.7],
      ],
    ],
    schedule: [{ days: ['mon'], from: '06:00', to: '24:00' }],
    permits: [
      {
        holder: '张伟',
        polygon: [
          [0.5, 0.7],
          [0.6, 0.7],
          [0.6, 0.8],
        ],
      },
    ],
    matterCode: '09012',
  }),
  createFence({ id: 'yard', kind: 'debris-pile', minArea: 0.02 }),
];
const read = (text: string) => parseFences(text, 'exit-3');
const faultsOf = (text: string) => {
  const parsed = read(text);
  return parsed.ok ? [] : parsed.faults.map(({ path, message }) => `${path}: ${message}`);
};

const startsWith = (start: string) => (text: unknown) => String(text).startsWith(start);

describe('exported and imported fences', () => {
  test.each(textForms)('are equal as %s', (form) => {
    expect(read(fenceText(fences, form))).toEqual({ ok: true, fences, leftOut: 0 });
  });

  test('as YAML have the form of a site file, with points on one line', () => {
    const text = fenceText(fences, 'yaml');
    expect(parse(text)).toEqual({ fences });
    expect(text).toContain('polygon: [ [ 0.4, 0.5 ], [ 0.8, 0.5 ], [ 0.9, 0.9 ], [ 0.3, 0.9 ] ]');
  });

  test('as GeoJSON close their rings and keep holes as inner rings', () => {
    const collection = JSON.parse(fenceText(fences, 'geojson')) as {
      features: { geometry: { coordinates: number[][][] }; properties: object }[];
    };
    const [feature] = collection.features;
    expect(feature?.geometry.coordinates.map((ring) => ring.length)).toEqual([5, 4]);
    expect(feature?.geometry.coordinates[0]?.at(-1)).toEqual([0.4, 0.5]);
    expect(Object.keys(feature?.properties ?? {})).not.toContain('polygon');
  });

  test('may be none', () => {
    expect(parse(fenceText([], 'yaml'))).toEqual({ fences: [] });
  });
});

describe('imported text', () => {
  test.each([
    [
      'a whole site file',
      'version: 1\ntimezone: Asia/Shanghai\nfences:\n  - { id: a, camera: exit-3, kind: debris-pile, polygon: [[0,0],[1,0],[1,1]] }',
    ],
    ['a list', '- { id: a, camera: exit-3, kind: debris-pile, polygon: [[0,0],[1,0],[1,1]] }'],
    ['one fence', '{ id: a, camera: exit-3, kind: debris-pile, polygon: [[0,0],[1,0],[1,1]] }'],
    ['one that names no camera', '{ id: a, kind: debris-pile, polygon: [[0,0],[1,0],[1,1]] }'],
    [
      'one feature',
      '{"type":"Feature","id":"a","properties":{"kind":"debris-pile"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}',
    ],
  ])('may be %s', (_, text) => {
    expect(read(text)).toMatchObject({
      ok: true,
      fences: [
        {
          id: 'a',
          camera: 'exit-3',
          polygon: [
            [0, 0],
            [1, 0],
            [1, 1],
          ],
        },
      ],
    });
  });

  test('leaves out the fences of other cameras', () => {
    const text = fenceText([...fences, createFence({ id: 'x', camera: 'other' })], 'yaml');
    expect(read(text)).toEqual({ ok: true, fences, leftOut: 1 });
  });

  test('with fences of other cameras only is refused', () => {
    const text = fenceText([createFence({ camera: 'other' })], 'yaml');
    expect(faultsOf(text)).toEqual([
      ': expected at least one fence of the camera "exit-3", got none',
    ]);
  });

  test.each([
    ['nothing', ''],
    ['a word', 'hello'],
    ['a number', '7'],
    ['a map of something else', 'cameras: []'],
  ])('that is %s is refused', (_, text) => {
    expect(faultsOf(text)[0]).toMatch(/^: expected a list of fences/);
  });

  test('that is no YAML is refused with the line', () => {
    expect(faultsOf('fences:\n  - id: [a')[0]).toMatch(/^line \d+, column \d+: /);
  });

  test.each([
    [
      'crosses itself',
      {
        polygon: [
          [0, 0],
          [1, 1],
          [1, 0],
          [0, 1],
        ],
      },
      'fences[1].polygon',
      'features[1].geometry.coordinates[0]',
    ],
    [
      'has two points',
      {
        polygon: [
          [0, 0],
          [1, 1],
        ],
      },
      'fences[1].polygon',
      'features[1].geometry.coordinates[0]',
    ],
    [
      'leaves the picture',
      {
        polygon: [
          [0, 0],
          [1.2, 1],
          [0, 1],
        ],
      },
      'fences[1].polygon[1][0]',
      'features[1].geometry.coordinates[0][1][0]',
    ],
    [
      'has a bad hole',
      {
        holes: [
          [
            [0.1, 0.1],
            [0.2, 0.2],
          ],
        ],
      },
      'fences[1].holes[0]',
      'features[1].geometry.coordinates[1]',
    ],
    ['has an unknown kind', { kind: 'weather' }, 'fences[1].kind', 'features[1].properties.kind'],
    [
      'has an unknown setting',
      { colour: 'red' },
      'fences[1].colour',
      'features[1].properties.colour',
    ],
    ['repeats an id', { id: 'exit-3-door' }, 'fences[1].id', 'features[1].properties.id'],
  ])('with a fence that %s is refused with its place', (_, part, path, place) => {
    const bad = [createFence(), { ...createFence({ id: 'b' }), ...part } as FenceFile];
    expect(faultsOf(fenceText(bad, 'yaml'))[0]).toSatisfy(startsWith(`${path}: `));
    expect(faultsOf(fenceText(bad, 'geojson'))[0]).toSatisfy(startsWith(`${place}: `));
  });

  test('that is far too long is not even read', () => {
    expect(faultsOf('x'.repeat(300_001))[0]).toContain('at most 300000 characters');
  });

  test('with ten thousand points is refused without a long wait', () => {
    const polygon = Array.from({ length: 10_000 }, (_, i) => [i / 10_000, (i % 9) / 9]);
    const start = performance.now();
    expect(faultsOf(JSON.stringify([{ ...createFence(), polygon }]))[0]).toContain(
      'at most 200 points',
    );
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('imported fences', () => {
  test('become drafts of armed fences, or new drafts', () => {
    const armed = createVersion({ version: 3 });
    const taken = takeIn(
      [createFence({ name: 'A' }), createFence({ id: 'yard' }), createFence({ id: 'lane' })],
      [armed],
      {},
    );
    expect(taken.map(([key, { base }]) => [key, base?.version ?? null])).toEqual([
      ['exit-3-door', 3],
      ['~1', null],
      ['~2', null],
    ]);
  });

  test('replace a new draft of the same id', () => {
    const draft = createDraft({ cameraId: 'exit-3', kind: 'debris-pile', taken: [] });
    const fence = createFence({ id: draft.fence.id });
    expect(takeIn([fence], [], { '~7': draft })).toEqual([
      ['~7', { base: null, fence, drawing: null }],
    ]);
  });

  test('may be none', () => {
    expect(takeIn([], [], {})).toEqual([]);
  });
});
