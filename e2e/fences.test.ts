// A fence from drawing to alert, over the whole product: an operator draws it, back-tests it on last night, arms it, and the edge
// applies it within two seconds. With the mouse, and with the keyboard only.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeBlock, quantiseObservation } from '../observation-log/index.ts';
import { aRegion, anObservation, box } from '../geofences/testing/observations.ts';
import { edgeToken, startDistrict, type District } from './district.ts';
import { openBrowser, type TestBrowser } from './open-browser.ts';

const cameraId = 'corner-west';
let district: District;
let browser: TestBrowser;

beforeAll(async () => {
  district = await startDistrict({ scenes: ['corner'] });
  browser = await openBrowser();
  await keepLastNight();
  await browser.logIn(district.dashboardUrl, district.password);
});
afterAll(async () => {
  await browser.close();
  await district.stop();
});

/** Last night a heap stood in the corner three times: for 20 s, for 50 s and for 120 s. */
async function keepLastNight(): Promise<void> {
  const start = Date.now() - 8 * 3_600_000;
  const stays = [20, 50, 120].map((seconds, index) => {
    const since = start + 60_000 + index * 300_000;
    return { since, until: since + seconds * 1000 };
  });
  const observations = Array.from({ length: 600 }, (_, index) => {
    const capturedAt = start + index * 2000;
    const stay = stays.find(({ since, until }) => capturedAt >= since && capturedAt < until);
    const heap = { id: `r${stay?.since}`, box: box(0.5, 0.5, 0.15, 0.1), since: stay?.since ?? 0 };
    return quantiseObservation(
      anObservation({
        cameraId,
        capturedAt,
        view: { state: 'ok', since: start, shift: null },
        regions: stay ? [aRegion(heap)] : [],
      }),
    );
  });
  const span = `${start}-${observations.at(-1)!.capturedAt}`;
  const answer = await fetch(
    `${district.dashboardUrl}/api/edge/cameras/${cameraId}/observations/${span}`,
    {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${edgeToken}`,
        'content-type': 'application/octet-stream',
      },
      body: Buffer.from(await encodeBlock(observations)),
    },
  );
  expect(answer.status, await answer.text()).toBe(204);
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const wouldHave = (page: Page, alerts: string) =>
  page.getByText(`This draft would have raised ${alerts}`);

test('is drawn with the mouse, back-tested, armed, in force within two seconds, and raises an alert', async () => {
  const { page, complaints } = browser;
  await page.goto(`${district.dashboardUrl}/fences/${cameraId}`);
  await page.locator('.canvas-picture').waitFor({ timeout: 20_000 });
  await button(page, 'New fence').click();
  const area = (await page.locator('.canvas').boundingBox())!;
  const corners = [
    [0.46, 0.45],
    [0.72, 0.45],
    [0.72, 0.66],
    [0.46, 0.66],
    [0.46, 0.45],
  ] as const;
  for (const [x, y] of corners)
    await page.mouse.click(area.x + x * area.width, area.y + y * area.height);
  await page.getByLabel('Kind').selectOption('debris-pile');
  await page.getByLabel('Name').fill('Mouse corner');

  // Its default dwell of two minutes is longer than any heap stayed.
  const dwell = page.locator('[data-path="dwell"] input').first();
  await wouldHave(page, '0 alerts').waitFor({ timeout: 10_000 });
  await dwell.fill('40');
  await page.locator('[data-path="dwell"] [aria-label$=": unit"]').first().selectOption('s');
  await wouldHave(page, '2 alerts').waitFor({ timeout: 2000 });
  await dwell.fill('12');
  await wouldHave(page, '3 alerts').waitFor({ timeout: 2000 });
  await browser.keepBothLanguages('fences-draft');

  await button(page, 'Arm…').click();
  await page.getByLabel('Reason').fill('Bags are left here.');
  await page.locator('dialog').getByRole('button', { name: 'Arm', exact: true }).click();
  expect(await secondsUntilInForce(page)).toBeLessThan(inForceSeconds);
  expect(await page.locator('.fence-tab', { hasText: 'Draft' }).count()).toBe(0);
  await browser.keepBothLanguages('fences-armed');

  const fenceId = new URL(page.url()).searchParams.get('fence');
  const opened = await district.hears(
    (one) => one.event === 'opened' && one.fenceId === fenceId,
    110_000,
  );
  expect(opened.fenceName).toBe('Mouse corner');
  expect(complaints).toEqual([]);
});

test('is drawn and armed with the keyboard only', async () => {
  const { page, complaints } = browser;
  const keys = async (...names: string[]) => {
    for (const name of names) await page.keyboard.press(name);
  };
  await page.goto(`${district.dashboardUrl}/fences/${cameraId}`);
  await page.locator('.canvas-drawing').waitFor();
  await tabTo(page, 'New fence');
  await keys('Enter');
  await tabTo(page, 'Drawing area');
  await keys('Enter', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Enter');
  await keys('Shift+ArrowDown', 'Shift+ArrowDown', 'Enter', 'c');
  await tabTo(page, 'Arm…');
  await keys('Enter');
  await page.keyboard.type('Drawn without a mouse.');
  await keys('Tab', 'Tab', 'Enter');
  expect(await secondsUntilInForce(page)).toBeLessThan(inForceSeconds);
  expect(complaints).toEqual([]);
});

/** Two seconds on a quiet machine; tests run beside other servers and a browser. */
const inForceSeconds = 5;

/** The time between arming and the edge's confirmation, as measured by the page. */
async function secondsUntilInForce(page: Page): Promise<number> {
  const note = page.getByText(/In force at the camera after \d+(\.\d+)? s/);
  await note.waitFor({ timeout: 10_000 });
  return Number(/after (\d+(?:\.\d+)?) s/.exec((await note.textContent()) ?? '')?.[1]);
}

/** Presses Tab until the element with this name has the focus. @throws Error when it is not reached */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate<string>(
      `(document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent ?? '').trim()`,
    );
    if (focused.startsWith(name)) return;
  }
  throw new Error(`"${name}" is not reached with the Tab key`);
}
