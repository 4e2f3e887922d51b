/// <reference types="node" />
// The layout of all pages in a real browser, in both languages, both themes and on both screens: each fits its screen, has no
// serious axe finding, no touch target below 44 px, no Latin words in Chinese, and no console error. Then every page with the
// longest names, on a phone of 360 px. With ALL_LOOKS set, every page is seen in all of these, and with long names on a phone of
// 390 px and on a desktop too; with SCREENSHOTS set to a folder so too, and the pictures are kept there.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { findAxeFaults, findCutTexts, findSmallTargets } from './axe.ts';
import { allLooks } from './all-looks.ts';
import { findLatinWords } from './latin-words.ts';
import { lengthenNames } from './long-names.ts';
import { leadTo } from './page-pool.ts';
import { stage } from './page-stage.ts';
import { boxOf } from './stage.ts';
import type { LookedAt } from './looked-at.ts';
import { pages } from './looked-at-pages.ts';

/** Two combinations cover each language, each theme and each screen once. */
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

/** The pages alternate between the two pairs of combinations. */
function looksOf(index: number, name: string): Look[] {
  const first = index % 2 === 0 ? englishOnDesktop : chineseOnDesktop;
  const second = first === englishOnDesktop ? chineseOnDesktop : englishOnDesktop;
  const wanted = allLooks ? [...first, ...second] : first;
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
    if (shown.file) await page.locator('input[type="file"]').setInputFiles(shown.file);
    if (shown.press !== undefined) await page.locator(shown.press).click();
    if (shown.late !== undefined) await page.locator(shown.late).first().waitFor();
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

/** The smallest phone leaves the least room. */
const smallWalks = [
  { screen: 'small', locale: 'zh-CN', colorScheme: 'light', length: '40 Chinese characters' },
  { screen: 'small', locale: 'en-GB', colorScheme: 'dark', length: '80 Latin ones' },
] as const;
const largerWalks = [
  { screen: 'phone', locale: 'zh-CN', colorScheme: 'dark', length: '40 Chinese characters' },
  { screen: 'phone', locale: 'en-GB', colorScheme: 'dark', length: '80 Latin ones' },
  { screen: 'desktop', locale: 'zh-CN', colorScheme: 'dark', length: '40 Chinese characters' },
  { screen: 'desktop', locale: 'en-GB', colorScheme: 'light', length: '80 Latin ones' },
] as const;

const walks = allLooks ? [...smallWalks, ...largerWalks] : smallWalks;

const walked = pages.filter(({ name, role }) => role === undefined && name !== 'log-in');

test.each(walks)(
  'names of $length cut nothing off on any page: $screen, $locale, $colorScheme',
  async (look) => {
    const faults: string[] = [];
    const { page } = await stage.enter('/', { ...look, role: 'operator' });
    for (const shown of walked) {
      await shown.prepare?.();
      lengthenNames(stage.server, look.locale);
      // Leave the page first: the same address would not reload.
      await leadTo(page, '/nothing');
      await leadTo(page, shown.path);
      if (shown.press !== undefined) await page.locator(shown.press).click();
      await page
        .locator(shown.late ?? 'main h1')
        .first()
        // Late content is computed in the page, which is slow on a busy machine.
        .waitFor({ timeout: 60_000 });
      await page.locator('.skeleton').first().waitFor({ state: 'detached' });
      await keepScreenshot(page, ['long', shown.name, look.screen, look.locale].join('-'));
      for (const fault of await faultsOf(page, look.screen)) faults.push(`${shown.name}: ${fault}`);
    }
    expect(faults).toEqual([]);
  },
  300_000,
);

async function faultsOf(page: Page, screen: (typeof walks)[number]['screen']): Promise<string[]> {
  const { width, room } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { width: scrollWidth, room: clientWidth };
  });
  return [
    ...(width > room ? [`${width} px wide on a screen of ${room}`] : []),
    ...(await findCutTexts(page)),
    ...(screen === 'desktop' ? [] : await findSmallTargets(page)),
    ...(await findAxeFaults(page)),
  ];
}

test.each(['zh-CN', 'en-GB'] as const)(
  'a lost connection cuts nothing off on a small phone, %s',
  async (locale) => {
    const { page } = await stage.enter('/desk', { screen: 'small', locale, role: 'operator' });
    stage.server.dropLive(true);
    await page.locator('.connection[data-state="lost"]').waitFor();
    const shown = page.locator('.banner');
    await shown.waitFor();
    await keepScreenshot(page, `lost-small-${locale}`);
    expect(await findCutTexts(page)).toEqual([]);
    const head = await boxOf(page.locator('.top'));
    const brand = await boxOf(page.locator('.top .brand-name'));
    const state = await boxOf(page.locator('.connection'));
    expect(brand.height).toBeLessThanOrEqual(head.height);
    expect(brand.x + brand.width).toBeLessThan(state.x);
    stage.server.dropLive(false);
  },
);

function nameOf({ name }: LookedAt, { screen, locale, colorScheme }: Look): string {
  return [name, screen, locale, colorScheme].join('-');
}

async function waitForPictures(page: Page): Promise<void> {
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  // Rows far down are rendered when scrolled to.
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
