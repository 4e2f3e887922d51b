/// <reference types="node" />
// One case in a real browser: the drawing matches the object, the clip plays, and acknowledging works and fails correctly.
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { cleared } from '../../../testing/sample-district.ts';
import { cameBack } from '../../../testing/sample-openings.ts';
import { boxOf, byId, readDrawnBox, type OpenOptions } from '../../../testing/stage.ts';
import { stage } from '../../../testing/page-stage.ts';

const id = '20261122-0004';

async function openCase(options: OpenOptions = {}) {
  const opened = await stage.enter(`/cases/${id}`, options);
  await opened.page.getByRole('heading', { level: 1, name: 'Blocked fire exit' }).waitFor();
  return opened;
}

const detailOf = (caseId: string) => byId(stage.server.cases, caseId);

test.each(['desktop', 'phone'] as const)(
  'fence and region are drawn where they are in the picture, on a %s',
  async (screen) => {
    const { page } = await openCase({ screen });
    const picture = await boxOf(page.locator('.scene-picture'));
    const region = await readDrawnBox(page.locator('[data-region]'));
    const fence = await readDrawnBox(page.locator('[data-fence]'));
    const detail = detailOf(id);
    const xs = detail.polygon.map(([x]) => x);
    const ys = detail.polygon.map(([, y]) => y);
    expectSamePlace(picture, region, detail.region);
    expectSamePlace(picture, fence, {
      x: Math.min(...xs),
      y: Math.min(...ys),
      width: Math.max(...xs) - Math.min(...xs),
      height: Math.max(...ys) - Math.min(...ys),
    });
  },
);

test('the edge of the region is drawn in its colour, and is gone when it is hidden', async () => {
  const { page } = await openCase();
  const region = await readDrawnBox(page.locator('[data-region]'));
  const edge = { x: region.x, y: region.y + region.height / 2 };
  expect(await reddestNear(page, edge)).toBeGreaterThan(100);
  await page.getByRole('button', { name: 'Detected region' }).click();
  expect(await page.locator('[data-region]').count()).toBe(0);
  expect(await reddestNear(page, edge)).toBeLessThan(100);
  await page.getByRole('button', { name: 'Fence', exact: true }).click();
  expect(await page.locator('[data-fence]').count()).toBe(0);
});

test('the facts, the trace and the deliveries can be read', async () => {
  const { page } = await openCase();
  for (const text of ['09012', '370305001001003', 'Fence covered', 'Stayed for'])
    await page.getByText(text, { exact: true }).first().waitFor();
  await page.getByText('王建国').waitFor();
  await page.getByText('Nobody on duty').waitFor();
  await page.getByText('the broker cannot be reached').waitFor();
  const handedOver = page.locator('.delivery[data-standing="handed-over"]');
  await handedOver.getByText('Sent, no device has confirmed it').waitFor();
  expect(await isGreen(handedOver.locator('.delivery-state'))).toBe(false);
  const opened = await page.locator('.fact time').first().getAttribute('datetime');
  expect(opened).toBe(new Date(detailOf(id).openedAt).toISOString());
  const shown = await page.locator('.timeline time').first().textContent();
  const inShanghai = new Date(detailOf(id).openedAt + 8 * 3_600_000).toISOString().slice(11, 19);
  // The browser of the tests is in Berlin.
  expect(shown).toBe(`${inShanghai} GMT+8`);
});

test('the clip plays, and while it is being cut the page says so and then shows it by itself', async () => {
  Object.assign(detailOf(id), { hasClip: false });
  const { page, complaints } = await openCase({ hasTestClock: true });
  await page.getByRole('radio', { name: 'Clip …' }).check();
  await page.getByText('The clip is being cut.').waitFor();
  Object.assign(detailOf(id), { hasClip: true });
  await page.clock.fastForward(4000);
  await page.locator('video').waitFor();
  await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 1);
  expect(
    await page.locator('video').evaluate((video: HTMLVideoElement) => video.duration),
  ).toBeCloseTo(2, 0);
  expect(complaints).toEqual([]);
});

test('acknowledging shows at once and stays', async () => {
  const { page } = await openCase();
  await page.getByRole('button', { name: 'I have it' }).click();
  await page.getByText(/^Acknowledged by li\.na at /).waitFor();
  await page.locator('.chip', { hasText: 'Acknowledged' }).waitFor();
  expect(await page.getByRole('button', { name: 'I have it' }).count()).toBe(0);
  await page.reload();
  await page.getByText(/^Acknowledged by li\.na at /).waitFor();
});

test('a step that dispatch cannot accept now waits, and a refused one shows the reason', async () => {
  const { page } = await openCase();
  stage.server.refusals.set(`POST /api/cases/${id}/transitions`, 503);
  await page.getByRole('button', { name: 'I have it' }).click();
  await page.getByText('I have it · saved; it is sent when there is a connection').waitFor();
  await page.locator('.chip', { hasText: 'Dispatched' }).waitFor();
  stage.server.refusals.set(`POST /api/cases/${id}/transitions`, 409);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.getByText('The case has changed in the meantime.').waitFor();
  await page.getByRole('button', { name: 'Read' }).click();
  stage.server.refusals.clear();
  await page.getByRole('button', { name: 'I have it' }).click();
  await page.getByText(/^Acknowledged by li\.na at /).waitFor();
});

