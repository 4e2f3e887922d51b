// The small map of a case.
import { expect, test } from 'vitest';
import type { DistrictMap } from '../../contracts/index.ts';
import { sketchOf } from './sketch-scene.ts';

const cell = '370305001001001';
const mark = { version: 1, change: 'edited' } as const;
const outline: [number, number][][] = [
  [
    [118, 36],
    [119, 36],
    [119, 37],
  ],
];
const map: DistrictMap = {
  cells: [{ cell, outline, ...mark }],
  cameras: [{ camera: 'gate', at: [118.5, 36.2], ...mark }],
  stalls: [{ id: 'tea', name: 'Tea', at: [118.6, 36.2], ...mark }],
  ground: null,
};
const empty: DistrictMap = { cells: [], cameras: [], stalls: [], ground: null };

test('shows the cell, its stalls, and the camera with its place', () => {
  const sketch = sketchOf(map, { cameraId: 'gate', gridCell: cell });
  expect(sketch).toMatchObject({ hasCamera: true, scene: { cells: [{ cell }] } });
  expect(sketch?.scene.marks.map(({ key }) => key)).toEqual(['stall/tea', 'place']);
  expect(sketch?.around).toContainEqual([118.5, 36.2]);
});

test('notes when only the cell is known', () => {
  expect(sketchOf(map, { cameraId: 'yard', gridCell: cell })).toMatchObject({ hasCamera: false });
});

test('shows a camera without an outline', () => {
  const sketch = sketchOf({ ...map, cells: [] }, { cameraId: 'gate', gridCell: cell });
  expect(sketch?.around).toEqual([[118.5, 36.2]]);
});

test('is null without items on the map', () => {
  expect(sketchOf(empty, { cameraId: 'gate', gridCell: cell })).toBeNull();
});
