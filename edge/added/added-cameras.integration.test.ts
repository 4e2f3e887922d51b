// A real dispatch, edge and RTSP server. A camera that is added in the dashboard is watched within seconds, a changed one is restarted,
// a removed one is stopped, and an edge that starts without dispatch uses its stored cameras. An address is tried live.
import { readFile, readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CameraTry, NewCamera } from '../../contracts/index.ts';
import type { Dispatch } from '../../dispatch/dispatch.ts';
import { layDatabase } from '../../dispatch/store/testing/quick-store.ts';
import { aSite } from '../../dispatch/testing/a-site.ts';
import { eventually } from '../../dispatch/testing/eventually.ts';
import { testAdminPassword, testEdgeToken } from '../../dispatch/testing/secrets.ts';
import { temporaryFolder } from '../../dispatch/testing/temporary-folder.ts';
import { startTestDispatch } from '../../dispatch/testing/test-dispatch.ts';
import { startRedis, type RedisServer } from '../../e2e/servers/redis.ts';
import { makeFilm, startRtsp } from '../../e2e/servers/rtsp.ts';
import { freePort } from '../../e2e/servers/server-process.ts';
import type { EdgeOptions } from '../edge-options.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { idleDetector } from '../testing/scripted-pipeline.ts';
import { startEdge, type Edge } from '../worker.ts';

const undo: (() => Promise<unknown>)[] = [];
const folders = { dispatch: '', edge: '', sharing: '' };
const site = aSite({ cameras: [], fences: [] });
let redis: RedisServer;
let port: number;
let dispatch: Dispatch | null;
let edge: Edge | null = null;
let stream: string;
let cookie: string;

beforeAll(async () => {
  const folder = await temporaryFolder();
  undo.push(folder.remove);
  for (const name of ['dispatch', 'edge', 'sharing'] as const)
    folders[name] = join(folder.path, name);
  await layDatabase(folders.dispatch);
  const film = join(folder.path, 'film.mp4');
  await makeFilm(film, { seconds: 30, gop: 10 });
  const rtsp = await startRtsp({ mounts: { '/cam': [film] } });
  undo.push(() => rtsp.stop());
  redis = await startRedis({});
  undo.push(() => redis.stop());
  port = await freePort();
  stream = `${rtsp.url}/cam`;
  dispatch = await startTestDispatch({
    ...{ site, port, redisUrl: redis.url, dataDir: folders.dispatch },
  });
  cookie = await logIn();
}, 120_000);
afterAll(async () => {
  await edge?.stop();
  await dispatch?.stop();
  for (const step of undo.reverse()) await step();
}, 60_000);

const url = (path: string) => `http://127.0.0.1:${port}${path}`;

