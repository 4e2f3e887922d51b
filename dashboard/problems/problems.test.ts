// The health page: every code has texts, the most serious problem is first, and values are readable.
import { describe, expect, test } from 'vitest';
import { problemCodes, type ReportedProblem } from '../../contracts/index.ts';
import { en } from '../i18n/en.ts';
import { createTranslator } from '../i18n/i18n.ts';
import { zhCn } from '../i18n/zh-cn.ts';
import {
  createManyProblems,
  createPastProblems,
  createProblem,
} from '../testing/sample-problems.ts';
import { emptyWatch, reduceWatch } from '../watch/watch-state.ts';
import { createFailure } from '../api/answer.ts';
import { countForBadge, groupProblems } from './problem-groups.ts';
import { subjectOf } from './problem-subject.ts';
import { formatBytes, valueTexts } from '../problem-wording/problem-values.ts';
import { rankOf, severityOf } from '../problem-wording/severity.ts';

const now = Date.UTC(2026, 10, 22, 4);
const codesOf = (problems: ReportedProblem[]) => groupProblems(problems).map(({ code }) => code);

describe('every code', () => {
  test.each(problemCodes)('%s has a title and an advice in both languages', (code) => {
    for (const texts of [en, zhCn]) {
      const { title, advice } = texts.problem[code];
      expect(title.length).toBeGreaterThan(3);
      expect(advice.length).toBeGreaterThan(8);
      expect(advice).not.toBe(title);
    }
    expect(zhCn.problem[code].title).toMatch(/[\u4e00-\u9fff]/);
    expect(zhCn.problem[code].advice).toMatch(/[\u4e00-\u9fff]/);
  });

  test('has its own place in the order of severity', () => {
    const ranks = problemCodes.map(rankOf);
    expect(ranks).not.toContain(-1);
    expect(new Set(ranks).size).toBe(problemCodes.length);
  });

  test('no text has an unknown code', () => {
    expect(Object.keys(en.problem).sort()).toEqual([...problemCodes].sort());
    const titles = Object.values(en.problem).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});

test('every reason for an unreachable topic has a sentence in both languages', () => {
  expect(Object.keys(zhCn.topicReason)).toEqual(Object.keys(en.topicReason));
  for (const text of Object.values(zhCn.topicReason)) expect(text).toMatch(/[\u4e00-\u9fff]/);
  for (const text of Object.values(en.topicReason))
    expect(text).not.toMatch(/round.trip|PUBACK|QoS/i);
});

describe('the groups', () => {
  test('without problems are none, and nothing is counted', () => {
    expect(groupProblems([])).toEqual([]);
    expect(countForBadge([])).toEqual({ total: 0, severity: null });
  });

  test('are sorted by severity, whatever the order of arrival', () => {
    const many = createManyProblems(now);
    const order = [
      'edge-silent',
      'disk-full',
      'camera-not-heard-of',
      'camera-without-edge',
      'camera-unreachable',
      'camera-login-held',
      'camera-view-wrong',
      'clock-stepped',
    ];
    expect(codesOf(many)).toEqual(order);
    expect(codesOf(many.toReversed())).toEqual(order);
  });

  test('group a code, oldest first, and say whether all began together', () => {
    const [group] = groupProblems([
      createProblem({ subject: 'b', since: 5000 }),
      createProblem({ subject: 'a', since: 5000 }),
      createProblem({ subject: 'c', since: 1000 }),
    ]);
    expect(group?.problems.map(({ subject }) => subject)).toEqual(['c', 'a', 'b']);
    expect(group).toMatchObject({ since: 1000, isOneTime: true });
    const [spread] = groupProblems([
      createProblem({ since: 1000 }),
      createProblem({ subject: 'b', since: 61_001 }),
    ]);
    expect(spread?.isOneTime).toBe(false);
  });

  test('are counted for the badge without notices', () => {
    expect(countForBadge(groupProblems(createManyProblems(now)))).toEqual({
      total: 14,
      severity: 'critical',
    });
    const stepped = createProblem({ code: 'clock-stepped' });
    expect(countForBadge(groupProblems([stepped]))).toEqual({ total: 0, severity: null });
    const old = createProblem({ code: 'ffmpeg-too-old' });
    expect(countForBadge(groupProblems([stepped, old]))).toEqual({ total: 1, severity: 'serious' });
    expect(severityOf('disk-nearly-full')).toBe('notice');
  });
});

describe('the values of a problem', () => {
  const format = { language: 'en', timezone: 'Asia/Shanghai' };
  test.each([
    ['none are no text', {}, []],
    ['a moment in the time of the site', { retryAt: now }, ['Next try at 22 Nov 2026, 12:00:00']],
    ['sizes', { freeBytes: 1_200_000, totalBytes: 64e9 }, ['1.2\u00a0MB free', 'of 64\u00a0GB']],
    ['how far a clock was set back', { byMs: -28_800_000 }, ['By −8 h']],
    ['a view', { view: 'moved' }, ['Camera moved']],
    ['a view of a later release', { view: 'upside-down' }, ['upside-down']],
    ['what a tool said', { detail: 'no route' }, ['no route']],
    ['what is for machines is left out', { pid: 7 }, []],
    [
      'the time of the copy that was restored',
      { dumpTakenAt: now },
      ['The copy that was restored is from 22 Nov 2026, 12:00:00; what came later may be missing.'],
    ],
    ['why a topic is not reached', { reason: 'refused' }, [en.topicReason.refused]],
    ['another kind of reason is for machines', { reason: 'too-large' }, []],
  ])('%s', async (_, values, texts) => {
    const { t } = await createTranslator('en');
    expect(valueTexts(t, values, format).map(({ text }) => text)).toEqual(texts);
  });

  test('mark the message of a tool as English', async () => {
    const { t } = await createTranslator('zh-CN');
    const said = valueTexts(t, { detail: 'no route', status: 413 }, format);
    expect(said.map(({ text, isRaw }) => [text, isRaw])).toEqual([
      ['应答：413', false],
      ['no route', true],
    ]);
  });

  test.each([
    [0, '0\u00a0B'],
    [999, '999\u00a0B'],
    [1000, '1.0\u00a0kB'],
    [15_000_000, '15\u00a0MB'],
    [4e15, '4000\u00a0TB'],
    [-5, '-5\u00a0B'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('the subject', () => {
  const cameras = [{ id: 'a/b', name: '东门' }];
  test.each([
    ['camera-unreachable', 'a/b', { name: '东门', href: '/wall?camera=a%2Fb' }],
    ['camera-view-wrong', 'a/b', { name: '东门', href: '/fences/a%2Fb' }],
    ['camera-unreachable', 'gone', { name: 'gone', href: undefined }],
    ['edge-silent', 'a/b', { name: 'a/b', href: undefined }],
  ] as const)('of %s, %s', (code, subject, { name, href }) => {
    const { name: shown, link } = subjectOf({ code, subject }, cameras);
    expect([shown, link?.href]).toEqual([name, href]);
  });
});

describe('the known problems', () => {
  const present = createManyProblems(now);
  const past = createPastProblems(now);

  test('arrive as a list, then live, and ended ones stay until the next load', () => {
    const loaded = reduceWatch(emptyWatch, { type: 'loaded', list: { present, past } });
    expect(loaded).toMatchObject({ status: 'ready', present, past, failure: null });
    expect(reduceWatch(loaded, { type: 'live', present: [] })).toMatchObject({ present: [], past });
  });

  test('stays on the screen when a later fetch fails, with the failure', () => {
    const failure = createFailure('server', 'away');
    expect(reduceWatch(emptyWatch, { type: 'failed', failure })).toMatchObject({
      status: 'failed',
    });
    const live = reduceWatch(emptyWatch, { type: 'live', present });
    expect(reduceWatch(live, { type: 'failed', failure })).toMatchObject({
      status: 'ready',
      present,
      failure,
    });
  });
});
