/// <reference types="node" />
// The page of supervision in a real browser: the three-colour list, other days and groups, the table for a spreadsheet, the
// page on paper, and what axe finds.
import { expect, test } from 'vitest';
import { stage } from '../../testing/page-stage.ts';
import type { OpenOptions } from '../../testing/stage.ts';

async function openSupervision(options: OpenOptions = {}) {
  const opened = await stage.enter('/supervision', { role: 'auditor', ...options });
  await opened.page.locator('.colour-list tbody tr').first().waitFor();
  return opened;
}

test('the worst comes first, periods and groups can be chosen, and the page can be printed', async () => {
  const { page, complaints } = await openSupervision();
  const rows = page.locator('.colour-list tbody tr');
  expect(await rows.first().textContent()).toContain('Red');
  await page.getByRole('combobox', { name: 'Grouped by' }).selectOption('person');
  await rows.getByText('王建国').waitFor();
  expect(new URL(page.url()).search).toBe('?when=week&by=person');
  await page.getByRole('combobox', { name: 'When' }).selectOption({ index: 2 });
  const csv = await page.getByRole('link', { name: 'CSV' }).getAttribute('href');
  expect(csv).toMatch(/^\/api\/numbers\.csv\?from=\d{4}-\d\d-01&to=\d{4}-\d\d-\d\d&by=person$/);
  expect(await page.locator('.chart canvas').count()).toBe(3);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('combobox', { name: 'When' }).isVisible()).toBe(false);
  expect(await page.locator('.print-only').isVisible()).toBe(true);
  await page.emulateMedia({ media: null });
  expect(complaints).toEqual([]);
});
