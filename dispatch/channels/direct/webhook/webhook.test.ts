// Webhooks: signatures against the published examples, and the outcome of each kind of answer of a real local server.
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../../host/clock.ts';
import { aMessage, deliverTo, settingsOf } from '../testing/a-message.ts';
import { manners, startRudeServer, type RudeServer } from '../testing/rude-server.ts';
import { signWebhook } from './sign-webhook.ts';
import { createWebhookChannel } from './webhook-channel.ts';

describe('signWebhook', () => {
  it.each([
    [
      'Standard Webhooks has in the tests of its libraries',
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}' },
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    ],
    [
      'Svix has in its guide',
      'whsec_plJ3nmyCDGBKInavdOK15jsl',
      {
        id: 'msg_loFOjxBNrRLzqYUf',
        timestamp: 1731705121,
        body: '{"event_type":"ping","data":{"success":true}}',
      },
      'v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=',
    ],
  ])('gives the signature that %s', (_, secret, signed, signature) => {
    expect(signWebhook(signed, [secret])).toBe(signature);
  });

  it('signs with each secret during a rotation, and accepts any text as a key', () => {
    const signed = { id: 'a', timestamp: 1, body: '' };
    const plain = createHmac('sha256', 'plain').update('a.1.').digest('base64');
    const both = signWebhook(signed, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'plain']);
    expect(both.split(' ')).toHaveLength(2);
    expect(both.split(' ')[1]).toBe(`v1,${plain}`);
    expect(signWebhook(signed, [])).toBe('');
  });
});

describe('a webhook', () => {
  let server: RudeServer;
  beforeAll(async () => {
    server = await startRudeServer();
  });
  afterAll(() => server.close());
  const channel = (url = server.url, timeout = '1s') =>
    createWebhookChannel(
      settingsOf(
        { type: 'webhook', url: `${url}/in?token=\${TOKEN}`, secret: '${HOOK}', timeout },
        { HOOK: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', TOKEN: 't0k3n' },
      ),
      systemClock,
    );

  it('carries id, time and a signature over exactly the sent bytes', async () => {
    server.answer(manners.status(204));
    const before = Math.floor(Date.now() / 1000);
    expect(await deliverTo(channel())).toEqual({ outcome: 'delivered', detail: 'status 204' });
    const { headers, body, path, method } = server.received.at(-1)!;
    const id = headers['webhook-id'] as string;
    const timestamp = Number(headers['webhook-timestamp']);
    expect([method, path, id]).toEqual(['POST', '/in?token=t0k3n', 'exit-3-0001-1-officer-direct']);
    expect(timestamp).toBeGreaterThanOrEqual(before);
    expect(headers['webhook-signature']).toBe(
      signWebhook({ id, timestamp, body }, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw']),
    );
    expect(JSON.parse(body)).toMatchObject({
      type: 'fencewatch.notification',
      data: {
        notification: { version: 1, caseId: '20261122-0001', kind: 'blocked-fire-exit' },
        to: { kind: 'person', name: 'Li Na', phone: '13800000001' },
        text: { title: '新案件 · 消防通道堵塞 · Exit 3, floor' },
      },
    });
  });

  it('has the same id at the next attempt', async () => {
    server.answer(manners.status(503), manners.status(200));
    await deliverTo(channel());
    await deliverTo(channel());
    const [one, other] = server.received.slice(-2);
    expect(one!.headers['webhook-id']).toBe(other!.headers['webhook-id']);
  });

  it.each([
    [200, 'delivered', undefined],
    [202, 'delivered', undefined],
    [301, 'permanent', 'redirected'],
    [302, 'permanent', 'redirected'],
    [307, 'permanent', 'redirected'],
    [400, 'permanent', 'message-refused'],
    [401, 'permanent', 'login-refused'],
    [403, 'permanent', 'login-refused'],
    [404, 'permanent', 'gone'],
    [408, 'retryable', 'server-error'],
    [410, 'permanent', 'gone'],
    [413, 'permanent', 'message-refused'],
    [425, 'retryable', 'server-error'],
    [429, 'retryable', 'rate-limited'],
    [500, 'retryable', 'server-error'],
    [503, 'retryable', 'server-error'],
  ])('with status %i is %s', async (status, outcome, reason) => {
    const elsewhere = { location: `${server.url}/elsewhere` };
    server.answer(manners.status(status, status < 400 && status >= 300 ? elsewhere : {}));
    const asked = server.received.length;
    const result = await deliverTo(channel());
    expect(result).toMatchObject(reason === undefined ? { outcome } : { outcome, reason });
    expect(server.received.length).toBe(asked + 1);
  });

  it('waits as long as requested, in seconds or until a date', async () => {
    server.answer(manners.status(429, { 'retry-after': '7' }));
    expect(await deliverTo(channel())).toMatchObject({ retryAfterMs: 7000 });
    const date = new Date(Date.now() + 60_000).toUTCString();
    server.answer(manners.status(503, { 'retry-after': date }));
    const { retryAfterMs } = (await deliverTo(channel())) as { retryAfterMs: number };
    expect(Math.round(retryAfterMs / 10_000)).toBe(6);
    server.answer(manners.status(429, { 'retry-after': 'soon' }));
    expect(await deliverTo(channel())).toMatchObject({ retryAfterMs: undefined });
  });

  it.each([
    ['stalls', manners.stalls, 'timed-out'],
    ['resets', manners.resets, 'connection-lost'],
    ['does not speak HTTP', manners.noHttp, 'answer-not-understood'],
  ])('that %s is tried again', async (_, manner, reason) => {
    server.answer(manner);
    expect(await deliverTo(channel())).toMatchObject({ outcome: 'retryable', reason });
  });

  it('with a double, slow or endless answer counts by its first status', async () => {
    for (const manner of [manners.twice, manners.drips, manners.endless]) {
      server.answer(manner);
      expect(await deliverTo(channel())).toMatchObject({ outcome: 'delivered' });
    }
    server.answer(manners.status(500));
    expect(await deliverTo(channel())).toMatchObject({ reason: 'server-error' });
  });

  it('that is unreachable is retried, and its secrets stay out of logs', async () => {
    const outcome = await deliverTo(channel('http://127.0.0.1:1'));
    expect(outcome).toMatchObject({ outcome: 'retryable', reason: 'unreachable' });
    expect(JSON.stringify([outcome, channel().where])).not.toMatch(/t0k3n|whsec/);
  });

  it('is aborted when dispatch stops', async () => {
    server.answer(manners.stalls);
    const stop = new AbortController();
    const waiting = channel(server.url, '30s').deliver(aMessage(), stop.signal);
    setTimeout(() => {
      stop.abort('stopped');
    }, 20);
    expect(await waiting).toMatchObject({ outcome: 'retryable', reason: 'stopped' });
  });
});
