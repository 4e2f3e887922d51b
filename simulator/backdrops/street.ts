// A shopping street seen from a pole on the other side: shops, a wide pavement, the road, two trees, a lamp post.
import type { Ground } from '../ground.ts';
import { aspect } from '../ground.ts';
import { gradient, shade } from '../sprites/paint.ts';
import { createLampPost, createTree } from '../sprites/street-furniture.ts';
import type { Backdrop } from './backdrop.ts';
import { drawBricks, drawSlabs, drawStains, drawWriting, groundQuad } from './masonry.ts';

const ground: Ground = { horizon: 0.05, cameraHeightM: 4.2, focal: 0.9, aspect };
/** Distances from the camera in metres. */
const edges = { wall: 17.7, farKerb: 11.9, nearKerb: 7.4 };
const wallFoot = 232;

interface Shop {
  name: string;
  board: string;
  letters: string;
  frame: string;
  inside: string;
}

const shops: Shop[] = [
  { name: '永和豆浆', board: '#b3342a', letters: '#fbe9c4', frame: '#6f4a35', inside: '#59472f' },
  { name: '益民药房', board: '#1f7a4d', letters: '#f4fbf3', frame: '#d8dcd8', inside: '#9fb5a6' },
  { name: '兰州拉面', board: '#1d5a93', letters: '#fff3c9', frame: '#8f6a3f', inside: '#6d573a' },
  { name: '便利店', board: '#d9792b', letters: '#ffffff', frame: '#cfd3d6', inside: '#b9c4c7' },
  { name: '晨光文具', board: '#7a2f5a', letters: '#f9e7f0', frame: '#5a5f66', inside: '#6a5e6b' },
];

export function createStreet(): Backdrop {
  return {
    ground,
    svg: [
      `<defs>${definitions()}</defs>`,
      upperFloor(),
      shops.map((shop, index) => drawShop(shop, -96 + index * 231)).join(''),
      pavement(),
      road(),
      drawStains({ x: -96, y: 236, width: 1152, height: 358 }, 90, 77),
      '<rect x="-96" y="200" width="1152" height="60" fill="url(#wallShade)"/>',
    ].join(''),
    furniture: [
      { sprite: createTree(4), at: [0.075, 0.61], isMirrored: false, opacity: 1 },
      { sprite: createTree(9), at: [0.94, 0.61], isMirrored: false, opacity: 1 },
      { sprite: createLampPost(), at: [0.31, 0.612], isMirrored: false, opacity: 1 },
    ],
  };
}

function definitions(): string {
  return [
    gradient('window', 'down', [
      [0, '#8fa6b4'],
      [0.6, '#4b5a64'],
      [1, '#37434b'],
    ]),
    gradient('asphalt', 'down', [
      [0, '#6c6e70'],
      [1, '#515355'],
    ]),
    '<linearGradient id="wallShade" x1="0" y1="0" x2="0" y2="1"><stop offset="0.45" stop-color="#000" stop-opacity="0"/><stop offset="0.53" stop-color="#000" stop-opacity="0.32"/><stop offset="1" stop-color="#000" stop-opacity="0"/></linearGradient>',
  ].join('');
}

function upperFloor(): string {
  const wall = drawBricks(
    { x: -96, y: -60, width: 1152, height: 126 },
    { colour: '#b7a48c', brick: [22, 9], variety: 0.16, seed: 5 },
  );
  const windows = Array.from({ length: 9 }, (_, index) => upperWindow(-70 + index * 128)).join('');
  return wall + windows;
}

function upperWindow(x: number): string {
  return (
    `<rect x="${x}" y="-60" width="74" height="96" fill="#e4e0d6"/>` +
    `<rect x="${x + 5}" y="-60" width="30" height="91" fill="url(#window)"/>` +
    `<rect x="${x + 39}" y="-60" width="30" height="91" fill="url(#window)"/>` +
    `<rect x="${x - 5}" y="36" width="84" height="7" fill="#cfc8ba"/>` +
    `<rect x="${x + 84}" y="2" width="34" height="27" rx="2" fill="#dfe1df"/>` +
    `<circle cx="${x + 97}" cy="15.500" r="9.500" fill="#a9adac"/><circle cx="${x + 97}" cy="15.5" r="3" fill="#7f8483"/>`
  );
}

