// Dispatch with its dashboard behind a real nginx, configured as in the deploy guide: below a path that nginx keeps or strips, and
// at the root of a host. A real browser and an edge use it through nginx.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { buildDashboard } from '../dashboard/testing/build-dashboard.ts';
import { drawPicture } from '../dashboard/testing/sample-picture.ts';
import { startNginx } from '../e2e/servers/nginx.ts';
import { startRedis, type RedisServer } from '../e2e/servers/redis.ts';
import { freePort } from '../e2e/servers/server-process.ts';
import { openDispatch, sendUpload } from '../edge/outbox/upload.ts';
import type { Dispatch } from './dispatch.ts';
import { anAlert } from './testing/alerts.ts';
import { enqueue } from './testing/enqueue.ts';
import { eventually } from './testing/eventually.ts';
import { listenTo } from './testing/listen-to.ts';
import { testAdminPassword, testEdgeToken } from './testing/secrets.ts';
import { dataFolder, temporaryFolder } from './testing/temporary-folder.ts';
import { startTestDispatch } from './testing/test-dispatch.ts';

type Undo = () => Promise<unknown>;
/** Runs in reverse order, also after a failure. */
const [afterThis, afterThemAll]: [Undo[], Undo[]] = [[], []];
const undoAll = async (steps: Undo[]) => {
  for (const step of steps.splice(0).reverse()) await step();
};
afterEach(() => undoAll(afterThis), 60_000);
afterAll(() => undoAll(afterThemAll), 60_000);

let redis: RedisServer;
let browser: Browser;
let folder: string;
beforeAll(async () => {
  redis = await startRedis();
  afterThemAll.push(() => redis.stop());
  browser = await chromium.launch({
    executablePath: process.env['FENCEWATCH_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
  });
  afterThemAll.push(() => browser.close());
  const { path, remove } = await temporaryFolder();
  folder = path;
  afterThemAll.push(remove);
  await buildDashboard(join(folder, 'dashboard'), 'production');
  const subject = { x: 0.2, y: 0.4, width: 0.2, height: 0.3 };
  await writeFile(join(folder, 'picture.jpg'), await drawPicture(subject, 200));
}, 120_000);

/** The configuration of the deploy guide, with the addresses of this test. */
async function linesOfGuide(target: string): Promise<string> {
  const guide = join(import.meta.dirname, '..', 'docs', 'guide', 'deploy.md');
  const [, lines] = /^```nginx\n(.*?)^```$/ms.exec(await readFile(guide, 'utf8')) ?? [];
  expect(lines).toContain('location /fencewatch/ {');
  expect(lines).toContain('proxy_pass http://127.0.0.1:8080;');
  return lines!.replaceAll('http://127.0.0.1:8080', target);
}

const ways = {
  'below a path that nginx leaves on': { path: '/fencewatch/', change: (lines: string) => lines },
  'below a path that nginx strips': {
    path: '/fencewatch/',
    change: (lines: string) => lines.replace(/(proxy_pass [^;]+);/, '$1/;'),
  },
  'at the root of a host': {
    path: '/',
    change: (lines: string) => lines.replace('location /fencewatch/', 'location /'),
  },
};

/** The public address, without a slash at its end. */
async function startBehindNginx({ path, change }: (typeof ways)[keyof typeof ways]) {
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}${path}`;
  const data = await dataFolder();
  afterThis.push(data.remove);
  const dispatch = await startTestDispatch({
    redisUrl: redis.url,
    dataDir: data.path,
    dashboardDir: join(folder, 'dashboard'),
    trustProxy: { hops: 1 },
    publicUrl,
  });
  afterThis.push(dispatch.stop);
  const nginx = await startNginx([{ port, lines: change(await linesOfGuide(dispatch.url)) }]);
  afterThis.push(nginx.stop);
  return { base: publicUrl.replace(/\/$/, ''), dispatch };
}

async function openPage() {
  const context = await browser.newContext({ locale: 'en-GB' });
  afterThis.push(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('response', (answer) => {
    // Before the log-in the app asks once for the session.
    const isFirstWord = answer.status() === 401 && answer.url().endsWith('/api/session');
    if (answer.status() >= 400 && !isFirstWord)
      complaints.push(`${answer.status()} ${answer.url()}`);
  });
  return { page, context, complaints };
}

async function logIn(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByLabel('User name').fill('admin');
  await page.locator('#password').fill(testAdminPassword);
  await page.getByRole('button', { name: 'Log in' }).click();
  await untilLive(page);
}

const untilLive = (page: Page) => page.locator('.connection[data-state="live"]').waitFor();

/** Queues an alert; returns the link in its notification. */
async function raise({ mqttUrl }: Dispatch, incidentId: string): Promise<string> {
  const receiver = await listenTo(mqttUrl);
  afterThis.push(receiver.close);
  await enqueue(redis.url, anAlert({ incidentId }));
  const [first] = await eventually(
    () => receiver.received,
    ({ length }) => length > 0,
  );
  return first!.notification.url;
}

async function uploadPicture(url: string, incidentId: string) {
  const dispatch = openDispatch({ url, token: testEdgeToken });
  afterThis.push(() => {
    dispatch.link.agent.destroy();
    return Promise.resolve();
  });
  const upload = { kind: 'picture', incidentId, opening: 1, file: 'picture.jpg' } as const;
  return sendUpload(upload, join(folder, 'picture.jpg'), dispatch);
}

/** 0 while there is none; a picture that does not load is removed from the page. */
const widthOfPicture = (page: Page) =>
  page.evaluate<number>("document.querySelector('main img.scene-picture')?.naturalWidth ?? 0");

it.each(Object.keys(ways) as (keyof typeof ways)[])(
  'people and edges reach it %s',
  async (name) => {
    const { base, dispatch } = await startBehindNginx(ways[name]);
    const { page, context, complaints } = await openPage();
    await logIn(page, base);
    const path = new URL(base).pathname;
    const cookies = (await context.cookies()).toSorted((a, b) => a.name.localeCompare(b.name));
    expect(cookies).toMatchObject([
      { name: 'fencewatch_device', path: `${path === '/' ? '' : path}/api/session` },
      { name: 'fencewatch_session', path },
    ]);

    // The queue remembers ids, so a second attempt needs another one.
    const incidentId = `${name.replaceAll(' ', '-')}-${Date.now()}`;
    const link = await raise(dispatch, incidentId);
    expect(link).toMatch(new RegExp(`^${base}/cases/\\d{8}-\\d{4}$`));
    // Updated by the event stream alone, without a reload.
    await page
      .locator(`a[href="${new URL(link).pathname}"]`)
      .first()
      .waitFor();
    expect(await uploadPicture(base, incidentId)).toMatchObject({ outcome: 'delivered' });

    await page.goto(link);
    await expect.poll(() => widthOfPicture(page)).toBe(1280);
    await page.reload();
    await untilLive(page);
    await expect.poll(() => widthOfPicture(page)).toBe(1280);
    await page.getByRole('link', { name: 'Camera wall' }).click();
    await page.waitForURL(`${base}/wall`);
    expect(complaints).toEqual([]);

    // Directly at dispatch, without nginx.
    expect(await uploadPicture(dispatch.url, `${incidentId}-2`)).toMatchObject({
      outcome: 'delivered',
    });
    await page.goto(`${dispatch.url}/wall`);
    await page.waitForURL(`${dispatch.url}${path.replace(/\/$/, '')}/wall`);
    // A cookie applies to all ports of a host.
    await untilLive(page);
    expect(complaints).toEqual([]);
  },
  180_000,
);
