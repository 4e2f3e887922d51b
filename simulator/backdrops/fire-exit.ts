// The yard behind a building: a fire door under its green sign, hatched floor that must stay clear, a hydrant box.
import { aspect, type Ground } from '../ground.ts';
import { gradient, shade } from '../sprites/paint.ts';
import { createBin } from '../sprites/street-furniture.ts';
import type { Backdrop } from './backdrop.ts';
import { drawBricks, drawSlabs, drawStains, drawWriting, groundQuad } from './masonry.ts';

const ground: Ground = { horizon: 0.02, cameraHeightM: 3.4, focal: 0.82, aspect };
const wallM = 11.2;
/** Where the wall meets the ground, in units of the picture. */
const wallFoot = 250;
/** The keep-clear area on the floor, in metres. */
const keepClear = { x: -2.1, z: 7.3, across: 4.2, away: 3.5 };

export function createFireExit(): Backdrop {
  return {
    ground,
    svg: [`<defs>${definitions()}</defs>`, wall(), floor(), door(), fittings(), shadows()].join(''),
    furniture: [
      { sprite: createBin('#3c6f9a'), at: [0.115, 0.545], isMirrored: false, opacity: 1 },
      { sprite: createBin('#4a7a4d'), at: [0.185, 0.54], isMirrored: false, opacity: 1 },
    ],
  };
}

function definitions(): string {
  return [
    gradient('steel', 'across', [
      [0, '#7e878c'],
      [0.3, '#aab3b8'],
      [0.7, '#99a2a7'],
      [1, '#747d82'],
    ]),
    gradient('red', 'across', [
      [0, '#9c1f1a'],
      [0.4, '#cf3b31'],
      [1, '#8d1a16'],
    ]),
    '<linearGradient id="foot" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#000" stop-opacity="0.38"/><stop offset="1" stop-color="#000" stop-opacity="0"/></linearGradient>',
    '<linearGradient id="eaves" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#000" stop-opacity="0.35"/><stop offset="1" stop-color="#000" stop-opacity="0"/></linearGradient>',
  ].join('');
}

function wall(): string {
  const whole = { x: -96, y: -60, width: 1152, height: wallFoot + 60 };
  return [
    drawBricks(whole, { colour: '#c4beb0', brick: [34, 17], variety: 0.1, seed: 12 }),
    drawBricks(
      { x: -96, y: wallFoot - 46, width: 1152, height: 46 },
      { colour: '#8f8a80', brick: [46, 23], variety: 0.1, seed: 13 },
    ),
    drawStains(whole, 60, 14),
    [40, 690].map(barredWindow).join(''),
  ].join('');
}

function barredWindow(x: number): string {
  const bars = Array.from({ length: 7 }, (_, index) => `M${x + 14 + index * 20} 46v88`).join('');
  return (
    `<rect x="${x}" y="38" width="150" height="104" fill="#dedbd2"/>` +
    `<rect x="${x + 7}" y="45" width="136" height="90" fill="#465560"/>` +
    `<path d="M${x + 20} 134l50 -88h30l-50 88z" fill="#fff" opacity="0.12"/>` +
    `<path d="${bars}" stroke="#9aa0a3" stroke-width="3.2"/>` +
    `<rect x="${x - 6}" y="142" width="162" height="8" fill="#b3ada1"/>`
  );
}

function floor(): string {
  return [
    `<rect x="-96" y="${wallFoot}" width="1152" height="350" fill="#8d8b86"/>`,
    drawSlabs({
      ground,
      colour: '#97958f',
      nearM: 4.4,
      farM: wallM,
      slab: { across: 1.4, away: 1.1 },
      variety: 0.08,
      seed: 31,
    }),
    drawStains({ x: -96, y: 260, width: 1152, height: 330 }, 80, 32),
    hatching(),
  ].join('');
}

