/// <reference types="node" />
// The clips of two cameras on one clock in a real browser: their pictures are of the same moment, while they play and after steps, and a
// camera that has no picture says why.
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { stage } from '../../../testing/page-stage.ts';
import { createFilm, periodMs, readNumber, sendFilm } from './film-of-numbers.ts';
import { filmMs, laterMs, prepareTogether, togetherId } from './replayed-case.ts';

let film: Buffer;
beforeAll(async () => {
  film = await createFilm();
}, 60_000);

interface Numbers {
  first: number;
  second: number;
}

async function openTogether(): Promise<Page> {
  const { page } = await stage.enter(`/cases/${togetherId}`, { role: 'operator' });
  await page.route('**/clip.mp4', sendFilm(film));
  await page.getByRole('radio', { name: 'All 2 cameras' }).check();
  await page.locator('[data-camera="market-2"] video').waitFor();
  await page.waitForFunction(() =>
    [...document.querySelectorAll('video')].every((video) => video.readyState >= 3),
  );
  return page;
}

const readBoth = `(() => {
  const [first, second] = [...document.querySelectorAll('.together video')].map(${readNumber});
  return { first, second };
})()`;

const playAndRead = `new Promise((resolve) => {
  const shown = [];
  const read = () => {
    shown.push(${readBoth});
    if (shown.length < 80) requestAnimationFrame(read);
    else resolve(shown);
  };
  setTimeout(() => resolve(shown), 6000);
  requestAnimationFrame(read);
})`;

/** By how many pictures the second camera's picture is off from the first's. */
function offBy({ first, second }: Numbers): number {
  const [a, b] = [first * periodMs, second * periodMs + laterMs];
  return Math.abs(a - b) / periodMs;
}

const clockOf = async (page: Page) =>
  Number(await page.locator('.clip-time').getAttribute('data-at'));

test('two cameras show the same moment, after steps and while they play', async () => {
  prepareTogether();
  const page = await openTogether();
  await page.keyboard.press('a');
  await page.waitForFunction(() =>
    [...document.querySelectorAll('video')].every((video) => !video.seeking && video.paused),
  );
  const stepped: Numbers[] = [];
  for (let count = 0; count < 10; count += 1) {
    const before = await page.evaluate<Numbers>(readBoth);
    await page.keyboard.press('.');
    await expect
      .poll(async () => (await page.evaluate<Numbers>(readBoth)).first)
      .toBe(before.first + 1);
    await page.waitForFunction(() =>
      [...document.querySelectorAll('video')].every((video) => !video.seeking),
    );
    stepped.push(await page.evaluate<Numbers>(readBoth));
  }
  expect(Math.max(...stepped.map(offBy))).toBeLessThanOrEqual(1);
  await page.keyboard.press(' ');
  await page.waitForTimeout(700);
  const played = await page.evaluate<Numbers[]>(playAndRead);
  expect(new Set(played.map(({ first }) => first)).size).toBeGreaterThan(8);
  const off = played.map(offBy).sort((a, b) => a - b);
  // Two films decode apart: one of them may be a picture late on the screen.
  expect(off.at(-1)).toBeLessThanOrEqual(2);
  expect(off[Math.floor(off.length / 2)]).toBeLessThanOrEqual(1);
}, 90_000);

test('a camera whose clip has not begun, has a gap, or has ended says so', async () => {
  const startAt = prepareTogether();
  prepareTogether([{ from: startAt + 4000, to: startAt + 5000, reason: 'camera-away' }]);
  const page = await openTogether();
  const tile = page.locator('[data-camera="market-2"]');
  await tile.getByText('its clip begins later').waitFor();
  const slider = page.getByRole('slider');
  await slider.fill(String(startAt + 4500));
  await tile.getByText('the camera sent nothing').waitFor();
  await slider.fill(String(startAt + 6000));
  await expect.poll(() => tile.locator('[data-no-picture]').count()).toBe(0);
  await slider.fill(String(startAt + filmMs + 1000));
  const first = page.locator('[data-camera="street-east"]');
  await first.getByText('its clip has ended').waitFor();
  expect(await clockOf(page)).toBe(startAt + filmMs + 1000);
}, 60_000);

test('a clip that cannot be loaded does not block the others', async () => {
  prepareTogether();
  const { page } = await stage.enter(`/cases/${togetherId}`, { role: 'operator' });
  await page.route('**/clip.mp4', (route) =>
    route.request().url().includes('-b/') ? route.abort() : sendFilm(film)(route),
  );
  await page.getByRole('radio', { name: 'All 2 cameras' }).check();
  await page.locator('[data-camera="market-2"]').getByText('cannot play the clip').waitFor();
  const before = await clockOf(page);
  await page.keyboard.press('k');
  await expect.poll(() => clockOf(page)).toBeGreaterThan(before + 500);
}, 60_000);

test('a case of one camera has no clips together', async () => {
  const { page } = await stage.enter('/cases/20261122-0004', { role: 'operator' });
  await page.getByRole('radio', { name: 'Clip' }).waitFor();
  expect(await page.getByRole('radio').count()).toBe(2);
});
