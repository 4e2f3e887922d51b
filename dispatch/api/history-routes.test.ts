// A camera's present state and history over HTTP: what edges send, what people get, and the confirmation of a moved view.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  armedFencesSchema,
  cameraNowSchema,
  fenceHistorySchema,
  thumbnailListSchema,
  observationStretchesSchema,
  problemSchema,
  type LiveEvent,
} from '../../contracts/index.ts';
import { encodeBlock } from '../../observation-log/index.ts';
import { anObservation } from '../../geofences/testing/observations.ts';
import { aJpeg } from '../testing/media.ts';
import { edgeHeaders, openTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
let auditor: { cookie: string };
let operator: { cookie: string };
beforeAll(async () => {
  api = await openTestApi();
  auditor = await api.as('auditor');
  operator = await api.as('operator');
}, 120_000);
afterAll(() => api.close());

const jpeg = aJpeg();
const start = 1_764_000_000_000;
const seen = (capturedAt = start) => ({ ...anObservation(), cameraId: 'exit-3', capturedAt });

const get = (path: string, headers: Record<string, string> = auditor) =>
  api.app.inject({ method: 'GET', url: `/api/cameras/${path}`, headers });
const put: TestApi['upload'] = (path, ...rest) => api.upload(`cameras/${path}`, ...rest);
const putLog = (path: string, log: Uint8Array) =>
  put(path, 'application/octet-stream', Buffer.from(log));

describe('the current observation of a camera', () => {
  const now = async () => cameraNowSchema.parse((await get('exit-3/now')).json());

  it('is empty before its edge has reported', async () => {
    expect(await now()).toEqual({ observation: null, view: null, why: null, hasBefore: false });
  });

  it('is the last report of the edge, until it falls silent', async () => {
    const observation = seen();
    const answer = await put('exit-3/observation', 'application/json', observation);
    expect(answer.statusCode).toBe(204);
    expect(await now()).toMatchObject({ observation, view: { state: 'ok' } });
    api.clock.advance(15_001);
    expect(await now()).toMatchObject({ observation: null, view: { state: 'ok' } });
  });

  it.each([
    ['for an unknown camera', 'roof/observation', seen(), 404],
    ['of another camera', 'corner/observation', seen(), 400],
    ['that is none', 'exit-3/observation', {}, 400],
  ])('is not taken from an observation %s', async (_, path, body, status) => {
    expect((await put(path, 'application/json', body)).statusCode).toBe(status);
  });
});

describe('the observation log', () => {
  const span = `from=${start}&to=${start + 60_000}`;

  it('is empty at first', async () => {
    const answer = await get(`exit-3/observations?${span}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.rawPayload).toHaveLength(0);
    expect((await get('exit-3/observations/stretches')).json()).toEqual({ stretches: [] });
  });

  it('is returned byte for byte', async () => {
    const blocks = [
      await encodeBlock([seen(start), seen(start + 2000)]),
      await encodeBlock([seen(start + 4000)]),
    ];
    await putLog(`exit-3/observations/${start + 4000}-${start + 4000}`, blocks[1]!);
    const answer = await putLog(`exit-3/observations/${start}-${start + 2000}`, blocks[0]!);
    expect(answer.statusCode).toBe(204);
    const log = await get(`exit-3/observations?${span}`);
    expect(log.headers['content-type']).toBe('application/octet-stream');
    expect(log.rawPayload.equals(Buffer.concat(blocks))).toBe(true);
    const { stretches } = observationStretchesSchema.parse(
      (await get('exit-3/observations/stretches')).json(),
    );
    expect(stretches).toEqual([{ from: start, to: start + 4000, bytes: log.rawPayload.length }]);
  });

  it.each([
    ['what is no log', 'exit-3/observations/1-2', Buffer.from('something'), 400],
    ['a name without times', 'exit-3/observations/today', Buffer.from('something'), 400],
    ['an unknown camera', 'roof/observations/1-2', Buffer.from('something'), 404],
  ])('does not take %s', async (_, path, body, status) => {
    const answer = await putLog(path, body);
    expect(answer.statusCode).toBe(status);
    expect(problemSchema.safeParse(answer.json()).success).toBe(true);
    const kept = await readdir(join(api.parts.dataDir, 'observations'));
    expect(kept).toEqual(['exit-3']);
  });

  it.each([
    ['of an unknown camera', `roof/observations?${span}`, 404],
    ['without a time', 'exit-3/observations', 400],
    ['that ends before it begins', 'exit-3/observations?from=2&to=1', 400],
  ])('is not given %s', async (_, path, status) => {
    expect((await get(path)).statusCode).toBe(status);
  });
});

describe('thumbnails', () => {
  it('are stored, listed by time and served', async () => {
    for (const at of [start + 30_000, start])
      expect((await put(`exit-3/thumbnails/${at}`, 'image/jpeg', jpeg)).statusCode).toBe(204);
    const list = async (from: number, to: number) =>
      thumbnailListSchema.parse((await get(`exit-3/thumbnails?from=${from}&to=${to}`)).json())
        .thumbnails;
    expect(await list(0, start * 2)).toEqual([start, start + 30_000]);
    expect(await list(start, start + 30_000)).toEqual([start]);
    expect((await get(`exit-3/thumbnails/${start}.jpg`)).rawPayload.equals(jpeg)).toBe(true);
    expect((await get(`exit-3/thumbnails/${start + 1}.jpg`)).statusCode).toBe(404);
    expect((await get('exit-3/thumbnails/..%2Fx.jpg')).statusCode).toBe(400);
  });

  it.each([
    ['no picture', 'exit-3/thumbnails/5', Buffer.from('<html>'), 415],
    ['a large one', 'exit-3/thumbnails/5', Buffer.concat([jpeg, Buffer.alloc(200_000)]), 413],
    ['one of no time', 'exit-3/thumbnails/now', jpeg, 400],
    ['one of an unknown camera', 'roof/thumbnails/5', jpeg, 404],
  ])('are not taken: %s', async (_, path, body, status) => {
    expect((await put(path, 'image/jpeg', body)).statusCode).toBe(status);
  });
});

describe('a view that moved', () => {
  const confirm = (cameraId: string, body: object) =>
    api.app.inject({
      method: 'POST',
      url: `/api/cameras/${cameraId}/confirm-view`,
      payload: body,
      headers: operator,
    });
  const armed = async () => {
    const url = '/api/edge/fences?after=0';
    const answer = await api.app.inject({ method: 'GET', url, headers: edgeHeaders });
    return armedFencesSchema.parse(answer.json());
  };

  it('has a picture from before it moved', async () => {
    expect((await get('exit-3/before.jpg')).statusCode).toBe(404);
    expect((await put('exit-3/before', 'image/jpeg', jpeg)).statusCode).toBe(204);
    expect((await get('exit-3/before.jpg')).rawPayload.equals(jpeg)).toBe(true);
    expect((await get('exit-3/now')).json()).toMatchObject({ hasBefore: true });
  });

  it('cannot be confirmed when a fence would leave the picture: nothing changes', async () => {
    const before = await armed();
    const answer = await confirm('exit-3', { shift: { x: 0.6, y: 0 }, reason: 'pole was hit' });
    expect(answer.statusCode).toBe(400);
    const { faults = [] } = problemSchema.parse(answer.json());
    expect(faults[0]).toMatchObject({ path: 'shift' });
    expect(faults[0]?.message).toContain('"exit-3-floor"');
    expect(await armed()).toEqual(before);
    expect((await get('exit-3/now')).json()).toMatchObject({ hasBefore: true });
  });

  it('is confirmed with a shift: the fences move, edges are notified, the old picture is deleted', async () => {
    const heard: LiveEvent[] = [];
    const stop = api.parts.hub.subscribe((event) => heard.push(event));
    const before = await armed();
    const answer = await confirm('exit-3', { shift: { x: 0.1, y: 0 }, reason: 'pole was hit' });
    stop();
    expect(answer.statusCode).toBe(204);
    const after = await armed();
    expect(after.revision).toBeGreaterThan(before.revision);
    const confirmedAt = api.clock.now();
    expect(after.views).toEqual([{ cameraId: 'exit-3', confirmedAt }]);
    expect(after.fences).toMatchObject([
      { version: 2, fence: { polygon: [[0.35, 0.25], {}, {}] } },
    ]);
    expect(heard).toEqual([{ type: 'fences', cameraId: 'exit-3' }]);
    expect((await get('exit-3/now')).json()).toMatchObject({ hasBefore: false, view: null });
    const url = '/api/fences/exit-3-floor/versions';
    const history = await api.app.inject({ method: 'GET', url, headers: auditor });
    const [newest] = fenceHistorySchema.parse(history.json()).versions;
    expect(newest).toMatchObject({ author: 'operator', reason: 'pole was hit', change: 'edited' });
    expect(await api.store.fences.confirmationsOf('exit-3')).toEqual([
      {
        cameraId: 'exit-3',
        confirmedAt,
        author: 'operator',
        reason: 'pole was hit',
        shift: { x: 0.1, y: 0 },
      },
    ]);
  });

  it('is confirmed without a shift: no fence changes, but edges are notified', async () => {
    api.clock.advance(1000);
    const before = await armed();
    await confirm('exit-3', { shift: null, reason: 'turned back' });
    const after = await armed();
    expect(after.fences).toEqual(before.fences);
    expect(after.revision).toBeGreaterThan(before.revision);
    expect(after.views).toEqual([{ cameraId: 'exit-3', confirmedAt: api.clock.now() }]);
  });

  it.each([
    ['an unknown camera', 'roof', { shift: null, reason: 'x' }, 404],
    ['no reason', 'exit-3', { shift: null, reason: '' }, 400],
    ['a shift over the whole picture', 'exit-3', { shift: { x: 2, y: 0 }, reason: 'x' }, 400],
  ])('is not confirmed: %s', async (_, cameraId, body, status) => {
    expect((await confirm(cameraId, body)).statusCode).toBe(status);
  });
});
