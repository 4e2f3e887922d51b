// A saloon car and a delivery van from the side, looking to the right.
import { ellipse, gradient, groundShadow, path, shade } from './paint.ts';
import type { Sprite } from './sprite.ts';

export function createCar(colour: string): Sprite {
  return {
    key: `car ${colour}`,
    extent: { left: -240, top: -156, right: 240, bottom: 26 },
    svg: [
      groundShadow(0, [236, 22]),
      bodyPaint(colour),
      carBody(colour),
      wheels([-134, 136], 31),
    ].join(''),
  };
}

export function createVan(colour: string): Sprite {
  return {
    key: `van ${colour}`,
    extent: { left: -240, top: -206, right: 240, bottom: 26 },
    svg: [
      groundShadow(0, [236, 22]),
      bodyPaint(colour),
      vanBody(colour),
      wheels([-138, 142], 32),
    ].join(''),
  };
}

function bodyPaint(colour: string): string {
  return (
    gradient('body', 'down', [
      [0, shade(colour, 1.45)],
      [0.42, shade(colour, 1.05)],
      [0.5, shade(colour, 0.86)],
      [0.8, shade(colour, 0.7)],
      [1, shade(colour, 0.42)],
    ]) +
    gradient('glass', 'down', [
      [0, '#9db4c2'],
      [0.5, '#3d4d58'],
      [1, '#1f2a31'],
    ])
  );
}

function carBody(colour: string): string {
  return [
    path(
      'M-226 -34Q-232 -70 -220 -86Q-190 -98 -152 -101Q-118 -136 -84 -142Q-28 -149 22 -141Q58 -132 90 -101Q170 -95 216 -78Q236 -66 234 -34Q232 -24 220 -24L-204 -24Q-222 -24 -226 -34Z',
      'fill="url(#body)"',
    ),
    path('M-140 -101q28 -30 56 -35q22 -4 46 -4l0 40z', 'fill="url(#glass)"'),
    path('M-30 -140q34 -1 56 4q24 8 52 36l-108 0z', 'fill="url(#glass)"'),
    path(
      'M-126 -102l26 -25l12 -3l-24 28zM-10 -102l30 -36l10 2l-28 34z',
      'fill="#fff" opacity="0.22"',
    ),
    path(
      'M-214 -84q200 -14 418 2',
      `fill="none" stroke="${shade(colour, 1.6)}" stroke-width="2.5" opacity="0.7"`,
    ),
    path(
      'M-34 -100l2 72M78 -98q10 30 2 68M-142 -98q-8 40 12 70',
      `fill="none" stroke="${shade(colour, 0.45)}" stroke-width="1.8"`,
    ),
    path('M-20 -82h18v5h-18zM-120 -82h18v5h-18z', `fill="${shade(colour, 0.55)}"`),
    path('M224 -74q14 4 18 16l-22 -2q-6 -8 4 -14z', 'fill="#f4f1da"'),
    path('M-222 -82q-8 8 -6 20l16 -2q4 -10 0 -20z', 'fill="#b3201c"'),
    path('M66 -100q12 -8 18 0l0 8l-18 0z', `fill="${shade(colour, 0.8)}"`),
    path('M-226 -34h460q4 8 -10 11h-434q-14 -2 -16 -11z', 'fill="#17191b" opacity="0.75"'),
  ].join('');
}

function vanBody(colour: string): string {
  return [
    path(
      'M-226 -30q-4 -120 0 -158q4 -12 18 -13q170 -6 300 0q18 2 30 18l40 70q54 8 66 24q8 14 6 52q-2 12 -14 12l-430 0q-14 0 -16 -5z',
      'fill="url(#body)"',
    ),
    path('M54 -184h32q14 2 22 14l36 62h-90z', 'fill="url(#glass)"'),
    path('M-30 -184h70v76h-70z', 'fill="url(#glass)"'),
    path('M66 -110l30 -70l10 6l-28 64zM-14 -110l30 -72h14l-30 72z', 'fill="#fff" opacity="0.2"'),
    path(
      'M46 -186v150M-38 -186v150M-210 -100h430',
      `fill="none" stroke="${shade(colour, 0.55)}" stroke-width="2"`,
    ),
    path('M-200 -166h140v44h-140z', `fill="${shade(colour, 0.9)}"`),
    path('M212 -76q16 2 20 14l-22 0q-6 -8 2 -14z', 'fill="#f4f1da"'),
    path('M-228 -110h10v36h-10z', 'fill="#b3201c"'),
    path('M-228 -34h462q2 10 -10 12h-440q-12 -2 -12 -12z', 'fill="#17191b" opacity="0.75"'),
  ].join('');
}

function wheels(places: readonly number[], radius: number): string {
  return places.map((x) => wheel(x, radius)).join('');
}

function wheel(x: number, radius: number): string {
  const spokes = [0, 72, 144, 216, 288]
    .map(
      (angle) =>
        `<rect x="${x - 3}" y="${-radius - radius * 0.58}" width="6" height="${radius * 0.5}" fill="#8d9499" transform="rotate(${angle} ${x} ${-radius})"/>`,
    )
    .join('');
  return [
    path(
      `M${x - radius - 8} -24a${radius + 8} ${radius + 10} 0 0 1 ${2 * radius + 16} 0z`,
      'fill="#0d0e0f"',
    ),
    ellipse(x, -radius, [radius, radius], '#191a1c'),
    ellipse(x, -radius, [radius * 0.66, radius * 0.66], '#5b6166'),
    spokes,
    ellipse(x, -radius, [radius * 0.18, radius * 0.18], '#b9bfc3'),
  ].join('');
}
