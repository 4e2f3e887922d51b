// Why there was no alert, in both languages: each reason has a text, a stay has its elapsed and required time.
import { describe, expect, test } from 'vitest';
import { whyReasons } from '../../contracts/index.ts';
import { createTranslator } from '../i18n/i18n.ts';
import { whyText } from './why-text.ts';

const translators = {
  en: await createTranslator('en'),
  'zh-CN': await createTranslator('zh-CN'),
};
const say = (language: 'en' | 'zh-CN', part: Omit<Parameters<typeof whyText>[1], 'fenceId'>) =>
  whyText(translators[language].t, { fenceId: 'a', ...part });

describe('a reason', () => {
  test.each(whyReasons)('%s has a text in both languages', (reason) => {
    expect(say('en', { reason })).toMatch(/^[a-z]/);
    expect(say('zh-CN', { reason })).not.toMatch(/[A-Za-z]/);
    expect(say('zh-CN', { reason })).toMatch(/[\u4e00-\u9fff]/);
  });

  test('with a stay gives the stay and the dwell', () => {
    const stay = { what: 'cart', stayedMs: 11_000, dwellMs: 15_000 };
    expect(say('en', { reason: 'evidence', stay })).toBe(
      'a cart, 11 s of 15 s, not enough evidence yet',
    );
    expect(say('zh-CN', { reason: 'dwell', stay })).toBe(
      '推车，已停留 11 秒（需 15 秒），停留时间不足',
    );
  });

  test.each(['unknown-label', 'constructor', ''])('calls “%s” a thing', (what) => {
    const stay = { what, stayedMs: 0, dwellMs: 1000 };
    expect(say('zh-CN', { reason: 'dwell', stay })).toMatch(/^物体，/);
  });
});
