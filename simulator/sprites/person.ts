// People: walking in eight phases seen from the side, and walking or standing seen from the front or from behind.
import { ellipse, gradient, groundShadow, limb, path, shade } from './paint.ts';
import { loadInHands, type Load } from './load.ts';
import type { Sprite } from './sprite.ts';

export interface Clothing {
  readonly top: string;
  readonly trousers: string;
  readonly hair: string;
  readonly skin: string;
  readonly bag: string | null;
  readonly hat: string | null;
}

export type PersonView = 'side' | 'front' | 'back';

export interface PersonPose {
  readonly view: PersonView;
  /** 0..7 through two steps; null when standing. */
  readonly phase: number | null;
  readonly load: Load | null;
}

/** Seen from the side a person looks to the right. */
export function createPerson(clothing: Clothing, pose: PersonPose): Sprite {
  const draw = pose.view === 'side' ? drawSide : drawFacing;
  return {
    key: `person ${JSON.stringify([clothing, pose])}`,
    extent: { left: -62, top: -180, right: 62, bottom: 16 },
    svg: groundShadow(4, [46, 11]) + cloth(clothing) + draw(clothing, pose),
  };
}

function cloth({ top, trousers }: Clothing): string {
  const body = (id: string, colour: string) =>
    gradient(id, 'across', [
      [0, shade(colour, 0.62)],
      [0.35, shade(colour, 1.12)],
      [0.7, colour],
      [1, shade(colour, 0.6)],
    ]);
  return body('top', top) + body('trousers', trousers);
}

function drawSide(clothing: Clothing, { phase, load }: PersonPose): string {
  const swing = phase === null ? 0.05 : Math.sin((phase / 8) * 2 * Math.PI);
  const rise = phase === null ? 0 : -Math.abs(Math.cos((phase / 8) * 2 * Math.PI)) * 3;
  const carry = load !== null;
  const body = [
    carry ? '' : sideArm(clothing, swing, 0.62),
    sideLeg(clothing, -swing, 0.66),
    sideLeg(clothing, swing, 0.95),
    sideTorso(),
    sideHead(clothing),
    sideBag(clothing),
    load === null ? '' : loadInHands(load, 30, -104),
    carry
      ? limb([1, -137, 6, -112, 29, -104], 10.5, shade(clothing.top, 0.85))
      : sideArm(clothing, -swing, 0.88),
  ];
  return `<g transform="translate(0 ${rise})">${body.join('')}</g>`;
}

function sideLeg({ trousers }: Clothing, swing: number, light: number): string {
  const hip = [0, -88] as const;
  const knee = [hip[0] + 21 * swing + 3, -46] as const;
  const lift = swing < 0 ? swing * swing * 10 : 0;
  const ankle = [knee[0] + 17 * swing - (swing < 0 ? 9 * -swing : 0), -6 - lift] as const;
  const colour = shade(trousers, light);
  const shoe = path(
    `M${ankle[0] - 6} ${ankle[1] + 6}q-1 -9 6 -9q6 2 15 6q3 4 -1 4z`,
    `fill="${shade('#2a2624', light)}"`,
  );
  return (
    shoe +
    limb([...hip, ...knee], 17.5, colour) +
    limb([...knee, ...ankle], 13, colour) +
    limb([hip[0] + 3, -84, knee[0] + 3, knee[1]], 4, shade(trousers, light * 1.15))
  );
}

function sideArm({ top, skin }: Clothing, swing: number, light: number): string {
  const elbow = [15 * swing, -112] as const;
  const hand = [24 * swing + 7, -90] as const;
  return (
    ellipse(hand[0] + 1, hand[1] + 2, [4.4, 5.4], shade(skin, light)) +
    limb([0, -138, ...elbow, ...hand], 10, shade(top, light))
  );
}

function sideTorso(): string {
  return (
    path(
      'M-12 -84q-5 -30 -2 -52q3 -10 13 -11q11 1 14 12q4 24 -1 51q-12 5 -24 0z',
      'fill="url(#top)"',
    ) + path('M-12 -86q12 5 24 0l0 6q-12 5 -24 0z', 'fill="#000" opacity="0.28"')
  );
}

