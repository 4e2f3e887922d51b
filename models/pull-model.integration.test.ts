// Pulls models over HTTP from a real local server, and builds the default model from the installed package.
import { createHash } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildDefaultModel } from './build-default-model.ts';
import { pullModel, type PullProgress } from './pull-model.ts';
import { resolveModel } from './store.ts';

const bytes = Buffer.alloc(300_000, 'model');
const sha256 = createHash('sha256').update(bytes).digest('hex');
let dir: string;
let server: Server | undefined;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'fencewatch-pull-'));
});
afterEach(async () => {
  server?.closeAllConnections();
  await stop(server);
  server = undefined;
  await rm(dir, { recursive: true, force: true });
});

describe('pulling over HTTP', () => {
  test('fetches the file below the address, follows a redirect and reports progress', async () => {
    const from = await serve((request, response) => {
      if (request.url === '/mirror/yolox_tiny.onnx')
        response.writeHead(302, { location: '/moved' });
      else response.writeHead(200, { 'content-length': bytes.length });
      response.end(request.url === '/moved' ? bytes : undefined);
    });
    const steps: PullProgress[] = [];
    const onProgress = (step: PullProgress) => steps.push(step);
    const pulled = await pullModel({ name: 'yolox-tiny', dir, from: `${from}/mirror`, onProgress });
    expect(pulled).toMatchObject({ sha256, pinnedNow: true });
    expect(steps.at(-1)).toEqual({ receivedBytes: bytes.length, totalBytes: bytes.length });
    expect((await resolveModel({ name: 'yolox-tiny', dir })).sha256).toBe(sha256);
  });

  test.each([
    [
      'a missing file',
      (_, response) => response.writeHead(404).end('no'),
      /expected HTTP 200, got 404/,
    ],
    ['a server in trouble', (_, response) => response.writeHead(503).end(), /got 503/],
    [
      'a connection cut half-way',
      (_, response) => {
        response.writeHead(200, { 'content-length': bytes.length });
        response.write(bytes.subarray(0, 100_000), () => response.destroy());
      },
      /terminated/,
    ],
  ] satisfies [string, RequestListener, RegExp][])(
    'refuses %s and leaves nothing behind',
    async (_title, listener, message) => {
      const pulling = pullModel({ name: 'yolox-tiny', dir, from: await serve(listener) });
      await expect(pulling).rejects.toMatchObject({ reason: 'unreachable' });
      await expect(pulling).rejects.toThrow(message);
      expect(await readdir(dir)).toEqual([]);
    },
  );

  test('refuses a log-in page instead of the model, because of its hash', async () => {
    const from = await serve((_, response) => response.end('<html>please log in</html>'));
    const pulling = pullModel({ name: 'yolox-nano', dir, from });
    await expect(pulling).rejects.toMatchObject({ reason: 'wrong-hash' });
    expect(await readdir(dir)).toEqual([]);
  });

  test('reports that no server answers', async () => {
    const from = await serve((_, response) => response.end());
    await stop(server);
    server = undefined;
    const pulling = pullModel({ name: 'yolox-tiny', dir, from });
    await expect(pulling).rejects.toThrow(/ECONNREFUSED/);
  });

  test('ends at once on abort', async () => {
    const ending = new AbortController();
    const from = await serve((_, response) => {
      response.writeHead(200).write('a', () => {
        ending.abort();
      });
    });
    const pulling = pullModel({ name: 'yolox-tiny', dir, from, signal: ending.signal });
    await expect(pulling).rejects.toHaveProperty('name', 'AbortError');
    expect(await readdir(dir)).toEqual([]);
  });
});

describe('building the default model', () => {
  test("gives the registry's file, and keeps it the second time", async () => {
    const built = await buildDefaultModel({ dir });
    expect(built.action).toBe('built');
    const { mtimeMs } = await stat(built.file);
    expect(await buildDefaultModel({ dir })).toEqual({ ...built, action: 'kept' });
    expect((await stat(built.file)).mtimeMs).toBe(mtimeMs);
    const model = await resolveModel({ name: built.name, dir });
    expect(model).toMatchObject({ family: 'centernet', sha256: built.sha256 });
  });

  test('replaces a damaged file', async () => {
    const { file, sha256: good } = await buildDefaultModel({ dir });
    await writeFile(file, (await readFile(file)).subarray(0, 1000));
    await expect(resolveModel({ name: 'centernet-mobilenetv3', dir })).rejects.toMatchObject({
      reason: 'wrong-hash',
    });
    expect(await buildDefaultModel({ dir })).toMatchObject({ action: 'built', sha256: good });
  });

  test('is the same as pulling it without a mirror', async () => {
    const pulled = await pullModel({ name: 'centernet-mobilenetv3', dir });
    expect(pulled.from).toBe('@vladmandic/human');
    expect((await resolveModel({ name: pulled.name, dir })).sha256).toBe(pulled.sha256);
  });
});

async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
}

async function stop(running: Server | undefined): Promise<void> {
  if (running) await new Promise((resolve) => running.close(resolve));
}
