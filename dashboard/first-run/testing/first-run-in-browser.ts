/// <reference types="node" />
// The first steps in a real browser: an empty install, a step that is done elsewhere, and a fault of the server.
import { expect, test } from 'vitest';
import { stage } from '../../testing/page-stage.ts';
import { anEdge } from '../../testing/sample-camera-setup.ts';
import { fillPeople } from '../../testing/sample-people.ts';

const stateOf = (names: readonly string[]) => names.map((name) => `[data-step="${name}"]`);

test('an empty install leads to the first step; what is done elsewhere is seen without a reload', async () => {
  Object.assign(stage.server, { cameras: [], cases: [] });
  const { page, complaints } = await stage.enter('/first-steps', {
    ...{ role: 'admin', hasTestClock: true },
  });
  await page.locator('[data-step="edge"][data-state="next"]').waitFor();
  await page.getByText('0 of 8 steps are done.').waitFor();
  stage.server.cameraSetup.edges = [anEdge('edge-1')];
  fillPeople(stage.server.people);
  await page.clock.runFor(6000);
  await page.locator('[data-step="edge"][data-state="done"]').getByText('edge-1').waitFor();
  await page.locator('[data-step="camera"][data-state="next"]').waitFor();
  for (const at of stateOf(['person', 'duty']))
    await page.locator(`${at}[data-state="done"]`).waitFor();
  await page.locator('[data-step="camera"]').getByRole('link').click();
  await page.waitForURL('**/cameras/add');
  expect(complaints).toEqual([]);
});

test('the menu of an administrator leads there; others do not find it', async () => {
  const { page } = await stage.enter('/', { role: 'admin' });
  await page.locator('.menu-button').click();
  await page.getByRole('link', { name: 'First steps' }).click();
  await page.locator('[data-step="fence"]').waitFor();
  const other = await stage.enter('/', { role: 'operator' });
  await other.page.locator('.menu-button').click();
  expect(await other.page.getByRole('link', { name: 'First steps' }).count()).toBe(0);
});

test('a fault of one question is told, and asked again', async () => {
  stage.server.refusals.set('GET /api/people-setup', 503);
  const { page } = await stage.enter('/first-steps', { role: 'admin' });
  await page.locator('.failure').waitFor();
  stage.server.refusals.clear();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('.run-steps').waitFor();
});