function sideHead({ skin, hair, hat }: Clothing): string {
  return [
    limb([1, -150, 2, -144], 9, shade(skin, 0.75)),
    ellipse(4, -160, [9.6, 12], skin),
    path('M13 -160q3 3 1 4q-2 1 -3 0z', `fill="${shade(skin, 0.94)}"`),
    path('M9 -169q-3 7 -6 8l-1 5q-2 4 -4 4q-7 -4 -7 -13q1 -13 14 -13q9 1 9 9z', `fill="${hair}"`),
    ellipse(2.5, -158, [1.8, 3], shade(skin, 0.82)),
    hat === null ? '' : path('M-8 -163q1 -13 12 -13q10 1 11 11l9 2l-1 2z', `fill="${hat}"`),
  ].join('');
}

function sideBag({ bag }: Clothing): string {
  if (bag === null) return '';
  return (
    path('M-13 -136q-17 2 -16 20l1 24q7 4 15 1z', `fill="${bag}"`) +
    path('M-26 -112l12 0', `stroke="${shade(bag, 0.6)}" stroke-width="2"`) +
    path('M-10 -140q10 10 5 44', `fill="none" stroke="${shade(bag, 0.7)}" stroke-width="4"`)
  );
}

function drawFacing(clothing: Clothing, { view, phase, load }: PersonPose): string {
  const swing = phase === null ? 0 : Math.sin((phase / 8) * 2 * Math.PI);
  return [
    facingLeg(clothing, -9, swing),
    facingLeg(clothing, 9, -swing),
    load === null ? facingArm(clothing, -1, swing) + facingArm(clothing, 1, -swing) : '',
    facingTorso(clothing, view),
    facingHead(clothing, view),
    load === null || view === 'back' ? '' : loadInHands(load, 0, -104),
    load === null ? '' : carryingArms(clothing),
  ].join('');
}

function facingLeg({ trousers }: Clothing, x: number, swing: number): string {
  const lift = Math.max(0, swing) * 9;
  const colour = shade(trousers, x < 0 ? 1.06 : 0.86);
  return (
    ellipse(x * 1.12, -4 - lift, [8, 6], '#2a2624') +
    limb([x * 0.9, -84, x, -46 - lift * 0.6], 18, colour) +
    limb([x, -46 - lift * 0.6, x * 1.06, -10 - lift], 14, shade(colour, 0.95))
  );
}

function facingArm({ top, skin }: Clothing, side: -1 | 1, swing: number): string {
  const hand = [side * 25, -84 + swing * 5] as const;
  return (
    ellipse(hand[0], hand[1] + 3, [5, 6], skin) +
    limb([side * 17, -136, side * 23, -110, ...hand], 11, shade(top, side < 0 ? 0.95 : 0.72))
  );
}

function carryingArms({ top }: Clothing): string {
  return [-1, 1]
    .map((side) => limb([side * 18, -136, side * 25, -114, side * 14, -100], 11, shade(top, 0.82)))
    .join('');
}

function facingTorso({ top, bag }: Clothing, view: PersonView): string {
  const opening =
    view === 'front'
      ? path('M0 -144l0 60', `stroke="${shade(top, 0.6)}" stroke-width="1.6"`) +
        path('M-6 -146l6 10l6 -10z', `fill="${shade(top, 1.5)}"`)
      : bag === null
        ? ''
        : path('M-13 -138q13 -6 26 0l1 38q-14 6 -28 0z', `fill="${bag}"`);
  return (
    path('M-8 -148q-13 3 -14 16l3 50q19 7 38 0l3 -50q-1 -13 -14 -16z', 'fill="url(#top)"') +
    path('M-19 -86q19 7 38 0l0 6q-19 7 -38 0z', 'fill="#000" opacity="0.28"') +
    opening
  );
}

function facingHead({ skin, hair, hat }: Clothing, view: PersonView): string {
  const face =
    view === 'back'
      ? ellipse(0, -162, [10.4, 12.6], hair)
      : [
          ellipse(0, -160, [9.6, 12.2], skin),
          path(
            'M-10.4 -160q-2 -16 10.4 -16q12.4 0 10.4 16q-3 -8 -10.4 -8q-7.4 0 -10.4 8z',
            `fill="${hair}"`,
          ),
          path('M-6 -160.5l4 0M2 -160.5l4 0', 'stroke="#2c1d18" stroke-width="2"'),
          path(
            'M-3 -152.500q3 1.500 6 0',
            `fill="none" stroke="${shade(skin, 0.6)}" stroke-width="1.4"`,
          ),
        ].join('');
  const cap =
    hat === null ? '' : path('M-13 -165q0 -12 13 -12q13 0 13 12q-13 -5 -26 0z', `fill="${hat}"`);
  return limb([0, -150, 0, -144], 10, shade(skin, 0.78)) + face + cap;
}
