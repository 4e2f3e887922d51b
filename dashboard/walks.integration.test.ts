/// <reference types="node" />
// The three walks of docs/guide/three-walks.md in headless Chromium against dispatch's own HTTP interface, with each press counted:
// the responder from the push to handled, the leader from the shift to the hand-over, the operator from a camera to its armed fence.
// With WALK_PICTURES set to a folder the pictures of the guide are written again.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type Locator,
  type Page,
} from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { SiteFile, User } from '../contracts/index.ts';
import { systemClock } from '../host/clock.ts';
import { noteChanges } from '../dispatch/engine/watch-hand-overs.ts';
import { aSite, testCell } from '../dispatch/testing/a-site.ts';
import { anAlert } from '../dispatch/testing/alerts.ts';
import { planFor } from '../dispatch/testing/plan.ts';
import { openTestApi, type TestApi } from '../dispatch/testing/test-api.ts';
import { buildDashboard } from './testing/build-dashboard.ts';
import { drawPicture } from './testing/sample-picture.ts';

const hourMs = 3_600_000;
const phone = { width: 360, height: 640 };
const desktop = { width: 1280, height: 720 };
let folder: string;
let browser: Browser;
let api: TestApi;
let origin: string;
let context: BrowserContext;
let page: Page;
let presses: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-walks-'));
  const executablePath = process.env['FENCEWATCH_CHROMIUM'] ?? '/usr/bin/chromium';
  [browser] = await Promise.all([
    chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] }),
    buildDashboard(folder, 'production'),
  ]);
  const site = aSite(siteNow());
  const plain = await openTestApi({}, null, site);
  plain.clock.advance(Date.now() - plain.clock.now());
  api = await openTestApi({ dashboardDir: folder, clock: systemClock }, plain, site);
  // Sessions begin by this clock; one that began in the past has no live connection.
  api.clock.advance(Date.now() - api.clock.now());
  await api.app.listen({ host: '127.0.0.1', port: 0 });
  origin = `http://127.0.0.1:${(api.app.server.address() as AddressInfo).port}`;
}, 120_000);
afterAll(async () => {
  await browser.close();
  await api.close();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => context.close());

/** The shift of Li ended with the last full hour, and Sun follows; Wu leads. */
function siteNow(): Partial<SiteFile> {
  const inShanghai = new Date(Date.now() + 8 * hourMs).getUTCHours();
  const clockTime = (hours: number) => `${String((hours + 24) % 24).padStart(2, '0')}:00`;
  const shift = (id: string, person: string, from: number, to: number) => ({
    ...{ id, unit: 'west', part: 'officer' as const, people: [person] },
    hours: [{ from: clockTime(from), to: clockTime(to) }],
  });
  return {
    units: [
      { id: 'city', name: '示范街道', level: 'city' },
      { id: 'west', name: '西网格', level: 'grid', parent: 'city', cells: [testCell] },
    ],
    people: [
      { id: 'li', name: '李娜', user: 'responder' },
      { id: 'sun', name: '孙伟', user: 'operator' },
      { id: 'wu', name: '吴迪', user: 'admin' },
    ],
    shifts: [
      shift('a', 'li', inShanghai - 8, inShanghai),
      shift('b', 'sun', inShanghai, inShanghai + 8),
      { id: 'c', unit: 'city', part: 'duty-leader', people: ['wu'] },
    ],
  };
}

async function enter(role: User['role'], path: string, viewport: typeof phone): Promise<void> {
  const isPhone = viewport === phone;
  context = await browser.newContext({
    ...{ baseURL: origin, locale: 'zh-CN', viewport, hasTouch: isPhone, isMobile: isPhone },
  });
  context.setDefaultTimeout(20_000);
  const { cookie } = await api.as(role);
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: origin }]);
  page = await context.newPage();
  presses = [];
  await page.goto(path);
  await page.locator('main#content h1').waitFor();
  await page.locator('.connection[data-state="live"]').waitFor();
}

async function press(target: Locator): Promise<void> {
  presses.push((await target.textContent()) ?? '');
  await target.click();
}
const pressButton = (name: string) => press(page.getByRole('button', { name }));

async function pictureOf(name: string): Promise<void> {
  const to = process.env['WALK_PICTURES'];
  if (to === undefined) return;
  await mkdir(to, { recursive: true });
  const shot = await page.screenshot();
  const png = sharp(shot).resize({ width: Math.min(720, page.viewportSize()?.width ?? 720) });
  await writeFile(
    join(to, `${name}.png`),
    await png.png({ palette: true, colours: 64 }).toBuffer(),
  );
}