function drawShop(shop: Shop, x: number): string {
  return [
    `<rect x="${x}" y="62" width="231" height="${wallFoot - 62}" fill="#8d8377"/>`,
    `<rect x="${x + 8}" y="66" width="215" height="40" rx="2" fill="${shop.board}"/>`,
    `<rect x="${x + 8}" y="66" width="215" height="5" fill="${shade(shop.board, 1.35)}"/>`,
    `<rect x="${x + 8}" y="101" width="215" height="5" fill="${shade(shop.board, 0.55)}"/>`,
    drawWriting({ text: shop.name, x: x + 116, y: 96, size: 27, colour: shop.letters }),
    shopFront(shop, x + 14),
    `<path d="M${x + 4} 108h223l6 10h-235z" fill="${shade(shop.board, 0.72)}"/>`,
    `<path d="M${x} 62h5v${wallFoot - 62}h-5z" fill="#6f665c"/>`,
  ].join('');
}

function shopFront({ frame, inside }: Shop, x: number): string {
  const shelves = [140, 162, 184]
    .map(
      (y) =>
        `<rect x="${x + 8}" y="${y}" width="116" height="3" fill="${shade(inside, 0.6)}"/>` +
        wares(x + 10, y, inside),
    )
    .join('');
  return [
    `<rect x="${x}" y="116" width="203" height="${wallFoot - 116}" fill="${frame}"/>`,
    `<rect x="${x + 5}" y="121" width="122" height="90" fill="${shade(inside, 0.72)}"/>`,
    shelves,
    `<rect x="${x + 134}" y="121" width="31" height="${wallFoot - 124}" fill="${shade(inside, 0.5)}"/>`,
    `<rect x="${x + 168}" y="121" width="31" height="${wallFoot - 124}" fill="${shade(inside, 0.55)}"/>`,
    `<path d="M${x + 20} 211l34 -90h22l-34 90zM${x + 140} 228l18 -107h6l-16 107z" fill="#fff" opacity="0.13"/>`,
    `<path d="M${x + 161} 170v24M${x + 172} 170v24" stroke="#d7d9da" stroke-width="2.6"/>`,
  ].join('');
}

function wares(x: number, y: number, inside: string): string {
  const colours = ['#c9a04a', '#a5473b', '#4d7c8a', '#d8d1bd', '#6a8a4e', '#8d6a9a'];
  return Array.from({ length: 14 }, (_, index) => {
    const height = 7 + ((index * 7 + y) % 6);
    const colour = shade(colours[(index * 5 + y) % 6] ?? inside, 0.78);
    return `<rect x="${x + index * 8}" y="${y - height}" width="6" height="${height}" fill="${colour}"/>`;
  }).join('');
}

function pavement(): string {
  return (
    `<rect x="-96" y="${wallFoot}" width="1152" height="120" fill="#a39d92"/>` +
    drawSlabs({
      ground,
      colour: '#aaa398',
      nearM: edges.farKerb,
      farM: edges.wall,
      slab: { across: 0.8, away: 0.6 },
      variety: 0.13,
      seed: 21,
    }) +
    tactileStrip()
  );
}

/** The yellow tactile strip for blind people on Chinese pavements. */
function tactileStrip(): string {
  return Array.from({ length: 80 }, (_, index) => {
    const quad = groundQuad(ground, { x: -16 + index * 0.4, z: 16.2, across: 0.38, away: 0.45 });
    return `<path d="${quad}" fill="${index % 3 === 0 ? '#c2a456' : '#c9ac5f'}"/>`;
  }).join('');
}

function road(): string {
  const bar = (z: number, away: number, colour: string) =>
    `<path d="${groundQuad(ground, { x: -20, z, across: 40, away })}" fill="${colour}"/>`;
  const dashes = Array.from({ length: 9 }, (_, index) => {
    const quad = groundQuad(ground, { x: -18 + index * 4, z: 9.6, across: 2, away: 0.16 });
    return `<path d="${quad}" fill="#dcd9cf" opacity="0.85"/>`;
  }).join('');
  return [
    '<rect x="-96" y="333" width="1152" height="262" fill="url(#asphalt)"/>',
    bar(edges.farKerb - 0.28, 0.28, '#c5c0b5'),
    bar(edges.farKerb - 0.5, 0.22, '#8f8b83'),
    bar(edges.farKerb - 0.8, 0.12, '#d6c27a'),
    dashes,
    bar(edges.nearKerb + 0.02, 0.2, '#c9c4b9'),
    drawSlabs({
      ground,
      colour: '#a29b90',
      nearM: 5.9,
      farM: edges.nearKerb,
      slab: { across: 0.8, away: 0.6 },
      variety: 0.13,
      seed: 22,
    }),
  ].join('');
}
