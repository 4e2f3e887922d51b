/// <reference types="node" />
// A clip in H.265 in a browser that cannot play it: the page says so, and offers a converted copy that is marked as one. What is drawn
// over the copy is of the picture that is shown, within one picture: with B-frames, and with an edit list.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { createConvertedClips } from '../../../../dispatch/evidence/converted-clips.ts';
import { stage } from '../../../testing/page-stage.ts';
import { createFilm, cutByEditList, periodMs, readNumber, sendFilm } from './film-of-numbers.ts';
import { alertMs, filmMs, prepareReplay, replayedId } from './replayed-case.ts';

/** Like a copy made by dispatch. */
async function convert(film: Buffer): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'fencewatch-converted-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'clip.mp4'), film);
  const clips = createConvertedClips(folder, { patienceMs: 60_000 });
  const made = await clips.of({ folder, file: 'clip.mp4' }, 'ab'.repeat(32));
  if (!made.ok) throw new Error(`expected a copy, got ${made.reason}`);
  return readFile(join(made.copy.folder, made.copy.file));
}

interface Sent {
  clip: Buffer;
  /** Null: dispatch refuses it. */
  copy: Buffer | null;
  refusal?: string;
}

async function openClip({ clip, copy, refusal = 'no-converter' }: Sent) {
  const { alertAt } = await prepareReplay();
  const { page } = await stage.enter(`/cases/${replayedId}`, { role: 'operator' });
  let asked = 0;
  await page.route('**/clip.mp4*', (route) => {
    if (!route.request().url().endsWith('?as=h264')) return sendFilm(clip)(route);
    asked += 1;
    const error = asked === 1 ? 'busy' : refusal;
    if (asked > 1 && copy) return sendFilm(copy)(route);
    const body = JSON.stringify({ error, message: 'as dispatch says it' });
    return route.fulfill({ status: 503, contentType: 'application/json', body });
  });
  await page.locator('.evidence-bar .choice-option:last-child').click();
  return { page, startAt: alertAt - alertMs };
}

async function showCopy(page: Page): Promise<void> {
  await page.getByText('This browser cannot play the clip').waitFor({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Show a converted copy' }).click();
  await page.getByText('The clip is being converted').waitFor();
  await page.getByText('Converted copy, not the evidence itself.').waitFor();
  await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 3);
}

const numberOf = (page: Page) =>
  page.evaluate<number>(`${readNumber}(document.querySelector('.clip-video'))`);
const clockOf = async (page: Page) =>
  Number(await page.locator('.clip-time').getAttribute('data-at'));

/** By how many pictures the shown time differs from the shown picture, over the whole clip. */
async function offsOf(page: Page, startAt: number, firstPicture: number): Promise<number[]> {
  const offs: number[] = [];
  for (const key of ['a', ...Array<string>(12).fill('.'), ...Array<string>(5).fill(',')]) {
    const before = await clockOf(page);
    await page.keyboard.press(key);
    await expect.poll(() => clockOf(page)).not.toBe(before);
    const said = (await clockOf(page)) - startAt;
    offs.push(Math.abs((await numberOf(page)) - firstPicture - said / periodMs));
  }
  return offs;
}

test.each([
  ['with B-frames', 0],
  ['with an edit list', 35],
])(
  'an H.265 clip %s is shown as a converted copy, with each picture at its time',
  async (_, firstPicture) => {
    const film = await createFilm('h265');
    const clip = firstPicture === 0 ? film : await cutByEditList(film, firstPicture);
    const { page, startAt } = await openClip({ clip, copy: await convert(clip) });
    await showCopy(page);
    expect(Math.max(...(await offsOf(page, startAt, firstPicture)))).toBeLessThanOrEqual(1);
    const lengthMs = await page
      .locator('video')
      .evaluate((video: HTMLVideoElement) => video.duration);
    expect(lengthMs * 1000).toBeCloseTo(filmMs - firstPicture * periodMs, -2);
  },
  90_000,
);

test('an H.264 clip with an edit list needs no copy, and has each picture at its time', async () => {
  const firstPicture = 35;
  const clip = await cutByEditList(await createFilm(), firstPicture);
  const { page, startAt } = await openClip({ clip, copy: null });
  await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) >= 3);
  const offs = await offsOf(page, startAt, firstPicture);
  expect(Math.max(...offs)).toBeLessThanOrEqual(1);
}, 60_000);

test.each([
  ['no-converter', 'Dispatch has no ffmpeg'],
  ['not-convertible', 'The clip cannot be converted.'],
])('it says why there is no copy: %s', async (refusal, text) => {
  const { page } = await openClip({ clip: Buffer.from('no film'), copy: null, refusal });
  await page.getByRole('button', { name: 'Show a converted copy' }).click();
  await page.locator('.clip-absent').getByText(text).waitFor();
});
