// The real dispatch hangs, like a machine that swaps: SIGSTOP stops it without an error. The page reports the lost connection
// within half a minute, an opened alert ends in a message instead of waiting for ever, and everything recovers by itself
// afterwards. The browser's clock is fast-forwarded, so nobody waits for the half minute.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../host/package-root.ts';
import { anAlert } from '../dispatch/testing/alerts.ts';
import { untilRecorded } from '../dispatch/testing/ask-dispatch.ts';
import { enqueue } from '../dispatch/testing/enqueue.ts';
import { testAdminPassword } from '../dispatch/testing/secrets.ts';
import { dataFolder } from '../dispatch/testing/temporary-folder.ts';
import { openBrowser, type TestBrowser } from './open-browser.ts';
import { startRedis } from './servers/redis.ts';
import { spawnTypescript } from './servers/typescript-process.ts';

const runner = join(packageRoot(), 'dispatch', 'testing', 'run-dispatch.ts');
const dashboard = join(packageRoot(), 'dist', 'dashboard');
const undo: (() => unknown)[] = [];
let browser: TestBrowser;
let dispatch: ChildProcess;
let url = '';

beforeAll(async () => {
  const redis = await startRedis();
  const folder = await dataFolder();
  undo.push(folder.remove, redis.stop);
  dispatch = spawnTypescript(runner, [redis.url, folder.path, '', dashboard]);
  undo.push(() => dispatch.kill('SIGKILL'));
  const [said] = (await once(dispatch.stdout!, 'data')) as [Buffer];
  url = said.toString().trim();
  await enqueue(redis.url, anAlert());
  await untilRecorded(url, 1);
  browser = await openBrowser();
  undo.push(() => browser.close());
});
afterAll(async () => {
  dispatch.kill('SIGCONT');
  for (const step of undo.reverse()) await step();
});

test('a dispatch that hangs is noticed, and everything recovers when it continues', async () => {
  const { page } = browser;
  await page.clock.install();
  await browser.logIn(url, testAdminPassword);
  const dot = page.locator('.connection');
  await dot.filter({ hasText: 'Live' }).waitFor();
  const row = page.locator('a[href*="/cases/"]').first();
  await row.waitFor();

  dispatch.kill('SIGSTOP');
  await row.click();
  const alert = page.getByText('Try again').first();
  expect(await alert.count()).toBe(0);
  // The clock advances in steps, so that requests to the network are retried on the way.
  for (let passed = 0; passed < 30; passed += 5) await page.clock.fastForward(5000);
  await dot.filter({ hasText: /Connection lost.*Last heard \d+ s ago/ }).waitFor({ timeout: 5000 });
  await alert.waitFor({ timeout: 5000 });

  dispatch.kill('SIGCONT');
  // On a busy machine the page may have asked again by itself, and then the button is gone.
  await alert.click({ timeout: 5000 }).catch(() => undefined);
  await page.getByRole('heading', { name: 'Timeline' }).waitFor({ timeout: 10_000 });
  for (let passed = 0; passed < 60; passed += 5) await page.clock.fastForward(5000);
  await dot.filter({ hasText: 'Live' }).waitFor({ timeout: 10_000 });
  expect(await page.getByText('Last heard').count()).toBe(0);
});
