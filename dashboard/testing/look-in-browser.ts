/// <reference types="node" />
// How the pages look in a real browser: every page, in both languages, both themes and on both screens, fits its screen, gives axe nothing serious to find, has no target below 44 px for a finger and no Latin words in Chinese, and raises
// no complaint. Then every page with the longest names. With SCREENSHOTS set to a folder the pictures are kept there.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { findAxeFaults, findCutTexts, findSmallTargets } from './axe.ts';
import { createBusyPast, createMovedNow } from './fixture-past.ts';
import { findLatinWords } from './latin-words.ts';
import { lengthenNames } from './long-names.ts';
import { leadTo } from './page-pool.ts';
import { stage } from './page-stage.ts';
import { byId } from './stage.ts';
import { backThirteenTimes } from './sample-openings.ts';
import { createOpenCases, fillReviews, longLatin } from './sample-duty.ts';
import { createManyProblems, createPastProblems } from './sample-problems.ts';

interface LookedAt {
  name: string;
  path: string;
  title: { 'en-GB': string; 'zh-CN': string };
  /** Names in it of people, places and channels, which are as somebody wrote them. */
  names?: readonly string[];
  /** Who looks at it; an operator when absent. */
  role?: 'admin';
  /** Something that is there late. */
  late?: string;
  prepare?: () => Promise<void>;
}

const exit3 = { 'en-GB': '3号楼消防通道', 'zh-CN': '3号楼消防通道' };
const pages: LookedAt[] = [
  { name: 'log-in', path: '/', title: { 'en-GB': 'Log in', 'zh-CN': '登录' } },
  { name: 'alerts', path: '/', title: { 'en-GB': 'Alerts', 'zh-CN': '告警' } },
  {
    name: 'case',
    path: '/cases/20261122-0004',
    title: { 'en-GB': 'Blocked fire exit', 'zh-CN': '消防通道堵塞' },
  },
  {
    name: 'joined-case',
    names: ['jiefang-east-corner'],
    path: '/cases/20261122-0003',
    title: { 'en-GB': 'Street vending', 'zh-CN': '占道经营' },
    late: '.sightings',
  },
  {
    name: 'back-case',
    names: ['jiefang-east-corner', ...'the site is fenced off until Wednesday'.split(' ')],
    path: '/cases/20261122-0003',
    title: { 'en-GB': 'Street vending', 'zh-CN': '占道经营' },
    late: '.openings',
    prepare: () => {
      const found = byId(stage.server.cases, '20261122-0003');
      Object.assign(found, backThirteenTimes(found));
      return Promise.resolve();
    },
  },
  {
    name: 'held-case',
    path: '/cases/20261122-0002',
    title: { 'en-GB': 'Debris pile', 'zh-CN': '垃圾渣土' },
    late: '[name="hold-reason"]',
    role: 'admin',
    names: ['wang.fang'],
    prepare: () => {
      const found = byId(stage.server.cases, '20261122-0002');
      const { incidentId } = found;
      const at = found.openedAt + 60_000;
      const hold = { since: at, by: 'wang.fang', reason: '法院调取' };
      const deleted = [{ incidentId, opening: 1, name: 'clip', at, why: 'rule' } as const];
      Object.assign(found, { evidence: { hold, deleted } });
      return Promise.resolve();
    },
  },
  {
    name: 'desk',
    names: longLatin.split(' '),
    path: '/desk',
    title: { 'en-GB': 'Duty desk', 'zh-CN': '值班台' },
    late: '.desk-item:first-child .desk-line',
    prepare: () => {
      stage.server.cases = createOpenCases(12, Date.now());
      return Promise.resolve();
    },
  },
  {
    name: 'supervision',
    path: '/supervision',
    title: { 'en-GB': 'Supervision', 'zh-CN': '督导' },
    late: '.colour-list tbody tr:first-child',
  },
  {
    name: 'shifts',
    path: '/shifts',
    title: { 'en-GB': 'Shifts', 'zh-CN': '班次' },
    late: '.shift-choice',
    names: longLatin.split(' '),
  },
  {
    name: 'reviews',
    path: '/reviews',
    title: { 'en-GB': 'To review', 'zh-CN': '待复核' },
    late: '.review-item[data-cursor="true"]',
    names: longLatin.split(' '),
    prepare: () => {
      fillReviews(stage.server);
      return Promise.resolve();
    },
  },
  { name: 'wall', path: '/wall', title: { 'en-GB': 'Camera wall', 'zh-CN': '监控墙' } },
  {
    name: 'health',
    names: ['west-group', 'mail', 'gone'],
    path: '/health',
    title: { 'en-GB': 'System health', 'zh-CN': '系统状态' },
    late: '.problem:first-child',
    prepare: () => {
      const now = Date.now();
      const [present, past] = [createManyProblems(now), createPastProblems(now)];
      stage.server.problems = { present, past };
      stage.server.push({ type: 'problems', present });
      return Promise.resolve();
    },
  },
  {
    name: 'report',
    path: '/report',
    title: { 'en-GB': 'Report something', 'zh-CN': '随手拍上报' },
  },
  {
    name: 'account',
    names: ['Linux', 'Android', 'Pixel', 'Mobile'],
    path: '/account',
    title: { 'en-GB': 'Account', 'zh-CN': '账号' },
  },
  { name: 'fences', path: '/fences', title: { 'en-GB': 'Fences', 'zh-CN': '围栏' } },
  { name: 'editor', path: '/fences/exit-3', title: exit3 },
  {
    name: 'past',
    path: '/fences/exit-3',
    title: exit3,
    late: '.sweep-chart',
    prepare: async () => {
      const now = createMovedNow({ x: 0.1, y: 0.02 });
      stage.server.pasts.set('exit-3', { ...(await createBusyPast(4)), now });
    },
  },
];

