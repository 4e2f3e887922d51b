/// <reference types="node" />
// The past beside the fence editor in a real browser: would-be alerts follow the draft within a second, a curve proposes a
// setting, what is seen now lies on the picture, and a moved view is put right.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findContrastFaults, findNamelessControls } from '../testing/accessibility.ts';
import { button, openFences } from '../testing/fence-hand.ts';
import { createPast } from '../testing/fixture-past.ts';
import { createObservation, createRegion, createTrack } from '../testing/sample-observations.ts';
import { createNights, createStays } from '../testing/sample-past.ts';
import { startStage, type OpenOptions, type Stage } from '../testing/stage.ts';

const hour = 3_600_000;
let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());
beforeEach(() => {
  stage.reset();
});

/** A day in which the n-th thing in the exit stays n times 20 s: twelve of them. */
async function withPast(hours = 24) {
  const to = Date.now() - 60_000;
  const span = { from: to - hours * hour, to };
  const stays = createStays(span);
  const glimpses = stays.map(({ at }) => at + 10_000);
  stage.server.pasts.set('exit-3', await createPast(createNights(span, stays), { glimpses }));
}

const says = (page: Page) => page.locator('.past-says');
const setDwell = (page: Page, seconds: string) =>
  page.getByLabel('Goods', { exact: true }).first().fill(seconds);

describe('the past of a camera', () => {
  test('says what the armed fences did, and follows the draft within a second', async () => {
    await withPast();
    const { page, complaints, close } = await openFences(stage);
    await says(page).getByText('The armed fences raised').waitFor();
    // 40 s for goods: of stays of 20, 40, 60 … 240 s those from 60 s on outlast it for sure.
    expect(await says(page).textContent()).toMatch(/raised 1[01] alerts in the last 3 nights/);
    const armed = await page.locator('.would-be').count();
    expect(armed).toBeGreaterThanOrEqual(10);

    await setDwell(page, '120');
    const startedAt = performance.now();
    await says(page).getByText('This draft would have raised').waitFor();
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect(await page.locator('.past-against').textContent()).toMatch(
      /armed version: 1[01].*0 gained[45] lost/,
    );
    expect(await page.locator('.would-be[data-mark="lost"]').count()).toBeGreaterThanOrEqual(4);
    expect(complaints).toEqual([]);
    await close();
  });

  test('shows an alert large, with its neighbours', async () => {
    await withPast();
    const { page, close } = await openFences(stage);
    await page.locator('.would-be').first().click();
    const dialog = page.locator('.closer-look');
    await dialog.getByText('There since').waitFor();
    await dialog.locator('img').waitFor();
    const text = await dialog.textContent();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => dialog.textContent()).not.toBe(text);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await close();
  });

  test('draws a curve whose points go into the draft', async () => {
    await withPast();
    const { page, close } = await openFences(stage);
    const point = page.locator('.sweep-point[data-setting="180000"]');
    await point.waitFor();
    await point.focus();
    await page.keyboard.press('Enter');
    await says(page).getByText('This draft would have raised').waitFor();
    await page.locator('.sweep-point.is-current[data-setting="180000"]').waitFor();
    await close();
  });

  test('that was not kept says so', async () => {
    const { page, close } = await openFences(stage);
    await page.getByText('Nothing kept yet').waitFor();
    await close();
  });

  test('that cannot be fetched says why, and is fetched again when asked', async () => {
    stage.server.refusals.set('GET /api/cameras/exit-3/observations/stretches', 503);
    const { page, close } = await openFences(stage);
    await page.getByText('The server has a fault').waitFor();
    stage.server.refusals.clear();
    await button(page, 'Try again').click();
    await page.getByText('Nothing kept yet').waitFor();
    await close();
  });
});

