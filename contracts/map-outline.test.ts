// Which rings are a valid outline of a cell, and which positions are inside it.
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  degreesOfArea,
  isInOutline,
  maxOutlinePoints,
  outlineFault,
  outlineFaultText,
  outlineSchema,
  positionSchema,
  type Ring,
} from './map-outline.ts';

const square = (x = 118.3, y = 36.8, side = 0.01): Ring => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
];

describe('an outline', () => {
  it.each<[string, Ring[]]>([
    ['is a ring', [square()]],
    ['may have a hole', [square(), square(118.302, 36.802, 0.002)]],
    ['may have parts', [square(), square(118.4)]],
    ['may have a hole that touches its edge', [square(), square(118.3, 36.802, 0.002)]],
    ['may be concave', [[...square().slice(0, 3), [118.305, 36.805]]]],
  ])('%s', (_, rings) => {
    expect(outlineFault(rings)).toBeNull();
    expect(outlineSchema.safeParse(rings).success).toBe(true);
  });

  const [a, b, c, d] = square() as [Ring[0], Ring[0], Ring[0], Ring[0]];
  it.each<[string, Ring[], object]>([
    ['no point', [[]], { code: 'too-few-points', ring: 1, got: '0' }],
    ['two points', [[a, b] as Ring], { code: 'too-few-points', got: '2' }],
    ['a point twice in a row', [[a, b, b, c] as Ring], { code: 'repeated-point', point: 2 }],
    ['its first point again', [[a, b, c, a] as Ring], { code: 'repeated-point', point: 4 }],
    ['a bow tie', [[a, c, b, d] as Ring], { code: 'crosses-itself', ring: 1, point: 1 }],
    [
      'no area',
      [
        [
          [1, 1],
          [2, 2],
          [3, 3],
        ],
      ],
      { code: 'no-area' },
    ],
    [
      'a latitude of 118',
      [
        [
          [36.8, 118.3],
          [36.9, 118.3],
          [36.9, 118.4],
        ],
      ],
      { code: 'outside-earth' },
    ],
    [
      'a hole across its edge',
      [square(), square(118.299, 36.802, 0.002)],
      { code: 'crosses-itself' },
    ],
    [
      'a point that is not a number',
      [
        [
          [1, Number.NaN],
          [2, 2],
          [3, 1],
        ],
      ],
      { code: 'outside-earth' },
    ],
  ])('may not have %s', (_, rings, expected) => {
    expect(outlineFault(rings)).toMatchObject(expected);
    expect(outlineSchema.safeParse(rings).success).toBe(false);
  });

  it('says what was expected, what came, and where', () => {
    expect(
      outlineFaultText({ code: 'outside-earth', ring: 2, point: 3, got: '[36.8, 118.3]' }),
    ).toBe(
      'expected longitude -180..180, then latitude -85..85, got [36.8, 118.3] (ring 2, point 3)',
    );
    expect(outlineFaultText({ code: 'too-few-points', ring: 1, got: '2' })).toBe(
      'expected at least 3 points in a ring, got 2 (ring 1)',
    );
  });

  const circle = (points: number): Ring =>
    Array.from({ length: points }, (_, index) => {
      const angle = (2 * Math.PI * index) / points;
      return [118 + Math.cos(angle) / 10, 36 + Math.sin(angle) / 10];
    });
  it('may have as many points as the limit, and is checked at once', () => {
    const from = performance.now();
    expect(outlineFault([circle(maxOutlinePoints)])).toBeNull();
    expect(performance.now() - from).toBeLessThan(1000);
    const tooMany = outlineFault([circle(maxOutlinePoints + 1)]);
    expect(tooMany).toMatchObject({ code: 'too-many-points', got: `${maxOutlinePoints + 1} in 1` });
  });

  it('is found crossing wherever two of its points are swapped', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 36 }), (at) => {
        const ring = circle(40);
        const [one, other] = [ring[at], ring[at + 2]];
        if (one && other) [ring[at], ring[at + 2]] = [other, one];
        return outlineFault([ring])?.code === 'crosses-itself';
      }),
    );
  });
});

describe('isInOutline', () => {
  const rings = [square(), square(118.302, 36.802, 0.002), square(118.4)];
  it.each<[string, [number, number], boolean]>([
    ['in the first part', [118.301, 36.801], true],
    ['in the hole', [118.303, 36.803], false],
    ['in the other part', [118.405, 36.805], true],
    ['outside', [118.5, 36.8], false],
  ])('knows a point %s', (_, point, expected) => {
    expect(isInOutline(rings, point)).toBe(expected);
  });

  it('is false for an empty outline', () => {
    expect(isInOutline([], [0, 0])).toBe(false);
  });
});

it('the area of a ring tells its direction', () => {
  expect(degreesOfArea(square())).toBeCloseTo(1e-4, 8);
  expect(degreesOfArea([...square()].reverse())).toBeCloseTo(-1e-4, 8);
  expect(degreesOfArea([])).toBe(0);
});

it.each([
  [[180, 85], true],
  [[180.1, 0], false],
  [[0, -85.1], false],
  [[0], false],
  [['0', 0], false],
])('a position is longitude, then latitude: %j', (position, isGood) => {
  expect(positionSchema.safeParse(position).success).toBe(isGood);
});
