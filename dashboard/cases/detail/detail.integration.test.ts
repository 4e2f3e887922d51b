/// <reference types="node" />
// One case in a real browser: the drawing lies where the thing is, the clip plays, acknowledging works and fails well.
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cleared } from '../../testing/sample-district.ts';
import { readDrawnBox, startStage, type OpenOptions, type Stage } from '../../testing/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());
beforeEach(() => {
  stage.reset();
});

const id = '20261122-0004';

async function openCase(options: OpenOptions = {}) {
  const opened = await stage.enter(`/cases/${id}`, options);
  await opened.page.getByRole('heading', { level: 1, name: 'Blocked fire exit' }).waitFor();
  return opened;
}

const detailOf = (caseId: string) => stage.server.cases.find((one) => one.id === caseId)!;

test.each(['desktop', 'phone'] as const)(
  'fence and region are drawn where they are in the picture, on a %s',
  async (screen) => {
    const { page, close } = await openCase({ screen });
    const picture = (await page.locator('.scene-picture').boundingBox())!;
    const region = await readDrawnBox(page.locator('[data-region]'));
    const fence = await readDrawnBox(page.locator('[data-fence]'));
    const detail = detailOf(id);
    const [xs, ys] = [detail.polygon.map(([x]) => x), detail.polygon.map(([, y]) => y)];
    expectSamePlace(picture, region, detail.region);
    expectSamePlace(picture, fence, {
      x: Math.min(...xs),
      y: Math.min(...ys),
      width: Math.max(...xs) - Math.min(...xs),
      height: Math.max(...ys) - Math.min(...ys),
    });
    await close();
  },
);

test('the pixels on the edge of the region have its colour, and lose it when it is switched off', async () => {
  const { page, close } = await openCase();
  const region = await readDrawnBox(page.locator('[data-region]'));
  const edge = { x: region.x, y: region.y + region.height / 2 };
  expect(await reddestNear(page, edge)).toBeGreaterThan(100);
  await page.getByRole('button', { name: 'Found region' }).click();
  expect(await page.locator('[data-region]').count()).toBe(0);
  expect(await reddestNear(page, edge)).toBeLessThan(100);
  await page.getByRole('button', { name: 'Fence', exact: true }).click();
  expect(await page.locator('[data-fence]').count()).toBe(0);
  await close();
});

test('the facts, the trace and the deliveries can be read', async () => {
  const { page, close } = await openCase();
  for (const text of ['09012', '370305001001003', 'Fence covered', 'Stayed for'])
    await page.getByText(text, { exact: true }).first().waitFor();
  await page.getByText('王建国').waitFor();
  await page.getByText('Nobody on duty').waitFor();
  await page.getByText('the broker cannot be reached').waitFor();
  const opened = await page.locator('.fact time').first().getAttribute('datetime');
  expect(opened).toBe(new Date(detailOf(id).openedAt).toISOString());
  const shown = await page.locator('.timeline time').first().textContent();
  const inShanghai = new Date(detailOf(id).openedAt + 8 * 3_600_000).toISOString().slice(11, 19);
  expect(shown).toBe(inShanghai);
  await close();
});

test('the clip plays, and while it is being cut the page says so and then shows it by itself', async () => {
  Object.assign(detailOf(id), { hasClip: false });
  const { page, complaints, close } = await openCase();
  await page.getByRole('radio', { name: 'Clip …' }).check();
  await page.getByText('The clip is being cut.').waitFor();
  Object.assign(detailOf(id), { hasClip: true });
  await page.locator('video').waitFor();
  await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 1);
  expect(
    await page.locator('video').evaluate((video: HTMLVideoElement) => video.duration),
  ).toBeCloseTo(2, 0);
  expect(complaints).toEqual([]);
  await close();
});

test('acknowledging shows at once and stays', async () => {
  const { page, close } = await openCase();
  await page.getByRole('button', { name: 'Acknowledge' }).click();
  await page.getByText(/^Acknowledged by li\.na at /).waitFor();
  await page.locator('.chip', { hasText: 'Acknowledged' }).waitFor();
  expect(await page.getByRole('button', { name: 'Acknowledge' }).count()).toBe(0);
  await page.reload();
  await page.getByText(/^Acknowledged by li\.na at /).waitFor();
  await close();
});

test('an acknowledgement that fails is taken back and can be tried again', async () => {
  const { page, close } = await openCase();
  stage.server.refusals.set(`POST /api/cases/${id}/acknowledge`, 503);
  await page.getByRole('button', { name: 'Acknowledge' }).click();
  await page.getByText('Not acknowledged.').waitFor();
  await page.locator('.chip', { hasText: 'Dispatched' }).waitFor();
  stage.server.refusals.clear();
  await page.getByRole('button', { name: 'Acknowledge' }).click();
  await page.getByText(/^Acknowledged by li\.na at /).waitFor();
  await close();
});

test('an auditor reads and does not act', async () => {
  stage.server.user = { username: 'li.na', role: 'auditor' };
  const { page, close } = await openCase();
  await page.getByText('Facts').waitFor();
  expect(await page.getByRole('button', { name: 'Acknowledge' }).count()).toBe(0);
  await close();
});

test('the clearing arrives live with its place in the timeline', async () => {
  const { page, close } = await openCase();
  await page.getByText('Live', { exact: true }).waitFor();
  stage.server.pushCase(cleared(detailOf(id), 75_000));
  await page.getByText('Cleared after 1 min 15 s').waitFor();
  await page.locator('.timeline-item[data-event="cleared"]').waitFor();
  await close();
});

test('back leads to the list with its filters', async () => {
  const { page, close } = await stage.enter('/?kind=blocked-fire-exit');
  await page.locator(`[data-case="${id}"] a`).click();
  await page.getByRole('heading', { level: 1, name: 'Blocked fire exit' }).waitFor();
  await page.locator('.back-link').click();
  await page.getByRole('heading', { level: 1, name: 'Alerts' }).waitFor();
  expect(new URL(page.url()).search).toBe('?kind=blocked-fire-exit');
  await close();
});

test('a case that does not exist says so', async () => {
  const { page, close } = await stage.enter('/cases/none');
  await page.getByText('There is no such thing here any more.').waitFor();
  await close();
});

interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** `drawn` in pixels is where `share` of `picture` is, to a pixel. */
function expectSamePlace(picture: Rectangle, drawn: Rectangle, share: Rectangle): void {
  expect(Math.abs(drawn.x - (picture.x + share.x * picture.width))).toBeLessThan(1);
  expect(Math.abs(drawn.y - (picture.y + share.y * picture.height))).toBeLessThan(1);
  expect(Math.abs(drawn.width - share.width * picture.width)).toBeLessThan(1);
  expect(Math.abs(drawn.height - share.height * picture.height)).toBeLessThan(1);
}

/** By how much red outweighs the other colours at most, in the pixels round a point of the screen. */
async function reddestNear(page: Page, { x, y }: { x: number; y: number }): Promise<number> {
  const clip = { x: Math.round(x) - 3, y: Math.round(y) - 1, width: 6, height: 2 };
  const { data, info } = await sharp(await page.screenshot({ clip }))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const pixels = Array.from({ length: info.width * info.height }, (_, index) => index * 3);
  return Math.max(...pixels.map((at) => data[at]! - Math.max(data[at + 1]!, data[at + 2]!)));
}
