// Runs the broker and the queue as docker-compose.yml does: with the scripts and configurations of deploy/, on
// this machine, with paths and ports in a temporary folder.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { freePort } from '../e2e/servers/server-process.ts';

const run = promisify(execFile);

let folder: string;
let server: ChildProcess | undefined;
let port: number;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-deploy-'));
  await mkdir(join(folder, 'run'));
  await mkdir(join(folder, 'data'));
  port = await freePort();
});
afterEach(async () => {
  if (server?.exitCode === null) {
    const exited = new Promise((resolve) => server?.once('exit', resolve));
    server.kill();
    await exited;
  }
  await rm(folder, { recursive: true });
});

/** Copies deploy/NAME with its container paths moved, and runs its start script. */
async function start(
  name: 'redis' | 'mosquitto',
  environment: Record<string, string>,
  extra: string,
) {
  const copy = join(folder, name);
  await cp(`deploy/${name}`, copy, { recursive: true });
  for (const file of await readdir(copy)) {
    const text = (await readFile(join(copy, file), 'utf8'))
      .replaceAll(`/run/${name}`, join(folder, 'run'))
      .replaceAll('/mosquitto/data/', `${join(folder, 'data')}/`)
      .replace(/^dir \/data$/m, `dir ${join(folder, 'data')}`)
      .replace(/^listener 1883$/m, `listener ${port} 127.0.0.1`);
    const isConfiguration = file === `${name}.conf`;
    await writeFile(join(copy, file), isConfiguration ? `${text}${extra}\n` : text);
  }
  const { PATH = '' } = process.env;
  server = spawn('sh', [join(copy, 'start.sh')], {
    env: { PATH: `${PATH}:/usr/sbin`, ...environment },
    stdio: 'ignore',
  });
  return server;
}

describe('the queue of docker-compose.yml', () => {
  const startRedis = () => start('redis', { REDIS_PASSWORD: 'r3d1s' }, `port ${port}`);

  /** The answer of the server; a refused log-in is an answer too. */
  async function ask(password: string, ...command: string[]): Promise<string[]> {
    const env = { ...process.env, REDISCLI_AUTH: password };
    const { stdout, stderr } = await run('redis-cli', ['-p', `${port}`, ...command], { env });
    return `${stderr}${stdout}`.trim().split('\n');
  }

  it('keeps every alert on disk, evicts none, and refuses clients without the password', async () => {
    await startRedis();
    await vi.waitFor(() => ask('r3d1s', 'PING'), { timeout: 10_000 });
    expect(await ask('r3d1s', 'CONFIG', 'GET', 'appendonly')).toEqual(['appendonly', 'yes']);
    expect(await ask('r3d1s', 'CONFIG', 'GET', 'maxmemory-policy')).toEqual([
      'maxmemory-policy',
      'noeviction',
    ]);
    expect(await ask('', 'GET', 'x')).toContain('NOAUTH Authentication required.');
    expect(await ask('wrong', 'GET', 'x')).toContain('NOAUTH Authentication required.');
  });

  it('does not show the password in its command line', async () => {
    const { pid } = await startRedis();
    await vi.waitFor(() => ask('r3d1s', 'PING'), { timeout: 10_000 });
    expect(await readFile(`/proc/${pid}/cmdline`, 'utf8')).not.toContain('r3d1s');
  });

  it('does not start without a password', async () => {
    const redis = await start('redis', {}, `port ${port}`);
    const exitCode = await new Promise((resolve) => redis.once('exit', resolve));
    expect(exitCode).not.toBe(0);
  });
});

describe('the broker of docker-compose.yml', () => {
  const passwords = { MQTT_DISPATCH_PASSWORD: 'd1sp', MQTT_STAFF_PASSWORD: 'st4ff' };
  // In its container the broker runs as its own user from the start; here it must not drop root by itself.
  const startBroker = () =>
    start('mosquitto', passwords, process.getuid?.() === 0 ? 'user root' : '');

  function logIn(username?: string, password?: string): Promise<MqttClient> {
    const login = { ...(username && { username }), ...(password && { password }) };
    return connectAsync(`mqtt://127.0.0.1:${port}`, { ...login, reconnectPeriod: 0 });
  }

  it('lets dispatch publish, and staff only subscribe to cells and send receipts', async () => {
    await startBroker();
    const dispatch = await vi.waitFor(() => logIn('dispatch', 'd1sp'), { timeout: 10_000 });
    const staff = await logIn('staff', 'st4ff');
    const received: string[] = [];
    staff.on('message', (_, payload) => received.push(payload.toString()));
    await staff.subscribeAsync('fencewatch/#', { qos: 1 });
    const receipts: string[] = [];
    dispatch.on('message', (_, payload) => receipts.push(payload.toString()));
    await dispatch.subscribeAsync('fencewatch/v1/receipts', { qos: 1 });
    await staff.publishAsync('fencewatch/v1/cells/1/officer', 'from staff', { qos: 1 });
    await staff.publishAsync('fencewatch/v1/receipts', 'got it', { qos: 1 });
    await dispatch.publishAsync('fencewatch/v1/cells/1/officer', 'from dispatch', { qos: 1 });
    await vi.waitFor(() => {
      expect(received).toEqual(['from dispatch']);
      expect(receipts).toEqual(['got it']);
    });
    await Promise.all([dispatch.endAsync(), staff.endAsync()]);
  });

  it.each([
    ['nobody', undefined, undefined],
    ['a wrong password', 'dispatch', 'wrong'],
    ['an unknown user', 'guest', 'd1sp'],
  ])('refuses %s', async (_, username, password) => {
    await startBroker();
    const known = await vi.waitFor(() => logIn('dispatch', 'd1sp'), { timeout: 10_000 });
    await known.endAsync();
    await expect(logIn(username, password)).rejects.toThrow(/not authori[sz]ed/i);
  });

  it('does not start without its passwords', async () => {
    const broker = await start('mosquitto', { MQTT_DISPATCH_PASSWORD: 'd1sp' }, '');
    const exitCode = await new Promise((resolve) => broker.once('exit', resolve));
    expect(exitCode).not.toBe(0);
  });
});
