/// <reference types="node" />
// What is drawn over a clip is of the picture that is shown, within one picture: after steps and while it plays. A film with its
// number in each picture, three B-frames in a row, and a look at every tenth picture.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { CaseDetail } from '../../../../contracts/index.ts';
import { createHistory } from '../../../testing/fixture-history.ts';
import { stage } from '../../../testing/page-stage.ts';
import { createObservation, createTrack } from '../../../testing/sample-observations.ts';
import { withGaps } from '../../../testing/sample-openings.ts';
import { boxOf, byId } from '../../../testing/stage.ts';
import { createFilm, periodMs, pictures, readNumber, sendFilm } from './film-of-numbers.ts';

const caseId = '20261122-0004';
/** Every n-th picture is analysed. */
const lookEvery = 10;

/** A case whose clip begins at `startAt`; a person walks through it, at another place in each look. */
async function prepare(): Promise<number> {
  const detail: CaseDetail = byId(stage.server.cases, caseId);
  const opening = withGaps(detail);
  const startAt = detail.openedAt - 4000;
  const asked = { from: startAt, to: startAt + pictures * periodMs };
  const coverage = { startAt, asked, kept: [asked], missing: [] };
  Object.assign(detail, { openings: [{ ...opening, clip: { coverage, fault: null } }] });
  const looks = Array.from({ length: pictures / lookEvery }, (_, index) => {
    const capturedAt = startAt + index * lookEvery * periodMs;
    const box = { x: 0.02 * index, y: 0.3, width: 0.1, height: 0.4 };
    const walker = createTrack({ box, firstSeenAt: startAt, lastSeenAt: capturedAt });
    return createObservation({ cameraId: detail.cameraId, capturedAt, tracks: [walker] });
  });
  stage.server.histories.set(detail.cameraId, await createHistory(looks));
  return startAt;
}

interface Shown {
  /** The number that is drawn in the picture. */
  number: number;
  /** The time of the drawn observation; 0 when none is drawn. */
  seenAt: number;
  /** Left side of the walker's box as it is drawn. */
  x: number;
}

/** Runs in the page. */
const readShown = `(() => {
  const number = ${readNumber}(document.querySelector('.clip-video'));
  const seenAt = Number(document.querySelector('[data-seen-at]')?.dataset.seenAt ?? 0);
  const x = Number(document.querySelector('.now-box')?.getAttribute('x') ?? -1);
  return { number, seenAt, x };
})()`;

const playAndRead = `new Promise((resolve) => {
  const video = document.querySelector('.clip-video');
  const shown = [];
  const read = () => {
    shown.push(${readShown});
    if (shown.length < 60 && !video.ended) requestAnimationFrame(read);
    else { video.pause(); resolve(shown); }
  };
  setTimeout(() => { video.pause(); resolve(shown); }, 5000);
  video.play().then(() => requestAnimationFrame(read));
})`;

/** By how many pictures the drawn observation is off. */
function offBy({ number, seenAt }: Shown, startAt: number): number {
  const seen = (seenAt - startAt) / periodMs;
  // It stays until the next look.
  if (number < seen) return seen - number;
  return Math.max(0, number - (seen + lookEvery - 1));
}

async function openClip(): Promise<{ page: Page; startAt: number }> {
  const startAt = await prepare();
  const film = await createFilm();
  const { page } = await stage.enter(`/cases/${caseId}`, { role: 'operator' });
  await page.route('**/clip.mp4', sendFilm(film));
  await page.locator('.evidence-bar .choice-option:last-child').click();
  await page.locator('[data-seen-at]').waitFor();
  return { page, startAt };
}

