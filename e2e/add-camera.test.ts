// An administrator's way from an empty install to the editor of the first fence, in a real browser, with a real dispatch, edge and
// camera: invite an edge, try an address with a wrong and the right password, add it, see it live. Presses are counted. Then a table
// of cameras, twice.
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Dispatch } from '../dispatch/dispatch.ts';
import { layDatabase } from '../dispatch/store/testing/quick-store.ts';
import { aSite } from '../dispatch/testing/a-site.ts';
import { testAdminPassword, testEdgeToken } from '../dispatch/testing/secrets.ts';
import { temporaryFolder } from '../dispatch/testing/temporary-folder.ts';
import { startTestDispatch } from '../dispatch/testing/test-dispatch.ts';
import { createMemoryLog } from '../edge/testing/memory-log.ts';
import { idleDetector } from '../edge/testing/scripted-pipeline.ts';
import { startEdge } from '../edge/worker.ts';
import { openBrowser, type TestBrowser } from './open-browser.ts';
import { startRedis, type RedisServer } from './servers/redis.ts';
import { makeFilm, startRtsp, type RtspServer } from './servers/rtsp.ts';
import { freePort } from './servers/server-process.ts';

const undo: (() => unknown)[] = [];
const site = aSite({ cameras: [], fences: [] });
const password = 'geheim@1';
let url: string;
let folder: string;
let redis: RedisServer;
let camera: RtspServer;
let dispatch: Dispatch;
let browser: TestBrowser;

beforeAll(async () => {
  const temporary = await temporaryFolder();
  undo.push(temporary.remove);
  folder = temporary.path;
  const film = join(folder, 'film.mp4');
  await makeFilm(film, { seconds: 30, width: 1280, height: 720, gop: 10 });
  const auth = { user: 'watch', password };
  camera = await startRtsp({ mounts: { '/gate': [film], '/yard': [film] }, auth });
  undo.push(() => camera.stop());
  redis = await startRedis({});
  undo.push(() => redis.stop());
  const dataDir = join(folder, 'dispatch');
  await layDatabase(dataDir);
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const dashboardDir = join(import.meta.dirname, '../dist/dashboard');
  dispatch = await startTestDispatch({ site, port, redisUrl: redis.url, dataDir, dashboardDir });
  undo.push(() => dispatch.stop());
  browser = await openBrowser();
  undo.push(() => browser.close());
  await browser.logIn(url, testAdminPassword);
});
afterAll(async () => {
  for (const step of undo.reverse()) await step();
});

async function startInvited(command: string): Promise<void> {
  const invitation = /fwe_[\w-]+/.exec(command)?.[0] ?? '';
  const edge = await startEdge({
    ...{ site, edgeId: 'edge-1', dataDir: join(folder, 'edge'), redisUrl: redis.url },
    ...{ dispatchUrl: url, edgeToken: testEdgeToken, invitation },
    detector: idleDetector,
    log: createMemoryLog().log,
  });
  undo.push(() => edge.stop());
}

it('invites an edge, tries and adds a camera, and comes to its fences in ten presses', async () => {
  const { page, complaints } = browser;
  const patient = { timeout: 60_000 };
  let presses = 0;
  const press = async (what: Locator) => {
    presses += 1;
    await what.click();
  };
  const write = async (field: string, text: string) => {
    await press(page.locator(`[name="camera-${field}"]`));
    await page.locator(`[name="camera-${field}"]`).fill(text);
  };
  await press(page.getByRole('link', { name: 'Cameras', exact: true }));
  await page.getByLabel('ID of the edge').fill('edge-1');
  await page.getByRole('button', { name: 'Make an invitation' }).click();
  await startInvited((await page.locator('.edge-invited pre').textContent()) ?? '');
  await page.getByText('An edge is connected and gets cameras: edge-1.').waitFor(patient);

  await press(page.getByRole('link', { name: 'Add a camera' }));
  await write('source', `${camera.url}/gate`);
  await write('user', 'watch');
  await page.locator('[name="camera-password"]').fill('wrong');
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.getByText('The camera refuses the log-in. Check user and password.').waitFor(patient);
  await write('password', password);
  await press(page.getByRole('button', { name: 'Try again' }));
  await page.getByText('A picture came.').waitFor(patient);
  expect(await page.locator('.try-facts').innerText()).toMatch(/H\.264[^]*1280 × 720/);
  await expect.poll(() => page.locator('.try-card img').isVisible()).toBe(true);
  await write('name', '北门');
  await write('reason', 'new');
  await press(page.getByRole('button', { name: 'Add camera' }));
  await page.locator('.now-card [data-state="live"]').waitFor(patient);
  expect(await page.content()).not.toContain(password);
  await press(page.locator('.now-card').getByRole('link', { name: 'Draw a fence' }));
  await page.getByRole('button', { name: 'New fence' }).waitFor(patient);
  expect(presses).toBe(10);
  expect(complaints).toEqual([]);
});

it('imports a table, whose cameras become live; a second import changes nothing', async () => {
  const { page, complaints } = browser;
  const rows = [
    '编号,名称,地址,用户名,密码,网格,位置,传输方式,边缘节点',
    `yard,后院,${camera.url}/yard,watch,${password},370305001001001,,tcp,edge-1`,
  ];
  const choose = (text: string) =>
    page
      .locator('input[type="file"]')
      .setInputFiles({ name: 'cameras.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.goto(`${url}/cameras/import`);
  await choose(rows.join('\r\n').replace('370305001001001', '3.70305E+14'));
  await page.getByText('A spreadsheet has rounded this code.').waitFor();
  await choose(rows.join('\r\n'));
  await page.getByLabel('Reason').fill('all');
  await page.getByRole('button', { name: 'Import: add 1, change 0' }).click();
  await page.getByText('Stored: 1 added, 0 changed.').waitFor();
  await choose(rows.join('\r\n'));
  await page.getByText('Nothing to import').waitFor();
  await page.goto(`${url}/cameras`);
  await page.locator('[data-camera="yard"] [data-state="live"]').waitFor({ timeout: 60_000 });
  expect(complaints).toEqual([]);
});
