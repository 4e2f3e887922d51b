// A street corner where two walls meet: plaster and brick, a drainpipe, a notice, a litter bin, worn pavement.
import { aspect, type Ground } from '../ground.ts';
import { gradient } from '../sprites/paint.ts';
import { createBin, createLampPost } from '../sprites/street-furniture.ts';
import type { Backdrop } from './backdrop.ts';
import { drawBricks, drawSlabs, drawStains, drawWriting, groundQuad } from './masonry.ts';

const ground: Ground = { horizon: 0.03, cameraHeightM: 3.6, focal: 0.85, aspect };
/** The foot of the far wall, and where the side wall leaves it. */
const wallFoot = 224;
const edge = 640;

export function createCorner(): Backdrop {
  return {
    ground,
    svg: [`<defs>${definitions()}</defs>`, farWall(), floor(), sideWall(), fittings()].join(''),
    furniture: [
      { sprite: createBin('#3f7a4e'), at: [0.46, 0.47], isMirrored: false, opacity: 1 },
      { sprite: createBin('#4b4f54'), at: [0.525, 0.468], isMirrored: false, opacity: 1 },
      { sprite: createLampPost(), at: [0.06, 0.6], isMirrored: false, opacity: 1 },
    ],
  };
}

function definitions(): string {
  return [
    gradient('plaster', 'across', [
      [0, '#c9bfa8'],
      [0.15, '#b9ae97'],
      [1, '#a0967f'],
    ]),
    gradient('shutter', 'down', [
      [0, '#8e979c'],
      [0.5, '#a9b1b5'],
      [1, '#7d868b'],
    ]),
    '<linearGradient id="foot" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#000" stop-opacity="0.36"/><stop offset="1" stop-color="#000" stop-opacity="0"/></linearGradient>',
    '<linearGradient id="nook" x1="1" y1="0" x2="0" y2="0"><stop offset="0" stop-color="#000" stop-opacity="0.34"/><stop offset="1" stop-color="#000" stop-opacity="0"/></linearGradient>',
  ].join('');
}

function farWall(): string {
  const slats = Array.from({ length: 17 }, (_, index) => `M118 ${88 + index * 8}h210`).join('');
  return [
    drawBricks(
      { x: -96, y: -60, width: 1152, height: wallFoot + 60 },
      { colour: '#a5644c', brick: [26, 11], variety: 0.2, seed: 41 },
    ),
    drawStains({ x: -96, y: -60, width: 740, height: 280 }, 40, 42),
    '<rect x="108" y="72" width="230" height="152" fill="#6b6f72"/>',
    '<rect x="118" y="80" width="210" height="144" fill="url(#shutter)"/>',
    `<path d="${slats}" stroke="#6f787d" stroke-width="1.600"/>`,
    '<rect x="92" y="30" width="262" height="40" rx="2" fill="#2a5f9e"/>',
    '<rect x="92" y="30" width="262" height="4" fill="#4d83c2"/>',
    drawWriting({ text: '利民五金店', x: 225, y: 60, size: 27, colour: '#fdf3d2' }),
    '<path d="M398 -60v284h11v-284z" fill="#b9b2a4"/><path d="M405 -60v284h4v-284z" fill="#857f73"/>',
    '<path d="M394 60h19v7h-19zM394 160h19v7h-19z" fill="#8f8a7f"/>',
    notice(470),
    '<rect x="540" y="-60" width="100" height="284" fill="url(#nook)"/>',
  ].join('');
}

function notice(x: number): string {
  return [
    `<rect x="${x}" y="84" width="106" height="62" fill="#f2efe4"/>`,
    `<rect x="${x}" y="84" width="106" height="18" fill="#c23a2c"/>`,
    drawWriting({ text: '文明城市', x: x + 54, y: 98, size: 13, colour: '#fff6e2' }),
    drawWriting({ text: '禁止倾倒', x: x + 54, y: 121, size: 15, colour: '#b02f24' }),
    drawWriting({ text: '垃圾', x: x + 54, y: 140, size: 15, colour: '#b02f24' }),
  ].join('');
}

/** The wall on the right comes towards the camera. */
function sideWall(): string {
  const courses = Array.from({ length: 12 }, (_, index) => {
    const share = index / 12;
    const far = -60 + share * (wallFoot + 60);
    const near = -400 + share * (590 + 400);
    return `M${edge} ${far.toFixed(0)}L1056 ${near.toFixed(0)}`;
  }).join('');
  return [
    `<path d="M${edge} -60V${wallFoot}L1056 590V-60z" fill="url(#plaster)"/>`,
    `<path d="${courses}" fill="none" stroke="#8b826d" stroke-width="1.400" opacity="0.55"/>`,
    `<path d="M${edge} ${wallFoot - 34}V${wallFoot}L1056 590V466z" fill="#6f6a60"/>`,
    '<path d="M742 40l96 -30v118l-96 10z" fill="#4b5962"/><path d="M742 40l96 -30v118l-96 10z" fill="none" stroke="#d9d3c4" stroke-width="6"/>',
    '<path d="M790 26v108" stroke="#d9d3c4" stroke-width="4"/>',
    drawStains({ x: 660, y: -40, width: 300, height: 330 }, 16, 43),
    `<path d="M${edge} -60V${wallFoot}l40 35V-60z" fill="#000" opacity="0.14"/>`,
  ].join('');
}

function floor(): string {
  return [
    `<rect x="-96" y="${wallFoot}" width="1152" height="380" fill="#96928a"/>`,
    drawSlabs({
      ground,
      colour: '#a19c93',
      nearM: 4.9,
      farM: 14,
      slab: { across: 0.9, away: 0.7 },
      variety: 0.14,
      seed: 44,
    }),
    `<path d="${groundQuad(ground, { x: -12, z: 6.4, across: 24, away: 0.14 })}" fill="#c9c4b8"/>`,
    `<path d="${groundQuad(ground, { x: -14, z: 3.6, across: 28, away: 2.8 })}" fill="#616365"/>`,
    drawStains({ x: -96, y: 240, width: 1152, height: 350 }, 90, 45),
    `<rect x="-96" y="${wallFoot}" width="740" height="24" fill="url(#foot)"/>`,
  ].join('');
}

function fittings(): string {
  return [
    `<path d="M${edge} ${wallFoot}L1056 590l-46 0L${edge - 24} ${wallFoot}z" fill="#000" opacity="0.2"/>`,
    `<path d="${groundQuad(ground, { x: -1.5, z: 8, across: 0.7, away: 0.5 })}" fill="#4d4f50"/>`,
  ].join('');
}
