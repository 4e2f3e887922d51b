// How a picture is placed on the map.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { affineOf, unmoved, type Affine, type Pair } from './affine.ts';

const apply = ([a, b, c, d, e, f]: Affine, [x, y]: readonly [number, number]) => [
  a * x + c * y + e,
  b * x + d * y + f,
];
const close = (found: number[], wanted: readonly number[]) =>
  found.every((value, index) => Math.abs(value - (wanted[index] ?? Number.NaN)) < 1e-6);

test('two corners stretch and shift', () => {
  const pairs: Pair[] = [
    { from: [0, 0], to: [100, 50] },
    { from: [200, 100], to: [500, 250] },
  ];
  expect(affineOf(pairs)).toEqual([2, 0, 0, 2, 100, 50]);
});

test('three points turn it, whatever the turn', () => {
  const number = fc.double({ min: -1000, max: 1000, noNaN: true });
  fc.assert(
    fc.property(number, number, fc.double({ min: 0, max: 6.28, noNaN: true }), (e, f, angle) => {
      const turn: Affine = [
        Math.cos(angle),
        Math.sin(angle),
        -Math.sin(angle),
        Math.cos(angle),
        e,
        f,
      ];
      const points = [
        [0, 0],
        [600, 0],
        [0, 400],
      ] as const;
      const pairs = points.map((from): Pair => {
        const [x = 0, y = 0] = apply(turn, from);
        return { from, to: [x, y] };
      });
      return close(apply(affineOf(pairs), [600, 400]), apply(turn, [600, 400]));
    }),
  );
});

test('the error of an inexact fourth point is distributed', () => {
  const pairs: Pair[] = [
    { from: [0, 0], to: [0, 0] },
    { from: [1, 0], to: [1, 0] },
    { from: [0, 1], to: [0, 1] },
    { from: [1, 1], to: [1.04, 1] },
  ];
  const [x = 0] = apply(affineOf(pairs), [1, 1]);
  expect(x).toBeGreaterThan(1);
  expect(x).toBeLessThan(1.04);
});

test.each<[string, Pair[]]>([
  ['no point', []],
  ['one point', [{ from: [0, 0], to: [5, 5] }]],
  [
    'two points on a line of the picture',
    [
      { from: [0, 0], to: [0, 0] },
      { from: [0, 9], to: [9, 9] },
    ],
  ],
  ['three points on a line', [0, 1, 2].map((one): Pair => ({ from: [one, one], to: [one, 0] }))],
])('%s places nothing, and nothing breaks', (_, pairs) => {
  expect(affineOf(pairs)).toEqual(unmoved);
});
