// The API client: every answer is a value and is validated, and an expired session is reported.
import { describe, expect, test, vi } from 'vitest';
import { createDetail, createSummary } from '../testing/sample-cases.ts';
import { cameraPictureAddress, caseClipAddress, casePictureAddress } from './addresses.ts';
import { createClient, type Client } from './client.ts';

interface Answering {
  status?: number;
  body?: unknown;
  text?: string;
}

function createTested({ status = 200, body, text }: Answering = {}) {
  const content = text ?? (body === undefined ? null : JSON.stringify(body));
  const fetch = vi.fn<typeof globalThis.fetch>(() =>
    Promise.resolve(new Response(content, { status })),
  );
  const onSessionEnd = vi.fn();
  return { client: createClient({ fetch, onSessionEnd }), fetch, onSessionEnd };
}

const session = { user: { username: 'li.na', role: 'responder' } };

describe('a call that works', () => {
  test('returns what the contract says', async () => {
    const { client } = createTested({ body: { cases: [createSummary()], presentCount: 1 } });
    const answer = await client.listCases({});
    expect(answer).toEqual({
      status: 'ok',
      value: { cases: [createSummary()], presentCount: 1 },
    });
  });

  test('with an empty list gives an empty list', async () => {
    const { client } = createTested({ body: { cases: [], presentCount: 0 } });
    expect(await client.listCases({})).toMatchObject({ status: 'ok', value: { cases: [] } });
  });

  test('sends only the given filters', async () => {
    const { client, fetch } = createTested({ body: { cases: [], presentCount: 0 } });
    await client.listCases({
      kind: 'debris-pile',
      present: 'true',
      before: 7,
      cameraId: undefined,
    });
    expect(fetch.mock.calls[0]?.[0]).toBe('/api/cases?kind=debris-pile&present=true&before=7');
    await client.listCases({});
    expect(fetch.mock.calls[1]?.[0]).toBe('/api/cases');
  });

  test('escapes path segments', async () => {
    const { client, fetch } = createTested({ body: createDetail() });
    await client.getCase('a/b?c');
    expect(fetch.mock.calls[0]?.[0]).toBe('/api/cases/a%2Fb%3Fc');
    expect(casePictureAddress('a/b')).toBe('/api/cases/a%2Fb/picture.jpg');
    expect(caseClipAddress('a b')).toBe('/api/cases/a%20b/clip.mp4');
    expect(cameraPictureAddress('c', 12)).toBe('/api/cameras/c/picture.jpg?at=12');
  });

  test('logs in with a JSON body', async () => {
    const { client, fetch } = createTested({ body: session });
    expect(await client.logIn('li.na', 'x')).toMatchObject({ status: 'ok', value: session });
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({
      method: 'POST',
      body: '{"username":"li.na","password":"x"}',
      headers: { 'content-type': 'application/json' },
    });
  });

  test('logs out although the answer has no body', async () => {
    const { client } = createTested({ status: 204 });
    expect(await client.logOut()).toEqual({ status: 'ok', value: null });
  });
});

describe('a call that fails', () => {
  const problem = { error: 'x', message: 'why it failed' };
  test.each([
    [401, 'unauthorised'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [429, 'too-many'],
    [400, 'refused'],
    [409, 'conflict'],
    [500, 'server'],
    [503, 'server'],
  ] as const)('with status %i is "%s", in the words of the server', async (status, reason) => {
    const { client } = createTested({ status, body: problem });
    expect(await client.getCase('1')).toMatchObject({
      status: 'error',
      reason,
      message: 'why it failed',
    });
  });

  test('without a message of the server names the status', async () => {
    const { client } = createTested({ status: 502, text: '<html>bad gateway</html>' });
    expect(await client.getSession()).toMatchObject({ reason: 'server', message: 'HTTP 502' });
  });

  test.each([
    ['an answer that is no JSON', { text: '<html>' }],
    ['an answer without content', {}],
    ['an answer with something missing', { body: { cases: [] } }],
    ['an answer with something more', { body: { cases: [], presentCount: 0, extra: 1 } }],
  ])('%s is refused, with the path', async (_, answering) => {
    const { client } = createTested(answering);
    const answer = await client.listCases({});
    expect(answer).toMatchObject({ status: 'error', reason: 'unexpected-answer' });
    expect(answer.status === 'error' && answer.message).toContain('GET /api/cases');
  });

  test('because the network is down says so', async () => {
    const fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    const client = createClient({ fetch, onSessionEnd: vi.fn() });
    expect(await client.listCameras()).toMatchObject({
      status: 'error',
      reason: 'network',
      message: 'Failed to fetch',
    });
  });

  test('that is refused before the log-in does not end a session', async () => {
    let arrive: (response: Response) => void = () => undefined;
    const late = new Promise<Response>((resolve) => (arrive = resolve));
    const fetch = vi
      .fn<typeof globalThis.fetch>()
      .mockReturnValueOnce(late)
      .mockResolvedValueOnce(Response.json(session))
      .mockResolvedValueOnce(new Response(null, { status: 401 }));
    const onSessionEnd = vi.fn();
    const client = createClient({ fetch, onSessionEnd });
    const old = client.act('20261122-0001', { action: 'arrive' }, 'said-0001');
    await client.logIn('li.na', 'correct horse');
    arrive(new Response(null, { status: 401 }));
    expect(await old).toMatchObject({ reason: 'unauthorised' });
    expect(onSessionEnd).not.toHaveBeenCalled();
    await client.getSession();
    expect(onSessionEnd).toHaveBeenCalledOnce();
  });

  test('that is aborted is no error', async () => {
    const controller = new AbortController();
    const fetch = () => Promise.reject(new DOMException('aborted', 'AbortError'));
    const client = createClient({ fetch, onSessionEnd: vi.fn() });
    controller.abort();
    expect(await client.listCases({}, controller.signal)).toEqual({ status: 'aborted' });
  });
});

describe('the end of a session', () => {
  const refused = { status: 401, body: { error: 'log-in-needed', message: 'log in first' } };
  const calls: [string, (client: Client) => Promise<unknown>][] = [
    ['listing', (client) => client.listCases({})],
    ['reading', (client) => client.getCase('1')],
    ['acknowledging', (client) => client.act('1', { action: 'acknowledge' }, 'some-key')],
  ];
  test.each(calls)('is reported when %s is refused', async (_, call) => {
    const { client, onSessionEnd } = createTested(refused);
    await call(client);
    expect(onSessionEnd).toHaveBeenCalledOnce();
  });

  test('is not reported when the log-in itself is refused', async () => {
    const { client, onSessionEnd } = createTested(refused);
    await client.logIn('li.na', 'wrong');
    expect(onSessionEnd).not.toHaveBeenCalled();
  });

  test('is not reported when a role is missing', async () => {
    const { client, onSessionEnd } = createTested({
      status: 403,
      body: { error: 'x', message: '' },
    });
    await client.act('1', { action: 'acknowledge' }, 'some-key');
    expect(onSessionEnd).not.toHaveBeenCalled();
  });
});
