// The HTTP interface below a path: routes, front page and cookie, with the path left on or stripped by the proxy.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder, type TemporaryFolder } from '../testing/temporary-folder.ts';
import { edgeHeaders, openTestApi, testPassword, type TestApi } from '../testing/test-api.ts';

const frontPage = `<meta name="fencewatch-base" content="/" />
<link href="/favicon.svg"><script src="/assets/a.js"></script><a href="//other.example/">x</a>`;

let folder: TemporaryFolder;
let [below, root]: TestApi[] = [];
beforeAll(async () => {
  folder = await temporaryFolder();
  await mkdir(join(folder.path, 'assets'));
  await writeFile(join(folder.path, 'index.html'), frontPage);
  await writeFile(join(folder.path, 'assets', 'a.js'), 'export {};');
  const dashboardDir = folder.path;
  root = await openTestApi({ dashboardDir });
  below = await openTestApi({ dashboardDir, basePath: "/city/a&b'c" }, root);
}, 120_000);
afterAll(async () => {
  await below?.close();
  await root?.close();
  await folder.remove();
});

const get = (api: TestApi | undefined, url: string, accept = '*/*') =>
  api!.app.inject({ method: 'GET', url, headers: { accept } });

const prefix = "/city/a&b'c";

describe.each([
  ['left on', prefix],
  ['stripped', ''],
])('with the path %s by the proxy', (_, on) => {
  it('the API answers', async () => {
    expect((await get(below, `${on}/api/health`)).statusCode).toBe(200);
    expect((await get(below, `${on}/api/cases`)).statusCode).toBe(401);
    expect((await get(below, `${on}/api/gone`, 'text/html')).statusCode).toBe(404);
  });

  it.each(['/', '/index.html', '/cases/20261122-0001?from=list'])(
    'the page at %s names its files below the path',
    async (path) => {
      const { statusCode, headers, body } = await get(below, `${on}${path}`, 'text/html');
      expect(statusCode).toBe(200);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(headers['cache-control']).toBe('private, no-cache');
      expect(body).toBe(`<meta name="fencewatch-base" content="/city/a&amp;b'c/" />
<link href="/city/a&amp;b'c/favicon.svg"><script src="/city/a&amp;b'c/assets/a.js"></script><a href="//other.example/">x</a>`);
    },
  );

  it('files are served', async () => {
    expect((await get(below, `${on}/assets/a.js`)).body).toBe('export {};');
    expect((await get(below, `${on}/assets/gone.js`)).statusCode).toBe(404);
  });

  it('the session cookie is set and removed for the path', async () => {
    const payload = { username: 'admin', password: testPassword };
    const url = `${on}/api/session`;
    const answers = [
      await below!.app.inject({ method: 'POST', url, payload }),
      await below!.app.inject({ method: 'DELETE', url }),
    ];
    for (const { headers } of answers)
      expect(String(headers['set-cookie'])).toContain(`; Path=${prefix};`);
  });

  it('an edge is identified by its token', async () => {
    const url = `${on}/api/edge/fences?after=0`;
    const answer = await below!.app.inject({ method: 'GET', url, headers: edgeHeaders });
    expect(answer.statusCode).not.toBe(404);
    expect(answer.statusCode).not.toBe(401);
  });
});

describe('at the root of a host', () => {
  it('the front page is unchanged', async () => {
    expect((await get(root, '/')).body).toBe(frontPage);
    expect((await root!.app.inject({ method: 'HEAD', url: '/' })).statusCode).toBe(200);
  });

  it('another path does not reach the API', async () => {
    expect((await get(root, `${prefix}/api/health`)).statusCode).toBe(404);
  });

  it('the cookie applies to the whole host', async () => {
    const payload = { username: 'admin', password: testPassword };
    const answer = await root!.app.inject({ method: 'POST', url: '/api/session', payload });
    expect(String(answer.headers['set-cookie'])).toContain('; Path=/;');
  });
});
