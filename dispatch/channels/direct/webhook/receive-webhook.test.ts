// Receiving our webhooks as the guide describes, with the library of Standard Webhooks. Hostile requests are copies of a real one
// that was sent over HTTP.
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { systemClock } from '../../../../host/clock.ts';
import { deliverTo, settingsOf } from '../testing/a-message.ts';
import { manners, startRudeServer, type RudeServer } from '../testing/rude-server.ts';
import { createWebhookChannel } from './webhook-channel.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const former = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

interface Sent {
  readonly headers: Record<string, string>;
  readonly body: string;
}

let server: RudeServer;
beforeAll(async () => {
  server = await startRudeServer();
});
afterAll(() => server.close());
afterEach(() => {
  vi.useRealTimers();
});

/** One notification, as received. */
async function sent({ isChanging = false } = {}): Promise<Sent> {
  server.answer(manners.status(204));
  const both = isChanging ? { formerSecret: '${FORMER}' } : {};
  const settings = settingsOf(
    { type: 'webhook', url: `${server.url}/in`, secret: '${HOOK}', timeout: '1s', ...both },
    { HOOK: secret, FORMER: former },
  );
  await deliverTo(createWebhookChannel(settings, systemClock));
  const { headers, body } = server.received.at(-1)!;
  return { headers: headers as Record<string, string>, body };
}

/** Throws when the receiver must refuse the request. */
function check({ headers, body }: Sent, key = secret): unknown {
  return new Webhook(key).verify(body, headers);
}

describe('a receiver accepts', () => {
  it('what we send, and reads the notification', async () => {
    expect(check(await sent())).toMatchObject({ type: 'fencewatch.notification' });
  });

  it.each([
    ['with the new secret', secret],
    ['with the former one', former],
  ])('%s while the secret is being changed', async (_, key) => {
    expect(check(await sent({ isChanging: true }), key)).toBeTruthy();
  });
});

describe('a receiver refuses', () => {
  const changed = (request: Sent, name: string, value: string): Sent => ({
    ...request,
    headers: { ...request.headers, [name]: value },
  });

  it.each<[string, (request: Sent) => Sent]>([
    ['another body', (request) => ({ ...request, body: request.body.replace('exit', 'exot') })],
    ['a body with a space more', (request) => ({ ...request, body: `${request.body} ` })],
    ['another id, as if it were new', (request) => changed(request, 'webhook-id', 'another')],
    ['a new time on an old signature', (request) => changed(request, 'webhook-timestamp', later())],
    ['no signature', (request) => changed(request, 'webhook-signature', '')],
    [
      'a signature of another version',
      (request) => changed(request, 'webhook-signature', 'v2,abc'),
    ],
    ['a time that is no number', (request) => changed(request, 'webhook-timestamp', 'today')],
  ])('%s', async (_, tamper) => {
    const request = await sent();
    expect(() => check(tamper(request))).toThrow(WebhookVerificationError);
  });

  const later = () => String(Math.floor(Date.now() / 1000) + 60);

  it('a sender that does not know the secret', async () => {
    const { headers, body } = await sent();
    const id = headers['webhook-id']!;
    const forged = new Webhook(former).sign(id, new Date(), body);
    expect(() => check({ headers: { ...headers, 'webhook-signature': forged }, body })).toThrow(
      WebhookVerificationError,
    );
  });

  it.each([
    ['the same request six minutes later', 6],
    ['one from a clock six minutes ahead', -6],
  ])('%s', async (_, minutes) => {
    const request = await sent();
    vi.useFakeTimers({ now: Date.now() + minutes * 60_000, toFake: ['Date'] });
    expect(() => check(request)).toThrow(/timestamp/i);
  });

  it('but not one that came four minutes late', async () => {
    const request = await sent();
    vi.useFakeTimers({ now: Date.now() + 4 * 60_000, toFake: ['Date'] });
    expect(check(request)).toBeTruthy();
  });
});

describe('a replay within five minutes', () => {
  it('is recognised by its id, like a second attempt of dispatch', async () => {
    const had = new Set<string>();
    const isNew = ({ headers }: Sent) => {
      const id = headers['webhook-id']!;
      const is = !had.has(id);
      had.add(id);
      return is;
    };
    const request = await sent();
    check(request);
    expect(isNew(request)).toBe(true);
    check(request);
    expect(isNew(request)).toBe(false);
    expect(isNew(await sent())).toBe(false);
  });
});
