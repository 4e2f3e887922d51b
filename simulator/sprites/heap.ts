// Dumped objects: stacked cartons, and a heap of tied rubbish bags with litter around it.
import { between, createRandom, type Random } from '../random.ts';
import { ellipse, groundShadow, path, shade } from './paint.ts';
import type { Sprite } from './sprite.ts';

const cartonColours = ['#b98a56', '#c79a63', '#a97a48', '#bf9260'];
const bagColours = ['#202427', '#2b3034', '#1c2b3d', '#26302a'];

export interface Heap {
  readonly count: number;
  readonly seed: number;
}

export function createBoxes({ count, seed }: Heap): Sprite {
  const random = createRandom(seed);
  const columns = Math.ceil(Math.sqrt(count * 1.5));
  const half = (columns * 54) / 2 + 14;
  const boxes = Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const x = (index % columns) * 54 - half + 12 + row * 13 + between(random, -4, 4);
    return carton(x, -row * 41, random);
  });
  return {
    key: `boxes ${count} ${seed}`,
    extent: {
      left: -half - 20,
      top: -Math.ceil(count / columns) * 44 - 34,
      right: half + 30,
      bottom: 16,
    },
    svg: groundShadow(2, [half + 16, 13], 0.6) + boxes.join(''),
  };
}

/** A carton whose lower left corner stands at (x, y): front, top and right side. */
function carton(x: number, y: number, random: Random): string {
  const width = between(random, 44, 54);
  const height = between(random, 34, 41);
  const colour = cartonColours[Math.floor(random() * cartonColours.length)] ?? '#b98a56';
  const top = y - height;
  const right = x + width;
  return [
    path(`M${x} ${y}h${width}v${-height}h${-width}z`, `fill="${colour}"`),
    path(`M${x} ${top}l10 -14h${width}l-10 14z`, `fill="${shade(colour, 1.35)}"`),
    path(`M${right} ${y}l10 -14v${-height}l-10 14z`, `fill="${shade(colour, 0.58)}"`),
    path(
      `M${x + width / 2 - 4} ${top}h8v${height * 0.45}h-8z`,
      `fill="${shade(colour, 1.3)}" opacity="0.8"`,
    ),
    path(`M${x + 5} ${y - 13}h13v8h-13z`, 'fill="#f1ead9" opacity="0.85"'),
    path(`M${x} ${y}h${width}v-3h${-width}z`, 'fill="#000" opacity="0.25"'),
  ].join('');
}

/** The heap grows from the middle outwards and upwards: a smaller heap shows the first bags of a larger one. */
export function createBags({ count, seed }: Heap): Sprite {
  const bags = Array.from({ length: count }, (_, index) =>
    bagPlace(index, createRandom(seed + index)),
  );
  const drawn = bags
    .toSorted((a, b) => a.y - b.y)
    .map((bag) => drawBag(bag))
    .join('');
  return {
    key: `bags ${count} ${seed}`,
    extent: { left: -142, top: -132, right: 142, bottom: 26 },
    svg: groundShadow(0, [44 + 16 * Math.min(count, 5), 17], 0.55, 2) + litter(count, seed) + drawn,
  };
}

interface Bag {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly colour: string;
}

function bagPlace(index: number, random: Random): Bag {
  const upper = index % 4 === 3;
  const side = index % 2 === 0 ? 1 : -1;
  const reach = upper ? 16 * side : side * Math.ceil(index / 2) * 31;
  return {
    x: Math.max(-96, Math.min(96, reach)) + between(random, -7, 7),
    y: upper ? -34 + between(random, -4, 4) : between(random, -2, 9),
    size: between(random, 27, 37),
    colour: bagColours[Math.floor(random() * bagColours.length)] ?? '#202427',
  };
}

function drawBag({ x, y, size, colour }: Bag): string {
  const s = size;
  const body = `M${x - s} ${y - s * 0.35}q${-s * 0.12} ${-s * 0.75} ${s * 0.72} ${-s * 1.08}q${s * 0.28} ${-s * 0.12} ${s * 0.6} ${s * 0.03}q${s * 0.86} ${s * 0.4} ${s * 0.7} ${s * 1.08}q${-s * 0.04} ${s * 0.42} ${-s} ${s * 0.42}q${-s * 0.98} 0 ${-s * 1.02} ${-s * 0.45}z`;
  const tie = `M${x - s * 0.16} ${y - s * 1.4}l${-s * 0.2} ${-s * 0.35}l${s * 0.36} ${s * 0.16}l${s * 0.3} ${-s * 0.2}l${-s * 0.14} ${s * 0.42}z`;
  const folds = `M${x - s * 0.1} ${y - s * 1.35}q${-s * 0.5} ${s * 0.4} ${-s * 0.56} ${s}M${x} ${y - s * 1.35}q${s * 0.1} ${s * 0.5} ${-s * 0.06} ${s * 1.05}M${x + s * 0.06} ${y - s * 1.35}q${s * 0.5} ${s * 0.4} ${s * 0.5} ${s * 0.9}`;
  return [
    path(body, `fill="${colour}"`),
    path(tie, `fill="${shade(colour, 1.12)}"`),
    path(folds, `fill="none" stroke="${shade(colour, 1.35)}" stroke-width="2.6" opacity="0.75"`),
    ellipse(x - s * 0.42, y - s * 0.82, [s * 0.16, s * 0.26], shade(colour, 1.55)),
    path(
      `M${x - s} ${y - s * 0.3}q${s} ${s * 0.5} ${s * 2} 0q0 ${s * 0.4} ${-s} ${s * 0.42}q${-s} 0 ${-s} ${-s * 0.42}z`,
      'fill="#000" opacity="0.4"',
    ),
  ].join('');
}

function litter(count: number, seed: number): string {
  const random = createRandom(seed + 991);
  return Array.from({ length: Math.max(0, count - 2) * 2 }, () => {
    const x = between(random, -128, 128);
    const y = between(random, 2, 16);
    const colour =
      ['#e7e4da', '#c9b98d', '#7fa1b8', '#b5563f'][Math.floor(random() * 4)] ?? '#e7e4da';
    return path(`M${x} ${y}l${between(random, 5, 12)} -4l3 5l-9 4z`, `fill="${colour}"`);
  }).join('');
}
