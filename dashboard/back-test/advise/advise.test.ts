// Advice in the editor, without a browser: which cases are read, and a change in words of both languages.
import { describe, expect, test } from 'vitest';
import type { CaseDetail, CaseState } from '../../../contracts/index.ts';
import type { Change, Verdict } from '../../../geofences/index.ts';
import { createTranslator } from '../../i18n/i18n.ts';
import { createDetail } from '../../testing/sample-cases.ts';
import { changeWords } from './change-words.ts';
import { isWorthAsking } from './is-worth-asking.ts';
import { loadVerdicts } from './load-verdicts.ts';

const span = { from: 1000, to: 900_000 };
const wish = { cameraId: 'exit-3', fenceId: 'exit-3-door', span };

function aCase(id: string, state: CaseState, part: Partial<CaseDetail> = {}): CaseDetail {
  const step = state === 'void' ? 'void' : 'handled';
  const details = state === 'void' ? { why: 'false-alarm' as const } : null;
  return createDetail({
    id,
    state,
    openedAt: 5000,
    lastOpenedAt: 5000,
    history: [
      {
        step,
        state,
        at: 6000,
        actor: 'li',
        alertId: null,
        part: null,
        reason: null,
        details,
        key: null,
      },
    ],
    ...part,
  });
}

/** A client that returns pages of these cases, newest first, and counts requests. */
function clientOf(cases: CaseDetail[]) {
  const asked: string[] = [];
  return {
    asked,
    listCases: ({ before = Infinity }: { before?: number | undefined }) => {
      asked.push('list');
      const page = cases
        .filter(({ openedAt }) => openedAt < before)
        .sort((a, b) => b.openedAt - a.openedAt)
        .slice(0, 200);
      return Promise.resolve({ status: 'ok' as const, value: { cases: page, presentCount: 0 } });
    },
    getCase: (id: string) => {
      asked.push(id);
      const found = cases.find((one) => one.id === id) ?? cases[0];
      if (!found) throw new Error(`no case ${id}`);
      return Promise.resolve({ status: 'ok' as const, value: found });
    },
  };
}

describe('verdicts', () => {
  test('are empty without cases', async () => {
    expect(await loadVerdicts(clientOf([]), wish)).toEqual({ status: 'ok', value: [] });
  });

  test('are those of the fence and the time, on decided cases', async () => {
    const client = clientOf([
      aCase('a', 'void'),
      aCase('b', 'closed'),
      aCase('c', 'dispatched'),
      aCase('d', 'void', { fenceId: 'other' }),
      aCase('e', 'void', { openedAt: 10 }),
    ]);
    const answer = await loadVerdicts(client, wish);
    expect(answer).toMatchObject({
      value: [
        { id: 'a', verdict: 'void', cause: 'false-alarm' },
        { id: 'b', verdict: 'confirmed' },
      ],
    });
    expect(client.asked).toEqual(['list', 'a', 'b']);
  });

  test('are loaded page by page, up to three hundred', async () => {
    const many = Array.from({ length: 450 }, (_, index) =>
      aCase(`c${index}`, 'void', { openedAt: 5000 + index, lastOpenedAt: 5000 + index }),
    );
    const client = clientOf(many);
    const answer = await loadVerdicts(client, wish);
    expect(answer.status === 'ok' && answer.value).toHaveLength(300);
    expect(client.asked.filter((one) => one === 'list')).toHaveLength(2);
  });
});

describe('advice without being asked', () => {
  test('loads no case in full while fewer than three are void', async () => {
    const two = ['a', 'b'].map((id) => aCase(id, 'void'));
    const client = clientOf([...two, aCase('c', 'closed')]);
    expect(await loadVerdicts(client, { ...wish, leastVoid: 3 })).toEqual({
      status: 'ok',
      value: [],
    });
    expect(client.asked).toEqual(['list']);
    const more = clientOf([...two, aCase('c', 'void')]);
    await loadVerdicts(more, { ...wish, leastVoid: 3 });
    expect(more.asked).toEqual(['list', 'a', 'b', 'c']);
  });

  const verdict = (id: string, part: Partial<Verdict> = {}): Verdict => ({
    id,
    at: 5000,
    region: { x: 0.4, y: 0.4, width: 0.1, height: 0.1 },
    verdict: 'void',
    cause: 'false-alarm',
    ...part,
  });

  test.each<[string, Verdict[], boolean]>([
    ['no verdict', [], false],
    ['two at a place', [verdict('a'), verdict('b')], false],
    ['three at a place', [verdict('a'), verdict('b'), verdict('c')], true],
    ['three for other causes', ['a', 'b', 'c'].map((cause) => verdict(cause, { cause })), false],
  ])('is worth it with %s: %s', (_, value, expected) => {
    expect(isWorthAsking({ status: 'ok', value })).toBe(expected);
  });

  test('is not shown when the verdicts could not be loaded', () => {
    expect(isWorthAsking({ status: 'aborted' })).toBe(false);
  });
});

describe('a change in words', () => {
  test.each<[string, Change, string, string]>([
    ['nothing', {}, '', ''],
    ['a dwell', { dwell: '130s' }, 'Dwell 130s', '停留时长 130s'],
    [
      'one by class',
      { dwell: { vehicle: '50s', goods: '90s' } },
      'Dwell 50s / 90s',
      '停留时长 50s / 90s',
    ],
    ['a cover', { minCover: 0.2 }, 'Smallest cover 20\u00a0%', '最小遮挡比例 20\u00a0%'],
    ['a number', { minCount: 5 }, 'Smallest number 5', '最少数量 5'],
    [
      'a size and a hole',
      { size: { minHeight: 0.1 }, holes: [] },
      'Smallest height 10\u00a0%; A hole',
      '最小高度 10\u00a0%; 镂空区域',
    ],
    [
      'hours',
      { schedule: [{ from: '04:00', to: '02:00' }] },
      'Hours 04:00–02:00',
      '布防时段 04:00–02:00',
    ],
    ['an anchor', { anchor: { inside: 0.5 } }, 'Anchor 50\u00a0%', '判定方式 50\u00a0%'],
  ])('of %s', async (_, change, english, chinese) => {
    const translator = await createTranslator('en');
    expect(changeWords(translator.t, change).join('; ')).toBe(english);
    await translator.changeLanguage('zh-CN');
    expect(changeWords(translator.t, change).join('; ')).toBe(chinese);
  });
});
