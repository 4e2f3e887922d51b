// The dashboard against the real thing: what the cameras see arrives in a browser by itself, with its picture, its clip and
// the fence drawn where it is. With SCREENSHOTS set to a folder the pages are kept there, to be looked at.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDistrict, type District } from './district.ts';

const chromiumArguments = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update'],
];

let district: District;
let browser: BrowserContext;
let page: Page;
let profile: string;
const complaints: string[] = [];

beforeAll(async () => {
  district = await startDistrict({ scenes: ['street', 'fire-exit', 'corner'] });
  profile = await mkdtemp(join(tmpdir(), 'fencewatch-browser-'));
  browser = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    args: chromiumArguments,
    locale: 'en-GB',
    viewport: { width: 1366, height: 768 },
  });
  page = await browser.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('401'))
      complaints.push(message.text());
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && response.status() !== 401)
      complaints.push(`${response.status()} ${response.url()}`);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
});
afterAll(async () => {
  await browser.close();
  await rm(profile, { recursive: true, force: true });
  await district.stop();
});

test('an alert comes to the open page by itself, with picture, clip and fence', async () => {
  await page.goto(district.dashboardUrl);
  await page.getByLabel('User name').fill('admin');
  await page.locator('#password').fill(district.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Alerts' }).waitFor();

  const opened = await district.hears(({ event }) => event === 'opened', 70_000);
  const row = page.locator(`a[href$="/cases/${opened.caseId}"]`).first();
  await row.waitFor({ timeout: 5000 });
  await district.hears(({ event }) => event === 'cleared', 90_000);
  await keepBothLanguages('alerts');

  await page.goto(`${district.dashboardUrl}/cases/${opened.caseId}`);
  await page.getByRole('radio', { name: 'Clip', exact: true }).check({ timeout: 30_000 });
  await page.locator('video').first().waitFor({ timeout: 30_000 });
  const seconds = await page.evaluate<number>(durationOfClip);
  expect(seconds).toBeGreaterThan(15);
  expect(seconds).toBeLessThan(30);
  await keepBothLanguages('case');

  await page.goto(`${district.dashboardUrl}/wall`);
  await expect.poll(() => page.locator('main img').count(), { timeout: 15_000 }).toBe(3);
  await keepBothLanguages('wall');
  expect(complaints).toEqual([]);
});

/** Runs in the page: the length of the clip in seconds, once the browser knows it. */
const durationOfClip = `(async () => {
  const video = document.querySelector('video');
  for (let tries = 0; tries < 100 && Number.isNaN(video.duration); tries++)
    await new Promise((resolve) => setTimeout(resolve, 100));
  return video.duration;
})()`;

async function keepBothLanguages(name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  for (const language of ['en', 'zh-CN'] as const) {
    await chooseLanguage(language);
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(folder, `${name}-${language}.png`) });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(folder, `${name}-${language}-phone.png`) });
    await page.setViewportSize({ width: 1366, height: 768 });
  }
  await chooseLanguage('en');
}

/** As the language switch does: the choice is kept in the browser, and the page asks for it when it loads. */
async function chooseLanguage(language: 'en' | 'zh-CN'): Promise<void> {
  await page.evaluate(
    `localStorage.setItem('fencewatch.preferences', ${JSON.stringify(JSON.stringify({ language }))})`,
  );
  await page.reload();
  await page.locator('h1').waitFor();
}
