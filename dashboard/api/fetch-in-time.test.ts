// A request without progress ends by itself with a failure; a slow one continues.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createClient } from './client.ts';
import { fetchInTime, patienceMs } from './fetch-in-time.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Like the browser's fetch: it rejects when its signal aborts. */
function hanging(): typeof globalThis.fetch {
  return (_, init) =>
    new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => {
        reject(new DOMException('aborted', 'AbortError'));
      });
    });
}

/** An answer whose body arrives in delayed parts; after the last one it hangs unless it ends. */
function dripping(parts: string[], everyMs: number, ends: boolean): typeof globalThis.fetch {
  return (_, init) => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        init?.signal?.addEventListener('abort', () => {
          controller.error(new DOMException('aborted', 'AbortError'));
        });
        parts.forEach((part, index) =>
          setTimeout(
            () => {
              controller.enqueue(new TextEncoder().encode(part));
              if (ends && index === parts.length - 1) controller.close();
            },
            (index + 1) * everyMs,
          ),
        );
      },
    });
    return Promise.resolve(new Response(body));
  };
}

const init = { method: 'GET', signal: null };
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('a request', () => {
  test('that gets no answer ends with a failure', async () => {
    const asked = fetchInTime(hanging(), '/x', init);
    await vi.advanceTimersByTimeAsync(patienceMs);
    expect(await asked).toMatchObject({ status: 'error', reason: 'timed-out' });
  });

  test('whose answer stops half-way ends too', async () => {
    const asked = fetchInTime(dripping(['{"a":', '1'], 1000, false), '/x', init);
    await vi.advanceTimersByTimeAsync(2000 + patienceMs);
    expect(await asked).toMatchObject({ status: 'error', reason: 'timed-out' });
  });

  test('that is slow but progresses continues, however long it takes', async () => {
    const parts = Array.from({ length: 10 }, (_, index) => String(index));
    const asked = fetchInTime(dripping(parts, patienceMs - 1, true), '/x', init);
    await vi.advanceTimersByTimeAsync(10 * patienceMs);
    const outcome = await asked;
    expect(outcome.status === 'fetched' && textOf(outcome.fetched.bytes)).toBe('0123456789');
  });

  test('that is aborted says so, also while it hangs', async () => {
    const controller = new AbortController();
    const asked = fetchInTime(hanging(), '/x', { ...init, signal: controller.signal });
    controller.abort();
    expect(await asked).toEqual({ status: 'aborted' });
  });

  test('without content returns none, and leaves no timer behind', async () => {
    const fetch = () => Promise.resolve(new Response(null, { status: 204 }));
    const outcome = await fetchInTime(fetch, '/x', init);
    expect(outcome).toMatchObject({ status: 'fetched', fetched: { bytes: new Uint8Array() } });
    expect(vi.getTimerCount()).toBe(0);
  });

  test('that breaks is a network failure', async () => {
    const fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await fetchInTime(fetch, '/x', init)).toMatchObject({ reason: 'network' });
    expect(vi.getTimerCount()).toBe(0);
  });
});

test.each([
  ['a list', (client: ReturnType<typeof createClient>) => client.listCases({})],
  [
    'a step of a case',
    (client: ReturnType<typeof createClient>) => client.act('x', { action: 'arrive' }, 'some-key'),
  ],
  ['a log-in', (client: ReturnType<typeof createClient>) => client.logIn('a', 'b')],
  [
    'bytes of the past',
    (client: ReturnType<typeof createClient>) => client.getObservations('a', { from: 1, to: 2 }),
  ],
])('every call has the limit: %s', async (_, ask) => {
  const client = createClient({ fetch: hanging(), onSessionEnd: () => undefined });
  const asked = ask(client);
  // The code of some calls is loaded with the first call.
  await vi.dynamicImportSettled();
  await vi.advanceTimersByTimeAsync(patienceMs);
  expect(await asked).toMatchObject({ status: 'error', reason: 'timed-out' });
});