/** Two looks show each language, each theme and each screen once. */
const englishOnDesktop = [
  { screen: 'desktop', locale: 'en-GB', colorScheme: 'light' },
  { screen: 'phone', locale: 'zh-CN', colorScheme: 'dark' },
] as const;
const chineseOnDesktop = [
  { screen: 'phone', locale: 'en-GB', colorScheme: 'dark' },
  { screen: 'desktop', locale: 'zh-CN', colorScheme: 'light' },
] as const;
const tabletLooks = [
  { screen: 'tablet', locale: 'zh-CN', colorScheme: 'light' },
  { screen: 'upright', locale: 'en-GB', colorScheme: 'dark' },
] as const;
type Look = (typeof englishOnDesktop | typeof chineseOnDesktop | typeof tabletLooks)[number];

/** The pages take turns with the two pairs of looks; each page has all four when pictures are kept. */
function looksOf(index: number, name: string): Look[] {
  const first = index % 2 === 0 ? englishOnDesktop : chineseOnDesktop;
  const second = first === englishOnDesktop ? chineseOnDesktop : englishOnDesktop;
  const wanted = process.env['SCREENSHOTS'] === undefined ? first : [...first, ...second];
  return [...wanted, ...(name === 'editor' ? tabletLooks : [])];
}

const combinations = pages.flatMap((shown, index) =>
  looksOf(index, shown.name).map((look) => ({ shown, look })),
);

test.each(combinations)(
  'the page $shown.name looks right: $look.screen, $look.locale, $look.colorScheme',
  async ({ shown, look }) => {
    await shown.prepare?.();
    const { page, complaints } =
      shown.name === 'log-in'
        ? await stage.open(shown.path, look)
        : await stage.enter(shown.path, { ...look, role: shown.role ?? 'operator' });
    await page.getByRole('heading', { level: 1, name: shown.title[look.locale] }).waitFor();
    if (shown.late !== undefined) await page.locator(shown.late).waitFor();
    await waitForPictures(page);
    await keepScreenshot(page, nameOf(shown, look));

    const { width, room, language } = await page.evaluate(() => {
      const { scrollWidth, clientWidth, lang } = document.documentElement;
      return { width: scrollWidth, room: clientWidth, language: lang };
    });
    expect(width).toBeLessThanOrEqual(room);
    expect(language).toBe(look.locale === 'zh-CN' ? 'zh-CN' : 'en');
    expect(complaints).toEqual([]);
    expect(await findAxeFaults(page)).toEqual([]);
    expect(await findCutTexts(page)).toEqual([]);
    if (look.screen === 'phone') expect(await findSmallTargets(page)).toEqual([]);
    if (look.locale === 'zh-CN') expect(await findLatinWords(page, shown.names)).toEqual([]);
  },
);

const walks = [
  { screen: 'phone', locale: 'zh-CN', length: '40 Chinese characters' },
  { screen: 'desktop', locale: 'en-GB', length: '80 Latin ones' },
] as const;

/** The editor gives its room to the picture; with long names it is looked at by hand. */
const walked = pages.filter(
  ({ name, role }) => role === undefined && !['log-in', 'editor', 'past'].includes(name),
);

test.each(walks)(
  'names of $length cut nothing off on any page, $screen',
  async (look) => {
    const faults: string[] = [];
    const { page } = await stage.enter('/', { ...look, role: 'operator' });
    for (const shown of walked) {
      await shown.prepare?.();
      lengthenNames(stage.server, look.locale);
      // Away first: the same address would stay as it is.
      await leadTo(page, '/nothing');
      await leadTo(page, shown.path);
      await page
        .locator(shown.late ?? 'main h1')
        .first()
        .waitFor();
      await page.locator('.skeleton').first().waitFor({ state: 'detached' });
      const isWide = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth > clientWidth;
      });
      if (isWide) faults.push(`${shown.name} is wider than its screen`);
      for (const cut of await findCutTexts(page)) faults.push(`${shown.name}: ${cut}`);
    }
    expect(faults).toEqual([]);
  },
  120_000,
);

function nameOf({ name }: LookedAt, { screen, locale, colorScheme }: Look): string {
  return [name, screen, locale, colorScheme].join('-');
}

async function waitForPictures(page: Page): Promise<void> {
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  // Those far down come when somebody gets there.
  await page.waitForFunction(() =>
    [...document.images].every(({ complete, loading }) => complete || loading === 'lazy'),
  );
}

async function keepScreenshot(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.evaluate(() => {
    for (const image of document.images) image.loading = 'eager';
  });
  await waitForPictures(page);
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
