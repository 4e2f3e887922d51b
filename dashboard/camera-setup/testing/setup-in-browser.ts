/// <reference types="node" />
// The pages where administrators add cameras, in a real browser: an empty install, a camera from its first try to its fence, every
// reason for no picture, concurrent changes, versions, and removal.
import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { cameraTryFaults } from '../../../contracts/index.ts';
import { cameraTryEn } from '../../i18n/camera-try-en.ts';
import { cameraTryZhCn } from '../../i18n/camera-try-zh-cn.ts';
import { createCamera, createStatus } from '../../testing/sample-cases.ts';
import {
  aPicture,
  anEdge,
  aSetUpCamera,
  fillCameraSetup,
} from '../../testing/sample-camera-setup.ts';
import { stage } from '../../testing/page-stage.ts';
import type { OpenOptions } from '../../testing/stage.ts';

const setup = () => stage.server.cameraSetup;
const enter = (path: string, options: OpenOptions = {}) =>
  stage.enter(path, { role: 'admin', ...options });
const field = (page: Page, name: string) => page.locator(`[name="camera-${name}"]`);

async function fill(page: Page, values: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(values)) await field(page, name).fill(value);
}

test('an empty install says what is needed, and invites an edge', async () => {
  const { page, complaints } = await enter('/cameras');
  await page.getByText('Start an edge, the program that fetches the video.').waitFor();
  await page.getByLabel('ID of the edge').fill('edge-1');
  await page.getByRole('button', { name: 'Make an invitation' }).click();
  const command = await page.locator('.edge-invited pre').textContent();
  expect(command).toContain(`FENCEWATCH_EDGE_INVITATION=fwe_${'x'.repeat(43)}`);
  expect(command).toContain('--id edge-1');
  setup().edges = [anEdge('edge-1')];
  stage.server.push({ type: 'cameras' });
  await page.getByText('An edge is connected and gets cameras: edge-1.').waitFor();
  expect(complaints).toEqual([]);
});

test('an edge without an enrolled key is listed with a remedy', async () => {
  setup().edges = [anEdge('edge-7', { refusal: 'key-unknown' })];
  const { page } = await enter('/cameras');
  await page.getByText('Gets no cameras: its key is not enrolled. Invite it.').waitFor();
  expect(await page.getByLabel('ID of the edge').inputValue()).toBe('edge-7');
});

test('a camera is tried, added with its log-in, becomes live, and leads to its fence', async () => {
  setup().edges = [anEdge('edge-1')];
  const { page, complaints } = await enter('/cameras');
  await page.getByRole('link', { name: 'Add a camera' }).click();
  expect(await page.getByRole('button', { name: 'Try it' }).isDisabled()).toBe(true);
  await fill(page, { source: 'rtsp://10.0.0.7/live', user: 'watch', password: 'geheim' });
  await page.getByText('Not tried yet.').waitFor();
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.getByText('edge-1 opens the address…').waitFor();
  expect(await page.getByRole('button', { name: 'Try again' }).isDisabled()).toBe(true);
  setup().tryResult = aPicture;
  await page.getByText('A picture came.').waitFor();
  const facts = await page.locator('.try-facts dd').allTextContents();
  expect(facts).toEqual(['H.264', '1920 × 1080', '25', '2 s', 'TCP', '0.8 s']);
  await expect.poll(() => page.locator('.try-card img').evaluate(isDrawn)).toBe(true);
  expect(await page.getByText('Not tried yet.').count()).toBe(0);
  await fill(page, { name: '北门', reason: 'new' });
  await page.getByRole('button', { name: 'Add camera' }).click();
  await page.getByText('北门 is added.').waitFor();
  const logIn = { user: 'watch', password: 'geheim' };
  expect(setup().said).toMatchObject([
    { edgeId: 'edge-1', logIn },
    { baseVersion: null, reason: 'new', camera: { name: '北门', logIn, edge: 'edge-1' } },
  ]);
  stage.server.cameras.push(
    createCamera({ id: 'camera-1', status: createStatus({ cameraId: 'camera-1' }) }),
  );
  stage.server.push({ type: 'cameras' });
  await page.locator('.now-card [data-state="live"]').waitFor();
  expect(await page.content()).not.toContain('geheim');
  await page.locator('.now-card').getByRole('link', { name: /fence/i }).click();
  await page.waitForURL('**/fences/camera-1');
  expect(complaints).toEqual([]);
});

function isDrawn(image: SVGElement | HTMLElement): boolean {
  return image instanceof HTMLImageElement && image.complete && image.naturalWidth > 0;
}

test.each([
  ['en-GB', cameraTryEn, 'Try it'],
  ['zh-CN', cameraTryZhCn, '试连'],
] as const)('every reason for no picture is worded, %s', async (locale, texts, press) => {
  setup().edges = [anEdge('edge-1')];
  const { page } = await enter('/cameras/add', { locale });
  await fill(page, { source: 'rtsp://10.0.0.7/live' });
  for (const fault of cameraTryFaults) {
    setup().tryResult = { outcome: 'fault', fault, detail: `says ${fault}`, codec: 'vp8' };
    const again = page.locator('.try-card .button').first();
    await again.click();
    const text = texts.fault[fault].replace('{{codec}}', 'vp8');
    await page.locator('.try-card .note-danger').getByText(text).waitFor();
  }
  expect(press).toBe(texts.start);
  expect(new Set(Object.values(texts.fault)).size).toBe(cameraTryFaults.length);
});

