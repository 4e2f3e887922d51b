// One mark on a canvas. Shapes: red case triangle, yellow diamond, green disc, other square; a camera is a small square, crossed
// when it does not look; a stall is a pentagon, hollow when it is closed.
import type { Mark } from './scene.ts';
import type { Palette } from './tones.ts';

export interface Drawing {
  mark: Mark;
  left: number;
  top: number;
  palette: Palette;
}

type Pen = Pick<
  CanvasRenderingContext2D,
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'closePath'
  | 'arc'
  | 'fill'
  | 'stroke'
  | 'fillText'
  | 'strokeText'
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
>;
type Corner = readonly [number, number];

const triangle: Corner[] = [
  [0, -1.1],
  [1.05, 0.8],
  [-1.05, 0.8],
];
const diamond: Corner[] = [
  [0, -1.1],
  [1.1, 0],
  [0, 1.1],
  [-1.1, 0],
];
const square: Corner[] = [
  [-0.85, -0.85],
  [0.85, -0.85],
  [0.85, 0.85],
  [-0.85, 0.85],
];
const pentagon: Corner[] = [
  [0, -1.1],
  [1, -0.2],
  [0.8, 0.9],
  [-0.8, 0.9],
  [-1, -0.2],
];

/** Corners of a mark; none for a disc. */
export function cornersOf({ shape, tone }: Pick<Mark, 'shape' | 'tone'>): readonly Corner[] {
  if (shape === 'stall') return pentagon;
  if (shape === 'camera') return square;
  if (shape !== 'case') return [];
  if (tone === 'red') return triangle;
  if (tone === 'yellow') return diamond;
  return tone === 'green' ? [] : square;
}

const sizes: Record<Mark['shape'], number> = {
  case: 11,
  camera: 6,
  stall: 8,
  handle: 8,
  middle: 5,
};

export function drawMark(pen: Pen, { mark, left, top, palette }: Drawing): void {
  const size = sizes[mark.shape] * (mark.isChosen ? 1.35 : 1);
  const colour = palette.of(mark.tone);
  tracePath(pen, cornersOf(mark), { left, top, size });
  pen.lineWidth = mark.isChosen ? 4 : 2.5;
  pen.strokeStyle = mark.isChosen ? palette.accent : palette.surface;
  pen.stroke();
  pen.fillStyle = mark.isOff ? palette.surface : colour;
  pen.fill();
  pen.lineWidth = 1.5;
  pen.strokeStyle = mark.isOff ? colour : palette.surface;
  pen.stroke();
  if (mark.isOff && mark.shape === 'camera') drawCross(pen, { left, top, size: size * 0.6 });
  if (mark.count > 1) drawCount(pen, { mark, left, top, palette }, size);
}

interface Spot {
  left: number;
  top: number;
  size: number;
}

function tracePath(pen: Pen, corners: readonly Corner[], { left, top, size }: Spot): void {
  pen.beginPath();
  if (corners.length === 0) pen.arc(left, top, size, 0, 2 * Math.PI);
  corners.forEach(([x, y], index) => {
    if (index === 0) pen.moveTo(left + x * size, top + y * size);
    else pen.lineTo(left + x * size, top + y * size);
  });
  pen.closePath();
}

function drawCross(pen: Pen, { left, top, size }: Spot): void {
  pen.beginPath();
  pen.moveTo(left - size, top - size);
  pen.lineTo(left + size, top + size);
  pen.moveTo(left + size, top - size);
  pen.lineTo(left - size, top + size);
  pen.stroke();
}

function drawCount(pen: Pen, { mark, left, top, palette }: Drawing, size: number): void {
  pen.font = '700 12px system-ui, sans-serif';
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  pen.lineWidth = 3.5;
  pen.strokeStyle = palette.surface;
  pen.strokeText(String(mark.count), left + size + 3, top);
  pen.fillStyle = palette.text;
  pen.fillText(String(mark.count), left + size + 3, top);
}