test('an auditor can read and not act', async () => {
  const { page } = await openCase({ role: 'auditor' });
  await page.getByText('Facts').waitFor();
  expect(await page.getByRole('button', { name: 'I have it' }).count()).toBe(0);
});

test('the clearing arrives live with its place in the timeline', async () => {
  const { page } = await openCase();
  await page.getByText('Live', { exact: true }).waitFor();
  stage.server.pushCase(cleared(detailOf(id), 75_000));
  await page.getByText('Cleared after 1 min 15 s').waitFor();
  await page.locator('.timeline-item[data-event="cleared"]').waitFor();
});

test('back leads to the list with its filters', async () => {
  const { page } = await stage.enter('/?kind=blocked-fire-exit');
  await page.locator(`[data-case="${id}"] a`).click();
  await page.getByRole('heading', { level: 1, name: 'Blocked fire exit' }).waitFor();
  await page.locator('.back-link').click();
  await page.getByRole('heading', { level: 1, name: 'Alerts' }).waitFor();
  expect(new URL(page.url()).search).toBe('?kind=blocked-fire-exit');
});

test('a case of two cameras shows both, and the evidence of the selected one', async () => {
  const { page, complaints } = await stage.enter('/cases/20261122-0003');
  const [first, second] = byId(stage.server.cases, '20261122-0003').incidents ?? [];
  const sighting = (incident = first) =>
    page.locator(`[data-sighting="${incident?.incidentId ?? ''}"]`);
  await sighting(second).getByText('Cleared after 2 min 40 s').waitFor();
  await sighting(first).getByText('Still there').waitFor();
  expect(await sighting(first).getAttribute('aria-pressed')).toBe('true');
  await sighting(second).click();
  const shown = page.locator('.evidence .scene-picture');
  await expect.poll(() => shown.getAttribute('src')).toContain(second?.incidentId);
  expect(await page.locator('.evidence [data-fence="market-gate"]').count()).toBe(1);
  await page.getByText('jiefang-east-corner').first().waitFor();
  await page.getByText('Clear here, not elsewhere').waitFor();
  expect(complaints).toEqual([]);
});

test('a case that came back shows the newest opening, and earlier ones with their own evidence on one press', async () => {
  Object.assign(detailOf(id), cameBack(detailOf(id), 2));
  const { page, complaints } = await openCase();
  const shown = page.locator('.evidence .scene-picture');
  await expect.poll(() => shown.getAttribute('src')).toContain('/openings/5/picture.jpg');
  await page.getByText('Back for the time 2').first().waitFor();
  await page.locator('[data-opening="1"]').click();
  await expect.poll(() => shown.getAttribute('src')).toContain('/openings/1/picture.jpg');
  expect(await page.getByText('Back for the time').count()).toBe(0);
  await page.getByRole('radio', { name: 'Clip', exact: true }).check();
  expect(await page.locator('video').getAttribute('src')).toContain('/openings/1/clip.mp4');
  await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 1);
  stage.server.pushCase(cameBack(detailOf(id), 3));
  await page.locator('[data-opening="7"]').waitFor();
  expect(await page.locator('video').getAttribute('src')).toContain('/openings/1/clip.mp4');
  expect(complaints).toEqual([]);
});

test('a case that does not exist says so', async () => {
  const { page } = await stage.enter('/cases/none');
  await page.getByText('This does not exist any more.').waitFor();
});

/** Whether its text is more green than anything else. */
function isGreen(part: Locator): Promise<boolean> {
  return part.evaluate((element) => {
    const [red = 0, green = 0, blue = 0] =
      getComputedStyle(element).color.match(/\d+/g)?.map(Number) ?? [];
    return green > red + 20 && green > blue + 20;
  });
}

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

/** The largest excess of red over the other colours in the pixels around a point of the screen. */
async function reddestNear(page: Page, { x, y }: { x: number; y: number }): Promise<number> {
  const clip = { x: Math.round(x) - 3, y: Math.round(y) - 1, width: 6, height: 2 };
  const { data, info } = await sharp(await page.screenshot({ clip }))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const pixels = Array.from({ length: info.width * info.height }, (_, index) =>
    data.subarray(index * 3, index * 3 + 3),
  );
  return Math.max(...pixels.map(([red = 0, green = 0, blue = 0]) => red - Math.max(green, blue)));
}

test.each([
  { width: 844, height: 390 },
  { width: 640, height: 360 },
])(
  'a phone on its side, $width × $height, shows the picture beside what can be done',
  async (size) => {
    const { page } = await openCase({ screen: 'phone' });
    await page.setViewportSize(size);
    await page.locator('.step-next').waitFor();
    await page.locator('.evidence .scene').evaluate((scene) => {
      scene.scrollIntoView({ block: 'center' });
    });
    const covered = await page.locator('.evidence .scene').evaluate((scene) => {
      const { left, top, right, bottom } = scene.getBoundingClientRect();
      const points = [0.05, 0.5, 0.95].flatMap((x) =>
        [0.05, 0.5, 0.95].map(
          (y) => [left + x * (right - left), top + y * (bottom - top)] as const,
        ),
      );
      return points.filter(([x, y]) => !scene.contains(document.elementFromPoint(x, y))).length;
    });
    expect(covered).toBe(0);
    const [scene, next] = [page.locator('.evidence .scene'), page.locator('.step-next')];
    expect((await boxOf(next)).x).toBeGreaterThan((await boxOf(scene)).x + 100);
  },
);
