// Polygons that an operator may draw, and degenerate ones that are refused.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultsOf } from './faults.ts';
import { boxSchema, findCrossing, polygonSchema, signedArea, type Point } from './geometry.ts';

function faultsOfPolygon(points: unknown) {
  const { error } = polygonSchema.safeParse(points, { reportInput: true });
  return error ? faultsOf(error).map(({ path, message }) => `${path}: ${message}`) : [];
}

const square: Point[] = [
  [0.2, 0.2],
  [0.8, 0.2],
  [0.8, 0.8],
  [0.2, 0.8],
];

describe('polygonSchema', () => {
  it.each<[string, Point[]]>([
    [
      'a triangle',
      [
        [0, 0],
        [1, 0],
        [0, 1],
      ],
    ],
    ['a square', square],
    ['a square the other way round', square.toReversed()],
    [
      'the whole picture',
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
      ],
    ],
    [
      'a shape with a dent',
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0.5, 0.4],
        [0, 1],
      ],
    ],
    [
      'a point on a straight edge',
      [
        [0, 0],
        [0.5, 0],
        [1, 0],
        [1, 1],
      ],
    ],
  ])('accepts %s', (_, points) => {
    expect(faultsOfPolygon(points)).toEqual([]);
  });

  it.each<[string, unknown, string[]]>([
    ['nothing', undefined, [': expected array, got nothing']],
    ['no points', [], [': a polygon needs at least 3 points']],
    [
      'two points',
      [
        [0, 0],
        [1, 1],
      ],
      [': a polygon needs at least 3 points'],
    ],
    [
      'a bow tie',
      [
        [0, 0],
        [1, 1],
        [1, 0],
        [0, 1],
      ],
      [': polygon crosses itself: the edge after point 0 meets the edge after point 2'],
    ],
    [
      'a shape that touches itself',
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0.5, 0],
        [0, 1],
      ],
      [': polygon crosses itself: the edge after point 0 meets the edge after point 2'],
    ],
    [
      'an edge that runs back over the one before',
      [
        [0, 0],
        [1, 0],
        [0.5, 0],
        [0.5, 1],
      ],
      [': polygon crosses itself: the edge after point 0 meets the edge after point 1'],
    ],
    [
      'a last edge that runs back over the first',
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0.5, 0],
      ],
      [': polygon crosses itself: the edge after point 0 meets the edge after point 2'],
    ],
    [
      'a straight line',
      [
        [0, 0],
        [0.5, 0.5],
        [1, 1],
      ],
      [': polygon crosses itself: the edge after point 0 meets the edge after point 2'],
    ],
    [
      'a sliver',
      [
        [0, 0],
        [0.001, 0],
        [0.001, 0.001],
      ],
      [': polygon has no area'],
    ],
    [
      'the same point twice in a row',
      [
        [0, 0],
        [1, 0],
        [1, 0],
        [1, 1],
      ],
      [': point 2 repeats point 1'],
    ],
    [
      'a polygon closed by hand',
      [...square, square[0]],
      [': the last point repeats the first: leave it out, the polygon closes by itself'],
    ],
    [
      'a point outside the picture',
      [
        [0, 0],
        [1.2, 0],
        [1, 1],
      ],
      ['[1][0]: expected number to be <=1, got 1.2'],
    ],
    [
      'a point in pixels',
      [
        [0, 0],
        [640, 0],
        [1, -3],
      ],
      ['[1][0]: expected number to be <=1, got 640', '[2][1]: expected number to be >=0, got -3'],
    ],
    ['a point with one number', [[0, 0], [1], [1, 1]], ['[1]: expected array to have >=2 items']],
    [
      'a point with words',
      [
        [0, 0],
        ['1', 0],
        [1, 1],
      ],
      ['[1][0]: expected number, got "1"'],
    ],
    [
      'a point that is no number',
      [
        [0, 0],
        [Number.NaN, 0],
        [1, 1],
      ],
      ['[1][0]: expected number, got NaN'],
    ],
  ])('refuses %s', (_, points, faults) => {
    expect(faultsOfPolygon(points).slice(0, faults.length)).toEqual(faults);
  });

  it('refuses more than 200 points', () => {
    const circle = Array.from({ length: 201 }, (_, index) => {
      const angle = (index / 201) * 2 * Math.PI;
      return [0.5 + 0.4 * Math.cos(angle), 0.5 + 0.4 * Math.sin(angle)];
    });
    expect(faultsOfPolygon(circle)).toEqual([': a polygon may have at most 200 points, got 201']);
    expect(faultsOfPolygon(circle.slice(1))).toEqual([]);
  });
});

describe('findCrossing', () => {
  it('finds none without points', () => {
    expect(findCrossing([])).toBeNull();
  });

  it('finds none in any star-shaped polygon', () => {
    const radii = fc.array(fc.double({ min: 0.05, max: 0.5, noNaN: true }), {
      minLength: 3,
      maxLength: 30,
    });
    fc.assert(
      fc.property(radii, (lengths) => {
        const points = lengths.map((length, index): Point => {
          const angle = (index / lengths.length) * 2 * Math.PI;
          return [0.5 + length * Math.cos(angle), 0.5 + length * Math.sin(angle)];
        });
        expect(findCrossing(points)).toBeNull();
      }),
    );
  });

  it('finds one in a bow tie from any starting point', () => {
    const bowTie: Point[] = [
      [0, 0],
      [1, 1],
      [1, 0],
      [0, 1],
    ];
    for (let start = 0; start < 4; start++)
      expect(findCrossing([...bowTie.slice(start), ...bowTie.slice(0, start)])).not.toBeNull();
  });
});

describe('signedArea', () => {
  it.each<[string, Point[], number]>([
    ['nothing', [], 0],
    ['a square drawn clockwise on screen', square, 0.36],
    ['a square drawn the other way', square.toReversed(), -0.36],
  ])('measures %s', (_, points, area) => {
    expect(signedArea(points)).toBeCloseTo(area, 12);
  });
});

describe('boxSchema', () => {
  it('accepts a box inside the picture', () => {
    expect(boxSchema.safeParse({ x: 0.1, y: 0, width: 0.5, height: 1 }).success).toBe(true);
  });

  it.each([
    ['nothing', {}],
    ['a corner outside', { x: -0.1, y: 0, width: 0.5, height: 0.5 }],
    ['a box in pixels', { x: 10, y: 10, width: 50, height: 50 }],
    ['corners in place of a size', { x1: 0, y1: 0, x2: 1, y2: 1 }],
  ])('refuses %s', (_, box) => {
    expect(boxSchema.safeParse(box).success).toBe(false);
  });
});
