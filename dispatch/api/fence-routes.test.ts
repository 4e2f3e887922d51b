// Fences over HTTP: created, edited, restored, removed; what is refused and where; and how edges get changes.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  armedFencesSchema,
  cameraListSchema,
  fenceHistorySchema,
  fenceListSchema,
  fenceVersionSchema,
  problemSchema,
  removedFenceListSchema,
  type FenceFile,
} from '../../contracts/index.ts';
import { aFence } from '../testing/fences.ts';
import { edgeHeaders, openTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
let operator: { cookie: string };
beforeAll(async () => {
  api = await openTestApi();
  operator = await api.as('operator');
}, 120_000);
afterAll(() => api.close());

beforeEach(() => {
  api.heard.length = 0;
});

const get = (url: string) => api.app.inject({ method: 'GET', url, headers: operator });
const send = (method: 'POST' | 'PUT', url: string, payload: object) =>
  api.app.inject({ method, url, payload, headers: operator });
const create = (fence: object, reason = 'market day') =>
  send('POST', '/api/fences', { fence, reason });
const armedAfter = async (after: number | string) => {
  const url = `/api/edge/fences?after=${after}`;
  return api.app.inject({ method: 'GET', url, headers: edgeHeaders });
};
const armed = async (after = 0) => armedFencesSchema.parse((await armedAfter(after)).json());
const newest = async (id: string) => {
  const { fences } = fenceListSchema.parse((await get('/api/fences')).json());
  return fences.find(({ fenceId }) => fenceId === id);
};

describe('fences', () => {
  it('of the site file are there from the start', async () => {
    expect(await newest('exit-3-floor')).toMatchObject({
      version: 1,
      author: 'site file',
      fence: { name: 'Exit 3, floor' },
    });
    expect(fenceListSchema.parse((await get('/api/fences?cameraId=corner')).json()).fences).toEqual(
      [],
    );
  });

  it('are created with a reason, and all listeners are notified', async () => {
    const answer = await create(aFence({ dwell: '90s' }));
    expect(answer.statusCode).toBe(201);
    expect(fenceVersionSchema.parse(answer.json())).toMatchObject({
      fenceId: 'corner-vending',
      version: 1,
      change: 'created',
      author: 'operator',
      reason: 'market day',
      at: api.clock.now(),
      fence: { dwell: '90s' },
    });
    expect(api.heard).toEqual([{ type: 'fences', cameraId: 'corner' }]);
    expect(await newest('corner-vending')).toMatchObject({ version: 1 });
  });

  it('are shown on the wall as armed', async () => {
    const { cameras } = cameraListSchema.parse((await get('/api/cameras')).json());
    const corner = cameras.find(({ id }) => id === 'corner');
    expect(corner?.fences).toMatchObject([{ id: 'corner-vending', polygon: aFence().polygon }]);
  });

  it('are edited, and every version is kept', async () => {
    const fence = aFence({ dwell: '2m' });
    const url = '/api/fences/corner-vending';
    const answer = await send('PUT', url, { baseVersion: 1, fence, reason: ' fewer alerts ' });
    expect(fenceVersionSchema.parse(answer.json())).toMatchObject({
      version: 2,
      change: 'edited',
      reason: 'fewer alerts',
    });
    const { versions } = fenceHistorySchema.parse((await get(`${url}/versions`)).json());
    expect(versions.map(({ version, fence }) => [version, fence?.dwell])).toEqual([
      [2, '2m'],
      [1, '90s'],
    ]);
  });

  it('are restored and removed, each as a new version', async () => {
    const url = '/api/fences/corner-vending';
    const back = { baseVersion: 2, version: 1, reason: 'too slow' };
    const restored = await send('POST', `${url}/restore`, back);
    expect(restored.json()).toMatchObject({ version: 3, change: 'restored', restoredFrom: 1 });
    const gone = { baseVersion: 3, reason: 'rebuilt' };
    const removed = await send('POST', `${url}/remove`, gone);
    expect(removed.json()).toMatchObject({ version: 4, change: 'removed', fence: null });
    expect(api.heard).toEqual(Array(2).fill({ type: 'fences', cameraId: 'corner' }));
    expect(await newest('corner-vending')).toBeUndefined();
    const lost = removedFenceListSchema.parse((await get('/api/fences/removed')).json()).fences;
    expect(lost.map(({ removal, last }) => [removal.version, last.version])).toEqual([[4, 3]]);
    const { versions } = fenceHistorySchema.parse((await get(`${url}/versions`)).json());
    expect(versions).toHaveLength(4);
  });

  const floor = '/api/fences/exit-3-floor';
  const bad: [string, 'POST' | 'PUT', string, object, number, string][] = [
    ['an id that is taken', 'POST', '/api/fences', wish({ id: 'exit-3-floor' }), 409, 'id-taken'],
    [
      'a stale base',
      'PUT',
      floor,
      { baseVersion: 7, ...wish({ id: 'exit-3-floor' }) },
      409,
      'stale',
    ],
    [
      'a fence nobody knows',
      'PUT',
      '/api/fences/none',
      { baseVersion: 1, ...wish({}) },
      404,
      'not-found',
    ],
    [
      'no reason',
      'POST',
      '/api/fences',
      { fence: aFence({ id: 'x' }), reason: '  ' },
      400,
      'invalid',
    ],
    ['no fence', 'POST', '/api/fences', { fence: 7, reason: 'why' }, 400, 'invalid'],
    ['no id', 'POST', '/api/fences', wish({ id: '' }), 400, 'invalid'],
    [
      'an unknown version',
      'POST',
      `${floor}/restore`,
      { baseVersion: 1, version: 5, reason: 'x' },
      400,
      'invalid',
    ],
    [
      'the same version',
      'POST',
      `${floor}/restore`,
      { baseVersion: 1, version: 1, reason: 'x' },
      409,
      'unchanged',
    ],
  ];
  it.each(bad)('are not changed by %s', async (_, method, url, body, status, error) => {
    const before = await armed();
    const answer = await send(method, url, body);
    expect(answer.statusCode).toBe(status);
    expect(problemSchema.parse(answer.json()).error).toBe(error);
    expect(await armed()).toEqual(before);
    expect(api.heard).toEqual([]);
  });

  it('are refused with the path of the fault, even with ten thousand points', async () => {
    const crossing: FenceFile['polygon'] = [
      [0.1, 0.1],
      [0.9, 0.9],
      [0.9, 0.1],
      [0.1, 0.9],
    ];
    const many = Array.from({ length: 10_000 }, (_, n): [number, number] => [n / 1e4, (n % 7) / 7]);
    for (const polygon of [crossing, many]) {
      const answer = await create(aFence({ id: 'bad', polygon }));
      expect(answer.statusCode).toBe(400);
      const { faults = [] } = problemSchema.parse(answer.json());
      expect(faults[0]).toMatchObject({ path: 'fence.polygon' });
    }
    expect(await newest('bad')).toBeUndefined();
  });

  it('have no history if they never existed', async () => {
    expect((await get('/api/fences/none/versions')).statusCode).toBe(404);
  });

  function wish(parts: Partial<FenceFile>) {
    return { fence: aFence(parts), reason: 'why' };
  }
});

describe('edges', () => {
  it('get the armed fences at once when they have none, or others', async () => {
    const { revision, fences, views } = await armed();
    expect(fences).toMatchObject([{ version: 1, fence: { id: 'exit-3-floor' } }]);
    expect(views).toEqual([]);
    expect((await armed(revision + 100)).revision).toBe(revision);
  });

  it('wait for a newer revision, and get it at once', async () => {
    const { revision } = await armed();
    const waiting = armedAfter(revision);
    const early = await Promise.race([waiting, new Promise((done) => setTimeout(done, 50, 'no'))]);
    expect(early).toBe('no');
    await create(aFence({ id: 'second' }));
    const news = armedFencesSchema.parse((await waiting).json());
    expect(news.revision).toBeGreaterThan(revision);
    expect(news.fences.map(({ fence }) => fence.id)).toEqual(['exit-3-floor', 'second']);
  });

  it.each(['', '-1', 'all'])('must name a valid revision: after=%s', async (after) => {
    expect((await armedAfter(after)).statusCode).toBe(400);
  });
});
