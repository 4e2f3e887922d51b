// The reference on disk: it is restored within its precision, and damaged data is refused.
import { describe, expect, it } from 'vitest';
import { paintStreet, planesOf } from '../testing/paint-picture.ts';
import { packReference, referenceSchema, unpackReference } from './reference-snapshot.ts';

const street = planesOf(paintStreet());
const packed = packReference(street);

describe('a packed reference', () => {
  it('is restored to within half a step', () => {
    const back = unpackReference(referenceSchema.parse(JSON.parse(JSON.stringify(packed))));
    const errors = back.luma.map((value, pixel) => Math.abs(value - street.luma[pixel]!));
    expect(Math.max(...errors)).toBeLessThanOrEqual(0.5 / 28 + 1e-6);
    expect(back).toMatchObject({ width: street.width, height: street.height });
  });

  it('is small', () => {
    expect(packed.luma.length).toBeLessThan(30_000);
  });

  it.each([
    ['of another size', { ...packed, width: packed.width + 2 }],
    ['empty', { ...packed, luma: '' }],
    ['not deflated', { ...packed, luma: 'aGVsbG8=' }],
  ])('%s is refused', (_, damaged) => {
    expect(() => unpackReference(damaged)).toThrow();
  });

  it.each([
    ['no width', { ...packed, width: 0 }],
    ['an unknown key', { ...packed, more: 1 }],
    ['nothing', null],
  ])('with %s does not pass the schema', (_, value) => {
    expect(referenceSchema.safeParse(value).success).toBe(false);
  });
});
