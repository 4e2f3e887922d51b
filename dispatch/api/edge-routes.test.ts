// Uploads of edges: media before and after the alert, in one piece or several, with right and wrong content types; byte ranges of
// clips; camera states, and a silent edge.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cameraListSchema, caseDetailSchema, type CameraStatus } from '../../contracts/index.ts';
import { watchSilence } from '../cameras/watch-silence.ts';
import { mediaKinds } from '../evidence/media.ts';
import { anAlert } from '../testing/alerts.ts';
import { aJpeg, anMp4 } from '../testing/media.ts';
import { planFor } from '../testing/plan.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
let auditor: { cookie: string };
beforeAll(async () => {
  api = await openTestApi();
  auditor = await api.as('auditor');
}, 120_000);
afterAll(() => api.close());

beforeEach(() => {
  api.heard.length = 0;
});

const jpeg = aJpeg();
const mp4 = anMp4();
const put: TestApi['upload'] = (...upload) => api.upload(...upload);
const get = (url: string, headers: Record<string, string> = {}) =>
  api.app.inject({ method: 'GET', url, headers: { ...auditor, ...headers } });

describe('media of an incident', () => {
  it('may arrive before the alert, and appear with the case', async () => {
    expect((await put('incidents/early/picture', 'image/jpeg', jpeg)).statusCode).toBe(204);
    expect(api.heard).toEqual([]);
    await api.store.cases.record(planFor(anAlert({ incidentId: 'early' })));
    const file = await api.store.cases.findByIncident('early');
    expect(file).toMatchObject({ hasPicture: true, hasClip: false });
    const picture = await get(`/api/cases/${file?.id ?? ''}/picture.jpg`);
    expect(picture.headers['content-type']).toBe('image/jpeg');
    expect(picture.rawPayload.equals(jpeg)).toBe(true);
    expect((await get(`/api/cases/${file?.id ?? ''}/clip.mp4`)).statusCode).toBe(404);
  });

  it('must be complete: the answer says where a file is cut off', async () => {
    const answer = await put('incidents/cut/clip', 'video/mp4', mp4.subarray(0, -10));
    expect(answer.statusCode).toBe(415);
    const { message } = answer.json<{ message: string }>();
    expect(message).toMatch(/^the clip is not what its type says: at byte \d+, in the file: /);
    expect((await put('incidents/cut/clip', 'video/mp4', mp4)).statusCode).toBe(204);
  });

  it('may arrive after it and repeat: the first file counts, and listeners are notified', async () => {
    expect((await put('incidents/early/clip', 'video/mp4', mp4)).statusCode).toBe(204);
    expect((await put('incidents/early/clip', 'video/mp4', mp4)).statusCode).toBe(204);
    const other = await put('incidents/early/clip', 'video/mp4', anMp4());
    expect(other.statusCode).toBe(409);
    expect(other.json()).toMatchObject({ error: 'already-kept' });
    expect(api.heard).toMatchObject([{ case: { hasClip: true } }, { case: { hasClip: true } }]);
    const clip = await get('/api/cases/20261122-0001/clip.mp4');
    expect(clip.rawPayload.equals(mp4)).toBe(true);
    expect(clip.headers['cache-control']).toBe('private, no-cache');
  });

  it.each([
    ['the first bytes', 'bytes=0-99', 206, mp4.subarray(0, 100)],
    ['the rest', 'bytes=90000-', 206, mp4.subarray(90_000)],
    ['the last bytes', 'bytes=-10', 206, mp4.subarray(-10)],
    ['what lies beyond the end', 'bytes=999999-', 416, null],
  ])('are sent in parts: %s', async (_, range, status, expected) => {
    const part = await get('/api/cases/20261122-0001/clip.mp4', { range });
    expect(part.statusCode).toBe(status);
    if (expected !== null) expect(part.rawPayload.equals(expected)).toBe(true);
  });

  it.each([
    [
      'of a clip without a picture in it is refused with the reason',
      'h264',
      422,
      'not-convertible',
    ],
    ['in an unknown coding is refused', 'vp9', 400, 'invalid'],
  ])('as a converted copy %s', async (_, as, status, error) => {
    const copy = await get(`/api/cases/20261122-0001/clip.mp4?as=${as}`);
    expect([copy.statusCode, copy.json<{ error: string }>().error]).toEqual([status, error]);
  });

  it.each<[string, string, string, Buffer, number]>([
    ['empty', 'picture', 'image/jpeg', Buffer.alloc(0), 400],
    ['a picture that is none', 'picture', 'image/jpeg', Buffer.from('<html>'), 415],
    ['a clip that is none', 'clip', 'video/mp4', jpeg, 415],
    ['cut off in its first bytes', 'clip', 'video/mp4', mp4.subarray(0, 5), 415],
    ['of another type', 'picture', 'text/html', jpeg, 415],
    ['too large', 'picture', 'image/jpeg', bigPicture(), 413],
  ])('are refused when they are %s', async (_, name, type, payload, status) => {
    expect((await put(`incidents/bad/${name}`, type, payload)).statusCode).toBe(status);
    const key = { incidentId: 'bad', opening: 1, name: name as 'picture' };
    expect(await api.store.media.find(key)).toBeNull();
  });

  it('belong to each incident when several cameras see one place', async () => {
    const place = 'north-stairs';
    await api.store.cases.record(planFor(anAlert({ incidentId: 'first', place })));
    const other = {
      incidentId: 'other',
      cameraId: 'stairs',
      cameraName: 'Stairs',
      fenceId: 'foot',
    };
    await api.store.cases.record(planFor(anAlert({ ...other, place })));
    await put('incidents/other/picture', 'image/jpeg', jpeg);
    expect(api.heard).toMatchObject([{ case: { incidentId: 'first', hasPicture: false } }]);
    const { id } = (await api.store.cases.findByIncident('other'))!;
    const detail = caseDetailSchema.parse((await get(`/api/cases/${id}`)).json());
    expect(detail).toMatchObject({ place, alsoSeenBy: [{ cameraName: 'Stairs' }] });
    expect(detail.incidents).toMatchObject([
      { incidentId: 'first', cameraId: 'exit-3', hasPicture: false },
      { incidentId: 'other', cameraId: 'stairs', hasPicture: true },
    ]);
    expect(detail.events.map(({ cameraName, effect }) => [cameraName, effect])).toEqual([
      ['Exit 3', 'opened'],
      ['Stairs', 'joined'],
    ]);
    const picture = (incidentId: string) =>
      get(`/api/cases/${id}/incidents/${incidentId}/picture.jpg`);
    expect((await picture('other')).rawPayload.equals(jpeg)).toBe(true);
    for (const none of ['first', 'early', 'nobody'])
      expect((await picture(none)).statusCode).toBe(404);
  });

  it('belong to each opening with its own reason, and the old addresses give those of the first', async () => {
    const incidentId = 'comes-back';
    const again = aJpeg();
    const alerts = [
      anAlert({ incidentId, reason: 'a car' }),
      anAlert({ incidentId, sequence: 2, event: 'cleared' }),
      anAlert({ incidentId, sequence: 3, event: 'opened', reason: 'a van' }),
    ];
    for (const alert of alerts) await api.store.cases.record(planFor(alert));
    await put(`incidents/${incidentId}/picture`, 'image/jpeg', jpeg);
    const key = { incidentId, opening: 3, name: 'picture' } as const;
    await api.parts.evidence.put(key, Readable.from([again]));
    const { id } = (await api.store.cases.findByIncident(incidentId))!;
    const detail = caseDetailSchema.parse((await get(`/api/cases/${id}`)).json());
    expect(detail.reason).toBe('a car');
    expect(detail.openings).toMatchObject([
      { opening: 1, reason: 'a car', hasPicture: true },
      { opening: 3, reason: 'a van', hasPicture: true, clearedAt: null },
    ]);
    const incident = `/api/cases/${id}/incidents/${incidentId}`;
    for (const first of [`/api/cases/${id}`, incident, `${incident}/openings/1`])
      expect((await get(`${first}/picture.jpg`)).rawPayload.equals(jpeg)).toBe(true);
    expect((await get(`${incident}/openings/3/picture.jpg`)).rawPayload.equals(again)).toBe(true);
    for (const none of ['2', '0', '-1', 'x', '9999999999'])
      expect((await get(`${incident}/openings/${none}/picture.jpg`)).statusCode).toBeOneOf([
        400, 404,
      ]);
  });

  it('leave no partial file behind', async () => {
    const files = await readdir(join(api.parts.dataDir, 'incidents'), { recursive: true });
    expect(files.filter((file) => file.endsWith('.part'))).toEqual([]);
    expect(files).toContain(join('early', 'clip.mp4'));
  });

  it.each(['..%2F..%2Fescape', '.', '..', '%2e%2e%2fescape', 'a%00b', '事件'])(
    'stay in their folder whatever the id: %s',
    async (incidentId) => {
      const before = await readdir(api.parts.dataDir);
      await put(`incidents/${incidentId}/picture`, 'image/jpeg', jpeg);
      expect(before).toContain('incidents');
      expect(await readdir(api.parts.dataDir)).toEqual(before);
    },
  );

  function bigPicture(): Buffer {
    const big = Buffer.alloc(mediaKinds.picture.maxBytes + 1);
    jpeg.copy(big);
    return big;
  }
});

