// Numbers and texts as bytes: values are restored, small ones are short, truncated input is refused.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createByteReader } from './byte-reader.ts';
import { createByteWriter, type ByteWriter } from './byte-writer.ts';

function written(write: (writer: ByteWriter) => void): Uint8Array {
  const writer = createByteWriter();
  write(writer);
  return writer.bytes();
}
const signed = (value: number) =>
  written((writer) => {
    writer.signed(value);
  });

describe('numbers', () => {
  it.each([
    [0, 1],
    [-63, 1],
    [63, 1],
    [64, 2],
    [-8191, 2],
    [8192, 3],
    [Number.MAX_SAFE_INTEGER, 8],
    [-Number.MAX_SAFE_INTEGER, 8],
  ])('%i takes %i signed bytes and is restored', (value, bytes) => {
    expect(signed(value)).toHaveLength(bytes);
    expect(createByteReader(signed(value)).signed()).toBe(value);
  });

  it('of any size are restored in order', () => {
    const values = fc.array(fc.tuple(fc.maxSafeInteger(), fc.maxSafeNat(), fc.nat(300)));
    fc.assert(
      fc.property(values, (rows) => {
        const bytes = written((writer) => {
          for (const [any, large, small] of rows) {
            writer.signed(any);
            writer.unsigned(large);
            writer.unsigned(small);
          }
        });
        const reader = createByteReader(bytes);
        for (const [any, large, small] of rows)
          expect([reader.signed() + 0, reader.unsigned(), reader.unsigned()]).toEqual([
            any + 0,
            large,
            small,
          ]);
        expect(reader.isAtEnd()).toBe(true);
      }),
    );
  });

  it.each([0.5, NaN, Infinity, 2 ** 53])('%d is refused: it could not be restored', (value) => {
    expect(() => signed(value)).toThrow(`expected a whole number, got ${value}`);
  });

  it('below 0 are refused in unsigned fields', () => {
    expect(() =>
      written((writer) => {
        writer.unsigned(-1);
      }),
    ).toThrow('expected 0 or above, got -1');
  });
});

describe('texts', () => {
  it.each(['', 't12', '占道经营', '⛱️', 'lone \ud800 half'])('"%s" is restored', (text) => {
    const bytes = written((writer) => {
      writer.text(text);
    });
    expect(createByteReader(bytes).text()).toBe(text);
  });
});

describe('invalid bytes', () => {
  it.each<[string, number[], string]>([
    ['no bytes', [], 'the bytes end at 0'],
    ['a number that goes on', [200], 'the bytes end at 1'],
    ['a number that goes on for ever', Array<number>(12).fill(255), 'a number too large'],
  ])('%s are refused', (_, bytes, message) => {
    expect(() => createByteReader(Uint8Array.from(bytes)).unsigned()).toThrow(message);
  });

  it('a text longer than the bytes is refused', () => {
    expect(() => createByteReader(Uint8Array.of(9, 65)).text()).toThrow('the bytes end');
  });
});
