// Codes spans as changes of spans: they are restored, and unchanged rows are the same objects.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StaticRegion } from '../contracts/index.ts';
import { createByteReader } from './byte-reader.ts';
import { createByteWriter } from './byte-writer.ts';
import { readSpans, writeSpans } from './spans-code.ts';

type Spans = StaticRegion['spans'];

function written(before: Spans, now: Spans): Uint8Array {
  const writer = createByteWriter();
  writeSpans(writer, before, now);
  return writer.bytes();
}

function comeBack(before: Spans, now: Spans): Spans {
  return readSpans(createByteReader(written(before, now)), before);
}

const tower: Spans = Array.from({ length: 30 }, (_, row) => [row + 20, 40, 60]);
const changed = (row: number, span: Spans[number]): Spans =>
  tower.map((one, index) => (index === row ? span : one));

describe('spans', () => {
  it.each<[string, Spans, Spans, number]>([
    ['none after none', [], [], 1],
    ['none after some', tower, [], 1],
    ['the same', tower, tower, 2],
    ['one row wider', tower, changed(10, [30, 39, 61]), 6],
    ['a row less below', tower, tower.slice(0, 29), 2],
    ['a row less above', tower, tower.slice(1), 3],
    ['a row more below', tower, [...tower, [50, 40, 60]], 6],
    ['a row more between', tower, [...tower.slice(0, 9), [28, 70, 72], ...tower.slice(9)], 7],
  ])('%s are restored, in few bytes', (_, before, now, bytes) => {
    expect(comeBack(before, now)).toEqual(now);
    expect(written(before, now).length).toBeLessThanOrEqual(bytes);
  });

  it('that are unchanged are the same objects', () => {
    const back = comeBack(tower, changed(10, [30, 39, 61]));
    expect(back.filter((span, index) => span === tower[index])).toHaveLength(29);
  });

  it('are restored from any base, in any order', () => {
    const spans = fc.array(fc.tuple(fc.integer({ min: -3, max: 9 }), fc.nat(200), fc.nat(200)), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(spans, spans, (before, now) => {
        expect(comeBack(before, now)).toEqual(now);
      }),
      { numRuns: 500 },
    );
  });

  it('coded against another base are refused, or at least end', () => {
    const bytes = written(tower, changed(10, [30, 39, 61]));
    expect(() => readSpans(createByteReader(bytes), [])).toThrow('not there before');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (noise) => {
        try {
          expect(readSpans(createByteReader(noise), tower).length).toBeLessThan(2000);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });
});
