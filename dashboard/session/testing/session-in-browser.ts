/// <reference types="node" />
// Logging in and out in a real browser: right and wrong passwords, a session that ends, and the way back.
import { expect, test } from 'vitest';
import { stage } from '../../testing/page-stage.ts';

test('the right name and password lead to the alerts', async () => {
  const { page, complaints } = await stage.open('/');
  await page.getByLabel('User name').fill('li.na');
  await page.getByLabel('Password', { exact: true }).fill(stage.server.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Alerts' }).waitFor();
  await expect.poll(() => page.locator('.case-row').count()).toBe(5);
  expect(complaints).toEqual([]);
});

test('a wrong password is reported, and the name stays', async () => {
  const { page } = await stage.open('/');
  await page.getByLabel('User name').fill('li.na');
  await page.getByLabel('Password', { exact: true }).fill('guess');
  await page.getByLabel('Password', { exact: true }).press('Enter');
  await page.getByText('User name or password is wrong.').waitFor();
  expect(await page.getByLabel('User name').inputValue()).toBe('li.na');
  expect(await page.getByRole('button', { name: 'Log in' }).isEnabled()).toBe(true);
});

test('an empty form is not sent', async () => {
  const { page } = await stage.open('/');
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByText('Enter your user name and password.').waitFor();
  expect(stage.server.requests).not.toContain('POST /api/session');
});

test('too many attempts and a server fault have different messages', async () => {
  const { page } = await stage.open('/');
  await page.getByLabel('User name').fill('li.na');
  await page.getByLabel('Password', { exact: true }).fill('x');
  stage.server.refusals.set('POST /api/session', 429);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByText('Too many tries.').waitFor();
  stage.server.refusals.set('POST /api/session', 500);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByText('The server has a fault.').waitFor();
});

test('the password can be shown', async () => {
  const { page } = await stage.open('/');
  const field = page.getByLabel('Password', { exact: true });
  await field.fill('secret');
  expect(await field.getAttribute('type')).toBe('password');
  await page.getByRole('button', { name: 'Show password' }).click();
  expect(await field.getAttribute('type')).toBe('text');
});

test('a session that ends leads to the log-in, and from there back to the same page', async () => {
  const { page } = await stage.enter('/wall');
  await page.getByText('Live', { exact: true }).first().waitFor();
  stage.server.endSessions();
  stage.server.dropLive(false);
  await page.getByText('Your session has ended.').waitFor();
  await page.getByLabel('User name').fill('li.na');
  await page.getByLabel('Password', { exact: true }).fill(stage.server.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Camera wall' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/wall');
});

test('language and theme can be changed before the log-in and last over a reload', async () => {
  const { page } = await stage.open('/');
  await page.getByRole('radio', { name: '中文' }).check();
  await page.getByRole('radio', { name: '深色' }).check();
  await page.getByRole('heading', { name: '登录' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: '登录' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
    'rgb(12, 17, 23)',
  );
});

test('the menu opens by keyboard, closes by Escape, and logs out', async () => {
  const { page } = await stage.enter('/');
  const menu = page.getByRole('button', { name: 'Settings and account' });
  await menu.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Log out' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Log out' }).waitFor({ state: 'hidden' });
  expect(await menu.evaluate((element) => element === document.activeElement)).toBe(true);
  await menu.click();
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  expect(stage.server.requests).toContain('DELETE /api/session');
});
