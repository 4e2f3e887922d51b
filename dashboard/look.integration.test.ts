/// <reference types="node" />
// How the pages look in a real browser: every page in both languages, both themes, on a desk and on a phone fits its
// screen, has a name for everything that can be pressed, enough contrast, and raises no complaint. With SCREENSHOTS set to a folder the pictures are
// kept there, to be looked at.
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
] as const;
const looks = (['desktop', 'phone'] as const).flatMap((screen) =>
  (['en-GB', 'zh-CN'] as const).flatMap((locale) =>
    (['light', 'dark'] as const).map((colorScheme) => ({ screen, locale, colorScheme })),
  ),
);

describe.each(pages)('the page $name', ({ name, path, title }) => {
  test.each(looks)('looks right: $screen, $locale, $colorScheme', async (look) => {
    const { page, complaints, close } = await stage.open(path, {
      ...look,
      reducedMotion: 'reduce',
      loggedIn: name !== 'log-in',
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
  });
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
