// Street furniture that people pass in front of or behind: trees, lamp posts, bins.
import { between, createRandom } from '../random.ts';
import { ellipse, gradient, groundShadow, limb, path, shade } from './paint.ts';
import type { Sprite } from './sprite.ts';

export function createTree(seed: number): Sprite {
  const random = createRandom(seed);
  const leaves = Array.from({ length: 420 }, (_, index) => {
    const angle = random() * Math.PI * 2;
    const reach = Math.sqrt(random());
    const x = Math.cos(angle) * reach * 125;
    const y = -400 + Math.sin(angle) * reach * 120;
    const light = 0.45 + (0.62 * index) / 420 + (y < -400 ? 0.12 : -0.05);
    return ellipse(x, y, [between(random, 7, 17), between(random, 5, 11)], shade('#46703a', light));
  });
  return {
    key: `tree ${seed}`,
    extent: { left: -165, top: -560, right: 165, bottom: 22 },
    svg: [
      groundShadow(0, [70, 16], 0.4),
      path('M-44 4h88l8 12h-104z', 'fill="#5d4a36"'),
      path('M-11 8q4 -120 -4 -300l22 0q-2 180 8 300z', 'fill="#6a5643"'),
      path('M-11 8q4 -120 -4 -300l8 0q2 180 -2 300z', 'fill="#47382b"'),
      path('M-12 -110q12 4 24 0v40q-12 4 -24 0z', 'fill="#e9e6dc" opacity="0.8"'),
      limb([0, -270, -40, -340], 10, '#55432f'),
      limb([0, -270, 46, -350], 10, '#4b3a29'),
      leaves.join(''),
    ].join(''),
  };
}

export function createLampPost(): Sprite {
  return {
    key: 'lamp post',
    extent: { left: -30, top: -560, right: 60, bottom: 16 },
    svg: [
      groundShadow(0, [22, 7], 0.5),
      gradient('metal', 'across', [
        [0, '#50575c'],
        [0.4, '#a7afb4'],
        [1, '#3d4347'],
      ]),
      path('M-9 2h18v-26h-18z', 'fill="url(#metal)"'),
      path('M-4.500 -20h9v-540h-9z', 'fill="url(#metal)"'),
    ].join(''),
  };
}

export function createBin(colour: string): Sprite {
  return {
    key: `bin ${colour}`,
    extent: { left: -44, top: -122, right: 44, bottom: 14 },
    svg: [
      groundShadow(2, [42, 10], 0.6),
      gradient('bin', 'across', [
        [0, shade(colour, 0.62)],
        [0.35, shade(colour, 1.2)],
        [1, shade(colour, 0.55)],
      ]),
      path('M-30 -92h60l-6 88h-48z', 'fill="url(#bin)"'),
      path('M-36 -102q36 -22 72 0v12h-72z', `fill="${shade(colour, 1.1)}"`),
      path('M-36 -92h72v4h-72z', 'fill="#000" opacity="0.35"'),
      path('M-10 -60h20v20h-20z', 'fill="#f3f3ee" opacity="0.85"'),
      ellipse(-20, -4, [6, 6], '#18191a'),
      ellipse(20, -4, [6, 6], '#18191a'),
    ].join(''),
  };
}
