// Long answers are compressed for clients that accept it; files of the dashboard are sent as the build compressed them.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';
import { takesGzip } from './compression.ts';

const script = 'export const word = "fence"; '.repeat(200);
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let api: TestApi;

beforeAll(async () => {
  folder = await temporaryFolder();
  await mkdir(join(folder.path, 'assets'));
  await writeFile(join(folder.path, 'index.html'), `<title>${'long '.repeat(400)}</title>`);
  const file = join(folder.path, 'assets', 'index-12345678.js');
  await writeFile(file, script);
  await writeFile(`${file}.br`, brotliCompressSync(script));
  await writeFile(`${file}.gz`, gzipSync(script));
  await writeFile(join(folder.path, 'assets', 'small-12345678.js'), '1');
  api = await openTestApi({ dashboardDir: folder.path });
});
afterAll(async () => {
  await api.close();
  await folder.remove();
});

describe('an answer of the API', () => {
  it('is compressed when it is long and the client accepts it', async () => {
    const headers = { 'accept-encoding': 'gzip, br' };
    const answer = await api.app.inject({ url: '/api/openapi.json', headers });
    const plain = await api.app.inject({ url: '/api/openapi.json' });
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(answer.headers.vary).toContain('accept-encoding');
    expect(gunzipSync(answer.rawPayload).toString()).toBe(plain.body);
    expect(answer.rawPayload.length * 4).toBeLessThan(plain.rawPayload.length);
  });

  it('is plain for a client that accepts no encoding, and has a Vary header', async () => {
    const plain = await api.app.inject({ url: '/api/openapi.json' });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.headers.vary).toContain('accept-encoding');
  });

  it('is plain when it is short', async () => {
    const headers = { 'accept-encoding': 'gzip' };
    const answer = await api.app.inject({ url: '/api/session', headers });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['content-encoding']).toBeUndefined();
  });

  it('is identical when repeated under a key', async () => {
    const key = { 'idempotency-key': 'a-key-of-the-phone', 'accept-encoding': 'gzip' };
    const headers = { ...(await api.as('responder')), ...key };
    const photos = ['0'.repeat(64)];
    const payload = { kind: 'x'.repeat(2000), where: { text: 'here' }, photos };
    const send = () => api.app.inject({ method: 'POST', url: '/api/reports', headers, payload });
    const first = await send();
    const second = await send();
    expect(second.statusCode).toBe(first.statusCode);
    expect(second.rawPayload).toEqual(first.rawPayload);
  });

  it.each([
    [undefined, false],
    ['', false],
    ['gzip', true],
    ['br, GZIP;q=0.5', true],
    ['gzip;q=0', false],
    ['gzip; q=0.000, br', false],
    ['x-gzip', false],
    ['*', false],
  ])('is compressed for "%s": %s', (asked, taken) => {
    const headers = asked === undefined ? {} : { 'accept-encoding': asked };
    expect(takesGzip({ headers })).toBe(taken);
  });
});

describe('a file of the dashboard', () => {
  const url = '/assets/index-12345678.js';
  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)('comes as %s when the browser takes it, and is kept for ever', async (name, open) => {
    const answer = await api.app.inject({ url, headers: { 'accept-encoding': name } });
    expect(answer.headers).toMatchObject({
      'content-encoding': name,
      'content-type': 'application/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
    });
    expect(open(answer.rawPayload).toString()).toBe(script);
  });

  it('is plain for a browser that accepts no encoding, and where there is no compressed file', async () => {
    const plain = await api.app.inject({ url });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.body).toBe(script);
    const headers = { 'accept-encoding': 'br' };
    const small = await api.app.inject({ url: '/assets/small-12345678.js', headers });
    expect(small.headers['content-encoding']).toBeUndefined();
    expect(small.body).toBe('1');
  });

  it('is compressed when it is the front page', async () => {
    const headers = { accept: 'text/html', 'accept-encoding': 'gzip' };
    const answer = await api.app.inject({ url: '/cases/20261122-0001', headers });
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(answer.rawPayload).toString()).toContain('<title>');
  });
});
