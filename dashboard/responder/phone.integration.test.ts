/// <reference types="node" />
// The responder's phone against dispatch's own HTTP interface, in headless Chromium: a push that opens its case, the steps until it
// is handled, and a connection that breaks in between.
import { createECDH, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSessions } from '../../dispatch/auth/sessions.ts';
import { systemClock } from '../../host/clock.ts';
import { openDirect } from '../../dispatch/channels/direct/open-direct.ts';
import { createChannelService } from '../../dispatch/delivery/channel-service.ts';
import { aSite } from '../../dispatch/testing/a-site.ts';
import { anAlert } from '../../dispatch/testing/alerts.ts';
import { planFor } from '../../dispatch/testing/plan.ts';
import { openTestApi, testPassword, type TestApi } from '../../dispatch/testing/test-api.ts';
import { startRelay, type Relay } from '../../e2e/servers/relay.ts';
import { buildDashboard } from '../testing/build-dashboard.ts';

let folder: string;
let api: TestApi;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let relay: Relay;
let origin: string;
let target: number;
let caseId: string;
let number = 0;
/** The offset of the clock for log-ins, so that a session expires without a wait. */
let sessionsAheadMs = 0;
let pushed: Buffer[];
const pushServer = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    pushed.push(Buffer.concat(chunks));
    response.writeHead(201).end();
  });
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-phone-'));
  await new Promise<void>((resolve) => pushServer.listen(0, '127.0.0.1', resolve));
  const executablePath = process.env['FENCEWATCH_CHROMIUM'] ?? '/usr/bin/chromium';
  [browser] = await Promise.all([
    chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] }),
    buildDashboard(folder, 'production'),
  ]);
  api = await openApi();
  await api.app.listen({ host: '127.0.0.1', port: 0 });
  target = (api.app.server.address() as AddressInfo).port;
  relay = await startRelay({ target });
  origin = `http://127.0.0.1:${relay.port}`;
}, 120_000);
afterAll(async () => {
  await browser.close();
  await relay.cut();
  await api.close();
  pushServer.close();
  await rm(folder, { recursive: true, force: true });
});

/** With Web Push over a push service of this test. */
async function openApi(): Promise<TestApi> {
  // The browser expires cookies by its own clock, so sessions must begin now.
  const plain = await openTestApi();
  plain.clock.advance(Date.now() - plain.clock.now());
  const services = [pushOrigin()];
  const contact = 'mailto:duty@example.org';
  const site = aSite({
    channels: { direct: [{ type: 'web-push', id: 'push', contact, services }] },
  });
  const channels = createChannelService({
    channels: openDirect(site.channels.direct, { clock: systemClock, push: plain.store.push }),
    organisation: site.organisation,
    publicUrl: () => 'http://dispatch.test',
    clock: systemClock,
  });
  const push = { publicKey: () => Promise.resolve('BPub'), services };
  return openTestApi(
    {
      ...{ dashboardDir: folder, channels, push, clock: { ...plain.clock, now: Date.now } },
      sessions: createSessions(plain.store.people, {
        ...systemClock,
        now: () => Date.now() + sessionsAheadMs,
      }),
    },
    plain,
  );
}

function pushOrigin(): string {
  return `http://127.0.0.1:${(pushServer.address() as AddressInfo).port}`;
}

beforeEach(async () => {
  [number, pushed] = [number + 1, []];
  const alert = anAlert({ incidentId: `phone-${number}`, capturedAt: Date.now() });
  await api.store.cases.record(planFor(alert));
  caseId = (await api.store.cases.findByIncident(alert.incident.incidentId))?.id ?? '';
  context = await browser.newContext({
    ...{ baseURL: origin, locale: 'zh-CN', hasTouch: true, isMobile: true },
    ...{ viewport: { width: 360, height: 640 }, permissions: ['notifications'] },
  });
  context.setDefaultTimeout(10_000);
  const { cookie } = await api.as('responder');
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: origin }]);
  page = await context.newPage();
});
afterEach(() => context.close());

async function openWithWorker(path: string): Promise<void> {
  await page.goto(path);
  await page.locator('main#content').waitFor();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

const stepsDone = async () =>
  (await api.store.cases.stepsOf(caseId)).map(({ step }) => step).filter((step) => step !== 'told');
const press = (name: string) => page.getByRole('button', { name }).tap();
const aPhoto = () =>
  sharp({
    create: { width: 900, height: 1200, channels: 3, background: { r: number, g: 40, b: 80 } },
  })
    .jpeg()
    .toBuffer();

async function addPhoto(): Promise<void> {
  const file = { name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: await aPhoto() };
  await page.locator('.photo-input').setInputFiles(file);
  await page.locator('.photo-small').waitFor();
}

test('a push opens its case, and three steps handle it', async () => {
  await openWithWorker('/');
  const cdp = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: [first] }) => {
      if (first) resolve(first.registrationId);
    });
  });
  await cdp.send('ServiceWorker.enable');
  const data = JSON.stringify({
    ...{ version: 1, notificationId: 'n-1', caseId, isPressing: true },
    ...{ title: '占道经营', body: '解放路', url: 'http://elsewhere.test/' },
  });
  await cdp.send('ServiceWorker.deliverPushMessage', {
    ...{ origin, registrationId: await registered, data },
  });
  const [worker] = context.serviceWorkers();
  const shown = () =>
    worker?.evaluate(async () => {
      const scope = globalThis as unknown as { registration: ServiceWorkerRegistration };
      const all = await scope.registration.getNotifications();
      return all.map(({ title, tag, requireInteraction }) => ({ title, tag, requireInteraction }));
    });
  await expect
    .poll(shown, { timeout: 10_000 })
    .toEqual([{ title: '占道经营', tag: caseId, requireInteraction: true }]);
  // Tap 1: the notification.
  await worker?.evaluate(async () => {
    const scope = globalThis as unknown as { registration: ServiceWorkerRegistration };
    const [notification] = await scope.registration.getNotifications();
    const Event = Reflect.get(globalThis, 'NotificationEvent') as new (
      t: string,
      i: object,
    ) => Event;
    dispatchEvent(new Event('notificationclick', { notification }));
  });
  await page.waitForURL(`${origin}/cases/${caseId}`);
  await press('我来处理');
  await press('已到现场');
  await press('处置完毕');
  await addPhoto();
  await press('提交');
  await expect
    .poll(stepsDone)
    .toEqual(expect.arrayContaining(['acknowledged', 'on-site', 'handled']));
}, 30_000);

