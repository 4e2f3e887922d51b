// The text of a channel test on the health page, in both languages.
import { describe, expect, test } from 'vitest';
import { createFailure } from '../api/answer.ts';
import { createTranslator } from '../i18n/i18n.ts';
import { testWord, type TestState } from './channel-test.ts';

const answered = (part: object): TestState => ({
  state: 'answered',
  answer: { outcome: 'delivered', reason: null, detail: null, tookMs: 12, ...part },
});
const refused = { outcome: 'permanent', reason: 'login-refused', detail: 'status 401' };

describe('the test of a channel', () => {
  test.each<[string, TestState, string, string]>([
    ['not begun', { state: 'none' }, '', ''],
    ['under way', { state: 'testing' }, 'Testing…', '测试中…'],
    ['delivered', answered({}), 'Delivered in 12 ms', '已送达，用时 12 毫秒'],
    [
      'refused',
      answered(refused),
      'Not delivered: The service refuses the log-in.',
      '未送达：对方拒绝登录。',
    ],
    [
      'to be tried again',
      answered({ outcome: 'retryable', reason: 'timed-out', detail: '' }),
      'Not delivered yet: The other side did not answer in time.',
      '未送达，可稍后重试：对方服务器没有及时应答。',
    ],
  ])('that is %s', async (_, state, english, chinese) => {
    const translator = await createTranslator('en');
    const t = translator.t.bind(translator);
    expect(testWord(t, state)).toBe(english);
    await translator.changeLanguage('zh-CN');
    expect(testWord(translator.t.bind(translator), state)).toBe(chinese);
  });

  test('reports that dispatch did not answer', async () => {
    const translator = await createTranslator('en');
    const t = translator.t.bind(translator);
    const state: TestState = { state: 'failed', failure: createFailure('network', 'x') };
    expect(testWord(t, state)).not.toBe('');
  });
});
