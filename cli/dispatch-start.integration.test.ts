// A dispatch that cannot start exits, so that its supervisor can start it again; one that is stopped during its start exits soon.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
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

function startDispatch(data: string, ...args: string[]) {
  const place = ['--site', at('site.yaml'), '--data', at(data), '--host', '127.0.0.1'];
  const command = ['--import', hooks, main, 'dispatch', ...place, ...args];
  const dispatch = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  dispatch.stdout.on('data', (part: Buffer) => said.push(part.toString()));
  const ended = once(dispatch, 'close').then(([code]) => ({ code: code as number | null, said }));
  return { dispatch, ended };
}

describe.concurrent('a dispatch', () => {
  it('whose port for MQTT is taken reports it and exits', async () => {
    const { port } = taken.address() as AddressInfo;
    const { ended } = startDispatch('taken', '--mqtt-port', String(port), '--port', '0');
    const { code, said } = await ended;
    expect(said.join('')).toContain(`cannot listen on 127.0.0.1:${port}`);
    expect(code).toBe(1);
  });

  it('that is stopped during its start exits within some seconds', async () => {
    const { dispatch, ended } = startDispatch('early', '--port', '0', '--mqtt-port', '0');
    await delay(2500);
    dispatch.kill('SIGTERM');
    const late = delay(15_000, 'late');
    expect(await Promise.race([ended.then(() => 'ended'), late])).toBe('ended');
  });
});
