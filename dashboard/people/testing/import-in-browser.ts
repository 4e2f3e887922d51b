/// <reference types="node" />
// The import of a roster in a real browser: a chosen file is tried at once, faults are worded by line, and nothing is stored before
// somebody says why.
import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { maxImportBytes, rowFaultCodes } from '../../../contracts/index.ts';
import { emptyImportAnswer } from '../../testing/fixture-people.ts';
import { stage } from '../../testing/page-stage.ts';
import { fillFaultyRoster, fillGoodRoster } from '../../testing/sample-people.ts';

const people = () => stage.server.people;
const bytes = Buffer.from([0xb1, 0xb1, 0xc3, 0xc5, 0x2c, 0x00, 0xff]);

function choose(page: Page, buffer: Buffer = bytes): Promise<void> {
  const file = { name: '人员.csv', mimeType: 'text/csv', buffer };
  return page.locator('input[type="file"]').setInputFiles(file);
}

test('a table is tried as it is, imported with a reason, and found unchanged the next time', async () => {
  fillGoodRoster(people());
  const { page, complaints } = await stage.enter('/people/import', { role: 'admin' });
  const template = page.getByRole('link', { name: 'Table to fill in (CSV)' });
  expect(await template.getAttribute('href')).toBe('/api/people-setup/template.csv?language=en');
  await choose(page);
  await page.getByText('The table is fine. Nothing is stored yet.').waitFor();
  await page.getByText('Rows: 12. Left out: 2.').waitFor();
  await page.getByText('People: new 2').waitFor();
  const store = page.getByRole('button', { name: 'Import', exact: true });
  expect(await store.isDisabled()).toBe(true);
  await page.getByLabel('Reason').fill(' all of the old town ');
  await store.click();
  await page.getByText('Stored, as version 8 of the roster.').waitFor();
  const base64 = bytes.toString('base64');
  expect(people().said).toMatchObject([
    { name: '人员.csv', base64, dryRun: true },
    { base64, dryRun: false, baseVersion: 7, reason: 'all of the old town' },
  ]);
  people().importAnswer = emptyImportAnswer;
  await choose(page);
  await page.getByText('The table says nothing new').waitFor();
  expect(await page.locator('.import-store').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test.each([
  ['en-GB', `Nothing was stored. Faults in the table: ${rowFaultCodes.length}.`],
  ['zh-CN', `未作保存：表格有 ${rowFaultCodes.length} 处错误。`],
] as const)('every fault is worded with its place, %s', async (locale, text) => {
  fillFaultyRoster(people());
  const { page } = await stage.enter('/people/import', { role: 'admin', locale });
  await choose(page);
  await page.getByText(text).waitFor();
  const notes = await page.locator('.row-note').allTextContents();
  expect(notes).toHaveLength(rowFaultCodes.length);
  for (const note of notes) expect(note).not.toMatch(/peopleImport|fault\.|expected\./);
  expect(await page.locator('.import-store').count()).toBe(0);
});

test('a change of somebody else after the dry run is told, and the table is tried again', async () => {
  fillGoodRoster(people());
  const { page } = await stage.enter('/people/import', { role: 'admin' });
  await choose(page);
  await page.getByLabel('Reason').fill('x');
  stage.server.refusals.set('POST /api/roster/import', 409);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.locator('.failure').waitFor();
  expect(await page.locator('.import-store').count()).toBe(0);
  stage.server.refusals.clear();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('.import-store').waitFor();
});

test('too large a file is not sent', async () => {
  const { page } = await stage.enter('/people/import', { role: 'admin' });
  await choose(page, Buffer.alloc(maxImportBytes + 1, 0x61));
  await page.getByText('The file is larger than 8 MB.').waitFor();
  expect(people().said).toEqual([]);
});
