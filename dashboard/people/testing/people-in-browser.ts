/// <reference types="node" />
// The pages where people are set up, in a real browser: an empty roster, a new person with a duty, channels and a log-in, what somebody
// lacks, changes of others, and tests of channels.
import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { leadTo } from '../../testing/page-pool.ts';
import { stage } from '../../testing/page-stage.ts';
import { aNamedPerson as aPerson, fillPeople, sampleUnits } from '../../testing/sample-people.ts';
import type { OpenOptions } from '../../testing/stage.ts';

const people = () => stage.server.people;
const enter = (path: string, options: OpenOptions = {}) =>
  stage.enter(path, { role: 'admin', ...options });
const write = async (page: Page, values: Record<string, string>) => {
  for (const [name, value] of Object.entries(values))
    await page.locator(`[name="person-${name}"]`).fill(value);
};
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

test('an empty roster leads from the first unit to the first person with a link', async () => {
  people().channels = [
    { id: 'push', type: 'web-push', where: 'x', problem: null, deliveredAt: null },
  ];
  const { page, complaints } = await enter('/people');
  await page.getByText('Nobody in the roster yet').waitFor();
  await page.locator('.first-steps').getByRole('link', { name: 'Units' }).click();
  await page.locator('[name="unit-name"]').fill('西一网格');
  await page.locator('[name="unit-cells"]').fill('370305001001001');
  await page.locator('[name="unit-reason"]').fill('new');
  await press(page, 'Add unit');
  await page.getByText('Done: 西一网格.').waitFor();
  await page.getByRole('link', { name: 'People', exact: true }).first().click();
  await page.getByRole('link', { name: 'Add a person' }).click();
  await write(page, { name: '王 芳', reason: 'new' });
  expect(await page.locator('[name="person-user"]').inputValue()).toBe('王.芳');
  await page.getByRole('combobox', { name: 'Unit', exact: true }).selectOption('西一网格');
  await press(page, 'Add the duty');
  await page.locator('[data-add="push"]').click();
  await page.getByText('no device:').waitFor();
  await press(page, 'Add person');
  await page.getByText('王 芳 is added.').waitFor();
  const link = await page.locator('.invite-link').textContent();
  expect(link).toBe(`${stage.server.url}/#invitation=fwi_${'x'.repeat(43)}`);
  expect(people().said).toMatchObject([
    { entry: { name: '西一网格', cells: ['370305001001001'] }, baseVersion: 7, reason: 'new' },
    {
      baseVersion: null,
      person: { id: 'person-1', name: '王 芳', channels: ['push'], user: '王.芳' },
      ...{ duties: [{ unit: 'unit-1', part: 'officer' }], shifts: [], reason: 'new' },
    },
  ]);
  expect(people().logIns).toMatchObject([{ username: '王.芳', role: 'responder' }]);
  // Away and back: the link is not shown again.
  await leadTo(page, '/people');
  await page.getByRole('link', { name: '王 芳: Edit' }).click();
  await page.locator('[data-password="none"]').waitFor();
  expect(await page.locator('.invite-link').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('a log-in whose name is taken is told, and the person is there all the same', async () => {
  fillPeople(people());
  const { page } = await enter('/people/add');
  await write(page, { name: 'Li', user: 'auditor-1', reason: 'new' });
  await press(page, 'Add person');
  await page.getByText('Li is added.').waitFor();
  await page.getByText('This name is already taken.').waitFor();
});

test('nothing is sent while a field is wrong, and each says what is expected', async () => {
  fillPeople(people());
  const { page } = await enter('/people/add');
  await write(page, { id: 'p-01', email: 'x', cells: '12', phone: '1'.repeat(41) });
  await press(page, 'Add person');
  await page.locator('.field-fault').first().waitFor();
  expect(await page.locator('.field-fault').allTextContents()).toEqual([
    'Expected a name of 1 to 100 characters.',
    'Expected 1 to 64 letters, digits, “-” or “_”, which nobody else has.',
    'Expected at most 40 characters.',
    'Expected an address such as name@example.org.',
    'Expected 1 to 64 letters, digits, “.”, “_” or “-”.',
    'Expected codes of 6, 9, 12 or 15 digits.',
    'Expected a reason: auditors will ask for it.',
  ]);
  expect(people().said).toEqual([]);
});

test('the list says what somebody lacks, and finds those alone', async () => {
  fillPeople(people());
  const { page } = await enter('/people');
  const row = (id: string) => page.locator(`[data-person="${id}"]`);
  await row('p-01').getByText('rings on 2 device(s)').waitFor();
  await row('p-01').getByText('Officer · 西一网格 · 08:00–20:00 · turns of 2 d').waitFor();
  expect(await row('p-01').locator('.person-lacks').count()).toBe(0);
  expect(await row('p-02').locator('.person-lacks').innerText()).toBe(
    'No channel reaches this person.',
  );
  await row('p-02').getByText('no e-mail address').waitFor();
  await row('p-03').getByText('No shift names this person.').waitFor();
  await row('p-04').getByText('Has left, but can still log in.').waitFor();
  await row('p-05').getByText('Last day 2026-12-31').waitFor();
  await page.locator('[data-user="auditor-1"]').getByText('disabled').waitFor();
  await page.getByText('names people for 3 cells').waitFor();
  await page.locator('[data-lack="open-log-in"]').click();
  await expect.poll(() => page.locator('.camera-row').count()).toBe(1);
  await page.locator('[data-lack="open-log-in"]').click();
  await page.getByLabel('Find by name').fill('西一 1001');
  await expect.poll(() => page.locator('.camera-row').count()).toBe(3);
});

test('an edit keeps what the form does not show, and puts the channel first that somebody prefers', async () => {
  fillPeople(people());
  for (const { person } of people().people) person.quietHours = { hours: [], then: 'wait' };
  const { page } = await enter('/people/edit/p-01');
  await page.getByRole('button', { name: 'Try earlier: sms' }).click();
  await page.getByRole('button', { name: 'Take out: group-1' }).click();
  await page.getByRole('button', { name: 'Take out: Officer · 西一网格' }).click();
  await write(page, { phone: '13900000000', reason: 'new phone' });
  await press(page, /^Save$/);
  await page.getByText('Saved.', { exact: true }).waitFor();
  expect(people().said).toMatchObject([
    {
      ...{ baseVersion: 7, shifts: ['lead'], duties: [] },
      person: {
        ...{ phone: '13900000000', channels: ['sms', 'push', 'mqtt'] },
        quietHours: { hours: [] },
      },
    },
  ]);
  // The next edit starts from the version that was made.
  await write(page, { phone: '', reason: 'no phone' });
  await press(page, /^Save$/);
  await expect.poll(() => people().said).toHaveLength(2);
  expect(people().said[1]).toMatchObject({ baseVersion: 8 });
  expect(people().people[0]?.person.phone).toBeUndefined();
});

test('a change of somebody else is told, and is not overwritten', async () => {
  fillPeople(people());
  const { page } = await enter('/people/edit/p-01');
  await write(page, { phone: '1', reason: 'mine' });
  people().version += 1;
  await press(page, /^Save$/);
  await page.getByText('Somebody else has changed it. Look at the newest version first.').waitFor();
});

test('a test goes to the person, and says whether it arrived or why not', async () => {
  fillPeople(people());
  const { page } = await enter('/people/edit/p-02');
  await press(page, 'Test: push');
  await page.locator('[data-test="delivered"]').waitFor();
  await press(page, 'Test: mail');
  await page.getByText('Not delivered: The service refuses the log-in.').waitFor();
  stage.server.refusals.set('POST /api/channels/push/test', 503);
  await press(page, 'Test: push');
  await page.locator('[data-test="failed"]').waitFor();
});

test('rights are changed, a log-in is disabled, and a password is reset by a link', async () => {
  fillPeople(people());
  const { page } = await enter('/people/edit/p-04');
  await press(page, 'Reset the password by a link');
  await page.locator('.invite-link').waitFor();
  const card = page.locator('section[aria-label="Log-in"]');
  await card.getByRole('combobox', { name: 'Role' }).selectOption('Operator');
  await card.locator('[name="log-in-cells"]').fill('12');
  expect(await card.getByRole('button', { name: 'Save the rights' }).isDisabled()).toBe(true);
  await card.locator('[name="log-in-cells"]').fill('370305, 370306');
  await card.getByRole('button', { name: 'Save the rights' }).click();
  await expect.poll(() => people().said).toHaveLength(1);
  await card.getByRole('button', { name: 'Disable' }).click();
  await page.locator('[data-password="disabled"]').waitFor();
  expect(people().said).toMatchObject([
    { role: 'operator', cells: ['370305', '370306'], disabled: false },
    { role: 'operator', disabled: true },
  ]);
});

test('an operator sees no log-ins; a responder does not find the page', async () => {
  fillPeople(people());
  const { page } = await enter('/people/edit/p-01', { role: 'operator' });
  await page.locator('[name="person-name"]').waitFor();
  expect(await page.locator('section[aria-label="Log-in"]').count()).toBe(0);
  const other = await stage.enter('/', { role: 'responder' });
  expect(await other.page.getByRole('link', { name: 'People', exact: true }).count()).toBe(0);
});

test('units stand in their tree; one with a cell of another unit is refused here', async () => {
  people().units = [...sampleUnits];
  const { page } = await enter('/people/units');
  const rows = page.locator('.unit-row');
  await rows.first().waitFor();
  expect(await rows.evaluateAll((all) => all.map((one) => one.dataset['unit']))).toEqual([
    'linzi',
    'west-1',
  ]);
  await page.locator('[name="unit-cells"]').fill('370305001001001');
  await page.locator('[name="unit-name"]').fill('x');
  await page.locator('[name="unit-reason"]').fill('x');
  await press(page, 'Add unit');
  await page.getByText('Expected codes of 15 digits that no other unit has.').waitFor();
  expect(people().said).toEqual([]);
});

test('5,000 people are found at once, and shown some at a time', async () => {
  fillPeople(people());
  people().people = Array.from({ length: 5000 }, (_, index) => aPerson(`n-${index}`));
  const { page } = await enter('/people');
  await page.locator('.camera-row').first().waitFor();
  expect(await page.locator('.camera-row').count()).toBe(50);
  await page.getByLabel('Find by name').fill('n-4999');
  await expect.poll(() => page.locator('.camera-row').count()).toBe(1);
});
