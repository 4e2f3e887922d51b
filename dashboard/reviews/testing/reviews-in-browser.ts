/// <reference types="node" />
// The queue of reviews in a real browser: verdicts by one key, and by a thumb.
import { expect, test } from 'vitest';
import { findAxeFaults, findCutTexts, findSmallTargets } from '../../testing/axe.ts';
import { stage } from '../../testing/page-stage.ts';
import { fillReviews } from '../../testing/sample-duty.ts';

const judged = () =>
  stage.server.requests.filter((one) => /^POST \/api\/cases\/.*\/transitions$/.test(one)).length;

test('a reviewer decides by keyboard alone', async () => {
  fillReviews(stage.server);
  const { page, complaints } = await stage.enter('/reviews', { role: 'operator' });
  const cursor = page.locator('[data-cursor="true"]');
  await cursor.waitFor();
  expect(await cursor.getAttribute('data-case')).toBe('20261122-0003');
  await page.keyboard.press('j');
  await expect.poll(() => cursor.getAttribute('data-case')).toBe('20261122-0002');
  await page.keyboard.press('y');
  await expect.poll(() => page.locator('.review-item').count()).toBe(2);
  await expect.poll(() => cursor.getAttribute('data-case')).toBe('20261122-0001');
  await page.keyboard.press('n');
  await page.getByRole('dialog', { name: 'Why is it void?' }).waitFor();
  await page.keyboard.press('1');
  await expect.poll(() => page.locator('.review-item').count()).toBe(1);
  expect(judged()).toBe(2);
  expect(complaints).toEqual([]);
});

test('an auditor can look and not decide; on a phone nothing is too small or cut off', async () => {
  fillReviews(stage.server);
  const { page } = await stage.enter('/reviews', { role: 'auditor', screen: 'phone' });
  await page.locator('.review-item').first().waitFor();
  expect(await page.getByRole('button', { name: /Confirm/ }).count()).toBe(0);
  await page.keyboard.press('y');
  expect(judged()).toBe(0);
  expect(await findCutTexts(page)).toEqual([]);
  expect(await findSmallTargets(page)).toEqual([]);
  expect(await findAxeFaults(page)).toEqual([]);
});
