/// <reference types="node" />
// A camera whose view has moved, in a real browser: an operator corrects its fences, or confirms them.
import { expect, test } from 'vitest';
import { button, openFences } from '../../testing/fence-hand.ts';
import { createMovedNow, createHistory } from '../../testing/fixture-history.ts';
import { stage } from '../../testing/editor-stage.ts';

async function withMovedView(shift: { x: number; y: number } | null = { x: 0.1, y: 0.02 }) {
  const past = await createHistory([], { now: createMovedNow(shift) });
  stage.server.histories.set('exit-3', past);
  return past;
}

test('a moved view is corrected by the measured shift, adjusted by keyboard, with a reason', async () => {
  const past = await withMovedView();
  const { page, complaints } = await openFences();
  await page.getByText('its fences are suspended').waitFor();
  await page.getByText('as measured by the camera').waitFor();
  await page.locator('.movable-fences').focus();
  await page.keyboard.press('Shift+ArrowRight');
  await button(page, 'Confirm the view').click();
  await page.getByText('Give a reason.').waitFor();
  expect(past.confirmed).toEqual([]);
  await page.locator('.moved-view').getByRole('textbox').fill('Turned by the cleaners.');
  await button(page, 'Confirm the view').click();
  await page.locator('.moved-view').waitFor({ state: 'detached' });
  expect(past.confirmed).toEqual([
    { shift: { x: 0.12, y: 0.02 }, reason: 'Turned by the cleaners.' },
  ]);
  expect(complaints).toEqual([]);
});

test('a moved view whose fences are right is confirmed without a shift', async () => {
  const past = await withMovedView();
  const { page } = await openFences();
  await page.getByLabel('They are right as they are').check();
  await page.locator('.moved-view').getByRole('textbox').fill('It only trembled.');
  await button(page, 'Confirm the view').click();
  await page.locator('.moved-view').waitFor({ state: 'detached' });
  expect(past.confirmed).toEqual([{ shift: null, reason: 'It only trembled.' }]);
});

test('a moved view that could not be measured must be redrawn, and only operators decide', async () => {
  await withMovedView(null);
  const asOperator = await openFences();
  await asOperator.page.getByText('The shift could not be measured').waitFor();
  await button(asOperator.page, 'To the fences').click();
  await button(asOperator.page, 'Check the view').waitFor();
  const { page } = await openFences('/fences/exit-3', { role: 'responder' });
  await page.getByText('An operator has to check the fences.').waitFor();
  expect(await button(page, 'Confirm the view').count()).toBe(0);
});
