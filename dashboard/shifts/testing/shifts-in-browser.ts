/// <reference types="node" />
// Shifts in a real browser on a phone: a shift is taken, a swap answered, a hand-over signed, quiet hours set; and the desk's list of
// mutes.
import { expect, test } from 'vitest';
import { findAxeFaults, findCutTexts, findSmallTargets } from '../../testing/axe.ts';
import { stage } from '../../testing/page-stage.ts';

const phone = { screen: 'phone', role: 'responder' } as const;
const asked = (request: string) => stage.server.requests.filter((one) => one === request).length;

test('the next shift takes over, answers a swap, signs and sets quiet hours with one thumb', async () => {
  const { page, complaints } = await stage.enter('/shifts', phone);
  await page.getByRole('button', { name: 'I have read it and take over' }).click();
  await page
    .getByText(/signed by li\.na/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Take this shift' }).last().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Wang is ill');
  await dialog.getByRole('button', { name: 'Take this shift' }).click();
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => page.getByText('You are on duty').count()).toBe(2);
  await page.getByRole('button', { name: 'Agree' }).click();
  await page.getByText('agreed').waitFor();
  await page.getByText('My own').click();
  await page.getByRole('combobox').last().selectOption('next-person');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => asked('PUT /api/quiet-hours')).toBe(1);
  expect(complaints).toEqual([]);
});

test.each([
  ['en-GB', 390],
  ['zh-CN', 360],
] as const)('in %s at %i px nothing is cut off, small or hard to read', async (locale, width) => {
  const { page } = await stage.enter('/shifts', { ...phone, locale, role: 'operator' });
  await page.setViewportSize({ width, height: 844 });
  await page.locator('.shift-choice').waitFor();
  expect(await findCutTexts(page)).toEqual([]);
  expect(await findSmallTargets(page)).toEqual([]);
  expect(await findAxeFaults(page)).toEqual([]);
});

test.each([
  [
    'en-GB',
    'Ask for a swap',
    'Who serves it for you',
    'Which shift you serve in return',
    'In return',
  ],
  ['zh-CN', '申请换班', '由谁代班', '您换回哪一班', '李娜换回'],
] as const)(
  'a shift is offered and another one asked for in return (%s)',
  async (locale, ask, whom, inReturn, told) => {
    const { page, complaints } = await stage.enter('/shifts', { ...phone, locale });
    await page.getByRole('button', { name: ask }).click();
    await page.getByRole('combobox', { name: whom }).selectOption({ label: '王建国' });
    const field = page.getByRole('combobox', { name: inReturn });
    await expect.poll(() => field.locator('option').count()).toBe(2);
    await field.selectOption({ index: 1 });
    await page.getByRole('textbox', { name: /Why|原因/ }).fill('家中有事');
    expect(await findCutTexts(page)).toEqual([]);
    expect(await findSmallTargets(page)).toEqual([]);
    await page.getByRole('button', { name: ask }).click();
    await page.getByText(new RegExp(`^${told}`)).waitFor();
    const [swap] = stage.server.duty.swaps;
    expect(swap).toMatchObject({
      other: 'wang',
      give: { unit: 'street', part: 'duty-leader' },
      inReturn: { unit: 'grid-1', part: 'officer' },
    });
    expect(complaints).toEqual([]);
  },
);

test('a colleague without shifts can offer none in return, and another one’s are not kept', async () => {
  const { page } = await stage.enter('/shifts', phone);
  await page.getByRole('button', { name: 'Ask for a swap' }).click();
  const whom = page.getByRole('combobox', { name: 'Who serves it for you' });
  const field = page.getByRole('combobox', { name: 'Which shift you serve in return' });
  await whom.selectOption({ label: '王建国' });
  await expect.poll(() => field.locator('option').count()).toBe(2);
  await field.selectOption({ index: 1 });
  await whom.selectOption('anna');
  await field.getByText('has no shift in the next 14 days').waitFor({ state: 'attached' });
  await page.getByRole('textbox', { name: 'Why' }).fill('a wedding');
  await page.getByRole('button', { name: 'Ask for a swap' }).click();
  await expect.poll(() => stage.server.duty.swaps[0]?.other).toBe('anna');
  expect(stage.server.duty.swaps[0]?.inReturn).toBeNull();
});

test('the duty desk ends a mute early and shows it', async () => {
  const { page } = await stage.enter('/desk', { role: 'operator' });
  await page.getByText('1 in force').click();
  await page.getByText(/ended at/).waitFor();
  await page.getByRole('button', { name: 'End now' }).click();
  await page.getByText(/ended at .* by 李娜/).waitFor();
  await page.getByRole('link', { name: /1 not signed/ }).click();
  await page.getByRole('heading', { name: 'Shifts' }).waitFor();
});
