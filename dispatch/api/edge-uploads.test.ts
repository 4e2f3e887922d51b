// Uploads in pieces: cut off and resumed, sent twice at once, with wrong hashes and sizes; and the seal on the answers to edges.
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  nonceHeader,
  pieceType,
  uploadReceiptSchema,
  sealHeader,
  type UploadReceipt,
} from '../../contracts/index.ts';
import { incomingFiles } from '../evidence/partial-files.ts';
import { aJpeg, anMp4 } from '../testing/media.ts';
import { testEdgeToken } from '../testing/secrets.ts';
import { edgeHeaders, openTestApi, type TestApi } from '../testing/test-api.ts';
import { sealOf } from './seal.ts';

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
}, 120_000);
afterAll(() => api.close());

const hashOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const nonce = 'ab'.repeat(16);
type Query = Record<string, string | number>;

function request(method: 'GET' | 'PUT', sha256: string, query: Query, payload?: Buffer) {
  const text = new URLSearchParams(
    Object.entries(query).map(([key, value]): [string, string] => [key, String(value)]),
  ).toString();
  const headers = { ...edgeHeaders, [nonceHeader]: nonce, 'content-type': pieceType };
  const url = `/api/edge/uploads/${sha256}?${text}`;
  return api.app.inject({ method, url, headers, ...(payload && { payload }) });
}

async function put(content: Buffer, query: Query, piece = content, sha256 = hashOf(content)) {
  const all = { bytes: content.length, offset: 0, ...query };
  return uploadReceiptSchema.parse((await request('PUT', sha256, all, piece)).json());
}

const clip = (incidentId: string): Query => ({ kind: 'clip', incidentId, opening: 1 });
const heldOf = async (incidentId: string) =>
  (await api.store.media.find({ incidentId, opening: 1, name: 'clip' }))?.sha256 ?? null;
const mp4 = anMp4();

describe('a note that there is no clip', () => {
  const asked = { from: 1000, to: 46_000 };
  const none = {
    startAt: 1000,
    asked,
    kept: [],
    missing: [{ ...asked, reason: 'worker-not-running' }],
  };
  const noteOf = (change: object) => Buffer.from(JSON.stringify({ ...none, ...change }));
  const key = (incidentId: string) => ({ incidentId, opening: 1 });
  const query = (incidentId: string): Query => ({ kind: 'no-clip', ...key(incidentId) });

  it('gives the reason, once, until a clip arrives after all', async () => {
    const { evidence } = api.parts;
    expect(await evidence.clip(key('none'))).toBeNull();
    expect(await put(noteOf({}), query('none'))).toMatchObject({ state: 'kept', as: 'first' });
    const other = noteOf({ missing: [{ ...asked, reason: 'camera-away' }] });
    expect(await put(other, query('none'))).toMatchObject({ state: 'kept', as: 'repeated' });
    expect(await evidence.clip(key('none'))).toEqual({ coverage: none, fault: null });
    expect(await heldOf('none')).toBeNull();
    await put(mp4, clip('none'));
    expect(await evidence.clip(key('none'))).toEqual({ coverage: null, fault: null });
  });

  it.each([
    ['that is no JSON', Buffer.from('{"asked"'), 'expected JSON'],
    ['that keeps something', noteOf({ kept: [asked] }), 'expected spans that are missing'],
    ['that lacks nothing', noteOf({ missing: [] }), 'expected spans that are missing'],
    ['with another reason', noteOf({ missing: [{ ...asked, reason: 'tired' }] }), 'missing'],
  ])('%s is refused with the reason', async (_, content, detail) => {
    const receipt = await put(content, query('bad-note'));
    expect(receipt).toMatchObject({ state: 'refused', reason: 'invalid' });
    expect(JSON.stringify(receipt)).toContain(detail);
    expect(await api.parts.evidence.clip(key('bad-note'))).toBeNull();
  });
});

