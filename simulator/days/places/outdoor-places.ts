// Three outdoor places with the backdrops of the demo: a shopping street, a market lane at a corner, a yard with a fire exit.
import type { FenceFile } from '../../../contracts/index.ts';
import { createCorner } from '../../backdrops/corner.ts';
import { createFireExit } from '../../backdrops/fire-exit.ts';
import { createStreet } from '../../backdrops/street.ts';
import { cameraId, type Place } from '../place.ts';
import { points, spots } from './points.ts';

const outdoors = { indoor: null, lampsOn: 'night', flag: null } as const;

const shoppingStreetFences: readonly FenceFile[] = [
  {
    id: 'pavement',
    camera: cameraId,
    kind: 'street-vending',
    polygon: points('0.14 0.44, 0.86 0.44, 0.9 0.605, 0.1 0.605'),
    anchor: 'bottom-centre',
  },
  {
    id: 'near-kerb',
    camera: cameraId,
    kind: 'debris-pile',
    polygon: points('0.05 0.8, 0.95 0.8, 0.98 0.97, 0.02 0.97'),
  },
];

export function shoppingStreet(): Place {
  return {
    ...outdoors,
    name: 'street',
    backdrop: createStreet(),
    heading: 340,
    wallFoot: points('0 0.43, 1 0.43'),
    blocks: [
      { x: [-40, 40], z: [17.8, 30], height: 9 },
      { x: [-30, -4], z: [-16, -4], height: 12 },
      { x: [9, 30], z: [-14, -4], height: 16 },
    ],
    lamps: [
      { x: -3.6, y: 6, z: 12, strength: 1 },
      { x: 9, y: 6, z: 12, strength: 0.9 },
    ],
    fences: shoppingStreetFences,
    spots: spots('pavement 0.45 0.55, pavement 0.66 0.56, near-kerb 0.24 0.92, near-kerb 0.72 0.9'),
    paths: [
      points('-0.1 0.52, 1.1 0.52'),
      points('1.1 0.57, -0.1 0.56'),
      points('-0.1 0.47, 0.5 0.5, 1.1 0.47'),
      points('1.2 0.96, -0.2 0.95'),
    ],
    lanes: [points('-0.4 0.72, 1.4 0.72'), points('1.4 0.84, -0.4 0.84')],
    carStops: points('0.4 0.66, 0.7 0.86'),
    standing: points('0.3 0.56, 0.52 0.5, 0.8 0.57'),
    crowd: 1,
    traffic: 1,
    flag: [0.31, 0.36],
  };
}

export function marketLane(): Place {
  return {
    ...outdoors,
    name: 'market-lane',
    backdrop: createCorner(),
    heading: 75,
    wallFoot: points('0 0.415, 0.667 0.415, 1.1 1.09'),
    blocks: [
      { x: [-20, 3.1], z: [14.2, 24], height: 8 },
      { x: [-26, -9], z: [-6, 14], height: 7 },
    ],
    lamps: [{ x: -4, y: 5.2, z: 8.4, strength: 1 }],
    fences: [
      {
        id: 'wall-foot',
        camera: cameraId,
        kind: 'debris-pile',
        polygon: points('0.44 0.43, 0.66 0.43, 0.76 0.62, 0.42 0.62'),
      },
      {
        id: 'lane',
        camera: cameraId,
        kind: 'street-vending',
        polygon: points('0.02 0.5, 0.42 0.5, 0.4 0.8, 0 0.8'),
      },
    ],
    spots: spots('wall-foot 0.57 0.53, wall-foot 0.62 0.56, lane 0.22 0.66, lane 0.28 0.74'),
    paths: [
      points('-0.1 0.6, 0.55 0.5, 0.3 0.44'),
      points('-0.1 0.8, 0.7 0.74, 0.95 1.2'),
      points('1.1 1.15, 0.5 0.66, -0.1 0.66'),
    ],
    lanes: [points('-0.4 0.9, 1.4 0.9')],
    carStops: points('0.3 0.9'),
    standing: points('0.2 0.56, 0.36 0.62, 0.5 0.66, 0.24 0.48'),
    crowd: 1.4,
    traffic: 0.4,
    flag: [0.3, 0.2],
  };
}

export function exitYard(): Place {
  return {
    ...outdoors,
    name: 'exit-yard',
    backdrop: createFireExit(),
    heading: 10,
    lampsOn: 'never',
    wallFoot: points('0 0.463, 1 0.463'),
    blocks: [
      { x: [-30, 30], z: [11.3, 22], height: 14 },
      { x: [-24, -8], z: [-10, 10], height: 9 },
    ],
    lamps: [],
    fences: [
      {
        id: 'keep-clear',
        camera: cameraId,
        kind: 'blocked-fire-exit',
        polygon: points('0.345 0.475, 0.655 0.475, 0.735 0.71, 0.265 0.71'),
      },
      {
        id: 'left-wall',
        camera: cameraId,
        kind: 'debris-pile',
        polygon: points('0.0 0.56, 0.24 0.56, 0.2 0.86, 0 0.86'),
      },
    ],
    spots: spots('keep-clear 0.47 0.6, keep-clear 0.55 0.55, left-wall 0.12 0.74'),
    paths: [
      points('-0.1 0.62, 0.48 0.52, 0.5 0.47'),
      points('1.1 0.78, -0.1 0.72'),
      points('0.5 0.47, 0.7 0.7, 1.1 0.9'),
    ],
    lanes: [points('1.4 0.88, -0.4 0.88')],
    carStops: points('1.1 0.95'),
    standing: points('0.34 0.6, 0.8 0.6, 0.6 0.5'),
    crowd: 0.3,
    traffic: 0.15,
  };
}
