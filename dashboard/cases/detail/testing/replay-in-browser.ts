/// <reference types="node" />
// The replay of an alert in a real browser: keys and time line, how long the object has stood, why there was no alert yet, the
// moment of the alert, and the fence of that time beside the current one.
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { stage } from '../../../testing/page-stage.ts';
import { cameBack } from '../../../testing/sample-openings.ts';
import { byId, type OpenOptions } from '../../../testing/stage.ts';
import { createFilm, periodMs, readNumber, sendFilm } from './film-of-numbers.ts';
import { alertMs, filmMs, prepareReplay, replayedId } from './replayed-case.ts';

let film: Buffer;
beforeAll(async () => {
  film = await createFilm();
}, 60_000);

async function openClip(options: OpenOptions = {}): Promise<Page> {
  const { page } = await stage.enter(`/cases/${replayedId}`, { role: 'operator', ...options });
  await page.route('**/clip.mp4', sendFilm(film));
  await page.locator('.evidence-bar .choice-option:last-child').click();
  await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 3);
  return page;
}

const clockOf = async (page: Page) =>
  Number(await page.locator('.clip-time').getAttribute('data-at'));
const numberOf = (page: Page) =>
  page.evaluate<number>(`${readNumber}(document.querySelector('.clip-video'))`);

test('keys lead to the moment of the alert, a second on and back, and play and pause', async () => {
  const { alertAt } = await prepareReplay();
  const page = await openClip();
  await page.keyboard.press('a');
  await expect.poll(() => numberOf(page)).toBe(alertMs / periodMs);
  await expect.poll(async () => Math.abs((await clockOf(page)) - alertAt)).toBeLessThanOrEqual(1);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => numberOf(page)).toBe((alertMs + 1000) / periodMs);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => numberOf(page)).toBe((alertMs - 1000) / periodMs);
  await page.keyboard.press(' ');
  await page.getByRole('button', { name: 'Pause (space)' }).waitFor();
  await page.keyboard.press(' ');
  await page.getByRole('button', { name: 'Play (space)' }).waitFor();
  const isPaused = page.locator('video').evaluate((video: HTMLVideoElement) => video.paused);
  expect(await isPaused).toBe(true);
}, 60_000);

test('the sentence runs with the dwell, says why there was no alert yet, and why it came', async () => {
  const { alertAt, restedAt } = await prepareReplay();
  const page = await openClip();
  const says = page.locator('.clip-says');
  const stood = Math.round((alertAt - alertMs - restedAt) / 1000);
  await says.getByText(`It has stood for ${stood} s`).waitFor();
  await says.getByText('of 40 s, not long enough yet').waitFor();
  expect(await says.locator('progress').getAttribute('value')).toBe(String(stood * 1000));
  await page.keyboard.press('a');
  await says.getByText('The alert is raised now.').waitFor();
  await says.getByText('Goods and a two-wheeler cover 43 %').waitFor();
  expect(await says.getByText('No alert yet').count()).toBe(0);
  await page.getByText('Why not earlier?').click();
  await page.locator('.why-earlier [data-reason="dwell"]').getByText('7 looks').waitFor();
}, 60_000);

test('the slider moves the picture, by mouse and by arrow keys', async () => {
  const { alertAt } = await prepareReplay();
  const page = await openClip();
  const slider = page.getByRole('slider', { name: 'Time line of the clip' });
  const { width, height } = (await slider.boundingBox()) ?? { width: 0, height: 0 };
  await slider.click({ position: { x: (width * alertMs) / filmMs, y: height / 2 } });
  await expect.poll(async () => Math.abs((await clockOf(page)) - alertAt)).toBeLessThan(120);
  const before = await clockOf(page);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => clockOf(page)).toBeGreaterThan(before);
  expect((await clockOf(page)) - before).toBeLessThan(200);
}, 60_000);

test.each([
  [
    'the observations are deleted',
    () => {
      stage.server.histories.clear();
    },
    'has not come or is deleted',
  ],
  [
    'the fence of that time is not known',
    () => {
      stage.server.fences = [];
    },
    'the fence of that time is not known here',
  ],
])('it reports unknown reasons when %s', async (_, spoil, text) => {
  await prepareReplay();
  spoil();
  const page = await openClip();
  await page.getByText('Why not earlier?').click();
  await page.locator('.why-earlier').getByText(text).waitFor();
});

test('it reports unreliable reasons when another fence judged', async () => {
  await prepareReplay({ fenceVersion: 1 });
  const page = await openClip();
  await page.getByText('Why not earlier?').click();
  await page.locator('.why-earlier').getByText('does not give the same alert again').waitFor();
});

test('the current fence is drawn beside the one of that time, with the author of the change', async () => {
  await prepareReplay({ fenceVersion: 1 });
  const page = await openClip();
  expect(await page.locator('.clip [data-fence]').count()).toBe(2);
  await page
    .getByText(/judged in version 1\. Today it is version 3, by li\.na, .*kerb belongs/)
    .waitFor();
  await page.getByRole('button', { name: 'Current fence' }).click();
  expect(await page.locator('.clip [data-fence]').count()).toBe(1);
});

test('a new opening does not replace the clip that is watched, and a button shows it', async () => {
  await prepareReplay();
  const page = await openClip();
  await page.keyboard.press('a');
  await page.waitForFunction(() => document.querySelector('video')?.seeking === false);
  const source = await page.locator('video').getAttribute('src');
  const detail = byId(stage.server.cases, replayedId);
  const first = detail.openings?.[0];
  const again = cameBack(detail, 1);
  const openings = (again.openings ?? []).map((one, index) => (index === 0 ? (first ?? one) : one));
  stage.server.pushCase({ ...again, openings });
  await page.locator('.new-opening').getByText('It came back at').waitFor();
  expect(await page.locator('video').getAttribute('src')).toBe(source);
  expect(await numberOf(page)).toBe(alertMs / periodMs);
  await page.getByRole('button', { name: 'Show it' }).click();
  await page.locator('[data-opening="3"][aria-pressed="true"]').waitFor();
  expect(await page.locator('.new-opening').count()).toBe(0);
}, 60_000);
