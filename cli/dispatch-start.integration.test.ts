// A dispatch that cannot start exits, so that its supervisor can start it again; one that is stopped during its start exits soon.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const main = join(import.meta.dirname, 'main.ts');
const hooks = join(import.meta.dirname, '../e2e/servers/typescript-hooks.mjs');
const site = `
version: 1
timezone: Asia/Shanghai
cameras:
  - { id: yard, source: 'rtsp://camera.example:8554/yard' }
fences: []
`;

let folder: string;
let taken: Server;
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-start-'));
  await writeFile(at('site.yaml'), site);
  taken = createServer();
  await once(taken.listen(0, '127.0.0.1'), 'listening');
});
afterAll(async () => {
  taken.close();
  await rm(folder, { recursive: true, force: true });
});

function startDispatch(data: string, ...args: readonly string[]) {
  // Relative to the working folder, as in the guide.
  const place = ['--site', 'site.yaml', '--data', data, '--host', '127.0.0.1'];
  const command = ['--import', hooks, main, 'dispatch', ...place, ...args];
  const dispatch = spawn(process.execPath, command, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  dispatch.stdout.on('data', (part: Buffer) => said.push(part.toString()));
  const ended = once(dispatch, 'close').then(([code]) => ({ code: code as number | null, said }));
  return { dispatch, ended, said };
}

describe.concurrent('a dispatch', () => {
  it('whose port for MQTT is taken reports it and exits', async () => {
    const { port } = taken.address() as AddressInfo;
    const { ended } = startDispatch('taken', '--mqtt-port', String(port), '--port', '0');
    const { code, said } = await ended;
    expect(said.join('')).toContain(`cannot listen on 127.0.0.1:${port}`);
    expect(code).toBe(1);
  });

  it('with relative folders runs, and stops when it is told to', async () => {
    await mkdir(at('dashboard'), { recursive: true });
    const ports = ['--port', '0', '--mqtt-port', '0'];
    const { dispatch, ended, said } = startDispatch(
      'data/dispatch',
      '--dashboard',
      'dashboard',
      ...ports,
    );
    await expect
      .poll(() => said.join(''), { timeout: 60_000 })
      .toMatch(/dispatch is running|cannot run/);
    dispatch.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0 });
    expect(said.join('')).toContain('dispatch is running');
  });

  it('that is stopped during its start exits within some seconds', async () => {
    const { dispatch, ended } = startDispatch('early', '--port', '0', '--mqtt-port', '0');
    await delay(2500);
    dispatch.kill('SIGTERM');
    const late = delay(15_000, 'late');
    expect(await Promise.race([ended.then(() => 'ended'), late])).toBe('ended');
  });
});
