// The calls about fences: requests match the contract, and a conflict is reported as such.
import { describe, expect, test, vi } from 'vitest';
import { createFence, createVersion } from '../testing/sample-fences.ts';
import { createClient, type Client } from './client.ts';

function createTested(body: unknown, status = 200) {
  const fetch = vi.fn<typeof globalThis.fetch>(() =>
    Promise.resolve(new Response(JSON.stringify(body), { status })),
  );
  return { client: createClient({ fetch, onSessionEnd: vi.fn() }), fetch };
}

const version = createVersion();
const change = { fenceId: 'a/b', baseVersion: 3, reason: 'why' };

describe('reading fences', () => {
  test('requests the fences of one camera or of all, and may get none', async () => {
    const { client, fetch } = createTested({ fences: [] });
    expect(await client.listFences('exit 3')).toEqual({ status: 'ok', value: { fences: [] } });
    await client.listFences();
    expect(fetch.mock.calls.map(([path]) => path)).toEqual([
      '/api/fences?cameraId=exit+3',
      '/api/fences',
    ]);
  });

  test('requests the versions of one fence', async () => {
    const { client, fetch } = createTested({ versions: [version] });
    expect(await client.listFenceVersions('a/b')).toMatchObject({ value: { versions: [version] } });
    expect(fetch.mock.calls[0]?.[0]).toBe('/api/fences/a%2Fb/versions');
  });

  test('refuses an invalid answer', async () => {
    const { client } = createTested({ fences: [{ ...version, version: 0 }] });
    expect(await client.listFences()).toMatchObject({ reason: 'unexpected-answer' });
  });
});

describe('changing fences', () => {
  const fence = createFence();
  const calls: [string, (client: Client) => Promise<unknown>, string, string, object][] = [
    [
      'creating',
      (client) => client.createFence(fence, 'why'),
      'POST',
      '/api/fences',
      { fence, reason: 'why' },
    ],
    [
      'editing',
      (client) => client.editFence(change, fence),
      'PUT',
      '/api/fences/a%2Fb',
      { baseVersion: 3, fence, reason: 'why' },
    ],
    [
      'going back',
      (client) => client.restoreFence(change, 1),
      'POST',
      '/api/fences/a%2Fb/restore',
      { baseVersion: 3, version: 1, reason: 'why' },
    ],
    [
      'removing',
      (client) => client.removeFence(change),
      'POST',
      '/api/fences/a%2Fb/remove',
      { baseVersion: 3, reason: 'why' },
    ],
  ];
  test.each(calls)('%s sends what the contract says', async (_, call, method, path, body) => {
    const { client, fetch } = createTested(version);
    expect(await call(client)).toEqual({ status: 'ok', value: version });
    expect(fetch.mock.calls[0]?.[0]).toBe(path);
    expect(fetch.mock.calls[0]?.[1]?.method).toBe(method);
    const sent = fetch.mock.calls[0]?.[1]?.body;
    expect(JSON.parse(typeof sent === 'string' ? sent : '')).toEqual(body);
  });

  test.each(calls)('%s a fence that somebody else has changed is a conflict', async (_, call) => {
    const { client } = createTested({ error: 'overtaken', message: 'the newest is 4' }, 409);
    expect(await call(client)).toMatchObject({ reason: 'conflict', message: 'the newest is 4' });
  });

  test('with faults is refused with their paths', async () => {
    const faults = [{ path: 'fence.polygon', message: 'crosses itself' }];
    const { client } = createTested({ error: 'invalid', message: 'no', faults }, 400);
    expect(await client.createFence(fence, 'why')).toMatchObject({ reason: 'refused', faults });
  });
});
