// An administrator's way from an empty roster to a person whom a test message reaches, and that person's first steps on a phone, in a real
// browser with a real dispatch and a real receiver of messages. Presses are counted. Then an alert reaches the person, who leaves.
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startRudeServer } from '../dispatch/channels/direct/testing/rude-server.ts';
import { layDatabase } from '../dispatch/store/testing/quick-store.ts';
import { aSite, testCell } from '../dispatch/testing/a-site.ts';
import { anAlert } from '../dispatch/testing/alerts.ts';
import { enqueue } from '../dispatch/testing/enqueue.ts';
import { testAdminPassword } from '../dispatch/testing/secrets.ts';
import { temporaryFolder } from '../dispatch/testing/temporary-folder.ts';
import { startTestDispatch } from '../dispatch/testing/test-dispatch.ts';
import { openBrowser, type TestBrowser } from './open-browser.ts';
import { startRedis, type RedisServer } from './servers/redis.ts';

const undo: (() => unknown)[] = [];
let url: string;
let redis: RedisServer;
let receiver: Awaited<ReturnType<typeof startRudeServer>>;
let browser: TestBrowser;
let link = '';

beforeAll(async () => {
  const folder = await temporaryFolder();
  undo.push(folder.remove);
  receiver = await startRudeServer();
  undo.push(() => receiver.close());
  redis = await startRedis({});
  undo.push(() => redis.stop());
  const body = '{"to":"{phone}","text":"{text}"}';
  const sms = { type: 'sms' as const, id: 'sms', url: `${receiver.url}/sms`, body };
  const site = aSite({ roster: [], channels: { direct: [sms] } });
  const dataDir = join(folder.path, 'dispatch');
  await layDatabase(dataDir);
  const dashboardDir = join(import.meta.dirname, '../dist/dashboard');
  const dispatch = await startTestDispatch({ site, redisUrl: redis.url, dataDir, dashboardDir });
  undo.push(() => dispatch.stop());
  url = dispatch.url;
  browser = await openBrowser();
  undo.push(() => browser.close());
  await browser.logIn(url, testAdminPassword);
});
afterAll(async () => {
  for (const step of undo.reverse()) await step();
});

function counted(page: Page) {
  const presses: string[] = [];
  const press = async (what: Locator) => {
    presses.push((await what.textContent()) ?? '');
    await what.click();
  };
  const write = async (name: string, text: string) => {
    await press(page.locator(`[name="${name}"]`));
    await page.locator(`[name="${name}"]`).fill(text);
  };
  const button = (name: string) => press(page.getByRole('button', { name, exact: true }));
  return { presses, press, write, button };
}

const sent = () =>
  receiver.received.map(({ body }) => JSON.parse(body) as { to: string; text: string });

it('comes from an empty roster to a person with a tested channel in 17 presses', async () => {
  const { page, complaints } = browser;
  const { presses, press, write, button } = counted(page);
  await press(page.getByRole('link', { name: 'People', exact: true }));
  await press(page.locator('.first-steps').getByRole('link', { name: 'Units' }));
  await write('unit-name', '西一网格');
  await write('unit-cells', testCell);
  await write('unit-reason', 'new');
  await button('Add unit');
  await page.getByText('Done: 西一网格.').waitFor();

  await press(page.locator('.back-link'));
  await press(page.getByRole('link', { name: 'Add a person' }));
  await write('person-name', '王芳');
  presses.push('unit');
  await page.getByRole('combobox', { name: 'Unit', exact: true }).selectOption('西一网格');
  await button('Add the duty');
  await write('person-phone', '13800000001');
  await press(page.locator('[data-add="sms"]'));
  await write('person-reason', 'new');
  await button('Add person');
  await page.getByText('王芳 is added.').waitFor();
  await button('Copy the link');
  await button('Test: sms');
  await page.locator('[data-test="delivered"]').waitFor();
  link = (await page.locator('.invite-link').textContent()) ?? '';
  expect(sent()).toMatchObject([{ to: '13800000001' }]);
  expect(presses).toHaveLength(17);
  expect(complaints).toEqual([]);
});

it('lets the person set a password by the link with four presses, once, on a phone', async () => {
  const page = await browser.otherPage({ width: 360, height: 640 });
  const { presses, write, button } = counted(page);
  presses.push('link');
  await page.goto(link);
  await page.getByRole('heading', { name: 'Set your password' }).waitFor();
  expect(await page.locator('[name="username"]').inputValue()).toBe('王芳');
  await write('password', 'long enough');
  await write('again', 'long enough');
  await button('Set it and log in');
  await page.locator('main#content h1').waitFor();
  expect(presses).toHaveLength(4);
  // On a narrow screen the name stands behind the button.
  expect(await page.locator('.menu-name').textContent()).toBe('王芳');
  await page.context().clearCookies();
  await page.goto('about:blank');
  await page.goto(link);
  await page.getByText('This invitation was used, replaced or has expired.').waitFor();
  await page.close();
});

it('sends an alert of the cell to the person, and to nobody once the person has left', async () => {
  const { page } = browser;
  await enqueue(redis.url, anAlert({ incidentId: 'first' }));
  await expect.poll(() => sent().length, { timeout: 30_000 }).toBe(2);
  expect(sent()[1]).toMatchObject({ to: '13800000001' });
  await page.goto(`${url}/first-steps`);
  for (const done of ['fence', 'unit', 'person', 'channel', 'duty', 'alert'])
    await page.locator(`[data-step="${done}"][data-state="done"]`).waitFor();
  // Nobody has started an edge.
  await page.locator('[data-step="edge"][data-state="next"]').waitFor();
  await page.goto(`${url}/people`);
  await page.getByRole('link', { name: '王芳: Edit' }).click();
  await page.getByText('Leaves…').click();
  await page.getByText('so they will have a gap').waitFor();
  const yesterday = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
  await page.locator('[name="last-day"]').fill(yesterday);
  await page.locator('.remove-card').getByLabel('Reason').first().fill('left');
  await page.getByRole('button', { name: 'Set the last day' }).click();
  await page.getByText('Saved.', { exact: true }).waitFor();
  await page.locator('[data-password="disabled"]').waitFor();
  await page.goto(`${url}/people`);
  await page.locator('[data-presence="left"]').waitFor();
  await enqueue(redis.url, anAlert({ incidentId: 'second', place: 'elsewhere' }));
  await page.goto(`${url}/`);
  await expect.poll(() => page.locator('.case-row').count(), { timeout: 30_000 }).toBe(2);
  expect(sent()).toHaveLength(2);
});
