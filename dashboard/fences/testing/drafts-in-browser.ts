/// <reference types="node" />
// Drafts in a real browser: they survive a reload and the end of a session, and are imported and exported as text.
import { expect, test } from 'vitest';
import type { Point } from '../../../contracts/index.ts';
import { arm, button, handle, openFences, pressAt } from '../../testing/fence-hand.ts';
import { parseFences } from '../exchange/parse-fences.ts';
import { createFence } from '../../testing/sample-fences.ts';
import { stage } from '../../testing/editor-stage.ts';

test('a draft survives a reload and the end of the session, and leaving it needs a confirmation', async () => {
  const { page } = await openFences();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.getByLabel('Name').fill('Not lost');
  await page.getByText('Kept on this device only').waitFor();
  await page.reload();
  await page.locator('.canvas-drawing').waitFor();
  expect(await page.getByLabel('Name').inputValue()).toBe('Not lost');

  stage.server.endSessions();
  await arm(page, 'Too late.');
  await page.getByLabel('User name').fill('li.na');
  await page.getByLabel('Password', { exact: true }).fill(stage.server.password);
  await button(page, 'Log in').click();
  await page.locator('.canvas-drawing').waitFor();
  expect(await page.getByLabel('Name').inputValue()).toBe('Not lost');

  await page.getByRole('link', { name: 'Camera wall' }).click();
  await page.getByText('Leave without arming?').waitFor();
  await button(page, 'Stay').click();
  await page.getByRole('link', { name: 'Camera wall' }).click();
  await button(page, 'Leave').click();
  await page.getByRole('heading', { level: 1, name: 'Camera wall' }).waitFor();
});

test('a draft is imported from text, and invalid text changes nothing', async () => {
  const { page } = await openFences();
  const bad = 'fences:\n  - { id: a, kind: weather, polygon: [[0, 0], [1, 1]] }';
  await button(page, 'Import').click();
  await page.getByLabel('Text').fill(bad);
  await page.getByText('Nothing was imported').waitFor();
  expect(
    await page
      .locator('.import-faults li')
      .evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset['fault'])),
  ).toEqual(['fences[0].kind', 'fences[0].polygon']);
  expect(await button(page, 'Take as drafts').isDisabled()).toBe(true);
  const good = [createFence({ name: 'From text' }), createFence({ id: 'bay', name: 'Bay' })];
  await page.getByLabel('Text').fill(JSON.stringify({ fences: good }));
  await page.getByText('2 fences will become drafts: From text, Bay').waitFor();
  await button(page, 'Take as drafts').click();
  expect(await page.getByLabel('Name').inputValue()).toBe('From text');
  expect(await page.locator('.fence-tab').allTextContents()).toEqual([
    'From textv3Draft',
    'BayDraft',
    'New fence',
  ]);
  expect(stage.server.fences).toHaveLength(5);
});

test('a draft gets an area for a permit, and is exported with it', async () => {
  const { page } = await openFences();
  await page.getByText('Permits', { exact: true }).click();
  await button(page, 'Add a permit').click();
  await page.locator('[data-path="permits[0].holder"] input').fill('王记早点');
  await button(page, 'Draw an area').click();
  const corners: Point[] = [
    [0.45, 0.6],
    [0.6, 0.6],
    [0.6, 0.75],
  ];
  for (const corner of corners) await pressAt(page, corner);
  await button(page, 'Close').click();
  await page.getByText('Area with 3 points').waitFor();
  expect(await handle(page, 2, 'permit-0').count()).toBe(1);

  await button(page, 'Export').click();
  await page.getByRole('radio', { name: 'This draft' }).check();
  const text = page.locator('dialog').getByLabel('Text');
  await expect.poll(() => text.inputValue()).toMatch(/permits:[^]*polygon:/);
  const fromYaml = parseFences(await text.inputValue(), 'exit-3');
  await page.getByRole('radio', { name: 'GeoJSON' }).check();
  const fromGeoJson = parseFences(await text.inputValue(), 'exit-3');
  expect(fromYaml).toEqual(fromGeoJson);
  const area = corners.flat().map((value) => expect.closeTo(value, 2) as number);
  expect(fromYaml).toMatchObject({
    fences: [{ id: 'exit-3-door', permits: [{ holder: '王记早点' }] }],
  });
  expect(fromYaml.ok && fromYaml.fences[0]?.permits?.[0]?.polygon?.flat()).toEqual(area);
  const saving = page.waitForEvent('download');
  await button(page, 'Save file').click();
  expect((await saving).suggestedFilename()).toBe('exit-3-fences.geojson');
});
