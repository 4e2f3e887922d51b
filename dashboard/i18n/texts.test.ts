// Both languages say the same things: the same keys, the same placeholders, nothing empty.
import { describe, expect, test } from 'vitest';
import { caseStates, kinds, refusalCodes } from '../../contracts/index.ts';
import { failureReasons } from '../api/answer.ts';
import { en } from './en.ts';
import { createTranslator } from './i18n.ts';
import { isLanguage, pickLanguage, wantsTraditional } from './language.ts';
import { workEn } from './work-en.ts';
import { workZhCn } from './work-zh-cn.ts';
import { zhCn } from './zh-cn.ts';

type Tree = { [key: string]: string | Tree };

function leavesOf(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : leavesOf(value, `${path}${key}.`),
  );
}

const english = new Map(leavesOf({ ...en, ...workEn }));
const chinese = new Map(leavesOf({ ...zhCn, ...workZhCn }));
const placeholders = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

describe('the texts', () => {
  test('have the same keys in both languages', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('are never empty', () => {
    for (const text of [...english.values(), ...chinese.values()]) expect(text.trim()).not.toBe('');
  });

  test('use the same values in both languages', () => {
    for (const [key, text] of english)
      expect([key, placeholders(chinese.get(key) ?? '')]).toEqual([key, placeholders(text)]);
  });

  test('are Chinese in the Chinese list', () => {
    const latinOnly = [...chinese].filter(
      ([, text]) => !/[\u4e00-\u9fff]/.test(text) && /\w/.test(text.replace(/\{\{\w+\}\}/g, '')),
    );
    expect(latinOnly).toEqual([]);
  });

  test('have no Latin words in Chinese but names, keys and formats', () => {
    const known = [
      'Fencewatch',
      'Redis',
      'MQTT',
      'PostgreSQL',
      'NTP',
      'ACL',
      'ffmpeg',
      'https',
      'cameras',
      'YAML',
      'GeoJSON',
      'JPEG',
      'PNG',
      'WebP',
      'CSV',
      'PATH',
      'maxmemory-policy',
      'noeviction',
      'Shift',
      'Ctrl',
      'Tab',
      'Esc',
      'Delete',
      'GB',
      'MB',
      'JSON',
      'WGS-',
      'GCJ-',
      'BD-',
      'CGCS',
      'PMTiles',
      'IP',
      'UTF-',
      'GBK',
      'Unicode',
      'auto',
      'tcp',
      'udp',
      'RTSP',
      'TCP',
      'UDP',
      'rtsp',
      'rtsps',
      'pmtiles',
      'map',
    ];
    const odd = [...chinese].flatMap(([key, text]) =>
      (text.replace(/\{\{\w+\}\}/g, '').match(/[A-Za-z][A-Za-z-]+/g) ?? [])
        .filter((word) => !known.includes(word))
        .map((word) => `${key}: ${word}`),
    );
    expect(odd).toEqual([]);
  });

  test('name every kind, state and failure of the contracts', () => {
    for (const kind of kinds) expect(english.has(`kind.${kind}`)).toBe(true);
    for (const state of caseStates) expect(english.has(`caseState.${state}`)).toBe(true);
    for (const reason of failureReasons) expect(english.has(`failure.${reason}`)).toBe(true);
    for (const code of refusalCodes)
      expect([code, english.has(`refusal.${code}`)]).toEqual([code, true]);
  });

  test('are shown in the chosen language', async () => {
    const translator = await createTranslator('zh-CN');
    expect(translator.t('kind.street-vending')).toBe('占道经营');
    await translator.changeLanguage('en');
    expect(translator.t('cases.present', { duration: '3 min' })).toBe('Still there 3 min');
  });
});

describe('a translator with the first texts only', () => {
  test('has the texts of the first pages, and the rest on request, in each language', async () => {
    const translator = await createTranslator('zh-CN', ['texts']);
    expect(translator.t('kind.street-vending')).toBe('占道经营');
    expect(translator.exists('fences.title')).toBe(false);
    await translator.loadNamespaces('work');
    expect(translator.t('fences.title')).toBe(workZhCn.fences.title);
    await translator.changeLanguage('en');
    expect(translator.t('fences.title')).toBe(workEn.fences.title);
  });

  test('loads a language to which texts were added before', async () => {
    const translator = await createTranslator('en', ['texts']);
    translator.addResourceBundle('zh-CN', 'own', { kind: { pets: '宠物' } }, true, true);
    await translator.changeLanguage('zh-CN');
    expect(translator.t('kind.street-vending')).toBe('占道经营');
    expect(translator.t('kind.pets')).toBe('宠物');
  });

  test('has every text of the start pages', () => {
    const first = new Set(leavesOf(en).map(([key]) => key));
    const work = leavesOf(workEn).map(([key]) => key);
    const sources = import.meta.glob(
      [
        '../{app,cases,watch,settings,session,live,shared,time,responder,offline}/**/*.{ts,tsx}',
        '!**/*.test.*',
        '!**/testing/**',
        // Clips load the rest of the texts before they are shown.
        '!../cases/detail/clip/**',
        '!../shared/why-text.ts',
      ],
      { query: '?raw', import: 'default', eager: true },
    );
    const said = Object.values(sources).join('\n');
    const missing = work.filter((key) => !first.has(key) && said.includes(`'${key}'`));
    expect(missing).toEqual([]);
  });
});

describe('the language', () => {
  test.each([
    ['no wish at all is English', [], 'en'],
    ['any Chinese is simplified Chinese', ['zh-TW', 'en'], 'zh-CN'],
    ['the first that we have wins', ['fr-FR', 'en-GB', 'zh-CN'], 'en'],
    ['only languages that we do not have is English', ['fr', 'de'], 'en'],
  ])('%s', (_, wishes, language) => {
    expect(pickLanguage(wishes)).toBe(language);
  });

  test('is identified by its exact tag', () => {
    expect(isLanguage('zh-CN')).toBe(true);
    expect(isLanguage('zh')).toBe(false);
    expect(isLanguage(null)).toBe(false);
  });

  test.each([
    [['zh-TW', 'en'], true],
    [['en', 'zh-HK'], true],
    [['zh-Hant-CN'], true],
    [['zh-CN', 'zh-TW'], false],
    [['zh'], false],
    [['zh-Hans-HK'], false],
    [['en'], false],
    [[], false],
  ])('%j asks for traditional characters: %s', (wishes, expected) => {
    expect(wantsTraditional(wishes)).toBe(expected);
  });
});
