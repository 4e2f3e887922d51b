/// <reference types="node" />
// Clips on demand in a real browser: the card requests the span of its fields, shows the state of the request and the reason of a
// refusal, and is hidden without the right.
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import type { AskedClip, NewClipRequest } from '../../../contracts/index.ts';
import { stage } from '../../testing/page-stage.ts';

const caseId = '20261122-0004';
const clip = `asked-${'ab'.repeat(16)}`;

/** Answers for dispatch: a request waits for an unreachable edge until the test changes that. */
async function serveClips(page: Page) {
  const asked: NewClipRequest[] = [];
  const told: { clips: AskedClip[]; refusal: string | null } = { clips: [], refusal: null };
  const address = '**/api/cameras/*/clips';
  await page.route(address, async (route) => {
    if (route.request().method() === 'GET') return route.fulfill({ json: { clips: told.clips } });
    if (told.refusal !== null)
      return route.fulfill({ status: 409, json: { error: told.refusal, message: 'no' } });
    const wish = route.request().postDataJSON() as NewClipRequest;
    asked.push(wish);
    const cameraId = route.request().url().split('/').at(-2) ?? '';
    const answer: AskedClip = {
      ...{ clip, cameraId, caseId, from: wish.from, until: wish.until, reason: wish.reason },
      ...{ by: 'wang.fang', at: Date.now(), state: 'waits', isEdgeAway: true, finding: null },
    };
    told.clips = [answer];
    return route.fulfill({ status: 201, json: answer });
  });
  onTestFinished(() => page.unroute(address));
  return { asked, told };
}

async function openCard(
  locale: 'en-GB' | 'zh-CN' = 'en-GB',
  screen: 'desktop' | 'phone' = 'desktop',
) {
  const { page } = await stage.enter('/cases', { role: 'auditor', locale, screen });
  const served = await serveClips(page);
  await page.goto(`${new URL(page.url()).origin}/cases/${caseId}`);
  const card = page.locator('.asked-clips-card');
  await card.waitFor();
  return { page, card, ...served };
}

test('a clip is requested with a span and a reason, and the card shows its state', async () => {
  const { page, card, asked, told } = await openCard();
  const button = card.getByRole('button', { name: 'Ask for the clip' });
  expect(await button.isDisabled()).toBe(true);
  await card.locator('[name="clip-reason"]').fill('a witness asks');
  await button.click();
  await card.getByText('the edge of this camera is away').waitFor();
  const [wish] = asked;
  expect(wish).toMatchObject({ reason: 'a witness asks', caseId });
  expect((wish?.until ?? 0) - (wish?.from ?? 0)).toBe(60_000);
  expect(Date.now() - (wish?.until ?? 0)).toBeLessThan(120_000);

  const [waiting] = told.clips;
  if (waiting === undefined) throw new Error('nothing was asked for');
  const span = { from: wish?.from ?? 0, to: wish?.until ?? 0 };
  const missing = [{ ...span, reason: 'no-longer-kept' as const }];
  const coverage = { startAt: span.from, asked: span, kept: [], missing };
  const finding = { coverage, fault: null };
  told.clips = [{ ...waiting, state: 'none', isEdgeAway: false, finding }];
  await card.getByText('There is no clip of this time.').waitFor();
  await card.getByText('the edge had already deleted it').waitFor();
  expect(await card.locator('video').count()).toBe(0);

  told.refusal = 'clip-too-long';
  await card.locator('[name="clip-reason"]').fill('once more');
  await button.click();
  await page.getByText('A clip may have five minutes at most.').waitFor();
}, 60_000);

test('a clip that has arrived can be played, in Chinese on a phone', async () => {
  const { card, told } = await openCard('zh-CN', 'phone');
  await card.locator('[name="clip-reason"]').fill('证人要求');
  await card.getByRole('button', { name: '调取录像' }).click();
  await card.getByText('边缘节点未连接').waitFor();
  const [waiting] = told.clips;
  if (waiting === undefined) throw new Error('nothing was asked for');
  told.clips = [{ ...waiting, state: 'here', isEdgeAway: false }];
  await card.getByText('录像已到').waitFor();
  const source = await card.locator('video').getAttribute('src');
  expect(source).toMatch(new RegExp(`/api/cameras/[^/]+/clips/${clip}/clip.mp4$`));
  const folder = process.env['SCREENSHOTS'];
  if (folder !== undefined) await card.screenshot({ path: `${folder}/asked-clips-zh-phone.png` });
}, 60_000);

test('a user without the right has no card', async () => {
  const { page } = await stage.enter(`/cases/${caseId}`, { role: 'responder' });
  await page.locator('.timeline, [data-case-state], h1').first().waitFor();
  await page.getByText('Grid cell').first().waitFor();
  expect(await page.locator('.asked-clips-card').count()).toBe(0);
}, 60_000);
