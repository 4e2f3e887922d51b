// The dashboard on the whole product: an alert appears in a browser by itself, with its picture, its clip and its fence. With
// SCREENSHOTS set to a folder, screenshots are stored there.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDistrict, type District } from './district.ts';
import { openBrowser, type TestBrowser } from './open-browser.ts';

let district: District;
let browser: TestBrowser;

beforeAll(async () => {
  district = await startDistrict({ scenes: ['street', 'fire-exit', 'corner'] });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await district.stop();
});

test('an alert comes to the open page by itself, with picture, clip and fence', async () => {
  const { page, complaints } = browser;
  await browser.logIn(district.dashboardUrl, district.password);
  await page.getByRole('heading', { level: 1, name: 'Alerts' }).waitFor();

  const opened = await district.hears(({ event }) => event === 'opened', 70_000);
  const row = page.locator(`a[href$="/cases/${opened.caseId}"]`).first();
  await row.waitFor({ timeout: 5000 });
  await district.hears(({ event }) => event === 'cleared', 90_000);
  await browser.keepBothLanguages('alerts');

  await page.goto(`${district.dashboardUrl}/cases/${opened.caseId}`);
  await page.getByRole('radio', { name: 'Clip', exact: true }).check({ timeout: 30_000 });
  await page.locator('video').first().waitFor({ timeout: 30_000 });
  const seconds = await page.evaluate<number>(durationOfClip);
  expect(seconds).toBeGreaterThan(35);
  expect(seconds).toBeLessThan(60);
  await browser.keepBothLanguages('case');

  await page.goto(`${district.dashboardUrl}/wall`);
  await expect.poll(() => page.locator('main img').count(), { timeout: 15_000 }).toBe(3);
  await browser.keepBothLanguages('wall');
  expect(complaints).toEqual([]);
});

/** Runs in the page: the duration of the clip in seconds, once the browser knows it. */
const durationOfClip = `(async () => {
  const video = document.querySelector('video');
  for (let tries = 0; tries < 100 && Number.isNaN(video.duration); tries++)
    await new Promise((resolve) => setTimeout(resolve, 100));
  return video.duration;
})()`;
