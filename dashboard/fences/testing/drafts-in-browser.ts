/// <reference types="node" />
// Drafts in a real browser: they survive what a page can meet, and come from text and go into it.
import { expect, test } from 'vitest';
import { arm, button, openFences } from '../../testing/fence-hand.ts';
import { createFence } from '../../testing/sample-fences.ts';
import { stage } from '../../testing/editor-stage.ts';

test('a draft survives a reload and the end of the session, and leaving it is asked about', async () => {
  const { page } = await openFences();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.getByLabel('Name').fill('Not lost');
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

test('a draft comes from text, and bad text changes nothing', async () => {
  const { page } = await openFences();
  const bad = 'fences:\n  - { id: a, kind: weather, polygon: [[0, 0], [1, 1]] }';
  await button(page, 'Import').click();
  await page.getByLabel('Text').fill(bad);
  await page.getByText('Nothing was taken in').waitFor();
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
