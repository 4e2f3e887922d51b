/// <reference types="node" />
// Quality checks in a real browser: drawn with the filter of the search, judged case by case, and the result.
import { expect, test } from 'vitest';
import { findAxeFaults, findCutTexts, findSmallTargets } from '../../testing/axe.ts';
import { stage } from '../../testing/page-stage.ts';
import { fillQuality } from '../../testing/sample-quality.ts';

test('an auditor draws a sample with the filter in the address', async () => {
  fillQuality(stage.server, 'may-check');
  const path = '/quality?kind=debris-pile&verdict=permitted';
  const { page, complaints } = await stage.enter(path, { role: 'auditor' });
  const draw = page.getByRole('button', { name: 'Draw', exact: true });
  await draw.waitFor();
  expect(await draw.isDisabled()).toBe(true);
  await page.locator('[name="size"]').fill('20');
  await page.locator('[name="draw-reason"]').fill('monthly check');
  await draw.click();
  await page.getByRole('heading', { name: 'Sample 7' }).waitFor();
  expect(stage.server.quality.said).toEqual([
    { size: 20, reason: 'monthly check', filter: { kind: 'debris-pile', verdict: 'permitted' } },
  ]);
  expect(complaints).toEqual([]);
});

test('cases are judged one after another, and the result is shown at the end', async () => {
  fillQuality(stage.server, 'may-check');
  const { page, complaints } = await stage.enter('/quality/7', { role: 'auditor' });
  await page.getByRole('button', { name: 'Begin my check' }).click();
  await page.getByText('Case 1 of 2').waitFor();
  const give = page.getByRole('button', { name: 'Give this verdict' });
  expect(await give.isDisabled()).toBe(true);
  await page.getByLabel('a duplicate').check();
  await page.locator('[name="note"]').fill('the same stall');
  await give.click();
  await page.getByText('Case 2 of 2').waitFor();
  // No verdict is preselected.
  expect(await give.isDisabled()).toBe(true);
  await page.getByLabel('I cannot tell').check();
  await give.click();
  await page.locator('.verdict-table').first().waitFor();
  expect(stage.server.quality.said).toEqual([
    { verdict: 'duplicate', note: 'the same stall' },
    { verdict: 'cannot-be-said' },
  ]);
  const link = page.locator('.differ-list a').first();
  expect(await link.getAttribute('href')).toBe('/cases/20261122-0004');
  expect(complaints).toEqual([]);
});

test('a user who has not checked is warned before seeing the result', async () => {
  fillQuality(stage.server, 'may-check');
  // Reloaded for another role, because the page of the auditor still knows about the check.
  const { page } = await stage.enter('/quality/7', { role: 'admin' });
  await page.getByText('cannot check this sample any more').waitFor();
  const asked = () => stage.server.requests.filter((one) => one.endsWith('/7/result')).length;
  expect(asked()).toBe(0);
  await page.getByRole('button', { name: 'Show the result' }).click();
  await expect.poll(asked).toBe(1);
});

test('on a phone nothing is too small or cut off, in a check and in its result', async () => {
  for (const standing of ['checking', 'finished'] as const) {
    fillQuality(stage.server, standing);
    const { page } = await stage.enter('/quality/7', { role: 'auditor', screen: 'phone' });
    const late = standing === 'checking' ? '.verdict-choice' : '.verdict-table';
    await page.locator(late).first().waitFor();
    expect(await findCutTexts(page)).toEqual([]);
    expect(await findSmallTargets(page)).toEqual([]);
    expect(await findAxeFaults(page)).toEqual([]);
  }
});

test('an operator has no tab for this page', async () => {
  const { page } = await stage.enter('/wall', { role: 'operator' });
  await page.locator('.tabs').waitFor();
  expect(await page.locator('.tabs a[href="/quality"]').count()).toBe(0);
});