test('a try of another address, a lost one and a refused one are not shown as a result', async () => {
  setup().edges = [anEdge('edge-1')];
  setup().tryResult = aPicture;
  const { page } = await enter('/cameras/add');
  await fill(page, { source: 'rtsp://10.0.0.7/live' });
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.getByText('A picture came.').waitFor();
  await fill(page, { source: 'rtsp://10.0.0.8/live' });
  await page.getByText('The form has changed since. Try again.').waitFor();
  await page.getByText('Not tried yet.').waitFor();
  stage.server.refusals.set('POST /api/camera-tries', 503);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('.try-card .note-danger').waitFor();
});

test('nothing is sent while a field is wrong, and each field names the expected value', async () => {
  setup().cameras = [aSetUpCamera('gate')];
  const { page } = await enter('/cameras/add');
  await fill(page, { id: 'gate', gridCell: '12', source: 'http://10.0.0.7' });
  await page.getByRole('button', { name: 'Add camera' }).click();
  await page.getByText('There is a camera with this ID.').waitFor();
  const faults = await page.locator('.field-fault').allTextContents();
  expect(faults).toEqual([
    'Expected rtsp:// or rtsps:// with a host, without blanks.',
    'Expected a name of 1 to 100 characters.',
    'There is a camera with this ID.',
    'Expected 15 digits.',
    'Expected a reason: auditors will ask for it.',
  ]);
  expect(setup().said).toEqual([]);
});

test('an edit keeps the log-in unless it is replaced, and adds a version', async () => {
  fillCameraSetup(setup());
  const { page } = await enter('/cameras');
  await page.getByRole('link', { name: '解放路东段: Edit' }).click();
  await page.getByText('Version 3', { exact: true }).waitFor();
  await fill(page, { name: '解放路西段', reason: 'renamed' });
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved as version 4.').waitFor();
  await page.getByText('Version 4', { exact: true }).waitFor();
  await page.getByText('Changed: Name', { exact: true }).waitFor();
  await page.getByRole('combobox', { name: 'Log-in' }).selectOption('Enter another one');
  await fill(page, { reason: 'new password' });
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Expected a user name of 1 to 100 characters.').waitFor();
  await fill(page, { user: 'watch', password: 'other' });
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved as version 5.').waitFor();
  expect(setup().said).toMatchObject([
    { baseVersion: 3, camera: { name: '解放路西段', logIn: 'keep' } },
    { baseVersion: 4, camera: { logIn: { user: 'watch', password: 'other' } } },
  ]);
});

test('a change by somebody else is reported, and not overwritten', async () => {
  fillCameraSetup(setup());
  const { page } = await enter('/cameras/edit/street-east');
  await fill(page, { name: 'mine', reason: 'mine' });
  const [entry] = setup().versions.get('street-east') ?? [];
  if (entry === undefined) throw new Error('expected a version');
  setup()
    .versions.get('street-east')
    ?.unshift({ ...entry, version: 4 });
  setup().cameras = setup().cameras.map((one) =>
    one.id === 'street-east' ? { ...one, name: 'theirs', version: 4 } : one,
  );
  stage.server.push({ type: 'cameras' });
  await page.getByText('Somebody else has changed this camera').waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Somebody else has changed it. Look at the newest version first.').waitFor();
});

test('the list says which camera is in effect, which edge has it, or why none has', async () => {
  fillCameraSetup(setup());
  const { page } = await enter('/cameras');
  const row = (id: string) => page.locator(`[data-camera="${id}"]`);
  await row('exit-3').getByText('can only be changed there').waitFor();
  expect(await row('exit-3').getByRole('link', { name: /Edit/ }).count()).toBe(0);
  await row('market-2').getByText('The entry here has no effect.').waitFor();
  await row('new-gate').getByText('lacks the key of its log-in').waitFor();
  await row('new-gate').getByText('the edge gets no cameras').waitFor();
  await row('street-east').locator('[data-state="live"]').waitFor();
  await page.getByText('No privacy masks').waitFor();
  await page.getByLabel('Find by name').fill('后院');
  await expect.poll(() => page.locator('.camera-row').count()).toBe(1);
});

test('a removed camera leaves the list; one with fences links to them', async () => {
  fillCameraSetup(setup());
  const { page } = await enter('/cameras/edit/street-east');
  await page.getByText('Remove camera').click();
  await page.getByRole('button', { name: 'Remove', exact: true }).isDisabled();
  await page.locator('.remove-card input').fill('gone');
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByText('The camera still has fences. Remove them first.').waitFor();
  await page.getByRole('link', { name: 'To its fences' }).waitFor();
  stage.server.fences = [];
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByText('street-east is removed.').waitFor();
  await page.locator('[data-camera="exit-3"]').waitFor();
  expect(await page.locator('[data-camera="street-east"]').count()).toBe(0);
});

test('only administrators of the whole site may open the page', async () => {
  const { page } = await stage.enter('/cameras', { role: 'operator' });
  expect(await page.getByRole('link', { name: 'Cameras', exact: true }).count()).toBe(0);
  stage.server.refusals.set('GET /api/camera-setup', 403);
  await page.locator('.failure').waitFor();
});

test('5,000 cameras are found at once, and shown some at a time', async () => {
  setup().cameras = Array.from({ length: 5000 }, (_, index) => aSetUpCamera(`c-${index}`));
  const { page } = await enter('/cameras');
  await page.locator('.camera-row').first().waitFor();
  expect(await page.locator('.camera-row').count()).toBe(50);
  await page.getByRole('button', { name: 'Show 50 more' }).click();
  await expect.poll(() => page.locator('.camera-row').count()).toBe(100);
  await page.getByLabel('Find by name').fill('c-4999');
  await expect.poll(() => page.locator('.camera-row').count()).toBe(1);
});
