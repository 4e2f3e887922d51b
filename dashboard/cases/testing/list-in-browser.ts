/// <reference types="node" />
// The list of alerts in a real browser: it fills, updates without a reload, is filtered, and reports when it may be out of date.
import { expect, test } from 'vitest';
import { createStatus } from '../../testing/sample-cases.ts';
import { createProblem } from '../../testing/sample-problems.ts';
import {
  cleared,
  createCaseAt,
  createDistrictCameras,
  places,
} from '../../testing/sample-district.ts';
import { boxOf, byId, readDrawnBox, type OpenOptions } from '../../testing/stage.ts';
import { stage } from '../../testing/page-stage.ts';

async function openList(options: OpenOptions = {}) {
  const opened = await stage.enter('/', options);
  await opened.page.getByText('Live', { exact: true }).waitFor();
  return opened;
}

test('a new case appears on top without a reload, its time runs, and it is cleared', async () => {
  const { page, complaints } = await openList();
  await page.evaluate(() => {
    document.body.dataset['sameDocument'] = 'yes';
  });
  const detail = createCaseAt(places.corner, '20261122-0005', Date.now() - 2000);
  stage.server.pushCase(detail);
  const row = page.locator('[data-case="20261122-0005"]');
  await row.waitFor();
  expect(await page.locator('.case-row').first().getAttribute('data-case')).toBe('20261122-0005');
  expect(await row.getAttribute('class')).toContain('is-arrived');
  await page.getByText('3 still there').waitFor();
  expect(await page.title()).toContain('(3) Alerts');

  stage.server.pushCase(cleared(detail, 42_000));
  await row.getByText('Cleared after 42 s').waitFor();
  await page.getByText('2 still there').waitFor();
  expect(await page.evaluate(() => document.body.dataset['sameDocument'])).toBe('yes');
  expect(complaints).toEqual([]);
});

test('an object that comes back moves up, is announced, and is not covered by the old acknowledgement', async () => {
  const { page, complaints } = await openList();
  const gone = byId(stage.server.cases, '20261122-0002');
  const acknowledgedAt = gone.openedAt + 10_000;
  const lastOpenedAt = Date.now() - 1000;
  stage.server.pushCase({
    ...gone,
    state: 'acknowledged',
    acknowledgedAt,
    acknowledgedBy: 'li.na',
    present: true,
    clearedAt: null,
    lastOpenedAt,
    lastEventAt: lastOpenedAt,
  });
  const row = page.locator('.case-row').first();
  await expect.poll(() => row.getAttribute('data-case')).toBe('20261122-0002');
  await page.getByRole('status').getByText('Back again: Debris pile').waitFor();
  await row
    // After midnight the times of the evening have a day before them.
    .getByText(/^Acknowledged .*\d\d:\d\d GMT\+8, before it came back .*\d\d:\d\d GMT\+8$/)
    .waitFor();
  expect(await row.locator('.chip').getAttribute('data-tone')).toBe('todo');
  expect(await row.locator('.presence').textContent()).toMatch(/^Still there \d+ s$/);
  expect(await page.getByRole('status').getByText('New alert').count()).toBe(0);
  await page.getByText('3 still there').waitFor();
  expect(complaints).toEqual([]);
});

test('the time of a present object is updated by itself', async () => {
  const { page } = await openList({ hasTestClock: true });
  const text = page.locator('.case-row').first().locator('.presence');
  const before = await text.textContent();
  await page.clock.fastForward(1000);
  await page.waitForFunction(
    (old) => document.querySelector('.case-row .presence')?.textContent !== old,
    before,
  );
  expect(await text.textContent()).toMatch(/^Still there \d+ s$/);
});

test('filters narrow the list, are in the address, and apply to live cases too', async () => {
  const { page } = await openList();
  await page.getByRole('button', { name: 'Debris pile' }).click();
  await page.waitForFunction(() => document.querySelectorAll('.case-row').length === 2);
  expect(new URL(page.url()).search).toBe('?kind=debris-pile');
  stage.server.pushCase(createCaseAt(places.exit, '20261122-0006', Date.now()));
  stage.server.pushCase(createCaseAt(places.corner, '20261122-0007', Date.now()));
  await page.locator('[data-case="20261122-0007"]').waitFor();
  expect(await page.locator('[data-case="20261122-0006"]').count()).toBe(0);

  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.locator('[data-case="20261122-0006"]').waitFor();
  await page.getByRole('combobox', { name: 'Camera' }).selectOption({ label: '解放路东段' });
  await page.waitForFunction(() => document.querySelectorAll('.case-row').length === 1);
  await page.getByRole('button', { name: 'Still there' }).click();
  expect(new URL(page.url()).search).toBe('?camera=street-east&present=true');
  await page.getByRole('button', { name: 'Debris pile' }).click();
  await page.getByText('Nothing matches').waitFor();
});