function hatching(): string {
  const { x, z, across, away } = keepClear;
  const area = groundQuad(ground, keepClear);
  const stripes = Array.from({ length: 17 }, (_, index) => {
    const left = x - away + index * 0.62;
    return `<path d="${slanted(left, 0.2)}" fill="#d9b62e"/>`;
  }).join('');
  const frame = [
    { x, z, across, away: 0.14 },
    { x, z: z + away - 0.14, across, away: 0.14 },
    { x, z, across: 0.14, away },
    { x: x + across - 0.14, z, across: 0.14, away },
  ]
    .map((bar) => `<path d="${groundQuad(ground, bar)}" fill="#dfbd33"/>`)
    .join('');
  return [
    `<clipPath id="keep"><path d="${area}"/></clipPath>`,
    `<g opacity="0.86"><g clip-path="url(#keep)">${stripes}</g>${frame}</g>`,
    drawWriting({ text: '消防通道 禁止占用', x: 480, y: 470, size: 30, colour: '#d9b62e' }),
  ].join('');
}

/** A stripe that runs to the right as it goes away. */
function slanted(left: number, width: number): string {
  const { z, away } = keepClear;
  const near = groundQuad(ground, { x: left, z, across: width, away: 0.01 });
  const far = groundQuad(ground, { x: left + away, z: z + away, across: width, away: 0.01 });
  const points = (quad: string) => quad.slice(1, -1).split('L');
  const [a, b] = points(near);
  const [c, d] = points(far);
  return `M${a}L${b}L${d}L${c}z`;
}

function door(): string {
  const left = 394;
  const top = 62;
  const width = 172;
  const height = wallFoot - top;
  const leaf = (x: number) =>
    [
      `<rect x="${x}" y="${top + 8}" width="78" height="${height - 8}" fill="url(#steel)"/>`,
      `<rect x="${x + 25}" y="${top + 26}" width="28" height="44" fill="#33414b"/>`,
      `<path d="M${x + 29} ${top + 70}l14 -44h7l-14 44z" fill="#fff" opacity="0.2"/>`,
      `<rect x="${x + 6}" y="${top + 100}" width="66" height="7" rx="3" fill="#c2402f"/>`,
      `<rect x="${x + 6}" y="${top + 105}" width="66" height="3" fill="#7b2419"/>`,
    ].join('');
  return [
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="#59636a"/>`,
    leaf(left + 7),
    leaf(left + 87),
    `<rect x="${left - 8}" y="${wallFoot - 5}" width="${width + 16}" height="9" fill="#73716c"/>`,
    exitSign(),
  ].join('');
}

function exitSign(): string {
  return [
    '<rect x="408" y="16" width="144" height="38" rx="3" fill="#0f7f46"/>',
    '<rect x="410.500" y="18.500" width="139" height="33" rx="2" fill="none" stroke="#e9f6ee" stroke-width="1.600"/>',
    '<g fill="none" stroke="#f2fbf5" stroke-width="4" stroke-linecap="round" stroke-linejoin="round">',
    '<path d="M436 29l-7 8l-8 5M436 29l4 9l7 2l1 7M432 36l-4 11M437 30l8 -2M430 31l-5 1"/></g>',
    '<circle cx="438.500" cy="24" r="3.400" fill="#f2fbf5"/>',
    drawWriting({ text: '安全出口', x: 505, y: 42, size: 19, colour: '#f2fbf5' }),
  ].join('');
}

function fittings(): string {
  return [
    '<rect x="606" y="120" width="58" height="84" rx="2" fill="url(#red)"/>',
    '<rect x="612" y="126" width="46" height="46" fill="#d9dfe2" opacity="0.55"/>',
    drawWriting({ text: '消火栓', x: 637, y: 195, size: 13, colour: '#fff2e6' }),
    '<path d="M360 -60v310h9v-310z" fill="#a8a49a"/><path d="M366 -60v310h3v-310z" fill="#7b776f"/>',
    '<path d="M-96 2h1152v7h-1152z" fill="#d2cec3"/>',
    `<rect x="300" y="96" width="44" height="58" fill="${shade('#e8e4d8', 0.98)}"/>`,
    '<path d="M306 106h32M306 114h32M306 122h24M306 130h30M306 138h18" stroke="#9a958a" stroke-width="2.400"/>',
    '<path d="M585 84l-14 6v5l14 -3z" fill="#6a7176"/><rect x="581" y="78" width="26" height="10" rx="4" fill="#8f979c"/>',
  ].join('');
}

function shadows(): string {
  return (
    `<rect x="-96" y="${wallFoot}" width="1152" height="26" fill="url(#foot)"/>` +
    '<rect x="-96" y="-60" width="1152" height="90" fill="url(#eaves)"/>'
  );
}