test('what is drawn over a clip is of the picture that is shown, after steps and while it plays', async () => {
  const { page, startAt } = await openClip();
  // By its label in the texts of this page.
  expect(await page.locator('.clip .now-track text').first().textContent()).toBe('Person');
  const shown: Shown[] = [];
  const step = async (key: string, times: number) => {
    for (let count = 0; count < times; count += 1) {
      const before = await page.locator('.clip-time').getAttribute('data-at');
      await page.keyboard.press(key);
      await page.waitForFunction(
        (old) => document.querySelector('.clip-time')?.getAttribute('data-at') !== old,
        before,
      );
      shown.push(await page.evaluate<Shown>(readShown));
    }
  };
  await step('.', 24);
  await step(',', 8);
  expect(shown.map(({ number }) => number).slice(0, 24)).toEqual(
    Array.from({ length: 24 }, (_, index) => index + 1),
  );
  const stepped = shown.map((one) => offBy(one, startAt));
  const played = await page.evaluate<Shown[]>(playAndRead);
  expect(new Set(played.map(({ number }) => number)).size).toBeGreaterThan(8);
  expect(new Set(played.map(({ x }) => x)).size).toBeGreaterThan(1);
  expect(Math.max(...stepped)).toBeLessThanOrEqual(1);
  expect(Math.max(...played.map((one) => offBy(one, startAt)))).toBeLessThanOrEqual(1);
}, 60_000);

test('the drawing and the bar stay in full screen', async () => {
  const { page } = await openClip();
  await page.getByRole('button', { name: 'Full screen' }).click();
  await page.waitForFunction(() => document.fullscreenElement?.className === 'clip');
  const boxOfNow = async (name: string) => {
    const box = await boxOf(page.locator(name));
    return [box.x, box.y, box.width, box.height].map(Math.round);
  };
  const picture = await boxOfNow('.clip-video');
  expect(await boxOfNow('.clip-picture [data-seen-at]')).toEqual(picture);
  const [, , width = 0, height = 1] = picture;
  expect(width / height).toBeCloseTo(240 / 136, 1);
  await expect.poll(() => page.locator('.clip-bar').isVisible()).toBe(true);
  await page.evaluate(() => document.exitFullscreen());
}, 60_000);

test('a clip without observations keeps the box of the alert, and says so', async () => {
  const { page } = await openClip();
  stage.server.histories.clear();
  await page.reload();
  await page.locator('.evidence-bar .choice-option:last-child').click();
  await page.getByText('The box is of the moment of the alert').waitFor();
  expect(await page.locator('.clip [data-region]').count()).toBe(1);
}, 60_000);

test.each([
  ['is being cut, in the first minutes', 60_000, 'The clip is being cut'],
  ['has not come, after ten', 11 * 60_000, 'No clip has come within ten minutes'],
])('a clip that is not there %s', async (_, ago, text) => {
  const detail = byId(stage.server.cases, caseId);
  const openedAt = Date.now() - ago;
  Object.assign(detail, {
    openedAt,
    openings: [{ ...withGaps(detail), openedAt, hasClip: false }],
  });
  const { page } = await stage.enter(`/cases/${caseId}`, { role: 'operator' });
  await page.locator('.evidence-bar .choice-option:last-child').click();
  await page.locator('.clip-absent').getByText(text).waitFor();
});

test('a clip that will never arrive is not awaited: the page gives the reason', async () => {
  const detail = byId(stage.server.cases, caseId);
  const openedAt = Date.now() - 60_000;
  const asked = { from: openedAt - 15_000, to: openedAt + 30_000 };
  const missing = [{ ...asked, reason: 'worker-not-running' }];
  const clip = { coverage: { startAt: asked.from, asked, kept: [], missing }, fault: null };
  const openings = [{ ...withGaps(detail), openedAt, hasClip: false, clip }];
  Object.assign(detail, { openedAt, openings });
  const { page } = await stage.enter(`/cases/${caseId}`, { role: 'operator' });
  await page.locator('.evidence-bar .choice-option:last-child').click();
  const absent = page.locator('.clip-absent');
  await absent.getByText('There is no clip of this alert.').waitFor();
  await absent.getByText(/Nothing was recorded between .*: the worker was not running\./).waitFor();
  expect(await absent.getByText('being cut').count()).toBe(0);
});
