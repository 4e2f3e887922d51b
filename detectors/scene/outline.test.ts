// Outlines of a crate on a drawn street, in the pictures with and without it.
import { describe, expect, it } from 'vitest';
import { paintStreet, planesOf, withThings } from '../testing/paint-picture.ts';
import { outlineIn, stepBetween } from './outline.ts';

const place = { x: 0.4, y: 0.5, width: 0.15, height: 0.25 };
const street = planesOf(paintStreet());
const withCrate = planesOf(withThings(paintStreet(), [{ box: place, colour: [230, 60, 40] }]));
const columns = street.width >> 1;
const rows = street.height >> 1;
const cells: number[] = [];
for (let row = Math.ceil(place.y * rows); row < (place.y + place.height) * rows - 1; row++)
  for (
    let column = Math.ceil(place.x * columns);
    column < (place.x + place.width) * columns - 1;
    column++
  )
    cells.push(row * columns + column);
const everywhere = () => true;

describe('outlineIn', () => {
  it('is strong around an object and weak on the ground', () => {
    const [stands, goesOn] = [withCrate, street].map((planes) =>
      outlineIn(planes, { cells }, everywhere),
    );
    expect(stands!.step).toBeGreaterThan(0.5);
    expect(stands!.step).toBeGreaterThan(2 * goesOn!.step);
    expect(stands!.share).toBe(1);
  });

  it('is measured only next to ground', () => {
    const isRight = (cell: number) => cell % columns > (place.x + place.width / 2) * columns;
    const outline = outlineIn(withCrate, { cells }, isRight);
    expect(outline.share).toBeGreaterThan(0.3);
    expect(outline.share).toBeLessThan(0.7);
    expect(outlineIn(withCrate, { cells }, () => false)).toEqual({ step: 0, share: 0 });
  });

  it('ends at the edge of the picture', () => {
    const all = Array.from({ length: columns * rows }, (_, cell) => cell);
    expect(outlineIn(street, { cells: all }, everywhere)).toEqual({ step: 0, share: 0 });
  });
});

describe('stepBetween', () => {
  it('is 0 between a cell and itself, and symmetric', () => {
    const inside = cells[0]!;
    const outside = cells[0]! - 3;
    expect(stepBetween(withCrate, inside, inside)).toBe(0);
    expect(stepBetween(withCrate, inside, outside)).toBe(stepBetween(withCrate, outside, inside));
  });
});