describe('cameras', () => {
  const status = (parts: Partial<CameraStatus> = {}): CameraStatus => ({
    version: 1,
    edgeId: 'edge-1',
    cameraId: 'exit-3',
    state: 'live',
    problem: null,
    since: 1,
    lastFrameAt: 2,
    view: 'ok',
    framesAnalysed: 10,
    framesDropped: 0,
    reconnects: 0,
    decode: 'key-frames',
    openIncidents: 0,
    sentAt: api.clock.now(),
    ...parts,
  });
  const views = async () => cameraListSchema.parse((await get('/api/cameras')).json()).cameras;

  it('are shown as their edge reports, and listeners are notified', async () => {
    const sent = status();
    const answer = await put('cameras/exit-3/status', 'application/json', sent);
    expect(answer.statusCode).toBe(204);
    expect((await views())[0]?.status).toEqual(sent);
    expect(api.heard).toMatchObject([{ type: 'camera', camera: { id: 'exit-3', status: sent } }]);
  });

  it('count as offline when the edge falls silent, and listeners are notified once', async () => {
    await put('cameras/exit-3/status', 'application/json', status());
    const heardAt = new Date(api.clock.now()).toISOString();
    api.heard.length = 0;
    api.clock.advance(15_001);
    expect((await views())[0]?.status).toMatchObject({
      state: 'offline',
      problem: `edge edge-1 not heard since ${heardAt}`,
    });
    const stop = new AbortController();
    let looks = 0;
    const wait = () => {
      looks += 1;
      if (looks === 3) stop.abort();
      return Promise.resolve();
    };
    await watchSilence({ ...api.parts, clock: { ...api.clock, wait }, signal: stop.signal });
    expect(api.heard).toMatchObject([{ camera: { id: 'exit-3', status: { state: 'offline' } } }]);
    expect(api.parts.wall.states()).toEqual(
      new Map([
        ['offline', 1],
        ['unknown', 1],
      ]),
    );
  });

  it('show their last picture', async () => {
    expect((await put('cameras/exit-3/picture', 'image/jpeg', jpeg)).statusCode).toBe(204);
    expect(api.heard).toMatchObject([{ camera: { hasPicture: true, pictureAt: api.clock.now() } }]);
    const picture = await get('/api/cameras/exit-3/picture.jpg');
    expect(picture.rawPayload.equals(jpeg)).toBe(true);
  });

  it.each([
    ['an unknown camera', 'cameras/elsewhere/status', { cameraId: 'elsewhere' }, 404],
    ['another camera than the address', 'cameras/exit-3/status', { cameraId: 'corner' }, 400],
    ['an unknown state', 'cameras/exit-3/status', { state: 'sleepy' as 'live' }, 400],
  ])('are not taken over from a status of %s', async (_, path, change, code) => {
    expect((await put(path, 'application/json', status(change))).statusCode).toBe(code);
  });

  it.each([
    ['for an unknown camera', 'cameras/elsewhere/picture', 'image/jpeg', jpeg, 404],
    ['that is none', 'cameras/exit-3/picture', 'image/jpeg', mp4, 415],
    ['in JSON', 'cameras/exit-3/picture', 'application/json', Buffer.from('{}'), 415],
  ])('take no picture %s', async (_, path, type, payload, code) => {
    expect((await put(path, type, payload)).statusCode).toBe(code);
  });
});
