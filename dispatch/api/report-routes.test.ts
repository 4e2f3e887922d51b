// Reports by people over HTTP: photos are checked and cleaned, a repeated report makes one case, the case goes through the usual
// stages and is verified by photo, and its reporter sees the outcome.
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCaseEngine } from '../engine/case-engine.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';

type Headers = Record<string, string>;
let api: TestApi;
let [reporter, leader]: Headers[] = [];
let shade = 0;
beforeAll(async () => {
  api = await openTestApi();
  reporter = await api.as('responder');
  leader = await api.as('operator');
}, 60_000);
afterAll(() => api.close());
beforeEach(() => {
  api.heard.length = 0;
});

/** A new picture; wider than high. */
function picture(change: (one: Sharp) => Sharp = (one) => one.jpeg()) {
  shade += 1;
  const background = { r: (shade * 37) % 256, g: (shade * 91) % 256, b: 200 };
  return change(sharp({ create: { width: 64, height: 32, channels: 3, background } })).toBuffer();
}

const withPlace = (one: Sharp) =>
  one.jpeg().withExif({ IFD0: { Make: 'Phone' }, IFD3: { GPSLatitude: '36/1 48/1 0/1' } });

async function post(url: string, payload: object | Buffer, headers: Headers = reporter!) {
  const type = Buffer.isBuffer(payload) ? 'image/jpeg' : 'application/json';
  const sent = await api.app.inject({
    method: 'POST',
    url,
    payload,
    headers: { 'content-type': type, ...headers },
  });
  return { status: sent.statusCode, body: sent.json<Record<string, never>>() };
}

async function send(bytes?: Buffer, headers: Headers = reporter!): Promise<string> {
  return (await post('/api/photos', bytes ?? (await picture()), headers)).body['photo']!;
}

async function report(change: object = {}, headers: Headers = reporter!) {
  const photos = [await send(undefined, headers)];
  const where = { gridCell: '370305001001001', text: 'behind the school' };
  const body = { kind: 'debris-pile', where, note: 'a heap of bricks', photos, ...change };
  return { photos, body, answer: await post('/api/reports', body, headers) };
}

const act = (caseId: string, action: object, headers: Headers) =>
  post(`/api/cases/${caseId}/transitions`, action, headers);

describe('a photo', () => {
  it('is turned upright and loses its location and device data before it is shown', async () => {
    const turned = await picture((one) => withPlace(one.withMetadata({ orientation: 6 })));
    expect((await sharp(turned).metadata()).exif).toBeDefined();
    const { body, answer } = await report({ photos: [await send(turned)] });
    const { caseId } = answer.body as unknown as { caseId: string };
    const shown = await api.app.inject({
      url: `/api/cases/${caseId}/photos/${body.photos[0]}`,
      headers: reporter!,
    });
    const { width, height, exif, format } = await sharp(shown.rawPayload).metadata();
    expect({ width, height, exif, format }).toEqual({
      width: 32,
      height: 64,
      exif: undefined,
      format: 'jpeg',
    });
  });

  it('is stored once when it is sent twice', async () => {
    const bytes = await picture();
    expect(await send(bytes)).toBe(await send(bytes));
  });

  it.each([
    ['nothing', () => Buffer.alloc(0), 400, 'empty'],
    ['text', () => Buffer.from('no picture at all'), 415, 'not-a-picture'],
    [
      'the first bytes of a picture alone',
      async () => (await picture()).subarray(0, 150),
      415,
      'not-a-picture',
    ],
    [
      'a page of vectors',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      415,
      'not-a-picture',
    ],
    ['more than a photo has', () => Buffer.alloc(13 * 1024 * 1024), 413, 'too-large'],
  ])('is refused when it is %s', async (_, bytes, status, error) => {
    expect(await post('/api/photos', await bytes())).toMatchObject({ status, body: { error } });
  });

  it('is shown with its own case only', async () => {
    const first = await report();
    const second = await report();
    const { caseId } = second.answer.body as unknown as { caseId: string };
    const url = `/api/cases/${caseId}/photos/${first.photos[0]}`;
    expect((await api.app.inject({ url, headers: reporter! })).statusCode).toBe(404);
  });
});

