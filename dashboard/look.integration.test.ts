/// <reference types="node" />
// How the pages look in a real browser: every page, with each pair of language, theme and screen at least once, fits its
// screen, has a name for everything that can be pressed, enough contrast, and raises no complaint. With SCREENSHOTS set
// to a folder the pictures are kept there, to be looked at.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findContrastFaults, findNamelessControls } from './testing/accessibility.ts';
import { startStage, type OpenOptions, type Stage } from './testing/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());
beforeEach(() => {
  stage.reset();
});

const pages = [
  { name: 'log-in', path: '/', title: { 'en-GB': 'Log in', 'zh-CN': '登录' } },
  { name: 'alerts', path: '/', title: { 'en-GB': 'Alerts', 'zh-CN': '告警' } },
  {
    name: 'case',
    path: '/cases/20261122-0004',
    title: { 'en-GB': 'Blocked fire exit', 'zh-CN': '消防通道堵塞' },
  },
  { name: 'wall', path: '/wall', title: { 'en-GB': 'Camera wall', 'zh-CN': '监控墙' } },
  { name: 'fences', path: '/fences', title: { 'en-GB': 'Fences', 'zh-CN': '围栏' } },
  {
    name: 'editor',
    path: '/fences/exit-3',
    title: { 'en-GB': '3号楼消防通道', 'zh-CN': '3号楼消防通道' },
  },
] as const;
/** Every two of screen, language and theme stand together once: a fault of one of them or of two shows. */
const looks = [
  { screen: 'desktop', locale: 'en-GB', colorScheme: 'light' },
  { screen: 'desktop', locale: 'zh-CN', colorScheme: 'dark' },
  { screen: 'phone', locale: 'en-GB', colorScheme: 'dark' },
  { screen: 'phone', locale: 'zh-CN', colorScheme: 'light' },
] as const;
const tabletLooks = [
  { screen: 'tablet', locale: 'zh-CN', colorScheme: 'light' },
  { screen: 'upright', locale: 'en-GB', colorScheme: 'dark' },
] as const;

describe.each(pages)('the page $name', ({ name, path, title }) => {
  test.each(name === 'editor' ? [...looks, ...tabletLooks] : looks)(
    'looks right: $screen, $locale, $colorScheme',
    async (look) => {
      const { page, complaints, close } = await stage.open(path, {
        ...look,
        reducedMotion: 'reduce',
        loggedIn: name !== 'log-in',
        role: name === 'editor' ? 'operator' : 'responder',
      });
      await page.getByRole('heading', { level: 1, name: title[look.locale] }).waitFor();
      await waitForPictures(page);
      await keepScreenshot(page, `${name}-${nameOf(look)}`);

      const widths = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      expect(widths[0]).toBeLessThanOrEqual(widths[1]!);
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(
        look.locale === 'zh-CN' ? 'zh-CN' : 'en',
      );
      expect(await findNamelessControls(page)).toEqual([]);
      expect(await findContrastFaults(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await close();
    },
  );
});

function nameOf({ screen, locale, colorScheme }: OpenOptions): string {
  return [screen, locale, colorScheme].join('-');
}

async function waitForPictures(page: Page): Promise<void> {
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
}

async function keepScreenshot(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
