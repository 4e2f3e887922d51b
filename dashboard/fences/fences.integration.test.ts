/// <reference types="node" />
// The fence editor in a real browser: drawn with the mouse and by keyboard alone, faults shown while drawing, armed and
// seen to be in force or refused, versions compared and restored, drafts that survive, fences from text.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FenceFile, Point } from '../../contracts/index.ts';
import { addVersion, newestVersions, obeyFences } from '../testing/fixture-fences.ts';
import { arm, button, drag, handle, openFences, placeOf, pressAt } from '../testing/fence-hand.ts';
import { createFence } from '../testing/sample-fences.ts';
import { startStage, type OpenOptions, type Stage } from '../testing/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stop());
beforeEach(() => {
  stage.reset();
});

const openEditor = (path?: string, options?: OpenOptions) => openFences(stage, path, options);
const armedFence = (fenceId: string): FenceFile =>
  newestVersions(stage.server.fences).find((one) => one.fenceId === fenceId)!.fence!;
describe('a new fence', () => {
  const square: Point[] = [
    [0.1, 0.3],
    [0.3, 0.3],
    [0.3, 0.5],
    [0.1, 0.5],
  ];

  test('is drawn with the mouse, armed with a reason, and seen to be in force', async () => {
    const { page, complaints, close } = await openEditor();
    await button(page, 'New fence').click();
    for (const point of square) await pressAt(page, point);
    await pressAt(page, square[0]!);
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

    const version = stage.server.fences.at(-1)!;
    expect(version).toMatchObject({ author: 'li.na', reason: 'People leave bags here.' });
    expect(version.fence).toMatchObject({ kind: 'debris-pile', name: '转角', camera: 'exit-3' });
    for (const [index, [x, y]] of version.fence!.polygon.entries()) {
      expect(Math.abs(x - square[index]![0])).toBeLessThan(0.003);
      expect(Math.abs(y - square[index]![1])).toBeLessThan(0.003);
    }
    obeyFences(stage.server, 'exit-3');
    await page.getByText(/In force at the camera after \d+\.\d s/).waitFor();
    expect(new URL(page.url()).searchParams.get('fence')).toBe(version.fenceId);
    expect(await page.locator('.fence-tab', { hasText: 'Draft' }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  test('is drawn and armed by keyboard alone, and said aloud', async () => {
    const { page, complaints, close } = await openEditor();
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
    expect(stage.server.fences.at(-1)!.fence!.polygon).toEqual([
      [0.5, 0.5],
      [0.6, 0.5],
      [0.6, 0.5525],
      [0.6, 0.605],
    ]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('that crosses itself is shown so while it is drawn, and cannot be armed', async () => {
    const { page, close } = await openEditor();
    await button(page, 'New fence').click();
    for (const point of [square[0]!, square[2]!, square[1]!]) await pressAt(page, point);
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
    await close();
  });
});

describe('an armed fence', () => {
  test('has its points moved, added and removed with the mouse, and every step undone and redone', async () => {
    const { page, close } = await openEditor();
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
    await close();
  });

  test('has its points snapped to the border of the picture, unless Alt is held', async () => {
    const { page, close } = await openEditor();
    await drag(page, [0.9, 0.9], [0.995, 0.95]);
    expect(await handle(page, 2).getAttribute('aria-label')).toContain('100.0 % from the left');
    await page.keyboard.down('Alt');
    await drag(page, [0.995, 0.95], [0.985, 0.9]);
    await page.keyboard.up('Alt');
    expect(await handle(page, 2).getAttribute('aria-label')).toContain('99.0 % from the left');
    await close();
  });

  test('has its points put right at every zoom, over a picture that stands still meanwhile', async () => {
    const { page, close } = await openEditor();
    const source = () => page.locator('.canvas-picture').getAttribute('src');
    const before = await source();
    const [x, y] = await placeOf(page, [0.4, 0.5]);
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, -400);
    const box = (await handle(page, 0).locator('.handle-dot').boundingBox())!;
    expect(Math.abs(box.x + box.width / 2 - x)).toBeLessThan(2);
    await page.mouse.down();
    const camera = stage.server.cameras.find(({ id }) => id === 'exit-3')!;
    camera.pictureAt = Date.now() + 1;
    stage.server.push({ type: 'camera', camera });
    await page.mouse.move(x + 40, y);
    await page.waitForTimeout(200);
    expect(await source()).toBe(before);
    await page.mouse.up();
    await expect.poll(source).toContain(String(camera.pictureAt));
    expect(await handle(page, 0).getAttribute('aria-label')).not.toContain('40.0 % from the left');
    await page.keyboard.press('0');
    expect(await page.locator('.tool-zoom').textContent()).toBe('100 %');
    await close();
  });

  test('shows each fault at its field, and opens the group that it is in', async () => {
    const { page, close } = await openEditor();
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
    await close();
  });

  test('that the edge refuses keeps its former version in force, and says why', async () => {
    const { page, close } = await openEditor();
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
    await close();
  });

  test('is removed with a reason', async () => {
    const { page, close } = await openEditor();
    await button(page, 'Remove fence').click();
    await page.getByLabel('Reason').fill('The door was walled up.');
    await page.locator('dialog').getByRole('button', { name: 'Remove fence' }).click();
    await page.getByText('is removed.').waitFor();
    expect(stage.server.fences.at(-1)).toMatchObject({
      change: 'removed',
      fence: null,
      reason: 'The door was walled up.',
    });
    await page.getByText('This camera has no fence yet').waitFor();
    await close();
  });
});

describe('versions', () => {
  test('are compared in words and on the picture, and gone back to with a reason', async () => {
    const { page, complaints, close } = await openEditor();
    await page.getByRole('radio', { name: 'Versions' }).check();
    expect(await page.locator('.version-number').allTextContents()).toEqual(['v3', 'v2', 'v1']);
    await page.locator('[data-version="2"]').getByRole('button', { name: 'Compare' }).click();
    expect(await page.locator('[data-ghost="compared"]').count()).toBe(1);
    expect(await page.locator('[data-difference="polygon"] dd').textContent()).toBe('4 moved');
    await page.locator('[data-version="2"] select').selectOption('1');
    expect(await page.locator('[data-difference="dwell"] dd').textContent()).toBe(
      'Vehicle 50 s, Goods 40 s → 60 s',
    );
    await button(page, 'Go back to v2…').click();
    await page.getByLabel('Reason').fill('The kerb is not the exit after all.');
    await button(page, 'Go back').click();
    await page.getByText('is armed as version 4').waitFor();
    await page.getByText('As armed: version 4').waitFor();
    expect(stage.server.fences.at(-1)).toMatchObject({ change: 'restored', restoredFrom: 2 });
    expect(await handle(page, 0).getAttribute('aria-label')).toContain('44.0 % from the left');
    await page.getByText('Went back to v2').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  const theirs = (part: Partial<FenceFile>) => {
    const fence = { ...armedFence('exit-3-door'), ...part };
    const change = { fenceId: fence.id, fence, reason: 'Faster.', change: 'edited' as const };
    return addVersion(stage.server, change, 'zhao.lei');
  };

  test('that somebody else arms meanwhile are shown beside the draft, which stays', async () => {
    const { page, close } = await openEditor();
    await page.getByLabel('Name').fill('Mine');
    theirs({ dwell: '20s' });
    await page.getByText('zhao.lei armed version 4').waitFor();
    expect(await button(page, 'Arm…').isDisabled()).toBe(true);
    expect(await page.getByLabel('Name').inputValue()).toBe('Mine');
    await button(page, 'Go on with mine').click();
    await arm(page, 'Mine is better.');
    await page.getByText('is armed as version 5').waitFor();
    expect(armedFence('exit-3-door').name).toBe('Mine');
    await close();
  });

  test('that were armed unseen are a conflict that says so, and theirs can be taken', async () => {
    const { page, close } = await openEditor();
    await page.getByLabel('Name').fill('Mine');
    await button(page, 'Arm…').click();
    await page.getByLabel('Reason').fill('Mine.');
    theirs({ name: 'Theirs' });
    await page.locator('dialog').getByRole('button', { name: 'Arm', exact: true }).click();
    await page.getByText('Somebody else was faster').waitFor();
    await page.locator('dialog').getByRole('button', { name: 'Cancel' }).click();
    await button(page, 'Take theirs').click();
    expect(await page.getByLabel('Name').inputValue()).toBe('Theirs');
    await close();
  });

  test('are followed at once where nothing was changed', async () => {
    const { page, close } = await openEditor();
    theirs({ name: 'Theirs' });
    await expect.poll(() => page.getByLabel('Name').inputValue()).toBe('Theirs');
    await page.getByText('As armed: version 4').waitFor();
    await close();
  });
});

describe('a draft', () => {
  test('survives a reload and the end of the session, and leaving it is asked about', async () => {
    const { page, close } = await openEditor();
    page.on('dialog', (dialog) => void dialog.accept());
    await page.getByLabel('Name').fill('Not lost');
    await page.reload();
    await page.locator('.canvas-drawing').waitFor();
    expect(await page.getByLabel('Name').inputValue()).toBe('Not lost');

    stage.server.endSessions();
    await arm(page, 'Too late.');
    await page.getByLabel('User name').fill('li.na');
    await page.getByLabel('Password', { exact: true }).fill(stage.server.password);
    await button(page, 'Log in').click();
    await page.locator('.canvas-drawing').waitFor();
    expect(await page.getByLabel('Name').inputValue()).toBe('Not lost');

    await page.getByRole('link', { name: 'Camera wall' }).click();
    await page.getByText('Leave without arming?').waitFor();
    await button(page, 'Stay').click();
    await page.getByRole('link', { name: 'Camera wall' }).click();
    await button(page, 'Leave').click();
    await page.getByRole('heading', { level: 1, name: 'Camera wall' }).waitFor();
    await close();
  });

  test('comes from text, and bad text changes nothing', async () => {
    const { page, close } = await openEditor();
    const bad = 'fences:\n  - { id: a, kind: weather, polygon: [[0, 0], [1, 1]] }';
    await button(page, 'Import').click();
    await page.getByLabel('Text').fill(bad);
    await page.getByText('Nothing was taken in').waitFor();
    expect(
      await page
        .locator('.import-faults li')
        .evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset['fault'])),
    ).toEqual(['fences[0].kind', 'fences[0].polygon']);
    expect(await button(page, 'Take as drafts').isDisabled()).toBe(true);
    const good = [createFence({ name: 'From text' }), createFence({ id: 'bay', name: 'Bay' })];
    await page.getByLabel('Text').fill(JSON.stringify({ fences: good }));
    await page.getByText('2 fences will become drafts: From text, Bay').waitFor();
    await button(page, 'Take as drafts').click();
    expect(await page.getByLabel('Name').inputValue()).toBe('From text');
    expect(await page.locator('.fence-tab').allTextContents()).toEqual([
      'From textv3Draft',
      'BayDraft',
      'New fence',
    ]);
    expect(stage.server.fences).toHaveLength(5);
    await close();
  });
});

test('an auditor looks at fences and changes nothing', async () => {
  const { page, complaints, close } = await openEditor('/fences/exit-3', { role: 'auditor' });
  await page.getByText('Vehicle 50 s, Goods 40 s').waitFor();
  expect(await page.locator('.handle, .ring-grip').count()).toBe(0);
  expect(await page.getByText('Arm…').count()).toBe(0);
  expect(await page.getByText('Import').count()).toBe(0);
  expect(complaints).toEqual([]);
  await close();
});

test('fingers draw, and two of them zoom', async () => {
  const { page, close } = await openEditor('/fences/exit-3', { screen: 'tablet' });
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
  const grip = (await page.locator('.handle-grip').first().boundingBox())!;
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
  await close();
});
