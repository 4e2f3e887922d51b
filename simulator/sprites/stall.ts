// A vendor's cart: goods on top, a parasol over it that is open when it trades and folded when it moves.
import { createRandom, between } from '../random.ts';
import { ellipse, gradient, groundShadow, limb, path, shade } from './paint.ts';
import type { Sprite } from './sprite.ts';

export interface StallLook {
  readonly cart: string;
  /** The parasol's two colours. */
  readonly parasol: readonly [string, string];
  readonly goods: readonly string[];
}

export function createStall(look: StallLook, parasol: 'open' | 'folded'): Sprite {
  return {
    key: `stall ${JSON.stringify([look, parasol])}`,
    extent: { left: -150, top: -262, right: 150, bottom: 20 },
    svg: [
      groundShadow(0, [parasol === 'open' ? 140 : 100, 17], 0.6),
      pole(),
      parasol === 'open' ? openParasol(look.parasol) : foldedParasol(look.parasol),
      cart(look.cart),
      goods(look.goods),
    ].join(''),
  };
}

function pole(): string {
  return limb([6, -60, 6, -250], 5, '#c9ccce') + limb([7.5, -60, 7.5, -250], 1.6, '#7d8285');
}

function openParasol([main, other]: readonly [string, string]): string {
  const edges = [-138, -98, -36, 48, 108, 146];
  const panels = edges.slice(1).map((right, index) => {
    const left = edges[index] ?? 0;
    const colour = index % 2 === 0 ? main : other;
    const light = [0.78, 1.02, 1.18, 1, 0.72][index] ?? 1;
    const bulge = (x: number) => 6 + (x - 6) * 0.72;
    return path(
      `M6 -250Q${bulge(left)} -238 ${left} ${rim(left)}Q${(left + right) / 2} ${rim((left + right) / 2) + 9} ${right} ${rim(right)}Q${bulge(right)} -238 6 -250z`,
      `fill="${shade(colour, light)}"`,
    );
  });
  const inside = path(
    `M-134 ${rim(-134)}Q4 -150 142 ${rim(142)}Q4 -190 -134 ${rim(-134)}z`,
    `fill="${shade(main, 0.4)}"`,
  );
  return inside + panels.join('') + ellipse(6, -252, [4, 5], '#dfe2e4');
}

/** The parasol's lower edge: a shallow arc, lower at the sides. */
function rim(x: number): number {
  return -184 + ((x - 4) / 142) ** 2 * 12;
}

function foldedParasol([main, other]: readonly [string, string]): string {
  return (
    path('M6 -258q-12 40 -10 104q10 6 20 0q2 -64 -10 -104z', `fill="${shade(main, 0.85)}"`) +
    path('M6 -258q-2 40 -1 106l7 -1q1 -64 -6 -105z', `fill="${shade(other, 0.9)}"`)
  );
}

function cart(colour: string): string {
  return [
    gradient('cart', 'down', [
      [0, shade(colour, 1.2)],
      [0.5, colour],
      [1, shade(colour, 0.55)],
    ]),
    [-62, 62].map(cartWheel).join(''),
    path('M-96 -82h192l-6 58h-180z', 'fill="url(#cart)"'),
    path('M-96 -82h192l-1 8h-190z', `fill="${shade(colour, 1.5)}"`),
    path('M-60 -66h120v32h-120z', `fill="${shade('#f6ecd2', 0.96)}"`),
    path(
      'M-48 -57h20v14h-20zM-18 -57h14v14h-14zM8 -57h18v14h-18zM36 -57h14v14h-14z',
      'fill="#b03a2a"',
    ),
    limb([96, -78, 122, -92], 5, '#4b5054'),
    path('M-102 -90h204v9h-204z', 'fill="#8a6a45"'),
    path('M-102 -90h204v3h-204z', 'fill="#b9945f"'),
  ].join('');
}

function cartWheel(x: number): string {
  return (
    ellipse(x, -20, [20, 20], '#1b1c1e') +
    ellipse(x, -20, [14, 14], '#6a7074') +
    ellipse(x, -20, [10.5, 10.5], '#34383b') +
    ellipse(x, -20, [3.5, 3.5], '#b0b6ba')
  );
}

function goods(colours: readonly string[]): string {
  const random = createRandom(colours.length * 7919 + 11);
  const heap = (x: number, colour: string) =>
    Array.from({ length: 13 }, (_, index) => {
      const row = index < 6 ? 0 : index < 11 ? 1 : 2;
      const column = index - ([0, 6, 11][row] ?? 0);
      const place = x + column * 7.5 + row * 4 + between(random, -1, 1);
      const light = between(random, 0.8, 1.25);
      return (
        ellipse(place, -95 - row * 7, [5.4, 5.2], shade(colour, light)) +
        ellipse(place - 1.6, -97 - row * 7, [1.5, 1.3], shade(colour, 1.7))
      );
    }).join('');
  return colours
    .map((colour, index) => {
      const x = -92 + (index * 184) / colours.length;
      return path(`M${x - 3} -99h48v10h-48z`, 'fill="#3f6fa8"') + heap(x + 2, colour);
    })
    .join('');
}