describe('a report', () => {
  it('becomes a case without a camera in the usual stages, and dashboards are notified', async () => {
    const { answer, photos } = await report();
    expect(answer).toMatchObject({ status: 201, body: { outcome: 'given', state: 'dispatched' } });
    const { caseId } = answer.body as unknown as { caseId: string };
    const detail = await api.app.inject({ url: `/api/cases/${caseId}`, headers: leader! });
    expect(detail.json()).toMatchObject({
      cameraId: 'no-camera',
      fenceName: 'behind the school',
      present: true,
      incidents: [],
      report: { by: 'responder', note: 'a heap of bricks', photos },
      photos: [{ photo: photos[0], by: 'responder', width: 64, height: 32 }],
      history: [
        { step: 'reported', actor: 'responder', details: { photos } },
        { step: 'accepted', actor: null },
        { step: 'dispatched' },
      ],
    });
    expect(api.heard).toMatchObject([{ type: 'case', case: { id: caseId } }]);
  });

  it('makes one case when a phone sends it twice, also concurrently and without a key', async () => {
    const photos = [await send()];
    const body = { kind: 'debris-pile', where: { text: 'here' }, photos };
    const both = await Promise.all([post('/api/reports', body), post('/api/reports', body)]);
    expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 201]);
    expect(new Set(both.map((one) => one.body['caseId'])).size).toBe(1);
    expect(await post('/api/reports', body)).toMatchObject({ status: 200 });
  });

  it('makes one case per key, and refuses another report with the same key', async () => {
    const key = { ...reporter!, 'idempotency-key': 'phone-0001' };
    const { body, answer } = await report();
    const first = await post('/api/reports', body, key);
    const again = await post('/api/reports', body, key);
    expect(first.body).toMatchObject({ caseId: answer.body['caseId'] });
    expect(again).toEqual(first);
    const other = await post('/api/reports', { ...body, note: 'another' }, key);
    expect(other).toMatchObject({ status: 409, body: { error: 'key-reused' } });
  });

  it.each([
    ['a photo that was never sent', { photos: ['ab'.repeat(32)] }, 400, 'photo-unknown'],
    ['no photo', { photos: [] }, 400, 'invalid'],
    ['no place', { where: {} }, 400, 'invalid'],
    ['a kind that nobody knows', { kind: 'dragon' }, 400, 'invalid'],
    ['a cell that is none', { where: { gridCell: '12' } }, 400, 'invalid'],
  ])('is refused with %s', async (_, change, status, error) => {
    expect((await report(change)).answer).toMatchObject({ status, body: { error } });
  });

  it('is refused with the photo of somebody else, or of another case', async () => {
    const foreign = await send(undefined, leader);
    expect((await report({ photos: [foreign] })).answer.body).toMatchObject({
      error: 'photo-unknown',
    });
    const { photos } = await report();
    const mixed = await report({ photos: [...photos, await send()] });
    expect(mixed.answer).toMatchObject({ status: 409, body: { error: 'photo-used-before' } });
  });
});

describe('a case that a person reported', () => {
  it('is handled and verified by new photos of two people, and its reporter sees the outcome', async () => {
    const { answer, photos } = await report({}, leader);
    const { caseId } = answer.body as unknown as { caseId: string };
    const refused = async (action: object, headers: Headers) =>
      String((await act(caseId, action, headers)).body['error']);
    expect(await refused({ action: 'handle' }, reporter!)).toBe('photo-missing');
    expect(await refused({ action: 'handle', photos }, reporter!)).toBe('photo-unknown');
    const after = await send();
    const handled = await act(caseId, { action: 'handle', photos: [after] }, reporter!);
    expect(handled.body).toMatchObject({ state: 'handled' });
    expect(await refused({ action: 'verify', photos }, leader!)).toBe('photo-used-before');
    const proof = await send(undefined, leader);
    const verified = await act(caseId, { action: 'verify', photo: proof }, leader!);
    expect(verified.body).toMatchObject({ state: 'verified', photos: { length: 3 } });
    await act(caseId, { action: 'close', reason: 'taken away' }, leader!);
    const own = await api.app.inject({ url: '/api/reports', headers: leader! });
    expect(
      own
        .json<{ reports: object[] }>()
        .reports.find((one) => 'caseId' in one && one.caseId === caseId),
    ).toMatchObject({
      outcome: 'done',
      answer: { reason: 'taken away' },
    });
    const file = await api.store.cases.find(caseId);
    expect(file).toMatchObject({ present: false, clearedAt: api.clock.now() });
  });

  it('is sent to the people on duty once, and never verified by a camera', async () => {
    const { answer } = await report();
    const { caseId } = answer.body as unknown as { caseId: string };
    const engine = createCaseEngine({
      setBack: () => ({ noticedAt: 0, byMs: 0 }),
      ...api.parts,
      ...{ isLooking: () => true, publicUrl: 'http://d', deliver: () => undefined },
    });
    await engine.look(caseId);
    await engine.look(caseId);
    const told = await api.store.notifications.deliveriesOf(caseId);
    expect(told.map(({ role, recipient, event }) => [role, recipient, event])).toEqual([
      ['officer', 'Officer Li', 'opened'],
      ['property', 'Warden Wang', 'opened'],
    ]);
    const steps = await api.store.cases.stepsOf(caseId);
    expect(steps.map(({ step }) => step)).toEqual(['reported', 'accepted', 'dispatched', 'told']);
  });
});

describe('unused photos', () => {
  it('are removed after a day, and those of cases stay', async () => {
    const { photos } = await report();
    const loose = await send();
    api.clock.advance(2 * 86_400_000);
    expect(await api.parts.photos.removeLoose()).toBeGreaterThan(0);
    expect(await api.store.photos.find(loose)).toBeNull();
    expect(await api.store.photos.find(photos[0]!)).not.toBeNull();
    reporter = await api.as('responder');
    leader = await api.as('operator');
  });

  it('are limited per person', async () => {
    const busy = { ...api.store.photos, countLoose: () => Promise.resolve(60) };
    const { createPhotoService } = await import('../evidence/photo-service.ts');
    const service = createPhotoService({ ...api.parts, index: busy });
    expect(await service.take(await picture(), 'li')).toEqual({
      ok: false,
      reason: 'too-many-photos',
    });
  });
});
