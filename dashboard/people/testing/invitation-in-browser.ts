/// <reference types="node" />
// The page behind the link of an invitation, in a real browser on a phone: the code leaves the address, the password is set once, and
// used links are told.
import { expect, test } from 'vitest';
import { findAxeFaults, findSmallTargets } from '../../testing/axe.ts';
import { stage } from '../../testing/page-stage.ts';

const link = `/#invitation=fwi_${'x'.repeat(43)}`;
const phone = { screen: 'small', locale: 'zh-CN' } as const;

test('a password is set by a link on a phone, and the person is logged in', async () => {
  stage.server.people.invited = 'wang.fang';
  const { page, complaints } = await stage.open(link, phone);
  await page.getByRole('heading', { name: '设置密码' }).waitFor();
  expect(await page.locator('[name="username"]').inputValue()).toBe('wang.fang');
  expect(page.url()).not.toContain('fwi_');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  expect(await findSmallTargets(page)).toEqual([]);
  expect(await findAxeFaults(page)).toEqual([]);
  await page.locator('[name="password"]').fill('short');
  await page.locator('[name="again"]').fill('short');
  await page.getByRole('button', { name: '设置并登录' }).click();
  await page.getByText('至少 8 个字符。').waitFor();
  await page.locator('[name="password"]').fill('long enough');
  await page.locator('[name="again"]').fill('long enouph');
  await page.getByRole('button', { name: '设置并登录' }).click();
  await page.getByText('两次输入的密码不一致。').waitFor();
  expect(stage.server.people.said).toEqual([]);
  await page.locator('[name="again"]').fill('long enough');
  await page.getByRole('button', { name: '设置并登录' }).click();
  await page.locator('main#content').waitFor();
  expect(stage.server.people.said).toEqual([{ password: 'long enough' }]);
  expect(complaints).toEqual([]);
});

test('a link that was used says so, and leads to the log-in page', async () => {
  const { page } = await stage.open(link, { locale: 'en-GB' });
  await page.getByText('This invitation was used, replaced or has expired.').waitFor();
  await page.getByRole('button', { name: 'To the log-in page' }).click();
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
});

test('a link in a browser where somebody else is logged in is for the person of the link', async () => {
  stage.server.people.invited = 'wang.fang';
  const { page } = await stage.enter('/', { role: 'admin' });
  await page.evaluate((hash) => {
    location.hash = hash;
  }, link.slice(1));
  await page.getByRole('heading', { name: 'Set your password' }).waitFor();
  expect(page.url()).not.toContain('fwi_');
});
