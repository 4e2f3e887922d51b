// Preferences are stored, and invalid content of the storage is ignored.
import { describe, expect, test } from 'vitest';
import { readPreferences, writePreferences, type PreferenceStorage } from './preferences.ts';

function createStorage(text: string | null = null): PreferenceStorage & { text: string | null } {
  const storage = {
    text,
    getItem: () => storage.text,
    setItem: (_: string, value: string) => {
      storage.text = value;
    },
  };
  return storage;
}

const forbidden: PreferenceStorage = {
  getItem: () => {
    throw new Error('forbidden');
  },
  setItem: () => {
    throw new Error('full');
  },
};

describe('preferences', () => {
  test.each([
    ['nothing', null],
    ['empty text', ''],
    ['no JSON', '{'],
    ['another kind of JSON', '[1]'],
    ['null', 'null'],
    ['values that do not exist', '{"language":"fr","theme":"pink","sound":"loud"}'],
  ])('are the defaults when the storage has %s', (_, text) => {
    expect(readPreferences(createStorage(text), ['zh-CN'])).toEqual({
      language: 'zh-CN',
      theme: 'auto',
      sound: false,
    });
  });

  test('are read as chosen', () => {
    const storage = createStorage();
    writePreferences(storage, { language: 'en', theme: 'dark', sound: true });
    expect(readPreferences(storage, ['zh-CN'])).toEqual({
      language: 'en',
      theme: 'dark',
      sound: true,
    });
  });

  test('keep readable values beside unreadable ones', () => {
    const storage = createStorage('{"language":"zh-CN","theme":"pink"}');
    expect(readPreferences(storage, [])).toMatchObject({ language: 'zh-CN', theme: 'auto' });
  });

  test('work without storage', () => {
    expect(readPreferences(forbidden, [])).toMatchObject({ language: 'en' });
    expect(() => {
      writePreferences(forbidden, { language: 'en', theme: 'auto', sound: false });
    }).not.toThrow();
  });
});
