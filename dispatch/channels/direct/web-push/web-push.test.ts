// Web Push to a local push service: what a device can decrypt, keys, removed devices, and each failure.
import { createECDH, createPublicKey, randomBytes, verify, type ECDH } from 'node:crypto';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../../host/clock.ts';
import type { PushDevice, PushKeys } from './push-store.ts';
import { aMessage, deliverTo, settingsOf } from '../testing/a-message.ts';
import { manners, startRudeServer, type RudeServer } from '../testing/rude-server.ts';
import { isPushService } from './push-services.ts';
import { createWebPushChannel, pushKeysOf } from './web-push-channel.ts';

interface Ece {
  decrypt: (body: Buffer, options: object) => Buffer;
}
// Decrypts like a browser, with the library that web-push encrypts with.
const ece = createRequire(import.meta.url)('http_ece') as Ece;

interface Device {
  ecdh: ECDH;
  auth: Buffer;
}

let server: RudeServer;
let devices: (PushDevice & Device)[] = [];
let kept: PushKeys | null = null;
beforeAll(async () => {
  server = await startRudeServer();
});
afterAll(() => server.close());
beforeEach(() => {
  devices = [];
  kept = null;
});

function deviceAt(endpoint: string): PushDevice & Device {
  const ecdh = createECDH('prime256v1');
  const keys = { p256dh: ecdh.generateKeys('base64url'), auth: '' };
  const auth = randomBytes(16);
  const own = { id: endpoint, endpoint, username: 'li', device: 'phone', addedAt: 1 };
  return { ...own, keys: { ...keys, auth: auth.toString('base64url') }, ecdh, auth };
}

const store = {
  keys: (make: () => PushKeys) => Promise.resolve((kept ??= make())),
  devicesOf: (user: string) => Promise.resolve(devices.filter(({ username }) => username === user)),
  remove: (id: string) => {
    devices = devices.filter((one) => one.id !== id);
    return Promise.resolve(true);
  },
};
const settings = (more: object = {}) =>
  settingsOf({
    type: 'web-push',
    contact: 'mailto:duty@example.org',
    timeout: '1s',
    services: [server.url],
    ...more,
  });
const channel = (more: object = {}) =>
  createWebPushChannel(settings(more), { store, clock: systemClock });
const subscribe = (path = '/a') => devices.push(deviceAt(`${server.url}${path}`));

