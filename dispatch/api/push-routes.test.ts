// Devices for Web Push over HTTP, and the list and the test of direct channels.
import { createECDH, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../host/clock.ts';
import { openDirect } from '../channels/direct/open-direct.ts';
import {
  manners,
  startRudeServer,
  type RudeServer,
} from '../channels/direct/testing/rude-server.ts';
import { createChannelService } from '../delivery/channel-service.ts';
import { createChannelFaults } from '../delivery/channel-faults.ts';
import { aSite } from '../testing/a-site.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';

let server: RudeServer;
let api: TestApi;
let without: TestApi;
beforeAll(async () => {
  server = await startRudeServer();
  const hook = { type: 'webhook', id: 'hook', url: `${server.url}/in`, secret: '${S}' } as const;
  const site = aSite(
    {
      channels: { direct: [hook] },
      people: [{ id: 'li', name: 'Li', channels: ['hook'], language: 'en' }],
    },
    { S: 's3cret' },
  );
  const faults = createChannelFaults(systemClock);
  without = await openTestApi();
  const push = {
    keys: () => Promise.reject(new Error('no')),
    devicesOf: () => Promise.resolve([]),
  };
  const channels = createChannelService({
    channels: openDirect(site.channels.direct, {
      clock: systemClock,
      push: { ...push, remove: () => Promise.resolve(false) },
    }),
    organisation: site.organisation,
    lane: faults,
    publicUrl: () => 'https://fence.example.org',
    clock: systemClock,
  });
  const key = { publicKey: () => Promise.resolve('BPub'), services: [server.url] };
  api = await openTestApi({ channels, push: key }, without);
}, 120_000);
afterAll(async () => {
  await api.close();
  await without.close();
  await server.close();
});

const subscription = (endpoint = `${server.url}/device`) => ({
  endpoint,
  expirationTime: null,
  keys: {
    p256dh: createECDH('prime256v1').generateKeys('base64url'),
    auth: randomBytes(16).toString('base64url'),
  },
  device: 'Pixel of Li',
});

type Method = 'GET' | 'POST' | 'DELETE';
const as = async (role: 'responder' | 'operator' | 'auditor', to = api) => {
  const headers = await to.as(role);
  return (method: Method, url: string, payload?: object) =>
    to.app.inject({ method, url, headers, ...(payload && { payload }) });
};

describe('devices', () => {
  it('are added, listed and removed by their owner only', async () => {
    const li = await as('responder');
    const wu = await as('auditor');
    expect((await li('GET', '/api/push/key')).json()).toEqual({ publicKey: 'BPub' });
    const added = await li('POST', '/api/push/subscriptions', subscription());
    expect(added.statusCode).toBe(201);
    const { id } = added.json<{ id: string }>();
    expect(added.body).not.toContain('/device');
    expect((await li('GET', '/api/push/subscriptions')).json()).toMatchObject({
      devices: [{ id, device: 'Pixel of Li', addedAt: api.clock.now() }],
    });
    expect((await wu('GET', '/api/push/subscriptions')).json()).toEqual({ devices: [] });
    expect((await wu('DELETE', `/api/push/subscriptions/${id}`)).statusCode).toBe(404);
    expect((await li('DELETE', `/api/push/subscriptions/${id}`)).statusCode).toBe(204);
    expect((await li('DELETE', `/api/push/subscriptions/${id}`)).statusCode).toBe(404);
  });

  it('that subscribe again are updated, even for another user, and above the limit the oldest is removed', async () => {
    const li = await as('responder');
    const wu = await as('auditor');
    await li('POST', '/api/push/subscriptions', subscription());
    await wu('POST', '/api/push/subscriptions', subscription());
    expect((await li('GET', '/api/push/subscriptions')).json()).toEqual({ devices: [] });
    for (let number = 0; number < 22; number += 1) {
      api.clock.advance(1000);
      await wu('POST', '/api/push/subscriptions', subscription(`${server.url}/${number}`));
    }
    const { devices } = (await wu('GET', '/api/push/subscriptions')).json<{ devices: [] }>();
    expect(devices).toHaveLength(20);
  });

  it.each<[string, object]>([
    ['an address inside', { endpoint: 'https://10.0.0.1/latest/meta-data' }],
    ['a look-alike', { endpoint: 'https://fcm.googleapis.com.evil.example/x' }],
    ['no address', { endpoint: 'x' }],
    ['a short key', { keys: { p256dh: 'AAAA', auth: randomBytes(16).toString('base64url') } }],
    ['no keys', { keys: {} }],
    ['no name', { device: '' }],
    ['an unknown key', { extra: 1 }],
  ])('with %s are refused', async (_, change) => {
    const li = await as('responder');
    const body = { ...subscription(), ...change };
    expect((await li('POST', '/api/push/subscriptions', body)).statusCode).toBe(400);
  });

  it('are unavailable on a site without Web Push', async () => {
    const li = await as('responder', without);
    expect((await li('GET', '/api/push/key')).statusCode).toBe(404);
    const answer = await li('POST', '/api/push/subscriptions', subscription());
    expect(answer.statusCode).toBe(404);
  });
});

describe('channels', () => {
  const test = async (body: object = {}) =>
    (await (await as('operator'))('POST', '/api/channels/hook/test', body)).json<object>();

  it('are tested end to end, with a message that says so', async () => {
    server.answer(manners.status(200));
    expect(await test({ person: 'li' })).toMatchObject({ outcome: 'delivered', reason: null });
    const sent = JSON.parse(server.received.at(-1)!.body) as object;
    expect(sent).toMatchObject({
      type: 'fencewatch.test',
      data: {
        to: { kind: 'person', name: 'Li' },
        text: { title: 'Test of Fencewatch', url: 'https://fence.example.org/health' },
      },
    });
    await test();
    expect(server.received.at(-1)!.body).toContain('测试');
  });

  it('report their problem until a test succeeds', async () => {
    server.answer(manners.status(401));
    const operator = await as('operator');
    expect(await test()).toMatchObject({ outcome: 'permanent', reason: 'login-refused' });
    const list = await operator('GET', '/api/channels');
    expect(list.json()).toMatchObject({
      channels: [
        {
          id: 'hook',
          type: 'webhook',
          where: server.url,
          problem: { code: 'channel-login-refused' },
        },
      ],
    });
    expect(list.body).not.toMatch(/s3cret|\/in/);
    server.answer(manners.status(200));
    await test();
    expect((await operator('GET', '/api/channels')).json()).toMatchObject({
      channels: [{ problem: null }],
    });
  });

  it('that do not exist, and people who do not, are not found', async () => {
    const operator = await as('operator');
    expect((await operator('POST', '/api/channels/none/test', {})).statusCode).toBe(404);
    const body = { person: 'nobody' };
    expect((await operator('POST', '/api/channels/hook/test', body)).statusCode).toBe(404);
  });
});
