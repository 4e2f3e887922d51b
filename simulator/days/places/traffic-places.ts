// Two places with many cars: a car park between houses, and a junction.
import type { FenceFile } from '../../../contracts/index.ts';
import type { Backdrop } from '../../backdrops/backdrop.ts';
import { aspect, type Ground } from '../../ground.ts';
import { createLampPost, createTree } from '../../sprites/street-furniture.ts';
import { cameraId, type Place } from '../place.ts';
import { points, spots } from './points.ts';
import { bar, drawBands, facade, rowOf } from './bands.ts';

const still = { isMirrored: false, opacity: 1 } as const;
const outdoors = { indoor: null, lampsOn: 'night', flag: null } as const;

const parkingGround: Ground = { horizon: -0.04, cameraHeightM: 6.2, focal: 0.95, aspect };

function parkingBackdrop(): Backdrop {
  const foot = rowOf(parkingGround, 24);
  const bays = Array.from({ length: 9 }, (_, index) =>
    bar(parkingGround, [-11 + index * 2.8, 16.5, 0.12, 4.6]),
  ).join('');
  return {
    ground: parkingGround,
    svg: [
      facade(foot, '#b9a58c', 61),
      drawBands(
        parkingGround,
        [
          { nearM: 21.6, farM: 24, colour: '#9d978b', slab: { across: 0.9, away: 0.8 } },
          { nearM: 9, farM: 21.6, colour: '#68696a' },
          { nearM: 5.6, farM: 9, colour: '#a09a8f', slab: { across: 0.7, away: 0.7 } },
        ],
        62,
      ),
      bays,
      bar(parkingGround, [-14, 9, 28, 0.25], '#c9c4b8'),
    ].join(''),
    furniture: [
      { sprite: createTree(21), at: [0.03, 0.5], ...still },
      { sprite: createLampPost(), at: [0.9, 0.56], ...still },
    ],
  };
}

const parkingFences: readonly FenceFile[] = [
  {
    id: 'fire-lane',
    camera: cameraId,
    kind: 'blocked-fire-exit',
    polygon: points('0.08 0.66, 0.94 0.66, 0.98 0.9, 0.02 0.9'),
    minCover: 0.04,
  },
  {
    id: 'house-foot',
    camera: cameraId,
    kind: 'debris-pile',
    polygon: points('0.3 0.375, 0.98 0.375, 0.98 0.45, 0.28 0.45'),
  },
];

export function parking(): Place {
  const foot = rowOf(parkingGround, 24);
  return {
    ...outdoors,
    name: 'parking',
    backdrop: parkingBackdrop(),
    heading: 200,
    wallFoot: [
      [0, foot / 540],
      [1, foot / 540],
    ],
    blocks: [
      { x: [-40, 40], z: [24.1, 36], height: 11 },
      { x: [-34, -15], z: [-4, 20], height: 14 },
    ],
    lamps: [
      { x: 7.5, y: 6.5, z: 15, strength: 1.2 },
      { x: -12, y: 6.5, z: 14, strength: 0.8 },
    ],
    fences: parkingFences,
    spots: spots(
      'fire-lane 0.3 0.78, fire-lane 0.68 0.82, house-foot 0.5 0.43, house-foot 0.8 0.43',
    ),
    paths: [
      points('-0.1 0.41, 1.1 0.41'),
      points('1.1 0.98, 0.2 0.94, -0.1 0.6'),
      points('0.6 0.4, 0.62 0.95, 0.4 1.3'),
    ],
    lanes: [points('1.4 0.74, -0.4 0.74'), points('-0.4 0.84, 1.4 0.82')],
    carStops: points('0.22 0.57, 0.42 0.57, 0.62 0.57'),
    standing: points('0.42 0.6, 0.75 0.42, 0.5 0.97'),
    crowd: 0.35,
    traffic: 0.7,
  };
}

const junctionGround: Ground = { horizon: 0.0, cameraHeightM: 7, focal: 1, aspect };

function junctionBackdrop(): Backdrop {
  const foot = rowOf(junctionGround, 38);
  const zebra = Array.from({ length: 22 }, (_, index) =>
    bar(junctionGround, [-11 + index, 22.5, 0.5, 3]),
  ).join('');
  return {
    ground: junctionGround,
    svg: [
      facade(foot, '#a8adb0', 71),
      drawBands(
        junctionGround,
        [
          { nearM: 33, farM: 38, colour: '#a29c92', slab: { across: 1, away: 1 } },
          { nearM: 14, farM: 33, colour: '#5f6163' },
          {
            nearM: 8.4,
            farM: 14,
            colour: '#a39d92',
            slab: { across: 0.8, away: 0.8 },
            variety: 0.14,
          },
        ],
        72,
      ),
      zebra,
      bar(junctionGround, [-24, 28.6, 18, 0.2]),
      bar(junctionGround, [6, 28.6, 18, 0.2]),
      bar(junctionGround, [-20, 13.8, 40, 0.35], '#c5c0b5'),
    ].join(''),
    furniture: [
      { sprite: createTree(31), at: [0.1, 0.86], ...still },
      { sprite: createTree(33), at: [0.97, 0.4], ...still },
      { sprite: createLampPost(), at: [0.8, 0.9], ...still },
    ],
  };
}

const junctionFences: readonly FenceFile[] = [
  {
    id: 'corner',
    camera: cameraId,
    kind: 'street-vending',
    polygon: points('0.16 0.92, 0.22 0.97, 0.9 0.97, 0.82 0.905'),
    anchor: 'bottom-centre',
  },
  {
    id: 'far-pavement',
    camera: cameraId,
    kind: 'debris-pile',
    polygon: points('0.1 0.33, 0.9 0.33, 0.92 0.375, 0.08 0.375'),
  },
  {
    id: 'crossing',
    camera: cameraId,
    kind: 'debris-pile',
    polygon: points('0.2 0.49, 0.8 0.49, 0.86 0.72, 0.14 0.72'),
    minArea: 0.006,
  },
];

export function junction(): Place {
  const foot = rowOf(junctionGround, 38);
  return {
    ...outdoors,
    name: 'junction',
    backdrop: junctionBackdrop(),
    heading: 120,
    wallFoot: [
      [0, foot / 540],
      [1, foot / 540],
    ],
    blocks: [
      { x: [-60, 60], z: [38.1, 52], height: 18 },
      { x: [20, 44], z: [-20, 8], height: 24 },
    ],
    lamps: [
      { x: 4, y: 8, z: 14, strength: 1.6 },
      { x: -12, y: 8, z: 24, strength: 1.4 },
      { x: 14, y: 8, z: 30, strength: 1.4 },
    ],
    fences: junctionFences,
    spots: spots(
      'corner 0.5 0.95, far-pavement 0.34 0.365, far-pavement 0.64 0.365, crossing 0.42 0.62',
    ),
    paths: [
      points('-0.1 0.35, 1.1 0.35'),
      points('0.5 0.36, 0.5 0.95, 0.9 1.3'),
      points('-0.1 0.95, 1.1 0.94'),
    ],
    lanes: [
      points('-0.4 0.44, 1.4 0.44'),
      points('1.4 0.55, -0.4 0.55'),
      points('-0.4 0.66, 1.4 0.66'),
    ],
    carStops: points('0.2 0.55, 0.34 0.66, 0.8 0.44'),
    standing: points('0.3 0.95, 0.66 0.93, 0.55 0.36'),
    crowd: 0.7,
    traffic: 1.6,
  };
}