describe('Web Push', () => {
  it('delivers a message that only the device can decrypt, signed with generated keys', async () => {
    subscribe();
    server.answer(manners.status(201));
    expect(await deliverTo(channel())).toEqual({ outcome: 'delivered', detail: '1 of 1 devices' });
    const { headers, bytes, path } = server.received.at(-1)!;
    expect([path, headers['content-encoding'], headers['ttl'], headers['urgency']]).toEqual([
      '/a',
      'aes128gcm',
      '3600',
      'high',
    ]);
    const { ecdh, auth } = devices[0]!;
    const plain = ece.decrypt(bytes, {
      version: 'aes128gcm',
      privateKey: ecdh,
      authSecret: auth.toString('base64url'),
    });
    expect(JSON.parse(plain.toString())).toMatchObject({
      version: 1,
      title: '新案件 · 消防通道堵塞 · Exit 3, floor',
      caseId: '20261122-0001',
      url: 'https://fence.example.org/cases/20261122-0001',
    });
    expect(bytes.toString('latin1')).not.toContain('20261122');
    const before = kept;
    await deliverTo(channel());
    expect(kept).toBe(before);
  });

  it('has a token signed by its public key, for this push service and for a day at most', async () => {
    subscribe();
    server.answer(manners.status(201));
    await deliverTo(channel());
    const [, token = '', key = ''] =
      /^vapid t=([^,]+), ?k=(.+)$/.exec(server.received.at(-1)!.headers.authorization ?? '') ?? [];
    expect(key).toBe(kept?.publicKey);
    const [head = '', claims = '', signature = ''] = token.split('.');
    const point = Buffer.from(key, 'base64url');
    const jwk = {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    };
    const signed = verify(
      'sha256',
      Buffer.from(`${head}.${claims}`),
      { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    );
    expect(signed).toBe(true);
    const said = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
    expect(said).toMatchObject({ aud: server.url, sub: 'mailto:duty@example.org' });
    expect(Number(said['exp']) - Date.now() / 1000).toBeLessThanOrEqual(86_400);
  });

  it('uses the keys of the site file if there are any', async () => {
    const own = { publicKey: 'p', privateKey: 'q' };
    expect(await pushKeysOf(own, store)).toEqual(own);
    expect(kept).toBeNull();
    expect((await pushKeysOf({ publicKey: 'p' }, store)).publicKey).not.toBe('p');
  });

  it('has no recipient without a device, a user or a person', async () => {
    expect(await deliverTo(channel())).toMatchObject({ reason: 'no-address' });
    subscribe();
    expect(await deliverTo(channel(), aMessage({ user: null }))).toMatchObject({
      outcome: 'permanent',
      reason: 'no-address',
    });
  });

  it.each([404, 410])('removes a device after its service answers %i', async (status) => {
    subscribe();
    server.answer(manners.status(status));
    expect(await deliverTo(channel())).toMatchObject({
      outcome: 'permanent',
      reason: 'no-address',
    });
    expect(devices).toEqual([]);
  });

  it('is delivered when one of several devices accepts it, and keeps those that may recover', async () => {
    subscribe('/gone');
    subscribe('/busy');
    subscribe('/good');
    server.answer((received, response) => {
      const status = { '/gone': 410, '/busy': 503, '/good': 201 }[received.path] ?? 500;
      manners.status(status)(received, response);
    });
    expect(await deliverTo(channel())).toEqual({ outcome: 'delivered', detail: '1 of 3 devices' });
    expect(devices.map(({ id }) => new URL(id).pathname)).toEqual(['/busy', '/good']);
    devices = devices.slice(0, 1);
    subscribe('/gone');
    expect(await deliverTo(channel())).toMatchObject({ reason: 'server-error' });
  });

  it.each([
    [400, 'permanent', 'login-refused'],
    [403, 'permanent', 'login-refused'],
    [413, 'permanent', 'message-refused'],
    [429, 'retryable', 'rate-limited'],
    [500, 'retryable', 'server-error'],
    [302, 'permanent', 'redirected'],
  ])('with status %i is %s', async (status, outcome, reason) => {
    subscribe();
    server.answer(manners.status(status));
    expect(await deliverTo(channel())).toMatchObject({ outcome, reason });
    expect(devices).toHaveLength(1);
  });

  it.each([
    ['stalls', manners.stalls, 'timed-out'],
    ['resets', manners.resets, 'connection-lost'],
  ])('at a service that %s has another try', async (_, manner, reason) => {
    subscribe();
    server.answer(manner);
    expect(await deliverTo(channel())).toMatchObject({ outcome: 'retryable', reason });
  });

  it('removes a device with invalid keys', async () => {
    subscribe();
    devices[0]!.keys = { p256dh: Buffer.alloc(65).toString('base64url'), auth: 'AAAA' };
    expect(await deliverTo(channel())).toMatchObject({ outcome: 'permanent' });
    expect(devices).toEqual([]);
  });

  it('sends only to addresses of push services', async () => {
    subscribe();
    const asked = server.received.length;
    expect(await deliverTo(channel({ services: [] }))).toMatchObject({
      outcome: 'permanent',
      reason: 'address-refused',
    });
    expect(server.received.length).toBe(asked);
  });
});

describe('isPushService', () => {
  it.each([
    ['https://fcm.googleapis.com/fcm/send/x', true],
    ['https://updates.push.services.mozilla.com/wpush/v2/x', true],
    ['https://wns2-by3p.notify.windows.com/w/?token=x', true],
    ['https://web.push.apple.com/x', true],
    ['https://push.city.example/x', true],
    ['http://fcm.googleapis.com/x', false],
    ['https://fcm.googleapis.com:8443/x', false],
    ['https://fcm.googleapis.com@10.0.0.1/x', false],
    ['https://fcm.googleapis.com.evil.example/x', false],
    ['https://evilpush.apple.com.example/x', false],
    ['https://push.apple.com/x', false],
    ['https://10.0.0.1/x', false],
    ['http://localhost/x', false],
    ['file:///etc/passwd', false],
    ['', false],
  ])('of %s is %s', (endpoint, is) => {
    expect(isPushService(endpoint, ['https://push.city.example'])).toBe(is);
  });
});