test('no case shows that all is quiet', async () => {
  stage.server.cases = [];
  stage.server.cameras = createDistrictCameras(Date.now()).slice(0, 3);
  const { page } = await openList();
  await page.reload();
  await page.getByRole('heading', { name: 'All quiet' }).waitFor();
  await page.getByText('Nothing there now').waitFor();
  stage.server.pushCase(createCaseAt(places.exit, '20261122-0001', Date.now()));
  await page.locator('.case-row').waitFor();
});

test('an empty list is not "all quiet" while cameras are silent, and the time is shown', async () => {
  stage.server.cases = [];
  stage.server.cameras = createDistrictCameras(Date.now()).map((camera) => ({
    ...camera,
    status: null,
  }));
  const { page, complaints } = await openList();
  const since = Date.now() - 7 * 60_000;
  const present = stage.server.cameras.map(({ id }) =>
    createProblem({ code: 'camera-not-heard-of', subject: id, since }),
  );
  stage.server.problems = { present, past: [] };
  await page.reload();
  await page.getByRole('heading', { name: 'No camera is being watched' }).waitFor();
  expect(await page.locator('.watch-note').textContent()).toMatch(
    /9 of 9 cameras without a report since \d\d:\d\d/,
  );
  expect(await page.locator('.present-count').textContent()).toBe('No alert is known');
  expect(await page.getByText('All quiet').count()).toBe(0);
  await page.getByRole('link', { name: 'System health' }).last().click();
  await page.getByRole('heading', { level: 1, name: 'System health' }).waitFor();
  expect(complaints).toEqual([]);
});

test('an object is not shown as present when its camera falls silent, or the page is disconnected', async () => {
  const { page } = await openList();
  const row = page.locator('[data-case="20261122-0004"]');
  await row.getByText(/^Still there/).waitFor();
  const camera = byId(stage.server.cameras, 'exit-3');
  const lastFrameAt = Date.now() - 19 * 60_000;
  const status = createStatus({ cameraId: 'exit-3', state: 'offline', lastFrameAt });
  stage.server.push({ type: 'camera', camera: { ...camera, status } });
  await row.getByText(/^Not seen since \d\d:\d\d GMT\+8$/).waitFor();
  const other = page.locator('[data-case="20261122-0003"]');
  await other.getByText(/^Still there/).waitFor();
  stage.server.push({ type: 'camera', camera });
  await row.getByText(/^Still there/).waitFor();
  stage.server.dropLive(true);
  await row.getByText(/^Not seen since/).waitFor();
  await other.getByText(/^Not seen since/).waitFor();
  await page.getByText('2 there when last seen').waitFor();
});

test('more than a page of cases comes page by page, each case once', async () => {
  const now = Date.now();
  stage.server.cases = Array.from({ length: 120 }, (_, index) =>
    createCaseAt(places.exit, `c-${index}`, now - index * 1000, { hasPicture: false }),
  );
  const { page } = await openList();
  const count = () => page.locator('.case-row').count();
  await expect.poll(count).toBe(50);
  await page.getByRole('button', { name: 'Show older' }).click();
  await page.waitForFunction(() => document.querySelectorAll('.case-row').length === 100);
  await page.getByRole('button', { name: 'Show older' }).click();
  await page.waitForFunction(() => document.querySelectorAll('.case-row').length === 120);
  expect(await page.getByRole('button', { name: 'Show older' }).count()).toBe(0);
});

test('a lost connection is shown, and afterwards the list has what happened meanwhile', async () => {
  const { page } = await openList({ hasTestClock: true });
  stage.server.dropLive(true);
  await page.getByText('Connection lost. What you see may be out of date.').waitFor();
  stage.server.cases.push(createCaseAt(places.street, '20261122-0008', Date.now()));
  expect(await page.locator('[data-case="20261122-0008"]').count()).toBe(0);
  stage.server.dropLive(false);
  await page.clock.fastForward(15_000);
  await page.locator('[data-case="20261122-0008"]').waitFor();
  await page.getByText('Live', { exact: true }).waitFor();
  expect(await page.getByText('Connection lost').count()).toBe(0);
});

test('a list that cannot be loaded says why and tries again when asked', async () => {
  stage.server.refusals.set('GET /api/cases', 500);
  const { page } = await openList();
  await page.getByText('The server has a fault.').waitFor();
  stage.server.refusals.clear();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('.case-row').first().waitFor();
});

test('the region in a preview is drawn on the object in the picture', async () => {
  const { page } = await openList();
  const row = page.locator('[data-case="20261122-0004"]');
  const region = await readDrawnBox(row.locator('[data-region]'));
  const picture = await boxOf(row.locator('.scene-picture'));
  const { region: box } = byId(stage.server.cases, '20261122-0004');
  expect(region.x).toBeCloseTo(picture.x + box.x * picture.width, 0);
  expect(region.y).toBeCloseTo(picture.y + box.y * picture.height, 0);
  expect(region.width).toBeCloseTo(box.width * picture.width, 0);
});