async function recordCases(incidentIds: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const incidentId of incidentIds) {
    const alert = anAlert({ incidentId, capturedAt: Date.now() });
    await api.store.cases.record(planFor(alert));
    ids.push((await api.store.cases.findByIncident(incidentId))?.id ?? '');
  }
  return ids;
}
const stepsOf = async (caseId: string) =>
  (await api.store.cases.stepsOf(caseId)).map(({ step }) => step);

test('the responder handles a case with five presses and a photo', async () => {
  const [caseId = ''] = await recordCases(['walk-responder']);
  const picture = await drawPicture({ x: 0.3, y: 0.4, width: 0.2, height: 0.2 }, 40);
  await api.upload('incidents/walk-responder/picture', 'image/jpeg', picture);
  // The first press, on the notification, opens this address; phone.integration.test.ts receives a real one.
  await enter('responder', `/cases/${caseId}`, phone);
  presses.push('notification');
  await page.getByRole('button', { name: '我来处理' }).waitFor();
  await pictureOf('walk-responder-1');
  await pressButton('我来处理');
  await pressButton('已到现场');
  await pressButton('处置完毕');
  const grey = { width: 900, height: 1200, channels: 3 as const, background: '#567' };
  const buffer = await sharp({ create: grey }).jpeg().toBuffer();
  await page
    .locator('.photo-input')
    .setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer });
  await page.locator('.photo-small').scrollIntoViewIfNeeded();
  await pictureOf('walk-responder-2');
  await pressButton('提交');
  await expect
    .poll(() => stepsOf(caseId))
    .toEqual(expect.arrayContaining(['acknowledged', 'on-site', 'handled']));
  expect(presses).toHaveLength(5);
}, 60_000);

test('the next leader of the shift accepts what is open and signs the hand-over with five presses', async () => {
  const cases = await recordCases(['walk-leader-1', 'walk-leader-2']);
  expect(await noteChanges(api.parts, Date.now() - 2 * hourMs, Date.now())).toBeGreaterThan(0);
  await enter('operator', '/', phone);
  await press(page.locator('nav.tabs').getByRole('link', { name: '值班台' }));
  await page.locator('.desk-line').first().waitFor();
  await pictureOf('walk-leader-1');
  await pressButton('全选');
  await page.locator('.desk-bar').getByRole('button', { name: '确认' }).waitFor();
  await press(page.locator('.desk-bar').getByRole('button', { name: '确认' }));
  await expect
    .poll(async () => (await stepsOf(cases[0] ?? '')).includes('acknowledged'))
    .toBe(true);
  await expect
    .poll(async () => (await stepsOf(cases[1] ?? '')).includes('acknowledged'))
    .toBe(true);
  await press(page.locator('.desk-links').getByRole('link').first());
  await page.getByRole('button', { name: '已阅读，签收接班' }).first().scrollIntoViewIfNeeded();
  await pictureOf('walk-leader-2');
  await press(page.getByRole('button', { name: '已阅读，签收接班' }).first());
  await page
    .getByText(/operator 已签收/)
    .first()
    .waitFor();
  expect(presses).toHaveLength(5);
}, 60_000);

test('the operator arms the first fence of a camera with ten presses', async () => {
  const picture = await drawPicture({ x: 0.3, y: 0.4, width: 0.2, height: 0.2 }, 40);
  expect((await api.upload('cameras/corner/picture', 'image/jpeg', picture)).statusCode).toBe(204);
  await enter('operator', '/', desktop);
  await press(page.locator('nav.tabs').getByRole('link', { name: '围栏' }));
  await press(page.getByRole('link', { name: /Corner/ }).first());
  await page.getByRole('button', { name: '新建围栏' }).first().waitFor();
  await press(page.getByRole('button', { name: '新建围栏' }).first());
  const box = await page.locator('.canvas').boundingBox();
  if (!box) throw new Error('expected a canvas');
  const corners = [
    [0.2, 0.3],
    [0.6, 0.3],
    [0.6, 0.7],
    [0.2, 0.7],
    [0.2, 0.3],
  ] as const;
  for (const [x, y] of corners) {
    await page.mouse.click(box.x + x * box.width, box.y + y * box.height);
    presses.push(`corner ${x} ${y}`);
  }
  await page.getByLabel('名称').fill('路口西南角');
  await pictureOf('walk-operator-1');
  await press(page.getByRole('button', { name: '布防…', exact: true }));
  await page.getByLabel('原因').fill('常有占道摊位');
  await pictureOf('walk-operator-2');
  await press(page.locator('dialog').getByRole('button', { name: '布防', exact: true }));
  await expect
    .poll(async () => {
      const headers = await api.as('operator');
      return (await api.app.inject({ url: '/api/fences', headers })).body;
    })
    .toContain('路口西南角');
  expect(presses).toHaveLength(10);
}, 60_000);
