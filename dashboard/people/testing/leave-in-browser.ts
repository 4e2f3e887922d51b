/// <reference types="node" />
// People who leave, in a real browser: what they hold, the last day, the end of the log-in; and people who were added by mistake.
import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { leadTo } from '../../testing/page-pool.ts';
import { stage } from '../../testing/page-stage.ts';
import { fillPeople } from '../../testing/sample-people.ts';

const people = () => stage.server.people;
const enter = (path: string) => stage.enter(path, { role: 'admin' });
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

test('whoever leaves is shown with what is held, gets a last day, and cannot log in any more', async () => {
  fillPeople(people());
  people().holds = { ...people().holds, caseCount: 2, onlyIn: ['lead'] };
  const { page } = await enter('/people/edit/p-01');
  await page.getByText('Leaves…').click();
  await page.getByText('Open cases: 2.').waitFor();
  await page.getByText('so they will have a gap').waitFor();
  expect(await page.locator('[name="last-day"]').inputValue()).toBe('2026-11-22');
  await page.locator('.remove-card').getByLabel('Reason').first().fill('left');
  await press(page, 'Set the last day');
  await page.getByText('Saved.', { exact: true }).waitFor();
  expect(people().said).toMatchObject([
    { person: { until: '2026-11-22' }, shifts: ['west-day', 'lead'], reason: 'left' },
    { username: 'li.na', disabled: true },
  ]);
  await page.getByText('Leaves…').click();
  await page.locator('.remove-card').getByLabel('Reason').first().fill('back');
  await press(page, 'Comes back');
  await expect.poll(() => people().people[0]?.person.until).toBeUndefined();
});

test('nobody is removed who is alone in a shift; others are gone from the list', async () => {
  fillPeople(people());
  const { page } = await enter('/people/edit/p-01');
  const remove = async () => {
    await page.getByText('Leaves…').click();
    await page.getByText('Added by mistake?').click();
    await page.locator('.remove-card details').getByLabel('Reason').fill('mistake');
    await press(page, 'Remove the person');
  };
  await remove();
  await page.getByText('Nobody would be left in a shift.').waitFor();
  await leadTo(page, '/people/edit/p-03');
  await remove();
  await page.getByText('王芳 is removed.').waitFor();
  expect(await page.locator('[data-person="p-03"]').count()).toBe(0);
});
