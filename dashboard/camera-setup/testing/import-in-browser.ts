/// <reference types="node" />
// The import of a table in a real browser: a chosen file is checked at once, faults are listed by line, and nothing is stored
// before a reason is given.
import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { maxCameraFileBytes } from '../../../contracts/index.ts';
import { emptyImport } from '../../testing/fixture-camera-setup.ts';
import { fillFaultyImport, fillGoodImport } from '../../testing/sample-camera-setup.ts';
import { stage } from '../../testing/page-stage.ts';

const setup = () => stage.server.cameraSetup;
const bytes = Buffer.from([0xb1, 0xb1, 0xc3, 0xc5, 0x2c, 0x00, 0xff]);

function choose(page: Page, buffer: Buffer = bytes): Promise<void> {
  const file = { name: '摄像头.csv', mimeType: 'text/csv', buffer };
  return page.locator('input[type="file"]').setInputFiles(file);
}

test('a table is checked, imported with a reason, and unchanged the next time', async () => {
  fillGoodImport(setup());
  const { page, complaints } = await stage.enter('/cameras', { role: 'admin' });
  await page.getByRole('link', { name: 'Import from a table' }).click();
  const template = page.getByRole('link', { name: 'Table to fill in (CSV)' });
  expect(await template.getAttribute('href')).toBe('/api/camera-setup/template.csv?language=en');
  await choose(page);
  await page.getByText('The table is fine. Nothing is stored yet.').waitFor();
  await page.getByText('摄像头.csv').waitFor();
  await page.getByText('Camera gate has this address too.').waitFor();
  expect(
    await page.locator('section', { hasText: 'Cameras that it changes' }).last().textContent(),
  ).toContain('Line 4 gateAddress of the stream, Log-in');
  const store = page.getByRole('button', { name: 'Import: add 297, change 1' });
  expect(await store.isDisabled()).toBe(true);
  await page.getByLabel('Reason').fill(' all of the old town ');
  await store.click();
  await page.getByText('Stored: 297 added, 1 changed.').waitFor();
  const base64 = bytes.toString('base64');
  expect(setup().said).toEqual([
    { base64, dryRun: true, revision: null },
    { base64, dryRun: false, revision: 7, reason: 'all of the old town' },
  ]);
  setup().importAnswer = { ...emptyImport, rows: 300, same: 300 };
  await choose(page);
  await page.getByText('Nothing to import').waitFor();
  expect(await page.getByRole('button', { name: /^Import:/ }).count()).toBe(0);
  expect(complaints).toEqual([]);
});

test.each([
  ['en-GB', 'Nothing was stored. Faults in the table: 812.', 'The first 24 are listed.'],
  ['zh-CN', '未作保存：表格有 812 处错误。', '仅列出前 24 项。'],
] as const)('every fault is worded with its line and column, %s', async (locale, text, first) => {
  fillFaultyImport(setup());
  const { page } = await stage.enter('/cameras/import', { role: 'admin', locale });
  await choose(page);
  await page.getByText(text).waitFor();
  await page.getByText(first).waitFor();
  const notes = await page.locator('.row-note').allTextContents();
  expect(notes).toHaveLength(24);
  for (const note of notes) expect(note).not.toMatch(/cameraImport|note\./);
  expect(await page.locator('.import-store').count()).toBe(0);
});

test('a change by somebody else after the dry run is reported, and the table is checked again', async () => {
  fillGoodImport(setup());
  const { page } = await stage.enter('/cameras/import', { role: 'admin' });
  await choose(page);
  await page.getByLabel('Reason').fill('x');
  stage.server.refusals.set('POST /api/camera-setup/import', 409);
  await page.getByRole('button', { name: /^Import:/ }).click();
  await page.locator('.failure').waitFor();
  expect(await page.locator('.import-store').count()).toBe(0);
  stage.server.refusals.clear();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('.import-store').waitFor();
});

test('a file that is too large is not sent', async () => {
  const { page } = await stage.enter('/cameras/import', { role: 'admin' });
  await choose(page, Buffer.alloc(maxCameraFileBytes + 1, 0x61));
  await page.getByText('The file is larger than 4 MB.').waitFor();
  expect(setup().said).toEqual([]);
});
