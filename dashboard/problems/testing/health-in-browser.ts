/// <reference types="node" />
// The health page in a real browser: several problems are each shown with start and remedy, update live, link to their subject, and
// are counted on every page. Then a connection that has silently died.
import { expect, test } from 'vitest';
import {
  createManyProblems,
  createPastProblems,
  createProblem,
} from '../../testing/sample-problems.ts';
import type { OpenOptions } from '../../testing/stage.ts';
import { stage } from '../../testing/page-stage.ts';

async function openHealth(options: OpenOptions = {}) {
  const opened = await stage.enter('/health', options);
  await opened.page.getByRole('heading', { level: 1 }).waitFor();
  return opened;
}
const setProblems = (problems = createManyProblems(Date.now())) => {
  stage.server.problems = { present: problems, past: createPastProblems(Date.now()) };
  stage.server.push({ type: 'problems', present: problems });
};

test('every problem is shown, the most serious first, with its remedy', async () => {
  setProblems();
  const { page, complaints } = await openHealth();
  const cards = page.locator('.problem');
  await expect.poll(() => cards.count()).toBe(8);
  const first = await cards.first().textContent();
  expect(first).toContain('Edge does not report');
  expect(first).toContain('(7 min');
  expect(first).toContain('Check its power, network and service.');
  const full = await page.locator('[data-code="disk-full"]').textContent();
  expect(full).toContain('1.2\u00a0MB free');
  expect(full).toContain('it may have changed');
  const alone = await page.locator('[data-code="camera-without-edge"]').textContent();
  expect(alone).toContain('No edge runs that the site file allows for this camera.');
  const unheard = page.locator('[data-code="camera-not-heard-of"]');
  expect(await unheard.textContent()).toContain('8 affected');
  await unheard.getByRole('button', { name: 'Show all 8' }).click();
  await expect.poll(() => unheard.locator('.problem-subject').count()).toBe(8);
  expect(await page.locator('.past-problem').first().textContent()).toContain('lasted 10 min');
  expect(complaints).toEqual([]);
});

test('everything exists in Chinese too', async () => {
  setProblems();
  const { page } = await openHealth({ locale: 'zh-CN' });
  await page.locator('[data-code="camera-login-held"]').waitFor();
  const text = await page.locator('[data-code="camera-login-held"]').textContent();
  expect(text).toContain('第五小学门口');
  expect(text).toContain('请改正密码');
});

test('starts and ends appear live, on every page in the badge', async () => {
  const { page } = await openHealth();
  await page.getByText('No problem is known').waitFor();
  expect(await page.locator('.tab-badge').count()).toBe(0);
  const present = [createProblem({ code: 'redis-unreachable', subject: 'redis://r' })];
  stage.server.problems = { present, past: [] };
  stage.server.push({ type: 'problems', present });
  await page.locator('[data-code="redis-unreachable"]').waitFor();
  await page.getByRole('link', { name: 'Alerts' }).first().click();
  expect(await page.locator('.tab-badge').textContent()).toBe('11 problems');
  stage.server.push({ type: 'problems', present: [] });
  await page.locator('.tab-badge').waitFor({ state: 'detached' });
});

test('a camera leads to its tile on the wall', async () => {
  setProblems();
  const { page } = await openHealth();
  await page.getByRole('link', { name: 'Show the camera: 中心公园北门' }).click();
  await page.locator('.camera.is-sought[data-camera="park-1"]').waitFor();
});

test('a channel is tested by users who may, and the result is shown', async () => {
  const { page, complaints } = await openHealth({ role: 'operator' });
  const row = (id: string) => page.locator(`[data-channel="${id}"]`);
  await page.getByRole('button', { name: 'Send a test message over west-group' }).click();
  await row('west-group').getByText('Delivered in 120 ms').waitFor();
  await page.getByRole('button', { name: 'Send a test message over mail' }).click();
  await row('mail').getByText('Not delivered: The service refuses the log-in. EAUTH 535').waitFor();
  expect(complaints).toEqual([]);
  const responder = await openHealth({ role: 'responder' });
  await responder.page.getByText('Past problems').waitFor();
  expect(await responder.page.locator('[data-channel]').count()).toBe(0);
});

test('a list that cannot be loaded says so and is loaded again on request', async () => {
  stage.server.refusals.set('GET /api/problems', 500);
  const { page } = await stage.open('/');
  await page.context().addCookies([stage.server.openSession()]);
  await page.goto('/health');
  await page.getByText('The server has a fault.').waitFor();
  stage.server.refusals.clear();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('No problem is known').waitFor();
});

test('a silently broken connection is noticed, dated, and replaced', async () => {
  const { page } = await openHealth({ hasTestClock: true });
  await page.locator('.connection[data-state="live"]').waitFor();
  stage.server.refusals.set('GET /api/events', 503);
  stage.server.isMute = true;
  await page.clock.fastForward(23_000);
  await page.locator('.connection[data-state="lost"]').waitFor();
  expect(await page.locator('.banner').textContent()).toMatch(/Last heard 2\d s ago\./);
  await page.getByText('This was the state at').waitFor();
  stage.server.isMute = false;
  stage.server.refusals.clear();
  await page.clock.fastForward(15_000);
  await page.locator('.connection[data-state="live"]').waitFor();
});

test('a request that hangs ends with a message, and can be retried', async () => {
  const { page } = await openHealth({ hasTestClock: true });
  stage.server.hanging.add('GET /api/cases/20261122-0004');
  const asked = page.waitForRequest((request) => request.url().endsWith('/cases/20261122-0004'));
  await page.evaluate(() => {
    history.pushState(null, '', '/cases/20261122-0004');
  });
  await page.locator('.skeleton').first().waitFor();
  // The time limit begins with the request, which follows the skeleton.
  await asked;
  await page.clock.fastForward(16_000);
  await page.getByText('The server does not answer.').waitFor();
  stage.server.hanging.clear();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Blocked fire exit' }).waitFor();
});
