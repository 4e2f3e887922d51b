// The servers for other tests start, answer, die and restart with their data.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { connectAsync } from 'mqtt';
import { describe, expect, it } from 'vitest';
import { startMosquitto } from './mosquitto.ts';
import { startRedis } from './redis.ts';
import { startRelay } from './relay.ts';
import { freePort, startServerProcess } from './server-process.ts';

describe('startRedis', () => {
  it('keeps what was written across a kill when it is append-only', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'fencewatch-redis-test-'));
    const first = await startRedis({ dir, appendOnly: true });
    const writer = new Redis(first.url);
    await writer.set('case', 'open');
    writer.disconnect();
    await first.kill();
    const second = await startRedis({ dir, port: first.port, appendOnly: true });
    const reader = new Redis(second.url);
    expect(await reader.get('case')).toBe('open');
    reader.disconnect();
    await second.stop();
    expect(existsSync(dir)).toBe(true);
    await rm(dir, { recursive: true });
  });

  it('removes its temporary folder', async () => {
    const server = await startRedis();
    await server.stop();
    expect(existsSync(server.dir)).toBe(false);
  });
});

describe('startMosquitto', () => {
  it('carries a message', async () => {
    const server = await startMosquitto();
    const client = await connectAsync(server.url);
    await client.subscribeAsync('greeting', { qos: 1 });
    const heard = new Promise((resolve) =>
      client.once('message', (_, body) => {
        resolve(String(body));
      }),
    );
    await client.publishAsync('greeting', 'hello', { qos: 1 });
    expect(await heard).toBe('hello');
    await client.endAsync();
    await server.stop();
  });

  it('refuses a wrong password and accepts the right one', async () => {
    const login = { username: 'dispatch', password: 'right' };
    const server = await startMosquitto({ login });
    const wrong = { ...login, password: 'wrong', reconnectPeriod: 0 };
    await expect(connectAsync(server.url, wrong, false)).rejects.toThrow(/not authori[sz]ed/i);
    const client = await connectAsync(server.url, login);
    expect(client.connected).toBe(true);
    await client.endAsync();
    await server.stop();
  });
});

describe('startRelay', () => {
  it('joins a port to a server, and cuts it: the client notices, the server stays', async () => {
    const server = await startRedis();
    const wire = await startRelay({ target: server.port });
    const client = new Redis({ port: wire.port, retryStrategy: null });
    expect(await client.ping()).toBe('PONG');
    const ended = new Promise((resolve) => client.once('end', resolve));
    await wire.cut();
    await ended;
    const late = new Redis({ port: wire.port, retryStrategy: null, lazyConnect: true });
    late.on('error', () => undefined);
    await expect(late.connect()).rejects.toThrow();
    const direct = new Redis(server.url);
    expect(await direct.ping()).toBe('PONG');
    direct.disconnect();
    await server.stop();
  });
});

describe('startServerProcess', () => {
  it("reports the program's output when it ends at once", async () => {
    const port = await freePort();
    const command = { program: 'sh', args: ['-c', 'echo no room >&2; exit 3'], port };
    await expect(startServerProcess(command)).rejects.toThrow(/code 3[^]*no room/);
  });

  it('fails clearly when there is no such program', async () => {
    const command = { program: 'fencewatch-no-such-program', args: [], port: await freePort() };
    await expect(startServerProcess(command)).rejects.toThrow(/ENOENT/);
  });
});
