// Short messages over an HTTP provider: the request, the meaning of its answers, and each failure.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../../host/clock.ts';
import { aMessage, deliverTo, settingsOf } from '../testing/a-message.ts';
import { manners, startRudeServer, type RudeServer } from '../testing/rude-server.ts';
import { createHttpSmsProvider, fillIn } from './http-provider.ts';
import { createSmsChannel, smsText } from './sms-channel.ts';

let server: RudeServer;
beforeAll(async () => {
  server = await startRudeServer();
});
afterAll(() => server.close());

const body = '{"to":"{phone}","msg":"{text}","ref":"{id}"}';
const answer = { path: 'data.code', delivered: ['0', 'OK'], retryable: ['busy'] };
function channel(more: object = {}) {
  const settings = settingsOf(
    {
      type: 'sms',
      url: `${server.url}/send`,
      body,
      timeout: '1s',
      headers: { 'X-Api-Key': '${KEY}' },
      ...more,
    },
    { KEY: 's3cret' },
  );
  return createSmsChannel(settings, createHttpSmsProvider(settings, systemClock));
}

describe('a short message', () => {
  it("goes to the person's number with a text that ends with the link", async () => {
    server.answer(manners.status(200));
    const message = aMessage({ phone: '+86 138-0000 0001' });
    expect(await deliverTo(channel(), message)).toMatchObject({ outcome: 'delivered' });
    const { headers, body: sent, path } = server.received.at(-1)!;
    expect([path, headers['x-api-key'], headers['content-type']]).toEqual([
      '/send',
      's3cret',
      'application/json',
    ]);
    expect(JSON.parse(sent)).toEqual({
      to: '+8613800000001',
      ref: 'exit-3-0001-1-officer-direct',
      msg: '新案件 · 消防通道堵塞 · Exit 3, floor 时间：2026-11-22 08:00 https://fence.example.org/cases/20261122-0001',
    });
  });

  it('is escaped for the content type', () => {
    const sms = { id: 'a', phone: '1', text: 'a "b" & {phone}\n' };
    const json = fillIn({ body: '{"t":"{text}"}', contentType: 'application/json' }, sms);
    expect(JSON.parse(json)).toEqual({ t: sms.text });
    const contentType = 'application/x-www-form-urlencoded';
    const form = new URLSearchParams(fillIn({ body: 't={text}&p={phone}', contentType }, sms));
    expect([form.get('t'), form.get('p')]).toEqual([sms.text, '1']);
  });

  it('keeps its link complete however long the rest is', () => {
    const { text } = aMessage({}, { fenceName: '长'.repeat(300) });
    expect(smsText({ text })).toMatch(/… https:\/\/fence.example.org\/cases\/20261122-0001$/);
    expect(Buffer.byteLength(smsText({ text }))).toBeLessThanOrEqual(510);
  });

  it.each([[null], [''], ['call me'], ['12'], ['1380000'.repeat(4)]])(
    'has nowhere to go with the number %j',
    async (phone) => {
      const asked = server.received.length;
      expect(await deliverTo(channel(), aMessage({ phone }))).toMatchObject({
        outcome: 'permanent',
        reason: 'no-address',
      });
      expect(server.received.length).toBe(asked);
    },
  );

  it.each([
    [{ data: { code: 0 } }, 'delivered', undefined],
    [{ data: { code: 'OK' } }, 'delivered', undefined],
    [{ data: { code: 'busy' } }, 'retryable', 'server-error'],
    [{ data: { code: 17 } }, 'permanent', 'message-refused'],
    [{ data: {} }, 'retryable', 'answer-not-understood'],
    [{ data: { code: [] } }, 'retryable', 'answer-not-understood'],
    [[], 'retryable', 'answer-not-understood'],
  ])('whose answer is %j is %s', async (said, outcome, reason) => {
    server.answer(manners.json(said));
    expect(await deliverTo(channel({ answer }))).toMatchObject(
      reason === undefined ? { outcome } : { outcome, reason },
    );
  });

  it.each([
    ['answers with a page', manners.page, 'answer-not-understood'],
    ['stalls', manners.stalls, 'timed-out'],
    ['resets', manners.resets, 'connection-lost'],
    ['is slow beyond all', manners.drips, 'timed-out'],
    ['is over its limit', manners.status(429), 'rate-limited'],
    ['refuses the key', manners.status(401), 'login-refused'],
  ])('at a provider that %s', async (_, manner, reason) => {
    server.answer(manner);
    const outcome = await deliverTo(channel({ answer }));
    expect(outcome).toMatchObject({ reason });
    expect(JSON.stringify(outcome)).not.toContain('s3cret');
  });
});
