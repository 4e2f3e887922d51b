// The most common content of a few drawn pictures with people who pass, stand or come late.
import { describe, expect, it } from 'vitest';
import type { Picture } from '../frame.ts';
import { paintStreet, planesOf, withThings, type Colour } from '../testing/paint-picture.ts';
import { lumaOf } from './cell-memory.ts';
import { mostlyShown } from './mostly-shown.ts';

const street = paintStreet();
const place = { x: 0.4, y: 0.5, width: 0.15, height: 0.25 };
const man = shows([20, 20, 20]);
const crate = shows([230, 230, 230]);
const columns = planesOf(street).width >> 1;
const middle =
  Math.round(0.62 * (planesOf(street).height >> 1)) * columns + Math.round(0.47 * columns);

function shows(colour: Colour): Picture {
  return withThings(street, [{ box: place, colour }]);
}

/** @param seen indexes of pictures in which the detector finds a person there */
function lumaThere(pictures: readonly Picture[], seen: readonly number[] = []): number {
  const most = mostlyShown(
    pictures.map((picture, index) => ({
      planes: planesOf(picture),
      people: seen.includes(index) ? [place] : [],
      at: index * 2000,
    })),
  );
  return lumaOf(most, middle);
}

const lumaIn = (picture: Picture) => lumaOf(planesOf(picture), middle);

describe('mostlyShown', () => {
  it('is the street behind an undetected passer-by', () => {
    expect(lumaThere([street, man, street, street])).toBeCloseTo(lumaIn(street));
  });

  it('is the street behind a person detected in all pictures but one', () => {
    expect(lumaThere([man, street, man, man], [0, 2, 3])).toBeCloseTo(lumaIn(street));
  });

  it('is the person who stands there in every picture', () => {
    expect(lumaThere([man, man, man], [0, 1, 2])).toBeCloseTo(lumaIn(man));
  });

  it('is the latest content rather than a mixture when two are equally common', () => {
    expect(lumaThere([street, street, crate, crate])).toBeCloseTo(lumaIn(crate));
    expect(lumaThere([crate, crate, street, street])).toBeCloseTo(lumaIn(street));
  });

  it('is the picture itself for a single picture', () => {
    expect(lumaThere([crate])).toBeCloseTo(lumaIn(crate));
  });
});
