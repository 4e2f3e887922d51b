// Objects that people dump or put down: bags and sacks in many colours, a mattress, a sofa, planks, rubble, a suitcase, cartons.
// Drawn in centimetres around the point where they touch the ground.
import { between, createRandom } from '../../random.ts';
import { createBoxes } from '../../sprites/heap.ts';
import { ellipse, gradient, groundShadow, path, shade } from '../../sprites/paint.ts';
import type { Sprite } from '../../sprites/sprite.ts';

export const leftForms = [
  'bags',
  'cartons',
  'mattress',
  'sofa',
  'planks',
  'rubble',
  'suitcase',
  'sack',
] as const;
export type LeftForm = (typeof leftForms)[number];

export interface LeftThing {
  readonly form: LeftForm;
  readonly colour: string;
  readonly seed: number;
}

export function createLeftThing({ form, colour, seed }: LeftThing): Sprite {
  if (form === 'cartons') return createBoxes({ count: 2 + (seed % 5), seed });
  const drawing = drawings[form](colour, seed);
  const { half, height } = drawing;
  return {
    key: `left ${form} ${colour} ${seed}`,
    extent: { left: -half - 12, top: -height - 6, right: half + 12, bottom: 18 },
    svg: groundShadow(0, [half + 8, 12], 0.6, 1) + body(colour) + drawing.svg,
  };
}

interface Drawing {
  readonly half: number;
  readonly height: number;
  readonly svg: string;
}

function body(colour: string): string {
  return gradient('left', 'down', [
    [0, shade(colour, 1.25)],
    [0.45, colour],
    [1, shade(colour, 0.5)],
  ]);
}

const drawings: Readonly<
  Record<Exclude<LeftForm, 'cartons'>, (colour: string, seed: number) => Drawing>
> = {
  bags: (colour, seed) => {
    const random = createRandom(seed);
    const count = 2 + (seed % 5);
    const bags = Array.from({ length: count }, (_, index) => {
      const x = (index - (count - 1) / 2) * 34 + between(random, -6, 6);
      return bag(
        x,
        between(random, -2, 6) - (index % 3 === 2 ? 26 : 0),
        between(random, 24, 36),
        shade(colour, between(random, 0.8, 1.15)),
      );
    });
    return { half: count * 19 + 24, height: 88, svg: bags.join('') };
  },
  sack: (colour) => ({ half: 26, height: 56, svg: bag(0, 0, 25, colour) }),
  suitcase: (colour) => ({
    half: 30,
    height: 74,
    svg:
      path('M-27 0v-56q0 -8 8 -8h38q8 0 8 8v56z', 'fill="url(#left)"') +
      path(
        'M-10 -64v-10h20v10M-14 -58v52M14 -58v52',
        `fill="none" stroke="${shade(colour, 0.55)}" stroke-width="3"`,
      ),
  }),
  mattress: (colour) => ({
    half: 96,
    height: 70,
    svg:
      path(
        'M-94 0l16 -58q4 -10 14 -10h142q10 0 8 10l-10 58q-2 8 -10 8h-150q-10 0 -10 -8z',
        'fill="url(#left)"',
      ) +
      path(
        'M-84 -36h162M-88 -18h164M-40 -66l-14 72M20 -66l-6 72',
        `fill="none" stroke="${shade(colour, 0.75)}" stroke-width="2"`,
      ),
  }),
  sofa: (colour) => ({
    half: 102,
    height: 84,
    svg:
      path('M-92 -4v-66q0 -12 14 -12h156q14 0 14 12v66z', `fill="${shade(colour, 0.8)}"`) +
      path(
        'M-100 4v-44q0 -10 12 -10t12 10v14h152v-14q0 -10 12 -10t12 10v44z',
        'fill="url(#left)"',
      ) +
      path('M0 -26v26M-76 -26h152', `stroke="${shade(colour, 0.5)}" stroke-width="3"`),
  }),
  planks: (colour, seed) => {
    const random = createRandom(seed);
    const planks = Array.from({ length: 7 }, (_, index) => {
      const x = between(random, -84, -60);
      const y = -index * 5 + between(random, -3, 6);
      return path(
        `M${x} ${y}l${between(random, 120, 160)} ${between(random, -22, 6)}l2 7l${-between(random, 120, 160)} 12z`,
        `fill="${shade(colour, between(random, 0.65, 1.3))}"`,
      );
    });
    return { half: 96, height: 62, svg: planks.join('') };
  },
  rubble: (colour, seed) => {
    const random = createRandom(seed);
    const stones = Array.from({ length: 46 }, () => {
      const reach = between(random, -1, 1);
      const y = -between(random, 0, 52) * (1 - Math.abs(reach));
      return ellipse(
        reach * 80,
        y,
        [between(random, 6, 16), between(random, 4, 10)],
        shade(colour, between(random, 0.55, 1.35)),
      );
    });
    return {
      half: 94,
      height: 62,
      svg: path('M-86 6q40 -56 84 -56t88 56z', `fill="${shade(colour, 0.7)}"`) + stones.join(''),
    };
  },
};

function bag(x: number, y: number, size: number, colour: string): string {
  const s = size;
  return [
    path(
      `M${x - s} ${y - s * 0.4}q0 -${s} ${s * 0.8} -${s * 1.2}h${s * 0.4}q${s * 0.8} ${s * 0.2} ${s * 0.8} ${s * 1.2}q0 ${s * 0.45} -${s} ${s * 0.45}q-${s} 0 -${s} -${s * 0.45}z`,
      `fill="${colour}"`,
    ),
    path(
      `M${x - s * 0.2} ${y - s * 1.55}l-${s * 0.2} -${s * 0.3}l${s * 0.4} ${s * 0.12}l${s * 0.3} -${s * 0.16}l-${s * 0.12} ${s * 0.36}z`,
      `fill="${shade(colour, 1.15)}"`,
    ),
    path(
      `M${x - s * 0.3} ${y - s * 1.4}q-${s * 0.3} ${s * 0.5} -${s * 0.3} ${s}M${x + s * 0.2} ${y - s * 1.4}q${s * 0.3} ${s * 0.5} ${s * 0.2} ${s * 1.1}`,
      `fill="none" stroke="${shade(colour, 1.3)}" stroke-width="2.4" opacity="0.7"`,
    ),
    path(
      `M${x - s} ${y - s * 0.35}q${s} ${s * 0.5} ${s * 2} 0q0 ${s * 0.4} -${s} ${s * 0.42}q-${s} 0 -${s} -${s * 0.42}z`,
      'fill="#000" opacity="0.35"',
    ),
  ].join('');
}
