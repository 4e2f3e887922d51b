// The calls about a camera's history and present: the right request, and a validated answer.
import { describe, expect, test, vi } from 'vitest';
import { beforePictureAddress, thumbnailAddress } from './addresses.ts';
import { createClient } from './client.ts';

function createTested(response: () => Response) {
  const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.resolve(response()));
  const onSessionEnd = vi.fn();
  return { client: createClient({ fetch, onSessionEnd }), fetch, onSessionEnd };
}
const json = (body: unknown) => () => new Response(JSON.stringify(body));
const refusal = (status: number) => () =>
  new Response(JSON.stringify({ error: 'refused', message: 'not for you' }), { status });

describe('the observation log', () => {
  test('arrives as bytes of the requested span', async () => {
    const { client, fetch } = createTested(() => new Response(new Uint8Array([7, 8])));
    const answer = await client.getObservations('a/b', { from: 5, to: 9 });
    expect(fetch.mock.calls[0]?.[0]).toBe('/api/cameras/a%2Fb/observations?from=5&to=9');
    expect(answer).toEqual({ status: 'ok', value: new Uint8Array([7, 8]) });
  });

  test('that is empty arrives as no bytes', async () => {
    const { client } = createTested(() => new Response(null));
    const answer = await client.getObservations('gate', { from: 0, to: 1 });
    expect(answer).toEqual({ status: 'ok', value: new Uint8Array() });
  });

  test('that is refused gives the reason, and reports an ended session', async () => {
    const forbidden = createTested(refusal(403));
    expect(await forbidden.client.getObservations('gate', { from: 0, to: 1 })).toMatchObject({
      status: 'error',
      reason: 'forbidden',
      message: 'not for you',
    });
    expect(forbidden.onSessionEnd).not.toHaveBeenCalled();
    const ended = createTested(refusal(401));
    await ended.client.getObservations('gate', { from: 0, to: 1 });
    expect(ended.onSessionEnd).toHaveBeenCalledOnce();
  });

  test('that is cut off is a network failure', async () => {
    const { client } = createTested(() => {
      throw new TypeError('network changed');
    });
    expect(await client.getObservations('gate', { from: 0, to: 1 })).toMatchObject({
      status: 'error',
      reason: 'network',
      message: 'network changed',
    });
  });

  test('that is aborted says so', async () => {
    const controller = new AbortController();
    const { client } = createTested(() => {
      controller.abort();
      throw new DOMException('aborted', 'AbortError');
    });
    const answer = await client.getObservations('gate', { from: 0, to: 1 }, controller.signal);
    expect(answer).toEqual({ status: 'aborted' });
  });

  test('lists its available spans', async () => {
    const stretches = [{ from: 1, to: 2, bytes: 3 }];
    const { client, fetch } = createTested(json({ stretches }));
    expect(await client.listStretches('gate')).toEqual({ status: 'ok', value: { stretches } });
    expect(fetch.mock.calls[0]?.[0]).toBe('/api/cameras/gate/observations/stretches');
  });
});

describe('a camera', () => {
  test('reports its current observation', async () => {
    const now = { observation: null, view: null, hasBefore: false };
    const { client } = createTested(json(now));
    expect(await client.getNow('gate')).toEqual({ status: 'ok', value: now });
  });

  test('with an invalid answer is refused', async () => {
    const { client } = createTested(json({ observation: null }));
    expect(await client.getNow('gate')).toMatchObject({
      status: 'error',
      reason: 'unexpected-answer',
    });
  });

  test('lists its thumbnails of a span', async () => {
    const { client, fetch } = createTested(json({ thumbnails: [] }));
    const answer = await client.listThumbnails('gate', { from: 5, to: 9 });
    expect(answer).toEqual({ status: 'ok', value: { thumbnails: [] } });
    expect(fetch.mock.calls[0]?.[0]).toBe('/api/cameras/gate/thumbnails?from=5&to=9');
    expect(thumbnailAddress('a b', 12)).toBe('/api/cameras/a%20b/thumbnails/12.jpg');
    expect(beforePictureAddress('a b')).toBe('/api/cameras/a%20b/before.jpg');
  });

  test('accepts the confirmation of its view', async () => {
    const { client, fetch } = createTested(() => new Response(null, { status: 204 }));
    const body = { shift: { x: 0.1, y: 0 }, reason: 'turned by the cleaners' };
    expect(await client.confirmView('gate', body)).toEqual({ status: 'ok', value: null });
    const [path, init] = fetch.mock.calls[0] ?? [];
    expect([path, init?.method]).toEqual(['/api/cameras/gate/confirm-view', 'POST']);
    expect(JSON.parse(init?.body as string)).toEqual(body);
  });
});
