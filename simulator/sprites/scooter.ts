// A motor scooter from the side, looking to the right: parked, or with its rider.
import { ellipse, gradient, groundShadow, limb, path, shade } from './paint.ts';
import type { Clothing } from './person.ts';
import type { Sprite } from './sprite.ts';

export function createScooter(colour: string, rider: Clothing | null): Sprite {
  return {
    key: `scooter ${JSON.stringify([colour, rider])}`,
    extent: { left: -112, top: rider ? -178 : -132, right: 108, bottom: 18 },
    svg: [
      groundShadow(0, [100, 13], 0.65),
      bodyPaint(colour),
      rearWheel(),
      frontWheel(),
      engine(),
      body(colour),
      handlebar(),
      rider === null ? parkingStand() : riderOn(rider),
    ].join(''),
  };
}

function bodyPaint(colour: string): string {
  return gradient('body', 'down', [
    [0, shade(colour, 1.45)],
    [0.4, colour],
    [1, shade(colour, 0.45)],
  ]);
}

function rearWheel(): string {
  return wheel(-64, 26);
}

function frontWheel(): string {
  return wheel(70, 26) + path('M42 -50q10 -18 30 -18q20 2 27 22q-28 -14 -57 -4z', 'fill="#22262a"');
}

function wheel(x: number, radius: number): string {
  const spokes = [0, 30, 60, 90, 120, 150]
    .map(
      (angle) =>
        `<rect x="${x - radius * 0.66}" y="${-radius - 0.9}" width="${radius * 1.32}" height="1.8" fill="#b9bfc3" transform="rotate(${angle} ${x} ${-radius})"/>`,
    )
    .join('');
  return [
    ellipse(x, -radius, [radius, radius], '#131416'),
    ellipse(x, -radius, [radius * 0.72, radius * 0.72], '#8b9196'),
    ellipse(x, -radius, [radius * 0.64, radius * 0.64], '#3a3d40'),
    spokes,
    ellipse(x, -radius, [radius * 0.2, radius * 0.2], '#d3d7da'),
  ].join('');
}

function engine(): string {
  return [
    path('M-66 -30l44 -16l30 2l8 20l-58 6z', 'fill="#2b2e31"'),
    path('M-40 -42h30v18h-34z', 'fill="#6b7176"'),
    path('M-38 -38h28M-39 -33h29M-40 -28h30', 'stroke="#34373a" stroke-width="2"'),
    limb([-96, -30, -50, -22, -14, -20], 7, '#a7adb1'),
    limb([-96, -32, -66, -27], 2, '#e2e5e7'),
    limb([-62, -28, -46, -66], 5, '#9aa0a4'),
  ].join('');
}

function body(colour: string): string {
  return [
    limb([70, -26, 58, -70, 46, -104], 7, '#9aa0a4'),
    path('M-8 -30h46l10 -18h-10l-8 8h-34z', `fill="${shade(colour, 0.5)}"`),
    path(
      'M-98 -66q10 -18 40 -20l46 2q10 4 10 18l-2 28l-26 0q-6 -22 -34 -22q-20 0 -34 -6z',
      'fill="url(#body)"',
    ),
    path(
      'M38 -104q16 0 24 16l10 26l-16 8q-10 4 -12 16l-4 10h-12q8 -40 -2 -66z',
      'fill="url(#body)"',
    ),
    path('M-96 -82q-2 -14 18 -14q30 0 42 6q20 -6 38 0q6 4 4 12q-50 8 -102 -4z', 'fill="#17181a"'),
    path('M-84 -92q28 -2 44 6', 'fill="none" stroke="#565b5f" stroke-width="2.4"'),
    path('M-102 -70q-6 6 -2 14l14 -4l-4 -10z', 'fill="#d2281f"'),
    limb([-92, -88, -104, -96], 4, '#8d9397'),
    path('M58 -100q18 -2 20 12q-2 8 -14 8z', 'fill="#f7f3dc"'),
    path('M58 -100q18 -2 20 12q-2 8 -14 8z', 'fill="none" stroke="#6f7579" stroke-width="2"'),
    limb([62, -72, 72, -72], 5, '#e59a2a'),
  ].join('');
}

function handlebar(): string {
  return [
    limb([24, -108, 42, -112, 52, -104], 5, '#141517'),
    limb([24, -108, 32, -110], 8, '#1c1d1f'),
    limb([42, -110, 38, -126], 2.6, '#30353a'),
    ellipse(36, -128, [7, 4.6], '#30353a'),
    ellipse(36, -128, [5, 3], '#9fb0ba'),
  ].join('');
}

function parkingStand(): string {
  return limb([-16, -26, -26, 0], 4, '#8d9397');
}

function riderOn(clothing: Clothing): string {
  return riderLegs(clothing) + riderTorso(clothing) + riderHead(clothing);
}

function riderLegs({ trousers }: Clothing): string {
  return [
    limb([-32, -92, 12, -84], 19, shade(trousers, 0.95)),
    limb([12, -84, 18, -42], 14, shade(trousers, 0.8)),
    path('M10 -44q16 -2 24 8l-24 2z', 'fill="#26221f"'),
  ].join('');
}

function riderTorso({ top, skin }: Clothing): string {
  const cloth = gradient('top', 'across', [
    [0, shade(top, 0.6)],
    [0.5, shade(top, 1.1)],
    [1, shade(top, 0.75)],
  ]);
  return [
    cloth,
    path('M-48 -90q-4 -40 14 -54q14 -6 22 6q4 22 -8 50q-14 6 -28 -2z', 'fill="url(#top)"'),
    ellipse(30, -110, [5, 5], skin),
    limb([-24, -132, 0, -114, 27, -110], 11, shade(top, 0.86)),
  ].join('');
}

function riderHead({ skin, hat, hair }: Clothing): string {
  const helmet = hat ?? hair;
  return [
    limb([-18, -148, -16, -142], 9, shade(skin, 0.8)),
    ellipse(-13, -157, [9.6, 11.6], skin),
    path('M-28 -155q-2 -22 15 -22q16 1 15 17q-10 -3 -16 -2q-4 8 -14 7z', `fill="${helmet}"`),
    path('M-24 -166q6 -8 14 -7', `fill="none" stroke="${shade(helmet, 1.6)}" stroke-width="2.4"`),
  ].join('');
}
