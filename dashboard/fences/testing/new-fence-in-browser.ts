/// <reference types="node" />
// A new fence in a real browser: drawn with the mouse, with fingers and with the keyboard alone, with its faults shown, armed and
// in force.
import { expect, test } from 'vitest';
import type { Point } from '../../../contracts/index.ts';
import { obeyFences } from '../../testing/fixture-fences.ts';
import { button, lastVersion, openFences, placeOf, pressAt } from '../../testing/fence-hand.ts';
import { boxOf } from '../../testing/stage.ts';
import { stage } from '../../testing/editor-stage.ts';

const corners = [
  [0.1, 0.3],
  [0.3, 0.3],
  [0.3, 0.5],
  [0.1, 0.5],
] as const satisfies Point[];

test('a new fence is drawn with the mouse, armed with a reason, and shown as in force', async () => {
  const { page, complaints } = await openFences();
  await button(page, 'New fence').click();
  for (const point of corners) await pressAt(page, point);
  await pressAt(page, corners[0]);
  expect(await page.locator('.handle').count()).toBe(4);
  await page.getByLabel('Kind').selectOption('debris-pile');
  await page.getByLabel('Name').fill('转角');

  await button(page, 'Arm…').click();
  await page.locator('dialog').getByRole('button', { name: 'Arm', exact: true }).click();
  await page.getByText('Give a reason').waitFor();
  await page.getByLabel('Reason').fill('People leave bags here.');
  await page.locator('dialog').getByRole('button', { name: 'Arm', exact: true }).click();
  await page.getByText('is armed as version 1').waitFor();
  await page.getByText('Waiting for the camera').waitFor();

  const version = lastVersion();
  expect(version).toMatchObject({ author: 'li.na', reason: 'People leave bags here.' });
  expect(version.fence).toMatchObject({ kind: 'debris-pile', name: '转角', camera: 'exit-3' });
  expect(version.fence?.polygon.flat()).toEqual(
    corners.flat().map((value) => expect.closeTo(value, 2) as number),
  );
  obeyFences(stage.server, 'exit-3');
  await page.getByText(/In force at the camera after \d+\.\d s/).waitFor();
  expect(new URL(page.url()).searchParams.get('fence')).toBe(version.fenceId);
  expect(await page.locator('.fence-tab', { hasText: 'Draft' }).count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('a new fence is drawn and armed by keyboard alone, with announcements', async () => {
  const { page, complaints } = await openFences();
  const notice = page.locator('[data-notice]');
  const keys = async (...names: string[]) => {
    for (const name of names) await page.keyboard.press(name);
  };
  await button(page, 'New fence').focus();
  await keys('Enter');
  await page.locator('.canvas').focus();
  await keys('Enter', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Enter');
  expect(await notice.textContent()).toContain('Point 2 set at 60.0 %, 50.0 %');
  await keys('Shift+ArrowDown', 'Shift+ArrowDown', 'ArrowDown', 'Enter', 'c');
  expect(await notice.textContent()).toContain('Area closed, 3 points');
  // From the outline to its points, one added, moved, another one removed.
  await keys('Enter', 'Tab', 'Enter', 'Shift+ArrowRight');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toContain(
    'point 3 of 4: 65.0 %',
  );
  await keys('Control+z', 'Control+z', 'Control+y');
  expect(await page.locator('.handle').count()).toBe(4);
  await keys('Delete');
  expect(await notice.textContent()).toContain('Point removed, 3 points');
  await keys('Control+z');

  await button(page, 'Arm…').focus();
  await keys('Enter');
  await page.keyboard.type('Drawn without a mouse.');
  await keys('Tab', 'Tab', 'Enter');
  await page.getByText('is armed as version 1').waitFor();
  expect(lastVersion().fence?.polygon).toEqual([
    [0.5, 0.5],
    [0.6, 0.5],
    [0.6, 0.5525],
    [0.6, 0.605],
  ]);
  expect(complaints).toEqual([]);
});

test('a new fence that crosses itself is shown so while it is drawn, and cannot be armed', async () => {
  const { page } = await openFences();
  await button(page, 'New fence').click();
  for (const point of [corners[0], corners[2], corners[1]]) await pressAt(page, point);
  const [x, y] = await placeOf(page, [0.1, 0.52]);
  await page.mouse.move(x, y);
  await page.getByText('Lines cross').waitFor();
  expect(await page.locator('.crossing').count()).toBe(2);
  const stroke = await page
    .locator('.crossing')
    .first()
    .evaluate((element) => getComputedStyle(element).stroke);
  expect(stroke).toBe('rgb(255, 59, 48)');
  await pressAt(page, [0.1, 0.52]);
  await page.keyboard.press('c');
  await page.locator('[data-fault="polygon"]').first().waitFor();
  expect(await button(page, 'Arm…').isDisabled()).toBe(true);
});

test('fingers draw, and two of them zoom', async () => {
  const { page } = await openFences('/fences/exit-3', { screen: 'tablet' });
  await page.getByRole('button', { name: 'New fence' }).tap();
  const points: Point[] = [
    [0.1, 0.2],
    [0.3, 0.2],
    [0.3, 0.4],
    [0.1, 0.2],
  ];
  for (const point of points) {
    const [x, y] = await placeOf(page, point);
    await page.touchscreen.tap(x, y);
  }
  expect(await page.locator('.handle').count()).toBe(3);
  const grip = await boxOf(page.locator('.handle-grip').first());
  expect(Math.min(grip.width, grip.height)).toBeGreaterThanOrEqual(24);
  const [x, y] = await placeOf(page, [0.5, 0.5]);
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', apart: number) =>
    session.send('Input.dispatchTouchEvent', {
      type,
      touchPoints:
        type === 'touchEnd'
          ? []
          : [
              { x: x - apart, y, id: 1 },
              { x: x + apart, y, id: 2 },
            ],
    });
  await touch('touchStart', 40);
  await touch('touchMove', 60);
  await touch('touchMove', 80);
  await touch('touchEnd', 0);
  await expect.poll(() => page.locator('.tool-zoom').textContent()).toBe('200 %');
});
