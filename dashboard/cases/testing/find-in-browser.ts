/// <reference types="node" />
// A long list of alerts in a real browser: returning to it shows it unchanged, and cases are found by known details.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createOpenCases } from '../../testing/sample-duty.ts';
import { stage } from '../../testing/page-stage.ts';
import type { OpenOptions } from '../../testing/stage.ts';

async function openLong(total: number, options: OpenOptions = {}) {
  stage.server.cases = createOpenCases(total, Date.now());
  const opened = await stage.enter('/', options);
  await opened.page.locator('[data-case="20261122-0001"], .button-more').first().waitFor();
  return opened;
}

const rows = (page: Page) => page.locator('.case-row').count();
const shownIds = (page: Page) =>
  page.locator('.case-row').evaluateAll((all) => all.map((one) => one.getAttribute('data-case')));

test('a list of 260 cases keeps its position and loaded pages, and shows changes', async () => {
  const { page, complaints } = await openLong(260, { screen: 'phone' });
  const first = await rows(page);
  await page.getByRole('button', { name: 'Show older' }).click();
  await expect.poll(() => rows(page)).toBe(first + 50);
  const loaded = await rows(page);
  const row = page.locator('[data-case="20261122-0180"]');
  await row.scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => scrollY);
  expect(before).toBeGreaterThan(2000);
  await row.locator('a').click();
  await page.locator('.status-card').waitFor();
  const changed = stage.server.cases.find(({ id }) => id === '20261122-0181');
  if (changed) changed.state = 'void';
  await page.locator('.back-link').click();
  await row.waitFor();
  expect(await rows(page)).toBe(loaded);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(before);
  await page.locator('[data-case="20261122-0181"]').getByText('Void').waitFor();
  const asked = stage.server.requests.filter((one) => one.startsWith('GET /api/cases?'));
  expect(asked.at(-1)).toContain(`limit=${loaded}`);
  expect(complaints).toEqual([]);
});

test('a case is found by number, person, state and day, with the search under “/”', async () => {
  const { page, complaints } = await openLong(60);
  stage.server.cases = stage.server.cases.map((one, index) => ({
    ...one,
    ...(index === 3 ? { acknowledgedBy: 'wang', acknowledgedAt: one.openedAt } : {}),
    ...(index === 4 ? { state: 'closed' as const } : {}),
    ...(index === 5 ? { openedAt: Date.parse('2026-01-05T04:00:00Z') } : {}),
  }));
  await page.keyboard.press('/');
  const text = page.getByLabel('Words or case number');
  await expect.poll(() => text.evaluate((one) => one === document.activeElement)).toBe(true);
  await page.keyboard.type('0042');
  await expect.poll(() => shownIds(page)).toEqual(['20261122-0042']);
  expect(new URL(page.url()).search).toBe('?text=0042');
  await text.fill('');
  await page.getByLabel('Person').fill('wang');
  await expect.poll(() => shownIds(page)).toEqual(['20261122-0057']);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  expect(await page.getByLabel('Person').inputValue()).toBe('');
  await page.getByLabel('State').selectOption('closed');
  await expect.poll(() => shownIds(page)).toEqual(['20261122-0056']);
  await page.getByLabel('State').selectOption('');
  await page.getByLabel('From day').fill('2026-01-05');
  await page.getByLabel('To day').fill('2026-01-05');
  await expect.poll(() => shownIds(page)).toEqual(['20261122-0055']);
  // The search survives opening the case and going back.
  await page.locator('.case-row a').first().click();
  await page.locator('.status-card').waitFor();
  await page.goBack();
  await expect.poll(() => shownIds(page)).toEqual(['20261122-0055']);
  expect(await page.getByLabel('From day').inputValue()).toBe('2026-01-05');
  expect(complaints).toEqual([]);
});

test('a case is found by fence and verdict, and the search is saved for the next time', async () => {
  const { page, complaints } = await openLong(20);
  const [, , third, fourth] = stage.server.cases;
  if (!third || !fourth) throw new Error('expected twenty cases');
  const { fences = [] } = stage.server.cameras.find(({ id }) => id === 'corner-west') ?? {};
  Object.assign(third, { fenceId: fences[0]?.id, state: 'void' });
  const at = third.openedAt + 60_000;
  const details = { why: 'permitted' as const };
  const said = { step: 'void', state: 'void', at, actor: 'wang', alertId: null } as const;
  third.history = [{ ...said, part: null, reason: null, details, key: null }];
  Object.assign(fourth, { fenceId: fences[0]?.id });
  await page.keyboard.press('/');
  await page.getByLabel(/^Fence/).selectOption('corner-bins');
  await expect.poll(() => shownIds(page)).toEqual([fourth.id, third.id].sort().reverse());
  await page.getByLabel('Verdict').selectOption('permitted');
  await expect.poll(() => shownIds(page)).toEqual([third.id]);
  expect(new URL(page.url()).search).toBe('?fence=corner-bins&verdict=permitted');
  await page.getByRole('button', { name: 'Save this search' }).click();
  await page.getByLabel('Name of the search').fill('permitted at the bins');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect.poll(() => rows(page)).toBe(20);
  await page.reload();
  await page.locator('.case-row').first().waitFor();
  await page.keyboard.press('/');
  await page.getByRole('button', { name: 'permitted at the bins' }).click();
  await expect.poll(() => shownIds(page)).toEqual([third.id]);
  await page.getByRole('button', { name: 'Drop the search “permitted at the bins”' }).click();
  await expect
    .poll(() => page.getByRole('button', { name: 'permitted at the bins' }).count())
    .toBe(0);
  expect(complaints).toEqual([]);
});
