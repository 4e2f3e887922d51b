// Views that are kept on this device.
import { describe, expect, test } from 'vitest';
import { maxViews, readViews, withoutView, withView, writeViews } from './saved-views.ts';

function storageWith(text: string | null) {
  const kept = { text };
  return {
    kept,
    getItem: () => kept.text,
    setItem: (_: string, value: string) => {
      kept.text = value;
    },
  };
}
const red = { name: '红灯', search: 'light=red' };

describe('saved views', () => {
  test.each([
    ['nothing', null],
    ['no JSON', '{'],
    ['something else', '{"a":1}'],
    ['a view without a name', '[{"name":" ","search":""}]'],
  ])('are none when the storage has %s', (_, text) => {
    expect(readViews(storageWith(text), 'desk')).toEqual([]);
  });

  test('are read as written', () => {
    const storage = storageWith(null);
    writeViews(storage, 'desk', [red]);
    expect(readViews(storage, 'desk')).toEqual([red]);
  });

  test('work without storage', () => {
    const broken = {
      getItem: () => {
        throw new Error('forbidden');
      },
      setItem: () => {
        throw new Error('full');
      },
    };
    expect(readViews(broken, 'desk')).toEqual([]);
    writeViews(broken, 'desk', [red]);
  });

  test('have unique names, the newest last', () => {
    const views = withView(withView([], red), { name: ' 红灯 ', search: 'light=yellow' });
    expect(views).toEqual([{ name: '红灯', search: 'light=yellow' }]);
    expect(withView([], { name: '  ', search: 'x' })).toEqual([]);
    expect(withoutView(views, '红灯')).toEqual([]);
  });

  test('are limited in number', () => {
    const many = Array.from({ length: maxViews }, (_, n) => ({ name: `v${n}`, search: '' }));
    const views = withView(many, red);
    expect(views).toHaveLength(maxViews);
    expect(views.at(-1)).toEqual(red);
  });

  test('are separate for each list', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => {
        kept.set(key, value);
      },
    };
    writeViews(storage, 'case', [red]);
    expect([readViews(storage, 'desk'), readViews(storage, 'case')]).toEqual([[], [red]]);
  });
});
