// Cameras of the dashboard over HTTP: who may change them, what is refused, what the custody log records, and that no answer
// contains a password.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CameraSetup, NewCamera } from '../../contracts/index.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
let headers: { cookie: string };
beforeAll(async () => {
  api = await openTestApi();
  headers = await api.as('admin');
});
afterAll(() => api.close());

const usual: NewCamera = {
  name: '北门',
  source: 'rtsp://10.0.0.7/live',
  logIn: { user: 'watch', password: 'geheim' },
  gridCell: null,
  location: '北门传达室',
  transport: 'auto',
  edge: 'edge-1',
};

async function put(id: string, baseVersion: number | null, change: object = {}) {
  const payload = { baseVersion, reason: '新装', camera: { ...usual, ...change } };
  return api.app.inject({ method: 'PUT', url: `/api/camera-setup/${id}`, headers, payload });
}
const remove = (id: string, baseVersion: number) =>
  api.app.inject({
    method: 'POST',
    url: `/api/camera-setup/${id}/remove`,
    headers,
    payload: { baseVersion, reason: '拆除' },
  });
const get = (path = '') => api.app.inject({ url: `/api/camera-setup${path}`, headers });

it('adds, changes and removes a camera, each as a version', async () => {
  expect((await put('gate', null)).json()).toMatchObject({ version: 1, hasLogIn: true });
  expect(api.parts.wall.has('gate')).toBe(true);
  expect((await put('gate', 1, { name: '南门', logIn: 'keep' })).json()).toMatchObject({
    version: 2,
    hasLogIn: true,
  });
  expect(api.parts.cameras.book.secretOf('gate')).toBe('rtsp://watch:geheim@10.0.0.7/live');
  expect((await remove('gate', 2)).statusCode).toBe(204);
  expect(api.parts.wall.has('gate')).toBe(false);
  const { versions } = (await get('/gate/versions')).json<{ versions: { change: string }[] }>();
  expect(versions.map(({ change }) => change)).toEqual(['removed', 'edited', 'added']);
  expect(versions[1]).toMatchObject({ author: 'admin', reason: '新装', camera: { name: '南门' } });
});

it('says which of two cameras with one id is used: the one of the site file', async () => {
  expect((await put('exit-3', null)).json()).toMatchObject({ error: 'camera-in-site-file' });
  const { cameras } = (await get()).json<CameraSetup>();
  expect(cameras.find(({ id }) => id === 'exit-3')).toMatchObject({ origin: 'site-file' });
});

it.each([
  ['a file', { source: '/etc/passwd' }, 'camera.source'],
  ['another protocol', { source: 'http://10.0.0.7/' }, 'camera.source'],
  ['a second line', { source: "rtsp://a/b\nfile '/etc/passwd'" }, 'camera.source'],
  ['no name', { name: '' }, 'camera.name'],
  ['an unknown key', { masks: [] }, 'camera.masks'],
])('refuses %s', async (_, change, path) => {
  const answer = await put('yard', null, change);
  expect(answer.statusCode).toBe(400);
  expect(answer.body).toContain(path);
});

it('repeats no password in a refusal', async () => {
  const logIn = { user: 'watch', password: 'x'.repeat(201) };
  const answer = await put('yard', null, { logIn, source: 'rtsp//watch:geheim@10.0.0.7' });
  expect(answer.statusCode).toBe(400);
  expect(answer.body).not.toContain('geheim');
  expect(answer.body).not.toContain('xxx');
});

it('refuses a change of an outdated version, one without effect, and a stored log-in for another host', async () => {
  await put('yard', null);
  const errors = [
    await put('yard', null, { name: 'other' }),
    await put('yard', 1, { logIn: 'keep' }),
    await put('yard', 1, { logIn: 'keep', source: 'rtsp://10.0.0.66/live' }),
    await remove('yard', 7),
    await remove('nowhere', 1),
  ].map((answer) => answer.json<{ error: string }>().error);
  expect(errors).toEqual(['stale', 'unchanged', 'camera-log-in-needed', 'stale', 'not-found']);
});

it('accepts a fence on such a camera, and then refuses to remove the camera', async () => {
  const fence = { id: 'yard-1', camera: 'yard', kind: 'debris-pile' };
  const polygon = [
    [0.1, 0.1],
    [0.9, 0.1],
    [0.9, 0.9],
  ];
  const payload = { fence: { ...fence, polygon }, reason: '新围栏' };
  const armed = await api.app.inject({ method: 'POST', url: '/api/fences', headers, payload });
  expect(armed.statusCode).toBeLessThan(300);
  expect((await remove('yard', 1)).json()).toMatchObject({ error: 'camera-has-fences' });
});

it('exports cameras in the form of the site file, with variables for the log-in', async () => {
  const { body } = await get('/export.yaml');
  expect(body).toContain('rtsp://${CAMERA_YARD_USER}:${CAMERA_YARD_PASSWORD}@10.0.0.7/live');
  expect(body).not.toContain('exit-3');
});

it('reveals no password in answers, the log or the custody log', async () => {
  const answers = [await get(), await get('/yard/versions'), await get('/export.yaml')];
  await api.parts.custodyWriter.flush();
  const entries = await api.store.custody.rows(0, 1000);
  const said = JSON.stringify([answers.map(({ body }) => body), api.log.lines, entries]);
  expect(entries.join()).toContain('camera-setup');
  expect(said).toContain('yard');
  expect(said).not.toContain('geheim');
});

it.each(['operator', 'auditor', 'responder'] as const)('refuses %s', async (role) => {
  const as = await api.as(role);
  const answer = await api.app.inject({ url: '/api/camera-setup', headers: as });
  expect(answer.json()).toMatchObject({ error: 'role-missing' });
});

it('gives cameras only to an edge with its own enrolled key, and shows the reason on the page', async () => {
  const poll = { boxKey: 'ab'.repeat(32), shares: false, after: null, seal: null };
  const answer = await api.upload('workers/edge-5/cameras', 'application/json', poll);
  expect(answer.json()).toEqual({ state: 'refused', reason: 'key-unknown' });
  const { edges } = (await get()).json<CameraSetup>();
  expect(edges).toMatchObject([{ edgeId: 'edge-5', refusal: 'key-unknown', isConnected: true }]);
});