test('what is seen now lies on the picture with its name', async () => {
  const box = { x: 0.5, y: 0.5, width: 0.1, height: 0.2 };
  const observation = createObservation({
    capturedAt: Date.now(),
    tracks: [createTrack({ thing: 'two-wheeler', box })],
    regions: [createRegion()],
  });
  const now = { observation, view: observation.view, hasBefore: false };
  stage.server.pasts.set('exit-3', await createPast([], { now }));
  const { page, close } = await openFences(stage);
  await page
    .getByLabel('Seen now', { exact: true })
    .or(page.getByText('Seen now', { exact: true }))
    .first()
    .click();
  const drawn = (await page.locator('.now-box').boundingBox())!;
  const canvas = (await page.locator('.canvas').boundingBox())!;
  expect(Math.abs(drawn.x - (canvas.x + 0.5 * canvas.width))).toBeLessThan(3);
  await page.locator('.now text', { hasText: 'Two-wheeler' }).waitFor();
  await close();
});

const shift = { x: 0.1, y: 0.02 };
async function withMovedView(measured: typeof shift | null = shift) {
  const view = { state: 'moved', since: Date.now() - 720_000, shift: measured } as const;
  const now = { observation: null, view, hasBefore: true };
  const past = await createPast([], { now });
  stage.server.pasts.set('exit-3', past);
  return past;
}

describe('a moved view', () => {
  test('is put right by the measured shift, moved a little by keyboard, with a reason', async () => {
    const past = await withMovedView();
    const { page, complaints, close } = await openFences(stage);
    await page.getByText('its fences are suspended').waitFor();
    await page.getByText('as measured by the camera').waitFor();
    await page.locator('.movable-fences').focus();
    await page.keyboard.press('Shift+ArrowRight');
    await button(page, 'Confirm the view').click();
    await page.getByText('Give a reason.').waitFor();
    expect(past.confirmed).toEqual([]);
    await page.locator('.moved').getByRole('textbox').fill('Turned by the cleaners.');
    await button(page, 'Confirm the view').click();
    await page.locator('.moved').waitFor({ state: 'detached' });
    expect(past.confirmed).toEqual([
      { shift: { x: 0.12, y: 0.02 }, reason: 'Turned by the cleaners.' },
    ]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('whose fences are right is confirmed without a shift', async () => {
    const past = await withMovedView();
    const { page, close } = await openFences(stage);
    await page.getByLabel('They are right as they are').check();
    await page.locator('.moved').getByRole('textbox').fill('It only trembled.');
    await button(page, 'Confirm the view').click();
    await page.locator('.moved').waitFor({ state: 'detached' });
    expect(past.confirmed).toEqual([{ shift: null, reason: 'It only trembled.' }]);
    await close();
  });

  test('that could not be measured is to be redrawn, and only operators decide', async () => {
    await withMovedView(null);
    const asOperator = await openFences(stage);
    await asOperator.page.getByText('The shift could not be measured').waitFor();
    await button(asOperator.page, 'To the fences').click();
    await button(asOperator.page, 'Check the view').waitFor();
    await asOperator.close();
    const { page, close } = await openFences(stage, '/fences/exit-3', { role: 'responder' });
    await page.getByText('An operator has to check the fences.').waitFor();
    expect(await button(page, 'Confirm the view').count()).toBe(0);
    await close();
  });
});

const looks: OpenOptions[] = [
  { screen: 'desktop', locale: 'en-GB', colorScheme: 'light' },
  { screen: 'phone', locale: 'zh-CN', colorScheme: 'dark' },
];
describe.each(looks)('on $screen in $locale, $colorScheme', (look) => {
  test('past and moved view fit the screen, with names and contrast', async () => {
    await withPast();
    const past = stage.server.pasts.get('exit-3')!;
    past.now = (await withMovedView()).now;
    stage.server.pasts.set('exit-3', past);
    const { page, complaints, close } = await stage.enter('/fences/exit-3', {
      ...{ role: 'operator', reducedMotion: 'reduce' },
      ...look,
    });
    await page.locator('.sweep-chart').waitFor();
    await page.locator('.movable-fences').waitFor();
    await keepScreenshot(page, `past-${look.screen}-${look.locale}`);
    const [width, room] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    expect(width).toBeLessThanOrEqual(room);
    expect(await findNamelessControls(page)).toEqual([]);
    expect(await findContrastFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
});

async function keepScreenshot(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  // A picture far down is not fetched until somebody gets there.
  await page.evaluate(() => {
    for (const image of document.images) image.loading = 'eager';
  });
  await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