describe('a file in pieces', () => {
  it('is stored when its last piece has arrived, and not before', async () => {
    const query = clip('pieces');
    const first = await put(mp4, query, mp4.subarray(0, 50_000));
    expect(first).toMatchObject({ state: 'partial', have: 50_000 });
    expect(await heldOf('pieces')).toBeNull();
    const asked = await request('GET', hashOf(mp4), { ...query, bytes: mp4.length });
    expect(asked.json()).toEqual(first);
    const last = await put(mp4, { ...query, offset: 50_000 }, mp4.subarray(50_000));
    expect(last).toMatchObject({ state: 'kept', as: 'first', bytes: mp4.length });
    expect(await heldOf('pieces')).toBe(hashOf(mp4));
    expect(await put(mp4, query)).toMatchObject({ state: 'kept', as: 'repeated' });
    expect(await readdir(join(api.parts.dataDir, 'incoming'))).toEqual([]);
  });

  it.each([
    ['before the end of what is here', 10],
    ['behind it', 60_000],
  ])('is not mixed up by a piece that begins %s', async (_, offset) => {
    const query = clip(`offset-${offset}`);
    await put(mp4, query, mp4.subarray(0, 50_000));
    const wrong = await put(mp4, { ...query, offset }, mp4.subarray(offset));
    expect(wrong).toMatchObject({ state: 'partial', have: 50_000 });
  });

  it('starts again when its hash is not the announced one', async () => {
    const other = anMp4();
    const receipt = await put(mp4, clip('false'), other.subarray(0, mp4.length));
    expect(receipt).toMatchObject({ state: 'partial', have: 0 });
    expect(await heldOf('false')).toBeNull();
    expect(await put(mp4, clip('false'))).toMatchObject({ state: 'kept' });
  });

  it('never grows beyond the announced size', async () => {
    const receipt = await put(mp4, clip('long'), Buffer.concat([mp4, mp4]));
    expect(receipt).toMatchObject({ state: 'kept', bytes: mp4.length });
  });

  it('is stored when two senders upload it at once', async () => {
    // The older of the two connections may be dropped.
    await Promise.allSettled([put(mp4, clip('twice')), put(mp4, clip('twice'))]);
    expect(await put(mp4, clip('twice'))).toMatchObject({ state: 'kept' });
    expect(await heldOf('twice')).toBe(hashOf(mp4));
  });

  it('may be used for two openings', async () => {
    for (const opening of [1, 2])
      expect(await put(mp4, { ...clip('same'), opening })).toMatchObject({ as: 'first' });
  });

  it.each<[string, Query, Buffer, Partial<UploadReceipt>]>([
    ['empty', clip('no'), Buffer.alloc(0), { state: 'refused', reason: 'empty' }],
    ['no clip', clip('no'), aJpeg(), { state: 'refused', reason: 'wrong-content' }],
    [
      'a clip that was cut before it was sent',
      clip('no'),
      mp4.subarray(0, -1),
      {
        state: 'refused',
        reason: 'wrong-content',
        detail: expect.stringContaining('in the file: expected mdat of') as string,
      },
    ],
    [
      'no observation log',
      { kind: 'observations', cameraId: 'exit-3', from: 1, to: 2 },
      aJpeg(),
      { state: 'refused', reason: 'invalid' },
    ],
    [
      'of an unknown camera',
      { kind: 'thumbnail', cameraId: 'nowhere', at: 1 },
      aJpeg(),
      { state: 'waits', reason: 'unknown-camera' },
    ],
  ])('that is %s is not kept, and the receipt says why', async (_, query, content, expected) => {
    expect(await put(content, query)).toMatchObject(expected);
  });

  it('that is too large is refused before anything is written', async () => {
    const query = { kind: 'thumbnail', cameraId: 'exit-3', at: 1, bytes: 10_000_000 };
    expect(await put(aJpeg(), query)).toMatchObject({ state: 'refused', reason: 'too-large' });
    expect(await readdir(join(api.parts.dataDir, 'incoming'))).not.toContain('x');
  });

  it.each<[string, Query]>([
    ['of another kind', { kind: 'film', incidentId: 'a', opening: 1, bytes: 1 }],
    ['without its incident', { kind: 'clip', opening: 1, bytes: 1 }],
    ['without a size', { kind: 'clip', incidentId: 'a', opening: 1 }],
    ['that begins before its beginning', { ...clip('a'), bytes: 1, offset: -1 }],
  ])('%s is no request', async (_, query) => {
    expect((await request('PUT', hashOf(mp4), query, mp4)).statusCode).toBe(400);
  });
});

