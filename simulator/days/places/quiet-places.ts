// Three places with little traffic: a lobby with large windows, the edge of a park under trees, an underpass with fluorescent tubes.
import type { FenceFile } from '../../../contracts/index.ts';
import { drawBricks } from '../../backdrops/masonry.ts';
import type { Backdrop } from '../../backdrops/backdrop.ts';
import { aspect, type Ground } from '../../ground.ts';
import { createBin, createLampPost, createTree } from '../../sprites/street-furniture.ts';
import { cameraId, type Place } from '../place.ts';
import { points, spots } from './points.ts';
import { bar, drawBands, drawGrass, rowOf } from './bands.ts';

const still = { isMirrored: false, opacity: 1 } as const;

const lobbyGround: Ground = { horizon: 0.06, cameraHeightM: 3, focal: 0.8, aspect };

function lobbyBackdrop(): Backdrop {
  const foot = rowOf(lobbyGround, 11);
  return {
    ground: lobbyGround,
    svg: [
      `<rect x="-96" y="-60" width="1152" height="${foot + 60}" fill="#cfc8b8"/>`,
      `<rect x="560" y="${foot - 150}" width="180" height="150" fill="#8d959a"/><path d="M650 ${foot - 150}v150" stroke="#6c7479" stroke-width="3"/>`,
      `<rect x="770" y="${foot - 110}" width="16" height="24" fill="#50565a"/><rect x="600" y="${foot - 178}" width="100" height="20" fill="#2c3133"/>`,
      `<rect x="150" y="${foot - 165}" width="150" height="165" fill="#7b6a55"/><rect x="160" y="${foot - 156}" width="62" height="156" fill="#94826a"/><rect x="228" y="${foot - 156}" width="62" height="156" fill="#94826a"/>`,
      `<rect x="176" y="${foot - 196}" width="98" height="24" fill="#0f7f46"/><rect x="400" y="${foot - 130}" width="110" height="76" fill="#e8e4d8"/><rect x="408" y="${foot - 122}" width="94" height="60" fill="#9fb2a8"/>`,
      drawBands(
        lobbyGround,
        [
          {
            nearM: 3.2,
            farM: 11,
            colour: '#b7b0a2',
            slab: { across: 0.8, away: 0.8 },
            variety: 0.05,
          },
        ],
        81,
      ),
      `<rect x="-96" y="${foot - 8}" width="1152" height="8" fill="#6f685c"/>`,
    ].join(''),
    furniture: [],
  };
}

const lobbyFences: readonly FenceFile[] = [
  {
    id: 'exit-door',
    camera: cameraId,
    kind: 'blocked-fire-exit',
    polygon: points('0.13 0.45, 0.34 0.45, 0.33 0.68, 0.05 0.68'),
  },
  {
    id: 'hall',
    camera: cameraId,
    kind: 'debris-pile',
    polygon: points('0.38 0.5, 0.9 0.5, 0.98 0.9, 0.34 0.9'),
    minArea: 0.006,
  },
];

export function lobby(): Place {
  const foot = rowOf(lobbyGround, 11);
  return {
    name: 'lobby',
    backdrop: lobbyBackdrop(),
    heading: 95,
    wallFoot: [
      [0, foot / 540],
      [1, foot / 540],
    ],
    blocks: [],
    indoor: {
      windows: [
        { x: 6, z: [3, 5.4], y: [0.4, 2.6] },
        { x: 6, z: [6, 8.6], y: [0.4, 2.6] },
        { x: -7, z: [4, 7], y: [0.6, 2.6] },
      ],
      daylight: 0.22,
    },
    lamps: [
      { x: -3, y: 2.9, z: 5, strength: 0.9 },
      { x: 3, y: 2.9, z: 5, strength: 0.9 },
      { x: 0, y: 2.9, z: 8.5, strength: 0.9 },
    ],
    lampsOn: 'always',
    fences: lobbyFences,
    spots: spots('exit-door 0.2 0.58, exit-door 0.25 0.52, hall 0.56 0.66, hall 0.8 0.72'),
    paths: [
      points('0.66 0.46, 0.6 0.8, 0.4 1.3'),
      points('-0.1 0.8, 0.68 0.5, 0.68 0.46'),
      points('0.24 0.46, 0.5 0.7, 1.1 0.9'),
    ],
    lanes: [],
    carStops: [],
    standing: points('0.62 0.54, 0.74 0.56, 0.44 0.6, 0.86 0.7'),
    crowd: 0.6,
    traffic: 0,
    flag: null,
  };
}

const parkGround: Ground = { horizon: 0.08, cameraHeightM: 4.4, focal: 0.9, aspect };

