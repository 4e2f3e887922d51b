// More sprites for days: dogs, prams, umbrellas, a seated person, a sweeper with a cart, a car from the front or back, a flag. Drawn in
// centimetres around the ground point.
import { createPerson, type Clothing } from '../../sprites/person.ts';
import { ellipse, gradient, groundShadow, limb, path, shade } from '../../sprites/paint.ts';
import type { Sprite } from '../../sprites/sprite.ts';

export function createDog(colour: string, phase: number): Sprite {
  const step = Math.sin((phase / 8) * 2 * Math.PI) * 7;
  const leg = (x: number, by: number) => limb([x, -28, x + by, -2], 6, shade(colour, 0.8));
  return {
    key: `dog ${colour} ${phase}`,
    extent: { left: -52, top: -62, right: 52, bottom: 10 },
    svg: [
      groundShadow(0, [40, 8]),
      leg(-22, step) + leg(-16, -step) + leg(20, step) + leg(26, -step),
      ellipse(0, -34, [32, 12], colour),
      ellipse(36, -48, [11, 9], shade(colour, 1.05)),
      path('M42 -48l8 3l-7 4z', `fill="${shade(colour, 0.6)}"`),
      limb([-30, -38, -44, -52], 5, colour),
    ].join(''),
  };
}

export function createPram(colour: string): Sprite {
  return {
    key: `pram ${colour}`,
    extent: { left: -60, top: -108, right: 60, bottom: 12 },
    svg: [
      groundShadow(0, [48, 10]),
      path('M-34 -66q-6 -36 34 -38l0 38z', `fill="${shade(colour, 0.75)}"`),
      path('M-36 -66h72q-2 34 -36 36q-32 -2 -36 -36z', `fill="${colour}"`),
      limb([36, -66, 54, -96], 4, '#4a4f53') +
        limb([-20, -32, 24, -10], 4, '#4a4f53') +
        limb([20, -32, -26, -10], 4, '#4a4f53'),
      ellipse(-28, -10, [10, 10], '#222527') + ellipse(28, -10, [10, 10], '#222527'),
    ].join(''),
  };
}

/** A person under an umbrella. */
export function underUmbrella(person: Sprite, colour: string): Sprite {
  const { extent } = person;
  return {
    key: `umbrella ${colour} ${person.key}`,
    extent: {
      left: Math.min(extent.left, -66),
      top: -226,
      right: Math.max(extent.right, 66),
      bottom: extent.bottom,
    },
    svg:
      person.svg +
      limb([12, -120, 8, -214], 3, '#3d4144') +
      path(
        'M-58 -172q8 -48 64 -50q56 2 64 50q-16 -10 -32 0q-16 -10 -32 0q-16 -10 -32 0q-16 -10 -32 0z',
        `fill="${colour}"`,
      ) +
      path(
        'M6 -222q-22 20 -26 50M6 -222q22 20 26 50',
        `fill="none" stroke="${shade(colour, 0.7)}" stroke-width="2"`,
      ),
  };
}

/** A person seated on a step or a low stool. */
export function createSeated({ top, trousers, hair, skin }: Clothing): Sprite {
  return {
    key: `seated ${top} ${trousers} ${hair} ${skin}`,
    extent: { left: -50, top: -124, right: 58, bottom: 14 },
    svg: [
      groundShadow(6, [46, 11]),
      path('M-22 -2v-36h36v36z', 'fill="#5b5348"'),
      limb([-6, -44, 34, -46, 36, -6], 17, trousers) + limb([30, -4, 46, -3], 9, '#26221f'),
      limb([-8, -48, -4, -92], 28, top),
      limb([-4, -88, 16, -66, 32, -56], 10, shade(top, 0.8)),
      ellipse(2, -108, [10, 12], skin) +
        path('M-9 -108q0 -15 11 -15q11 0 10 9q-12 0 -14 10z', `fill="${hair}"`),
    ].join(''),
  };
}

export function createSweeper(clothing: Clothing): Sprite {
  const person = createPerson(
    { ...clothing, top: '#e8762a', hat: '#e8762a' },
    { view: 'side', phase: null, load: null },
  );
  return {
    key: `sweeper ${person.key}`,
    extent: { left: -70, top: -184, right: 150, bottom: 18 },
    svg:
      person.svg +
      limb([28, -100, 62, -6], 4, '#a98a55') +
      path('M56 -10l22 2l6 10h-30z', 'fill="#7d6a3d"') +
      path('M90 -8v-60h50l-6 60z', 'fill="#3f7a55"') +
      ellipse(98, -8, [9, 9], '#222') +
      ellipse(128, -8, [9, 9], '#222'),
  };
}

/** @param lit whether its lamps are on: white in front, red at the back */
export function createCarFace(colour: string, side: 'front' | 'back', lit: boolean): Sprite {
  const lamps = side === 'front' ? (lit ? '#ffffff' : '#dfe3e0') : lit ? '#ff5a44' : '#8e1c18';
  return {
    key: `car ${side} ${colour} ${lit}`,
    extent: { left: -104, top: -156, right: 104, bottom: 22 },
    svg: [
      groundShadow(0, [100, 18]),
      gradient('face', 'down', [
        [0, shade(colour, 1.4)],
        [0.5, colour],
        [1, shade(colour, 0.45)],
      ]),
      path(
        'M-86 -16v-62q2 -16 16 -20l16 -44q4 -8 14 -8h80q10 0 14 8l16 44q14 4 16 20v62z',
        'fill="url(#face)"',
      ),
      path('M-58 -98l13 -38q3 -6 10 -6h70q7 0 10 6l13 38z', 'fill="#35434d"'),
      path('M-84 -14h168v10h-168z', 'fill="#17191b"') +
        path('M-30 -44h60v14h-60z', `fill="${side === 'front' ? '#23272a' : '#dfe3f2'}"`),
      path('M-80 -70h30v16h-26zM80 -70h-30v16h26z', `fill="${lamps}"`),
      path('M-82 -10h22v16h-22zM60 -10h22v16h-22z', 'fill="#141516"'),
    ].join(''),
  };
}

export function createFlag(colour: string, phase: number): Sprite {
  const lift = Math.sin((phase / 12) * 2 * Math.PI) * 22;
  return {
    key: `flag ${colour} ${phase}`,
    extent: { left: -10, top: -190, right: 130, bottom: 6 },
    svg:
      limb([0, 4, 0, -186], 5, '#8c9296') +
      path(
        `M2 -184q34 ${-lift} 60 ${lift * 0.5}t58 ${lift}v72q-30 ${-lift} -58 ${-lift * 0.6}t-60 ${lift}z`,
        `fill="${colour}"`,
      ) +
      path(
        `M20 -160q30 ${-lift * 0.6} 70 ${lift}`,
        `fill="none" stroke="${shade(colour, 1.5)}" stroke-width="9"`,
      ),
  };
}
