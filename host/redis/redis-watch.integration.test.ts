// Problems reported for a real Redis that is unreachable, refuses the log-in, accepts no writes, evicts keys or hangs; each problem
// ends when its cause does.
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startRedis, type RedisOptions } from '../../e2e/servers/redis.ts';
import { freePort } from '../../e2e/servers/server-process.ts';
import { openRedis } from './open-redis.ts';
import { redisAddressOf } from './redis-address.ts';
import { watchRedis, type RedisWatch } from './redis-watch.ts';

async function server(options: RedisOptions = {}) {
  const redis = await startRedis(options);
  onTestFinished(() => redis.stop());
  const admin = new Redis(redis.url);
  admin.on('error', () => undefined);
  onTestFinished(() => {
    admin.disconnect();
  });
  return { ...redis, admin };
}

/** Checks every 100 ms instead of every 5 s, with an answer timeout of 1 s. */
function watch(url: string): RedisWatch {
  const address = redisAddressOf(url);
  const client = openRedis(address, {
    whenAway: 'fail',
    queueCommands: false,
    retryDelay: () => 50,
  });
  let isLook = false;
  const wait = async (_ms: number, signal: AbortSignal) => {
    isLook = !isLook;
    await delay(isLook ? 1000 : 100, undefined, { signal }).catch(() => undefined);
  };
  const watching = watchRedis({ client, subject: address.shown, probeKey: 'bull:probe', wait });
  onTestFinished(() => {
    watching.stop();
    client.disconnect();
  });
  return watching;
}

/** An ACL user, as arguments of redis-server. */
const user = (rules: string) => ['--user', ...rules.split(' ')];
const codesOf = (watching: RedisWatch) => watching.problems().map(({ code }) => code);

async function until(watching: RedisWatch, codes: string[]): Promise<void> {
  await expect.poll(() => codesOf(watching), { timeout: 15_000, interval: 20 }).toEqual(codes);
}

/** Expects the problem to stay for a while: it must not flap. */
async function stays(watching: RedisWatch, codes: string[]): Promise<void> {
  for (let n = 0; n < 30; n++) {
    expect(codesOf(watching)).toEqual(codes);
    await delay(20);
  }
}

describe('a Redis', () => {
  it('that works has no problem', async () => {
    const watching = watch((await server()).url);
    await until(watching, []);
    await stays(watching, []);
  });

  it('is unreachable before it starts and after it stops', async () => {
    const port = await freePort();
    const watching = watch(`redis://:secret@127.0.0.1:${port}`);
    await until(watching, ['redis-unreachable']);
    await expect
      .poll(() => watching.problems()[0]?.values['detail'], { timeout: 5000 })
      .toContain('ECONNREFUSED');
    expect(watching.problems()[0]?.subject).toBe(`redis://127.0.0.1:${port}`);
    const redis = await server({ port, args: ['--requirepass', 'secret'] });
    await until(watching, []);
    await redis.kill();
    await until(watching, ['redis-unreachable']);
  });

  it.each([
    ['a wrong password', ':wrong@'],
    ['no password', ''],
    ['an unknown user', 'nobody:right@'],
    ['a user who may not write', 'reader:reads@'],
  ])('refuses the log-in: %s', async (_, logIn) => {
    const acl = ['--requirepass', 'right', ...user('reader on >reads ~* +@read +info +ping')];
    const { port } = await server({ args: acl });
    const watching = watch(`redis://${logIn}127.0.0.1:${port}`);
    await until(watching, ['redis-login-refused']);
    await stays(watching, ['redis-login-refused']);
  });

  it('accepts an ACL user, even one who may not query the server', async () => {
    const args = user('edge on >p@ss:/#%1 ~bull:* +@all -config -info');
    const { port } = await server({ args });
    const watching = watch(`redis://edge:p%40ss%3A%2F%23%251@127.0.0.1:${port}`);
    await until(watching, []);
  });

  it.each([
    ['asked by INFO', []],
    ['where CONFIG has another name', ['--rename-command', 'CONFIG', 'hidden']],
    ['asked by CONFIG where INFO is forbidden', user('default on nopass ~* &* +@all -info')],
  ])('that evicts is reported, %s', async (_, args) => {
    const redis = await server({ args: ['--maxmemory-policy', 'allkeys-lru', ...args] });
    const watching = watch(redis.url);
    await until(watching, ['redis-evicts']);
    expect(watching.problems()[0]?.values).toEqual({ policy: 'allkeys-lru' });
    const config = args.includes('hidden') ? 'hidden' : 'CONFIG';
    await redis.admin.call(config, 'SET', 'maxmemory-policy', 'noeviction');
    await until(watching, []);
  });

  it('that has become a replica accepts no writes; a reconnect finds the next master', async () => {
    const one = await server();
    const two = await server();
    const watching = watch(one.url);
    await until(watching, []);
    await one.admin.replicaof('127.0.0.1', two.port);
    await until(watching, ['redis-read-only']);
    expect(watching.problems()[0]?.values).toMatchObject({ reason: 'replica' });
    await stays(watching, ['redis-read-only']);
    // It must keep reconnecting, because the address may lead to a new master.
    const before = await connectionsOf(one.admin);
    await expect.poll(() => connectionsOf(one.admin), { timeout: 5000 }).toBeGreaterThan(before);
    await one.admin.replicaof('NO', 'ONE');
    await until(watching, []);
  });

  it.each([
    ['memory-full', ['--maxmemory', '1', '--maxmemory-policy', 'noeviction']],
    ['too-few-replicas', ['--min-replicas-to-write', '1']],
  ])('that takes no writes for another reason reports it: %s', async (reason, args) => {
    const watching = watch((await server({ args })).url);
    await until(watching, ['redis-read-only']);
    expect(watching.problems()[0]?.values).toMatchObject({ reason });
  });

  it('that hangs is unreachable, and recovers when it goes on', async () => {
    const redis = await server();
    const watching = watch(redis.url);
    await until(watching, []);
    process.kill(redis.pid, 'SIGSTOP');
    await until(watching, ['redis-unreachable']);
    process.kill(redis.pid, 'SIGCONT');
    await until(watching, []);
  });

  it('reports the refusal of another command until one succeeds', async () => {
    const watching = watch((await server()).url);
    await until(watching, []);
    watching.note(new Error("NOPERM this user has no permissions to run the 'evalsha' command"));
    expect(codesOf(watching)).toEqual(['redis-login-refused']);
    watching.note(null);
    expect(codesOf(watching)).toEqual([]);
    watching.note(new Error('Job is broken'));
    expect(codesOf(watching)).toEqual([]);
  });
});

async function connectionsOf(admin: Redis): Promise<number> {
  const stats = await admin.info('stats');
  return Number(/total_connections_received:(\d+)/.exec(stats)?.[1]);
}