function parkEdgeBackdrop(): Backdrop {
  const foot = rowOf(parkGround, 30);
  return {
    ground: parkGround,
    svg: [
      `<rect x="-96" y="-60" width="1152" height="${foot + 60}" fill="#4c5f38"/>`,
      drawGrass({ ...parkGround, horizon: -0.3 }, 12, 40, 90),
      drawBands(
        parkGround,
        [
          { nearM: 13, farM: 30, colour: '#6a8546' },
          {
            nearM: 9.6,
            farM: 13,
            colour: '#b3a88f',
            slab: { across: 0.5, away: 0.5 },
            variety: 0.12,
          },
          { nearM: 4.9, farM: 9.6, colour: '#64803f' },
        ],
        91,
      ),
      drawGrass(parkGround, 13.2, 29, 92),
      drawGrass(parkGround, 5, 9.4, 93),
    ].join(''),
    furniture: [
      { sprite: createTree(51), at: [0.16, 0.5], ...still },
      { sprite: createTree(52), at: [0.55, 0.4], ...still },
      { sprite: createTree(53), at: [0.86, 0.62], ...still },
      { sprite: createBin('#3f7a4e'), at: [0.38, 0.58], ...still },
    ],
  };
}

export function parkEdge(): Place {
  return {
    name: 'park-edge',
    backdrop: parkEdgeBackdrop(),
    heading: 265,
    wallFoot: [],
    blocks: [{ x: [-30, 26], z: [31, 40], height: 7 }],
    indoor: null,
    lamps: [],
    lampsOn: 'never',
    fences: [
      {
        id: 'lawn',
        camera: cameraId,
        kind: 'debris-pile',
        polygon: points('0.1 0.66, 0.9 0.66, 0.95 0.95, 0.05 0.95'),
      },
      {
        id: 'path',
        camera: cameraId,
        kind: 'street-vending',
        polygon: points('0.02 0.56, 0.98 0.56, 0.98 0.7, 0.02 0.7'),
        anchor: 'bottom-centre',
      },
    ],
    spots: spots('lawn 0.3 0.82, lawn 0.66 0.78, path 0.5 0.67, path 0.72 0.68'),
    paths: [
      points('-0.1 0.66, 1.1 0.66'),
      points('1.1 0.7, -0.1 0.7'),
      points('-0.1 0.6, 0.5 0.62, 1.1 0.6'),
    ],
    lanes: [],
    carStops: [],
    standing: points('0.28 0.62, 0.6 0.7, 0.44 0.78'),
    crowd: 0.6,
    traffic: 0,
    flag: null,
  };
}

const tunnelGround: Ground = { horizon: 0.08, cameraHeightM: 2.9, focal: 0.82, aspect };

function underpassBackdrop(): Backdrop {
  const foot = rowOf(tunnelGround, 16);
  return {
    ground: tunnelGround,
    svg: [
      drawBricks(
        { x: -96, y: -60, width: 1152, height: foot + 60 },
        { colour: '#8f928e', brick: [30, 15], variety: 0.08, seed: 101 },
      ),
      `<path d="M-96 -60L-96 600L300 ${foot}V-60z" fill="#7c7f7c"/><path d="M-96 470L300 ${foot - 30}V${foot}L-96 600z" fill="#5c5f5d"/>`,
      [360, 520, 690, 860]
        .map(
          (x) =>
            `<rect x="${x}" y="-60" width="34" height="${foot + 60}" fill="#a3a6a2"/><rect x="${x}" y="${foot - 40}" width="34" height="14" fill="#c9a92f"/>`,
        )
        .join(''),
      drawBands(tunnelGround, [{ nearM: 3, farM: 16, colour: '#6e706f' }], 102),
      bar(tunnelGround, [-1.6, 3.4, 0.14, 12.4], '#c9b24a'),
      bar(tunnelGround, [4.4, 3.4, 0.14, 12.4], '#c9b24a'),
    ].join(''),
    furniture: [{ sprite: createLampPost(), at: [1.2, 0.5], ...still }],
  };
}

const underpassFences: readonly FenceFile[] = [
  {
    id: 'walkway',
    camera: cameraId,
    kind: 'blocked-fire-exit',
    polygon: points('0.18 0.5, 0.4 0.42, 0.4 0.66, 0.02 0.8'),
  },
  {
    id: 'pillars',
    camera: cameraId,
    kind: 'debris-pile',
    polygon: points('0.56 0.38, 0.98 0.38, 0.98 0.58, 0.6 0.58'),
  },
];

export function underpass(): Place {
  const foot = rowOf(tunnelGround, 16);
  return {
    name: 'underpass',
    backdrop: underpassBackdrop(),
    heading: 180,
    wallFoot: [
      [0, foot / 540],
      [1, foot / 540],
    ],
    blocks: [],
    indoor: { windows: [], daylight: 0.06 },
    lamps: [
      { x: -1, y: 2.8, z: 6, strength: 0.5 },
      { x: 2, y: 2.8, z: 11, strength: 0.5 },
    ],
    lampsOn: 'always',
    fences: underpassFences,
    spots: spots('walkway 0.28 0.58, pillars 0.72 0.5, pillars 0.88 0.54'),
    paths: [points('-0.1 0.9, 0.36 0.42, 0.4 0.36'), points('0.4 0.36, 0.3 0.7, 0.1 1.3')],
    lanes: [points('1.4 0.7, -0.4 0.86'), points('-0.4 0.76, 1.4 0.64')],
    carStops: points('0.76 0.74'),
    standing: points('0.34 0.5, 0.8 0.56'),
    crowd: 0.35,
    traffic: 0.5,
    flag: null,
  };
}
