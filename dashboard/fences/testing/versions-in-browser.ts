/// <reference types="node" />
// The versions of a fence in a real browser: comparison, restoring, and concurrent changes by two people.
import { expect, test } from 'vitest';
import type { FenceFile } from '../../../contracts/index.ts';
import { addVersion } from '../../testing/fixture-fences.ts';
import {
  arm,
  armedFence,
  button,
  handle,
  lastVersion,
  openFences,
} from '../../testing/fence-hand.ts';
import { stage } from '../../testing/editor-stage.ts';

test('versions are compared in words and on the picture, and restored with a reason', async () => {
  const { page, complaints } = await openFences();
  await page.getByRole('radio', { name: 'Versions' }).check();
  const numbers = page.locator('.version-number');
  await expect.poll(() => numbers.allTextContents()).toEqual(['v3', 'v2', 'v1']);
  await page.locator('[data-version="2"]').getByRole('button', { name: 'Compare' }).click();
  expect(await page.locator('[data-ghost="compared"]').count()).toBe(1);
  expect(await page.locator('[data-difference="polygon"] dd').textContent()).toBe('4 moved');
  await page.locator('[data-version="2"] select').selectOption('1');
  expect(await page.locator('[data-difference="dwell"] dd').textContent()).toBe(
    'Vehicle 50 s, Goods 40 s → 60 s',
  );
  await button(page, 'Go back to v2…').click();
  await page.getByLabel('Reason').fill('The kerb is not the exit after all.');
  await button(page, 'Go back').click();
  await page.getByText('is armed as version 4').waitFor();
  await page.getByText('As armed: version 4').waitFor();
  expect(lastVersion()).toMatchObject({ change: 'restored', restoredFrom: 2 });
  expect(await handle(page, 0).getAttribute('aria-label')).toContain('44.0 % from the left');
  await page.getByText('Went back to v2').waitFor();
  expect(complaints).toEqual([]);
});

const theirs = (part: Partial<FenceFile>) => {
  const fence = { ...armedFence('exit-3-door'), ...part };
  const change = { fenceId: fence.id, fence, reason: 'Faster.', change: 'edited' as const };
  return addVersion(stage.server, change, 'zhao.lei');
};

test('versions that somebody else arms meanwhile are shown beside the draft, which stays', async () => {
  const { page } = await openFences();
  await page.getByLabel('Name').fill('Mine');
  theirs({ dwell: '20s' });
  await page.getByText('zhao.lei armed version 4').waitFor();
  expect(await button(page, 'Arm…').isDisabled()).toBe(true);
  expect(await page.getByLabel('Name').inputValue()).toBe('Mine');
  await button(page, 'Go on with mine').click();
  await arm(page, 'Mine is better.');
  await page.getByText('is armed as version 5').waitFor();
  expect(armedFence('exit-3-door').name).toBe('Mine');
});

test('a version armed meanwhile is reported as a conflict, and can be taken', async () => {
  const { page } = await openFences();
  await page.getByLabel('Name').fill('Mine');
  await button(page, 'Arm…').click();
  await page.getByLabel('Reason').fill('Mine.');
  theirs({ name: 'Theirs' });
  await page.locator('dialog').getByRole('button', { name: 'Arm', exact: true }).click();
  await page.getByText('Somebody else has changed this').waitFor();
  await page.locator('dialog').getByRole('button', { name: 'Cancel' }).click();
  await button(page, 'Take theirs').click();
  expect(await page.getByLabel('Name').inputValue()).toBe('Theirs');
});

test('new versions are shown at once in an unchanged editor', async () => {
  const { page } = await openFences();
  theirs({ name: 'Theirs' });
  await expect.poll(() => page.getByLabel('Name').inputValue()).toBe('Theirs');
  await page.getByText('As armed: version 4').waitFor();
});