async function logIn(): Promise<string> {
  const answer = await send('POST', '/api/session', {
    username: 'admin',
    password: testAdminPassword,
  });
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

function send(method: string, path: string, body?: object): Promise<Response> {
  return fetch(url(path), {
    method,
    headers: { 'content-type': 'application/json', ...(cookie && { cookie }) },
    ...(body && { body: JSON.stringify(body) }),
  });
}

async function runEdge(change: Partial<EdgeOptions> & Pick<EdgeOptions, 'edgeId' | 'dataDir'>) {
  const made = await send('POST', '/api/edge-invitations', { edgeId: change.edgeId }).catch(
    () => null,
  );
  const invitation = made && ((await made.json()) as { invitation: string }).invitation;
  return startEdge({
    ...{ site, redisUrl: redis.url, dispatchUrl: url(''), edgeToken: testEdgeToken },
    ...(invitation !== null && { invitation }),
    detector: idleDetector,
    log: createMemoryLog().log,
    ...change,
  });
}

function camera(change: Partial<NewCamera> = {}): NewCamera {
  return {
    ...{ name: '北门', source: stream, logIn: { user: 'watch', password: 's3cret pass' } },
    ...{ gridCell: null, location: null, transport: 'tcp', edge: 'edge-1' },
    ...change,
  };
}

function put(id: string, baseVersion: number | null, change: Partial<NewCamera> = {}) {
  return send('PUT', `/api/camera-setup/${id}`, {
    ...{ baseVersion, reason: 'test', camera: camera(change) },
  });
}

const running = () => edge?.cameras().map(({ cameraId, state }) => [cameraId, state]) ?? [];

it('watches a camera that is added, with an empty site file and without a restart', async () => {
  edge = await runEdge({ edgeId: 'edge-1', dataDir: folders.edge });
  expect(running()).toEqual([]);
  expect((await put('gate', null)).status).toBe(200);
  await eventually(
    () => running(),
    (now) => isDeepStrictEqual(now, [['gate', 'live']]),
    30_000,
  );
  const wall = await (await send('GET', '/api/cameras')).json();
  expect(wall).toMatchObject({ cameras: [{ id: 'gate', name: '北门' }] });
}, 60_000);

it('restarts a changed camera, and ignores cameras of other edges', async () => {
  expect((await put('elsewhere', null, { edge: 'edge-9' })).status).toBe(200);
  expect((await put('gate', 1, { source: `${stream}?again=1`, logIn: 'keep' })).status).toBe(200);
  await eventually(running, (now) => now[0]?.[1] !== 'live', 30_000);
  expect(running().map(([id]) => id)).toEqual(['gate']);
  expect((await put('gate', 2, { logIn: 'keep' })).status).toBe(200);
  await eventually(
    () => running(),
    (now) => isDeepStrictEqual(now, [['gate', 'live']]),
    40_000,
  );
}, 90_000);

it('keeps the password off the disks of both sides, and out of every answer', async () => {
  const answers = ['', '/export.yaml', '/gate/versions'].map(async (path) =>
    (await send('GET', `/api/camera-setup${path}`)).text(),
  );
  const texts = await Promise.all([...answers, ...[folders.edge, folders.dispatch].map(allText)]);
  expect(texts.join('\n')).toContain('gate');
  for (const form of ['s3cret pass', 's3cret%20pass'])
    expect(texts.some((text) => text.includes(form))).toBe(false);
});

async function allText(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((one) => one.isFile() && !one.name.endsWith('.mkv'));
  const texts = files.map((one) => readFile(join(one.parentPath, one.name), 'latin1'));
  return (await Promise.all(texts)).join('\n');
}

it('tries addresses, and gives the format of the stream or the reason for a failure', async () => {
  const server = createServer((_request, response) => response.end('hello'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  undo.push(() => new Promise((resolve) => server.close(resolve)));
  const { port: at } = server.address() as AddressInfo;
  const [good, ...bad] = await Promise.all([
    tryOn('edge-1', stream),
    tryOn('edge-1', `${stream}-not`),
    tryOn('edge-1', 'rtsp://127.0.0.1:9/x'),
    tryOn('edge-1', `rtsp://127.0.0.1:${at}/x`),
  ]);
  expect(good.result).toMatchObject({ outcome: 'picture', codec: 'h264', transport: 'tcp' });
  expect(good.result).toMatchObject({ frameRate: expect.any(Number) as unknown });
  const faults = bad.map(({ result }) => result?.outcome === 'fault' && result.fault);
  expect(faults).toEqual(['not-found', 'connection-refused', 'not-rtsp']);
  const picture = await send('GET', `/api/camera-tries/${good.id}/picture.jpg`);
  expect(picture.headers.get('content-type')).toBe('image/jpeg');
  expect(Buffer.from(await picture.arrayBuffer()).length).toBeGreaterThan(1000);
}, 60_000);

async function tryOn(edgeId: string, source: string): Promise<CameraTry> {
  const body = { edgeId, source, logIn: null, transport: 'tcp' };
  const { id } = (await (await send('POST', '/api/camera-tries', body)).json()) as CameraTry;
  const ask = async () =>
    (await (await send('GET', `/api/camera-tries/${id}`)).json()) as CameraTry;
  return eventually(ask, ({ state }) => state === 'done', 40_000);
}

it('refuses a try on an edge that is not connected, and gives the reason why an edge gets no cameras', async () => {
  const body = { edgeId: 'edge-7', source: stream, logIn: null, transport: 'tcp' };
  const answer = await send('POST', '/api/camera-tries', body);
  expect([answer.status, await answer.json()]).toMatchObject([
    409,
    { error: 'edge-not-connected' },
  ]);
});

it('shares a camera of the dashboard by lease, and ends it when it is removed', async () => {
  const share = { capacity: null, place: null };
  const sharing = await runEdge({ edgeId: 'edge-2', dataDir: folders.sharing, share });
  try {
    expect((await put('shared', null, { edge: 'edge-2' })).status).toBe(200);
    const states = () => sharing.cameras().map(({ cameraId, state }) => `${cameraId} ${state}`);
    await eventually(states, (now) => now.includes('shared live'), 40_000);
    const gone = { baseVersion: 1, reason: 'test' };
    expect((await send('POST', '/api/camera-setup/shared/remove', gone)).status).toBe(204);
    await eventually(states, (now) => now.length === 0, 30_000);
  } finally {
    await sharing.stop();
  }
}, 120_000);

it('gives a camera without an edge to one of two sharing edges, and lets each try an address', async () => {
  const share = { capacity: null, place: null };
  const names = ['pair-1', 'pair-2'];
  const pair = await Promise.all(
    names.map((edgeId) => runEdge({ edgeId, dataDir: join(folders.sharing, '..', edgeId), share })),
  );
  try {
    const states = () =>
      pair.flatMap((one, at) => one.cameras().map(({ state }) => `${names[at]} ${state}`));
    expect((await put('anyones', null, { edge: null })).status).toBe(200);
    await eventually(states, (now) => now.some((one) => one.endsWith(' live')), 60_000);
    // While the lease is held, no other edge opens the camera.
    await new Promise((resolve) => setTimeout(resolve, 4000));
    expect(states().filter((one) => one.endsWith(' live'))).toHaveLength(1);
    const tries = await Promise.all(names.map((edgeId) => tryOn(edgeId, stream)));
    expect(tries.map(({ edgeId, result }) => [edgeId, result?.outcome])).toEqual([
      ['pair-1', 'picture'],
      ['pair-2', 'picture'],
    ]);
  } finally {
    const gone = { baseVersion: 1, reason: 'test' };
    await send('POST', '/api/camera-setup/anyones/remove', gone);
    await Promise.all(pair.map((one) => one.stop()));
  }
}, 180_000);

it('uses its stored cameras when it starts without dispatch, and later stops a removed one', async () => {
  await edge?.stop();
  edge = await runEdge({
    ...{ edgeId: 'edge-1', dataDir: folders.edge, dispatchUrl: `http://127.0.0.1:9` },
  });
  await eventually(
    () => running(),
    (now) => isDeepStrictEqual(now, [['gate', 'live']]),
    30_000,
  );
  await edge.stop();
  edge = await runEdge({ edgeId: 'edge-1', dataDir: folders.edge });
  const body = { baseVersion: 3, reason: 'test' };
  expect((await send('POST', '/api/camera-setup/gate/remove', body)).status).toBe(204);
  await eventually(
    () => running(),
    (now) => isDeepStrictEqual(now, []),
    30_000,
  );
}, 120_000);