test('a step queued offline survives the page, and is accepted once when the connection is back', async () => {
  await openWithWorker(`/cases/${caseId}`);
  await page.getByRole('button', { name: '我来处理' }).waitFor();
  const before = await stepsDone();
  const { port } = relay;
  await relay.cut();
  await press('我来处理');
  await press('已到现场');
  await press('处置完毕');
  await page.getByLabel('处置情况').fill('摊位已劝离');
  await addPhoto();
  await press('提交');
  await page.getByText('3 条待发送').waitFor();
  // Android has killed the app: it opens offline, with the case and the waiting steps.
  await page.reload();
  await page.getByText('3 条待发送').waitFor();
  expect(await stepsDone()).toEqual(before);
  relay = await startRelay({ port, target });
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.getByText('待发送').waitFor({ state: 'detached' });
  expect((await stepsDone()).slice(before.length)).toEqual(['acknowledged', 'on-site', 'handled']);
  const last = (await api.store.cases.stepsOf(caseId)).findLast(({ step }) => step === 'handled');
  expect(last).toMatchObject({ actor: 'responder', reason: '摊位已劝离' });
  expect(last?.details?.photos).toHaveLength(1);
}, 40_000);

test('steps that wait when the log-in expires are sent after the next one, once, with their own time', async () => {
  await openWithWorker(`/cases/${caseId}`);
  await page.getByRole('button', { name: '我来处理' }).waitFor();
  const before = await stepsDone();
  const { port } = relay;
  await relay.cut();
  await press('我来处理');
  await press('已到现场');
  await page.getByText('2 条待发送').waitFor();
  const saidBy = Date.now();
  sessionsAheadMs += 13 * 3600_000;
  relay = await startRelay({ port, target });
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.getByText('登录已失效').waitFor();
  expect(await stepsDone()).toEqual(before);
  await page.getByLabel('用户名').fill('responder');
  await page.getByLabel('密码', { exact: true }).fill(testPassword);
  await press('登录');
  await expect.poll(stepsDone).toEqual([...before, 'acknowledged', 'on-site']);
  await page.getByText('待发送').waitFor({ state: 'detached' });
  // The new session works: the page reloads without a log-in.
  await page.reload();
  await page.locator('main#content h1').waitFor();
  const done = await api.store.cases.stepsOf(caseId);
  for (const { at, details } of done.filter(({ step }) => step === 'on-site')) {
    expect(details?.saidAt).toBeLessThanOrEqual(saidBy);
    expect(at).toBeGreaterThan(saidBy);
  }
}, 40_000);

test('a case that changed meanwhile shows the reason, and the note stays readable', async () => {
  await openWithWorker(`/cases/${caseId}`);
  await page.getByRole('button', { name: '我来处理' }).waitFor();
  const { port } = relay;
  await relay.cut();
  await press('更多');
  await press('处置完毕');
  await page.getByLabel('处置情况').fill('已清走');
  await press('提交');
  await api.app.inject({
    ...{
      method: 'POST',
      url: `/api/cases/${caseId}/transitions`,
      headers: await api.as('operator'),
    },
    payload: { action: 'void', why: 'permitted' },
  });
  relay = await startRelay({ port, target });
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.getByText('案件状态已改变').waitFor();
  expect(await page.locator('.unsent-note').textContent()).toBe('已清走');
  await press('知道了');
  await page.locator('.unsent-refused').waitFor({ state: 'detached' });
}, 40_000);

test('the push test reaches only the device, encrypted, over its push service', async () => {
  const device = createECDH('prime256v1');
  const auth = randomBytes(16);
  const headers = await api.as('responder');
  const keys = { p256dh: device.generateKeys('base64url'), auth: auth.toString('base64url') };
  const endpoint = `${pushOrigin()}/device`;
  const payload = { endpoint, keys, device: 'Android · Chrome' };
  const added = await api.app.inject({
    method: 'POST',
    url: '/api/push/subscriptions',
    headers,
    payload,
  });
  expect(added.statusCode).toBe(201);
  const tested = await api.app.inject({
    ...{ method: 'POST', url: '/api/push/test', headers, payload: { language: 'zh-CN' } },
  });
  expect(tested.json()).toMatchObject({ outcome: 'delivered' });
  const ece = createRequire(import.meta.url)('http_ece') as {
    decrypt(body: Buffer, params: object): Buffer;
  };
  const params = {
    version: 'aes128gcm',
    privateKey: device,
    authSecret: auth.toString('base64url'),
  };
  const text = ece.decrypt(pushed[0] ?? Buffer.alloc(0), params).toString();
  expect(JSON.parse(text)).toMatchObject({
    version: 1,
    title: expect.stringMatching(/测试/) as string,
  });
  const other = await api.app.inject({
    ...{ method: 'POST', url: '/api/push/test', headers: await api.as('auditor'), payload: {} },
  });
  expect(other.json()).toMatchObject({ outcome: 'permanent', reason: 'no-address' });
});
