// The shipped registry, and what is refused in one.
import { describe, expect, test } from 'vitest';
import { loadLabelTable } from './labels.ts';
import { findEntry, loadRegistry, parseRegistry } from './registry.ts';

const good = {
  name: 'mine',
  family: 'yolox',
  input: { width: 416, height: 416 },
  labels: 'coco-80',
  licence: 'MIT',
  source: 'https://example.org/mine',
  file: 'mine.onnx',
};
const registryOf = (...models: object[]) => ({ version: 1, models });

describe('the shipped registry', () => {
  const registry = loadRegistry();

  test('has exactly one built model, with its hash', () => {
    const built = registry.models.filter(({ build }) => build);
    expect(built.map(({ name }) => name)).toEqual(['centernet-mobilenetv3']);
    expect(built[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each(['yolox-nano', 'yolox-tiny', 'yolox-s', 'nanodet-m'])('has %s', (name) => {
    expect(findEntry(registry, name)?.licence).toBe('Apache-2.0');
  });

  test('uses only existing label sets', () => {
    const sets = Object.keys(loadLabelTable().sets);
    expect(registry.models.filter(({ labels }) => !sets.includes(labels))).toEqual([]);
  });

  test('gives each model its own file', () => {
    const files = registry.models.map(({ file }) => file);
    expect(new Set(files).size).toBe(files.length);
  });

  test('knows no model without a name', () => {
    expect(findEntry(registry, '')).toBeUndefined();
  });
});

describe('parseRegistry', () => {
  test('accepts the minimal entry', () => {
    const [entry] = parseRegistry(registryOf(good), 'r.json').models;
    expect(entry).toEqual({ ...good, urls: [] });
  });

  test.each([
    ['an empty list', registryOf(), /r\.json: models: /],
    [
      'a key that nobody knows',
      registryOf({ ...good, hash: '1' }),
      /models\[0\]\.hash: unknown key/,
    ],
    [
      'a family that there is not',
      registryOf({ ...good, family: 'ssd' }),
      /models\[0\]\.family: .*"ssd"/,
    ],
    [
      'an input that is no multiple of 32',
      registryOf({ ...good, input: { width: 500, height: 416 } }),
      /input\.width: .*got 500/,
    ],
    [
      'a hash cut short',
      registryOf({ ...good, sha256: 'abc' }),
      /sha256: expected 64 hexadecimal digits, got "abc"/,
    ],
    [
      'a file outside the folder',
      registryOf({ ...good, file: '../x.onnx' }),
      /file: expected the name of an \.onnx file/,
    ],
    ['one name twice', registryOf(good, good), /models\[1\]\.name: "mine" is already the name/],
    ['something else', null, /r\.json: /],
  ])('refuses %s', (_title, value, message) => {
    expect(() => parseRegistry(value, 'r.json')).toThrow(message);
  });
});
