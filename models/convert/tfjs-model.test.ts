// Reads TensorFlow.js graph models and their weights, and refuses others.
import { describe, expect, test } from 'vitest';
import { float16ToNumber, parseTfjsModel } from './tfjs-model.ts';

describe('float16ToNumber', () => {
  test.each([
    ['zero', 0x0000, 0],
    ['one', 0x3c00, 1],
    ['minus two', 0xc000, -2],
    ['the largest', 0x7bff, 65504],
    ['the smallest', 0x0001, 2 ** -24],
    ['a sixth, rounded', 0x3155, 0.1666259765625],
    ['infinity', 0x7c00, Infinity],
    ['no number', 0x7e00, NaN],
  ])('reads %s', (_title, bits, expected) => {
    expect(float16ToNumber(bits)).toBe(expected);
  });
});

describe('parseTfjsModel', () => {
  const file = (weights: object[]) => ({
    format: 'graph-model',
    modelTopology: { node: [] },
    weightsManifest: [{ paths: [], weights }],
  });

  test('reads an empty model', () => {
    expect(parseTfjsModel(file([]), new Uint8Array())).toEqual({ nodes: [], weights: new Map() });
  });

  test('reads consecutive float16, float32 and int32 weights', () => {
    const bytes = Buffer.alloc(2 + 4 + 4);
    bytes.writeUInt16LE(0x3c00, 0);
    bytes.writeFloatLE(0.5, 2);
    bytes.writeInt32LE(-7, 6);
    const quantization = { dtype: 'float16' };
    const { weights } = parseTfjsModel(
      file([
        { name: 'half', shape: [], dtype: 'float32', quantization },
        { name: 'whole', shape: [1], dtype: 'float32' },
        { name: 'count', shape: [1], dtype: 'int32' },
      ]),
      bytes,
    );
    expect([...weights].map(([name, { data }]) => [name, data[0]])).toEqual([
      ['half', 1],
      ['whole', 0.5],
      ['count', -7],
    ]);
  });

  test.each([
    ['another file', {}, new Uint8Array(), /no TensorFlow\.js graph model: format: /],
    ['nothing', null, new Uint8Array(), /no TensorFlow\.js graph model/],
    [
      'weights cut short',
      file([{ name: 'a', shape: [2], dtype: 'float32' }]),
      new Uint8Array(4),
      /expected 8 bytes, got 4/,
    ],
    [
      'weights of a kind it does not know',
      file([{ name: 'a', shape: [], dtype: 'float32', quantization: { dtype: 'uint8' } }]),
      new Uint8Array(1),
      /quantization\.dtype/,
    ],
  ])('refuses %s', (_title, json, bytes, message) => {
    expect(() => parseTfjsModel(json, bytes)).toThrow(message);
  });
});
