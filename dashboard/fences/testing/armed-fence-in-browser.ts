/// <reference types="node" />
// An armed fence in a real browser: changes of points and settings, their state at the camera, removal; and the view of read-only
// users.
import { expect, test } from 'vitest';
import { obeyFences } from '../../testing/fixture-fences.ts';
import {
  arm,
  button,
  drag,
  handle,
  lastVersion,
  openFences,
  placeOf,
} from '../../testing/fence-hand.ts';
import { boxOf, byId } from '../../testing/stage.ts';
import { stage } from '../../testing/editor-stage.ts';

test('an armed fence has its points moved, added and removed with the mouse, and every step undone and redone', async () => {
  const { page } = await openFences();
  await drag(page, [0.4, 0.5], [0.3, 0.45]);
  expect(await page.locator('[data-ghost="armed"]').count()).toBe(1);
  await drag(page, [0.6, 0.9], [0.6, 0.8]);
  expect(await page.locator('.handle').count()).toBe(5);
  await handle(page, 4).focus();
  await page.keyboard.press('Delete');
  expect(await page.locator('.handle').count()).toBe(4);
  await page.getByText('Draft on top of version 3').waitFor();
  for (let step = 0; step < 4; step++) await page.keyboard.press('Control+z');
  await page.getByText('As armed: version 3').waitFor();
  expect(await page.locator('[data-ghost]').count()).toBe(0);
  for (let step = 0; step < 4; step++) await page.keyboard.press('Control+y');
  await page.getByText('Draft on top of version 3').waitFor();
});

test('an armed fence has its points snapped to the border of the picture, unless Alt is held', async () => {
  const { page } = await openFences();
  await drag(page, [0.9, 0.9], [0.995, 0.95]);
  expect(await handle(page, 2).getAttribute('aria-label')).toContain('100.0 % from the left');
  await page.keyboard.down('Alt');
  await drag(page, [0.995, 0.95], [0.985, 0.9]);
  await page.keyboard.up('Alt');
  expect(await handle(page, 2).getAttribute('aria-label')).toContain('99.0 % from the left');
});

test('an armed fence has its points put right at every zoom, over a picture that stands still meanwhile', async () => {
  const { page } = await openFences();
  const source = () => page.locator('.canvas-picture').getAttribute('src');
  const before = await source();
  const [x, y] = await placeOf(page, [0.4, 0.5]);
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, -400);
  const box = await boxOf(handle(page, 0).locator('.handle-dot'));
  expect(Math.abs(box.x + box.width / 2 - x)).toBeLessThan(2);
  await page.mouse.down();
  const camera = byId(stage.server.cameras, 'exit-3');
  Object.assign(camera, { pictureAt: Date.now() + 1, name: 'Another name' });
  stage.server.push({ type: 'camera', camera });
  await page.mouse.move(x + 40, y);
  await page.getByRole('heading', { level: 1, name: 'Another name' }).waitFor();
  expect(await source()).toBe(before);
  await page.mouse.up();
  await expect.poll(source).toContain(String(camera.pictureAt));
  expect(await handle(page, 0).getAttribute('aria-label')).not.toContain('40.0 % from the left');
  await page.keyboard.press('0');
  expect(await page.locator('.tool-zoom').textContent()).toBe('100 %');
});

test('an armed fence shows each fault at its field, and opens the group that it is in', async () => {
  const { page } = await openFences();
  await page.locator('[data-path="dwell.vehicle"] input').fill('soon');
  await page.locator('[data-fault="dwell.vehicle"]').waitFor();
  await page.getByText('1 to correct before it can be armed').waitFor();
  await page.locator('[data-path="dwell.vehicle"] input').fill('45');
  await page.getByText('Hours', { exact: true }).click();
  await button(page, 'Add hours').first().click();
  await button(page, 'Add hours').first().click();
  await page.getByText('These hours overlap others').waitFor();
  await page.getByText('1 to correct before it can be armed').waitFor();
  expect(await button(page, 'Arm…').isDisabled()).toBe(true);
});

test('an armed fence that the edge refuses keeps its former version in force, and says why', async () => {
  const { page } = await openFences();
  await page.getByLabel('Name').fill('东门外');
  await arm(page, 'A better name.');
  await page.getByText('is armed as version 4').waitFor();
  obeyFences(stage.server, 'exit-3', { fenceId: 'exit-3-door', message: 'no room in the index' });
  await page.getByText('The edge refused version 4; version 3 stays in force.').waitFor();
  await page.getByText('no room in the index').first().waitFor();
  await page.getByRole('link', { name: 'Fences' }).first().click();
  const line = page.locator('[data-fence-line="exit-3-door"]');
  await line.getByText('Refused').waitFor();
  expect(await line.textContent()).toContain('no room in the index');
});

test('an armed fence is removed with a reason, and brought back with another one', async () => {
  const { page } = await openFences();
  await button(page, 'Remove fence').click();
  await page.getByLabel('Reason').fill('The door was walled up.');
  await page.locator('dialog').getByRole('button', { name: 'Remove fence' }).click();
  await page.getByText('is removed.').waitFor();
  expect(lastVersion()).toMatchObject({
    change: 'removed',
    fence: null,
    reason: 'The door was walled up.',
  });
  await page.getByText('This camera has no fence yet').waitFor();

  await button(page, 'Removed (1)').click();
  await page.locator('[data-removed="exit-3-door"]').getByText('The door was walled up.').waitFor();
  await button(page, 'Bring back…').click();
  await page.getByLabel('Reason').fill('It is a door again.');
  await button(page, 'Bring back').click();
  await page.getByText('is armed as version 5').waitFor();
  expect(lastVersion()).toMatchObject({ change: 'restored', restoredFrom: 3 });
  await page.getByText('As armed: version 5').waitFor();
  expect(await page.getByRole('button', { name: /^Removed/ }).count()).toBe(0);
});

test('an auditor sees fences and cannot change them', async () => {
  const { page, complaints } = await openFences('/fences/exit-3', { role: 'auditor' });
  await page.getByText('Vehicle 50 s, Goods 40 s').waitFor();
  expect(await page.locator('.handle, .ring-grip').count()).toBe(0);
  expect(await page.getByText('Arm…').count()).toBe(0);
  expect(await page.getByText('Import').count()).toBe(0);
  expect(complaints).toEqual([]);
});
