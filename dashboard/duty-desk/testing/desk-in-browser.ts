/// <reference types="node" />
// The duty desk in a real browser: the shift leader's keyboard walk, live updates, bulk actions, the kept scroll position, and the
// layout with the longest names.
import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { stage } from '../../testing/page-stage.ts';
import { createOpenCases } from '../../testing/sample-duty.ts';
import type { OpenOptions } from '../../testing/stage.ts';

async function openDesk(total: number, options: OpenOptions = {}, path = '/desk') {
  stage.server.cases = createOpenCases(total, Date.now());
  const opened = await stage.enter(path, { role: 'operator', ...options });
  await opened.page.locator('.desk-line').first().waitFor();
  return opened;
}
const idOf = (page: Page, selector: string) =>
  page.locator(selector).first().getAttribute('data-case');
const acted = () =>
  stage.server.requests
    .filter((one) => one.startsWith('POST /api/cases/'))
    .map((one) => one.split('/')[3]);

test('the leader of a shift accepts, escalates and searches by keyboard alone', async () => {
  const { page, complaints } = await openDesk(12);
  expect(await page.title()).toContain('(4) Duty desk');
  await page.keyboard.press('j');
  const red = await idOf(page, '[data-cursor="true"]');
  expect(red).toBe(await idOf(page, '.desk-line'));
  await page.keyboard.press('a');
  await page.getByText('Acknowledge: 1 of 1 done').waitFor();
  expect(acted()).toEqual([red]);
  await page
    .locator(`[data-case="${red ?? ''}"]`)
    .getByText('Acknowledged')
    .waitFor();

  await page.keyboard.press('a');
  await page.getByText('0 of 1 done').waitFor();
  await page.getByText('Somebody has already accepted this case.').waitFor();

  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('e');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Why' }).fill('nobody answers');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('Escalate: 1 of 1 done').waitFor();

  await page.keyboard.press('/');
  await page.keyboard.type('-0007');
  await expect.poll(() => page.locator('.desk-line').count()).toBe(1);
  expect(new URL(page.url()).search).toBe('?text=-0007');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys of the desk' }).waitFor();
  await page.keyboard.press('Escape');
  expect(complaints).toEqual([]);
});

test('changes appear without a reload, and settled cases disappear', async () => {
  const { page } = await openDesk(3);
  const [first] = createOpenCases(1, Date.now());
  if (!first) throw new Error('expected a case');
  stage.server.pushCase({ ...first, id: '20261122-0099' });
  await page.locator('[data-case="20261122-0099"]').getByText('In time').waitFor();
  stage.server.pushCase({ ...first, id: '20261122-0099', state: 'closed' });
  await page.locator('[data-case="20261122-0099"]').waitFor({ state: 'detached' });
});

test('many cases are assigned at once, each with its own result', async () => {
  const { page } = await openDesk(6);
  stage.server.refusals.set('POST /api/cases/20261122-0003/transitions', 403);
  await page.getByRole('button', { name: 'Choose all' }).click();
  await page.getByRole('button', { name: 'Assign' }).click();
  const dialog = page.getByRole('dialog', { name: 'Assign: 6' });
  await dialog.getByRole('combobox').selectOption({ label: '王建国' });
  await dialog.getByRole('textbox').fill('nearer');
  await dialog.getByRole('button', { name: 'Assign' }).click();
  await page.getByText('Assign: 5 of 6 done').waitFor();
  await page.locator('.desk-bulk li').getByText('Your role does not allow this.').waitFor();
  expect(await page.locator('.desk-bulk li').count()).toBe(1);
});

test('fences of selected cases are muted once each', async () => {
  const { page } = await openDesk(4);
  await page.keyboard.press('*');
  await page.keyboard.press('m');
  await page.getByRole('dialog').getByRole('textbox').fill('road works');
  await page.getByRole('dialog').getByRole('button', { name: 'Mute' }).click();
  await page.getByText('Mute: 4 of 4 done').waitFor();
  expect(stage.server.requests.filter((one) => one === 'POST /api/mutes')).toHaveLength(1);
});

test('filters are in the address, and a view is saved under a name', async () => {
  const { page } = await openDesk(9);
  await page.getByRole('button', { name: /^Overdue/ }).click();
  await expect.poll(() => page.locator('.desk-line').count()).toBe(3);
  expect(new URL(page.url()).search).toBe('?light=red');
  await page.getByRole('button', { name: 'Save this view' }).click();
  await page.getByRole('textbox', { name: 'Name of the view' }).fill('红灯');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByRole('list', { name: 'Open cases: 9' }).waitFor();
  await page.getByRole('button', { name: '红灯' }).click();
  await expect.poll(() => page.locator('.desk-line').count()).toBe(3);
});

test('who is on duty is shown above, gaps first', async () => {
  const { page } = await openDesk(1);
  await page.getByText('Nobody on duty in 1 place').click();
  const rows = page.locator('.desk-duty-row');
  expect(await rows.first().textContent()).toContain('Property staff');
  await rows.getByText('王建国').waitFor();
  await rows
    .getByText(/^From .*\d\d:\d\d GMT\+8: Konstantin/)
    .first()
    .waitFor();
});

test('two thousand open cases are scrollable, few of them rendered, and the position is kept', async () => {
  const { page } = await openDesk(2000);
  await page.getByRole('list', { name: 'Open cases: 2000' }).waitFor();
  expect(await page.locator('.desk-line').count()).toBeLessThan(60);
  await scrollTo1200(page);
  const seen = await idOf(page, '.desk-item[data-index="1200"] .desk-line');
  await page.evaluate((id) => {
    document.querySelector<HTMLAnchorElement>(`[data-case="${id ?? ''}"] a`)?.click();
  }, seen);
  await page.getByRole('heading', { level: 1, name: 'Blocked fire exit' }).waitFor();
  await page.goBack();
  await page.locator(`[data-case="${seen ?? ''}"]`).waitFor();
  expect(await page.locator(`[data-case="${seen ?? ''}"]`).isVisible()).toBe(true);
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(10_000);
});

function scrollTo1200(page: Page) {
  return page.evaluate(async () => {
    scrollTo(0, 1200 * 72);
    const isThere = () => document.querySelector('[data-index="1200"]') !== null;
    while (!isThere()) await new Promise(requestAnimationFrame);
  });
}

test.each([
  ['en-GB', 'Filters', 'Grid cell', 360, 640],
  ['zh-CN', '筛选', '网格', 390, 844],
] as const)(
  'on a phone (%s) the filters are behind “%s”, and cases come in the first view',
  async (locale, filters, cell, width, height) => {
    const { page } = await openDesk(12, { screen: 'phone', locale });
    await page.setViewportSize({ width, height });
    const select = page.getByRole('combobox', { name: cell });
    const button = page.getByRole('button', { name: new RegExp(`^${filters}`) });
    expect(await select.isVisible()).toBe(false);
    const top = await page.locator('.desk-line').first().boundingBox();
    expect(top?.y).toBeLessThan(height - 56);
    await button.click();
    expect(await button.getAttribute('aria-expanded')).toBe('true');
    await select.selectOption({ index: 1 });
    expect(await button.textContent()).toBe(`${filters}1`);
    await button.click();
    expect(await select.isVisible()).toBe(false);
    expect(await page.locator('.desk-line').count()).toBeGreaterThan(0);
  },
);