describe('the longest legal values', () => {
  it.each([
    ['an incident', 'x'.repeat(200)],
    ['an incident in Chinese', '事'.repeat(200)],
  ])('of %s are taken, asked for and shown', async (_, incidentId) => {
    const query = { ...clip(incidentId), opening: 999_999_999 };
    expect(await put(mp4, query)).toMatchObject({ state: 'kept' });
    const whole = `incidents/${encodeURIComponent(incidentId)}/clip`;
    expect((await api.upload(whole, 'video/mp4', mp4)).statusCode).toBe(204);
  });

  it('one character more is refused with its path', async () => {
    const query = { ...clip('x'.repeat(201)), bytes: 1 };
    const answer = await request('PUT', hashOf(mp4), query, mp4);
    expect(answer.json()).toMatchObject({ faults: [{ path: 'incidentId' }] });
  });
});

describe('the seal', () => {
  const ask = (headers: Record<string, string>, url = '/api/edge/fences?after=1') =>
    api.app.inject({ method: 'GET', url, headers });

  it.each([
    ['a receipt', `/api/edge/uploads/${hashOf(mp4)}?kind=clip&incidentId=a&opening=1&bytes=9`, 200],
    ['a refusal', '/api/edge/uploads/x?kind=clip', 400],
  ])('is on %s', async (_, url, status) => {
    const answer = await ask({ ...edgeHeaders, [nonceHeader]: nonce }, url);
    expect(answer.statusCode).toBe(status);
    const seal = sealOf(testEdgeToken, { nonce, status, body: answer.rawPayload });
    expect(answer.headers[sealHeader]).toBe(seal);
  });

  it('is on an answer without a body', async () => {
    const headers = { ...edgeHeaders, [nonceHeader]: nonce, 'content-type': 'image/jpeg' };
    const url = '/api/edge/cameras/exit-3/picture';
    const answer = await api.app.inject({ method: 'PUT', url, headers, payload: aJpeg() });
    const seal = sealOf(testEdgeToken, { nonce, status: 204, body: '' });
    expect(answer.headers[sealHeader]).toBe(seal);
  });

  it.each<[string, Record<string, string>]>([
    ['a wrong token', { authorization: 'Bearer wrong-wrong-wrong', [nonceHeader]: nonce }],
    ['no token', { [nonceHeader]: nonce }],
    ['no nonce', { ...edgeHeaders }],
    ['a short nonce', { ...edgeHeaders, [nonceHeader]: 'ab' }],
  ])('is given to nobody with %s', async (_, headers) => {
    const url = '/api/edge/uploads/x?kind=clip';
    expect((await ask(headers, url)).headers[sealHeader]).toBeUndefined();
  });
});

describe('pieces on disk', () => {
  it('survive a cut connection, and the newer of two writers wins', async () => {
    const files = incomingFiles(api.parts.dataDir);
    const hanging = new Readable({ read: () => undefined });
    hanging.push(Buffer.from('first'));
    const old = files.append('k', { offset: 0, limit: 20, source: hanging });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const source = Readable.from([Buffer.from(' and second')]);
    expect(await files.append('k', { offset: 5, limit: 20, source })).toBe(16);
    expect(await old).toBe(5);
    expect(await files.have('k')).toBe(16);
  });

  it('are removed when nothing has arrived for a long time', async () => {
    const files = incomingFiles(api.parts.dataDir);
    await files.append('old', { offset: 0, limit: 9, source: Readable.from([Buffer.from('x')]) });
    expect(await files.removeBefore(0)).toBe(0);
    expect(await files.removeBefore(Date.now() + 60_000)).toBeGreaterThan(0);
    expect(await files.have('old')).toBe(0);
  });
});
