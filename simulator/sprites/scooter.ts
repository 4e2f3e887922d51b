// An electric scooter from the side, looking to the right: parked, or with its rider.
import { ellipse, gradient, groundShadow, limb, path, shade } from './paint.ts';
import type { Clothing } from './person.ts';
import type { Sprite } from './sprite.ts';

export function createScooter(colour: string, rider: Clothing | null): Sprite {
  return {
    key: `scooter ${JSON.stringify([colour, rider])}`,
    extent: { left: -104, top: rider ? -178 : -122, right: 104, bottom: 18 },
    svg: [
      groundShadow(0, [98, 13]),
      bodyPaint(colour),
      wheel(-62),
      wheel(66),
      frame(colour),
      rider === null ? parkingStand() : riderOn(rider),
    ].join(''),
  };
}

function bodyPaint(colour: string): string {
  return gradient('body', 'down', [
    [0, shade(colour, 1.4)],
    [0.5, colour],
    [1, shade(colour, 0.5)],
  ]);
}

function wheel(x: number): string {
  return [
    ellipse(x, -23, [23, 23], '#17181a'),
    ellipse(x, -23, [15, 15], '#565c61'),
    ellipse(x, -23, [12.5, 12.5], '#2a2d30'),
    path(
      `M${x - 13} -23h26M${x} -36v26M${x - 9} -32l18 18M${x + 9} -32l-18 18`,
      'stroke="#9aa1a6" stroke-width="2.4"',
    ),
    ellipse(x, -23, [4, 4], '#b5bbbf'),
  ].join('');
}

function frame(colour: string): string {
  return [
    limb([66, -23, 50, -74, 42, -104], 8, '#30353a'),
    path('M44 -30l-82 0q-8 0 -10 8l94 0z', `fill="${shade(colour, 0.5)}"`),
    path(
      'M-94 -52q4 -20 34 -22l44 0q12 2 14 16l6 24l-30 2q-6 -24 -32 -22q-18 2 -22 16z',
      'fill="url(#body)"',
    ),
    path(
      'M40 -96q18 6 22 28q18 2 26 20l-14 2q-18 -8 -26 6l-6 12l-16 0q8 -20 4 -44z',
      'fill="url(#body)"',
    ),
    path('M-90 -76q-2 -12 16 -12q26 -4 60 0q14 2 14 10q-40 8 -90 2z', 'fill="#1b1d1f"'),
    path('M-86 -84q30 -6 74 0', 'fill="none" stroke="#4a4f54" stroke-width="2.4"'),
    limb([-70, -78, -96, -82], 4, '#26292c'),
    path('M-101 -84h28q3 -14 -1 -27h-26q-4 12 -1 27z', `fill="${shade(colour, 0.7)}"`),
    path('M-94 -56q-8 2 -8 12l10 0z', 'fill="#c32420"'),
    path('M52 -88q14 0 16 12l-12 2z', 'fill="#f5efce"'),
    limb([30, -106, 44, -108, 50, -100], 5, '#141517'),
    limb([42, -108, 36, -120], 2.6, '#30353a'),
    ellipse(34, -120, [5.5, 4], '#30353a'),
  ].join('');
}

function parkingStand(): string {
  return limb([-10, -26, -18, 0], 4, '#222527');
}

function riderOn({ top, trousers, skin, hat, hair }: Clothing): string {
  const cloth = gradient('top', 'across', [
    [0, shade(top, 0.6)],
    [0.5, shade(top, 1.1)],
    [1, shade(top, 0.75)],
  ]);
  return [
    cloth,
    limb([-30, -86, 14, -78], 19, shade(trousers, 0.95)),
    limb([14, -78, 18, -36], 14, shade(trousers, 0.8)),
    path('M10 -40q16 -2 24 8l-24 2z', 'fill="#26221f"'),
    path('M-46 -86q-4 -40 14 -56q14 -6 22 6q4 22 -8 52q-14 6 -28 -2z', 'fill="url(#top)"'),
    limb([-22, -130, 2, -112, 32, -106], 11, shade(top, 0.86)),
    ellipse(36, -106, [5, 5], skin),
    limb([-16, -146, -14, -140], 9, shade(skin, 0.8)),
    ellipse(-12, -156, [9.6, 11.6], skin),
    path('M-26 -154q-2 -22 15 -22q16 1 15 17q-10 -3 -16 -2q-4 8 -14 7z', `fill="${hat ?? hair}"`),
  ].join('');
}
