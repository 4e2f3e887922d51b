/// <reference types="node" />
// The camera wall in a real browser: every condition of a camera is recognisable, pictures and states update live.
import { expect, test } from 'vitest';
import { createCamera, createStatus } from '../../testing/sample-cases.ts';
import { boxOf, byId, readDrawnBox } from '../../testing/stage.ts';
import { stage } from '../../testing/page-stage.ts';

async function openWall() {
  const opened = await stage.enter('/wall');
  await opened.page.locator('.camera').first().waitFor();
  await opened.page.getByText('Live', { exact: true }).first().waitFor();
  return opened;
}

const conditions = [
  { camera: 'street-east', state: 'Live', tone: 'good' },
  { camera: 'market-2', state: 'Live · Camera moved', tone: 'bad' },
  { camera: 'park-1', state: 'Offline', tone: 'bad' },
  { camera: 'school-5', state: 'Log-in refused', tone: 'bad' },
  { camera: 'gate-7', state: 'Stalled', tone: 'bad' },
  { camera: 'yard-8', state: 'Starting', tone: 'busy' },
  { camera: 'roof-9', state: 'No report', tone: 'bad' },
];

test('every camera shows its state and its problem in words', async () => {
  const { page, complaints } = await openWall();
  for (const { camera, state, tone } of conditions) {
    const tile = page.locator(`[data-camera="${camera}"]`);
    expect(await tile.locator('.camera-state').textContent()).toBe(state);
    expect(await tile.getAttribute('data-tone')).toBe(tone);
  }
  expect(await page.locator('[data-camera="park-1"] .camera-problem').textContent()).toContain(
    'no route to host',
  );
  expect(await page.locator('.state-counts li').allTextContents()).toEqual([
    '3 Live',
    '1 Bad view',
    '1 Starting',
    '1 Stalled',
    '1 Offline',
    '1 Log-in refused',
    '1 No report',
  ]);
  expect(complaints).toEqual([]);
});

test('a camera that edges share names the edge that has it', async () => {
  const { page } = await openWall();
  const tile = page.locator('[data-camera="street-east"]');
  expect(await tile.locator('.camera-holder').textContent()).toBe('Watched by edge edge-1');
  expect(await page.locator('[data-camera="park-1"] .camera-holder').count()).toBe(0);
});

test('fences are drawn on the picture in the colour of their kind, with open ones marked', async () => {
  const { page } = await openWall();
  const tile = page.locator('[data-camera="street-east"]');
  const picture = await boxOf(tile.locator('.scene-picture'));
  const fence = await readDrawnBox(tile.locator('[data-fence]'));
  expect(Math.abs(fence.x - (picture.x + 0.08 * picture.width))).toBeLessThan(1);
  expect(Math.abs(fence.y - (picture.y + 0.55 * picture.height))).toBeLessThan(1);
  const color = (camera: string) =>
    page
      .locator(`[data-camera="${camera}"] [data-fence]`)
      .evaluate((element) => getComputedStyle(element).stroke);
  expect(await color('street-east')).toBe('rgb(255, 194, 71)');
  expect(await color('exit-3')).toBe('rgb(255, 98, 87)');
  expect(await color('corner-west')).toBe('rgb(183, 148, 255)');
  expect(await page.locator('.fence-open').count()).toBe(2);
});

test('a new picture and a new state arrive live', async () => {
  const { page } = await openWall();
  const camera = byId(stage.server.cameras, 'corner-west');
  const pictureAt = Date.now();
  const status = createStatus({ cameraId: camera.id, state: 'offline', problem: 'Cable pulled.' });
  // Like in dispatch, the list has it too: the page may request it at this moment.
  Object.assign(camera, { pictureAt, status });
  stage.server.push({ type: 'camera', camera: { ...camera } });
  const tile = page.locator('[data-camera="corner-west"]');
  await tile.getByText('Cable pulled.').waitFor();
  await expect
    .poll(() => tile.locator('.scene-picture').getAttribute('src'))
    .toBe(`/api/cameras/corner-west/picture.jpg?at=${pictureAt}`);
});

test('a camera that moved shows that its fences are suspended, and links to them', async () => {
  const { page } = await openWall();
  const tile = page.locator('[data-camera="market-2"]');
  expect(await tile.locator('.camera-suspended').textContent()).toContain('Fences suspended');
  expect(await page.locator('.camera-suspended').count()).toBe(1);
  await tile.getByRole('link', { name: 'Check the fences of 农贸市场 2 号口' }).click();
  await page.waitForURL('**/fences/market-2');
});

test('an old picture is marked as old', async () => {
  const { page } = await openWall();
  const age = page.locator('[data-camera="park-1"] .camera-age');
  expect(await age.textContent()).toBe('Old picture: 26 min ago');
  expect(await page.locator('[data-camera="street-east"] .camera-age').textContent()).toMatch(
    /^\d+ s ago$/,
  );
});

test('a camera links to its alerts', async () => {
  const { page } = await openWall();
  await page.getByRole('link', { name: 'Alerts of 3号楼消防通道: 1 open' }).click();
  await page.getByRole('heading', { level: 1, name: 'Alerts' }).waitFor();
  await page.waitForFunction(() => document.querySelectorAll('.case-row').length === 2);
  expect(new URL(page.url()).search).toBe('?camera=exit-3');
});

test('a site without cameras says how to add one', async () => {
  stage.server.cameras = [];
  const { page } = await stage.enter('/wall');
  await page.getByRole('heading', { name: 'No cameras' }).waitFor();
});

test('the wall shows an added camera and drops a removed one, without a reload', async () => {
  const { page } = await openWall();
  stage.server.cameras = [
    ...stage.server.cameras.filter(({ id }) => id !== 'park-1'),
    createCamera({ id: 'added', name: '新装' }),
  ];
  stage.server.push({ type: 'cameras' });
  // Sooner than the next poll of the wall.
  await page.locator('[data-camera="added"]').waitFor({ timeout: 5000 });
  await page.locator('[data-camera="park-1"]').waitFor({ state: 'detached' });
});

test('tells dispatch which cameras are on the screen', async () => {
  stage.server.watched = [];
  const { page } = await openWall();
  const seen = () => [...stage.server.watched].sort();
  await expect.poll(seen).toContain('street-east');
  const last = stage.server.cameras.at(-1)?.id ?? '';
  await page.setViewportSize({ width: 600, height: 300 });
  await expect.poll(seen).not.toContain(last);
  await page.locator(`[data-camera="${last}"]`).scrollIntoViewIfNeeded();
  await expect.poll(seen).toContain(last);
});
