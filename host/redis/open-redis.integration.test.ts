// TLS with a real Redis: with a certificate that the machine trusts, and with one that it does not.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startRedis } from '../../e2e/servers/redis.ts';
import { freePort } from '../../e2e/servers/server-process.ts';
import { keyPrefixOf, openRedis } from './open-redis.ts';
import { redisAddressOf } from './redis-address.ts';
import { watchRedis } from './redis-watch.ts';

async function folder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'fencewatch-redis-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

function open(url: string) {
  const address = redisAddressOf(url);
  const client = openRedis(address, {
    whenAway: 'wait',
    queueCommands: false,
    retryDelay: () => 100,
  });
  const prefix = keyPrefixOf(address);
  const watch = watchRedis({
    client,
    subject: address.shown,
    probeKey: `${prefix}:probe`,
    wait: (ms, signal) => delay(ms / 10, undefined, { signal }).catch(() => undefined),
  });
  onTestFinished(() => {
    watch.stop();
    client.disconnect();
  });
  return { watch };
}

async function until(ask: () => unknown, answer: unknown): Promise<void> {
  await expect.poll(ask, { timeout: 30_000, interval: 50 }).toEqual(answer);
}

async function selfSigned(): Promise<{ key: string; cert: string }> {
  const dir = await folder();
  const key = join(dir, 'key.pem');
  const cert = join(dir, 'cert.pem');
  const made = ['-newkey', 'rsa:2048', '-nodes', '-days', '1', '-keyout', key, '-out', cert];
  const name = ['-subj', '/CN=queue', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync('openssl', ['req', '-x509', ...made, ...name], { stdio: 'ignore' });
  return { key, cert };
}

/** Writes one value through the given address, in a process that trusts the certificate. */
const writer = `
  import { openRedis } from ${JSON.stringify(new URL('open-redis.ts', import.meta.url).href)};
  import { redisAddressOf } from ${JSON.stringify(new URL('redis-address.ts', import.meta.url).href)};
  const patience = { whenAway: 'wait', queueCommands: true, retryDelay: () => 100 };
  const client = openRedis(redisAddressOf(process.argv[1]), patience);
  console.log(await client.set('a', '1'));
  client.disconnect();`;

describe('TLS', () => {
  it('is used, and only with servers that the machine trusts', async () => {
    const { key, cert } = await selfSigned();
    const port = await freePort();
    const tls = ['--tls-port', `${port}`, '--port', '0', '--tls-auth-clients', 'no'];
    const files = ['--tls-cert-file', cert, '--tls-key-file', key, '--tls-ca-cert-file', cert];
    const redis = await startRedis({ port, args: [...tls, ...files, '--requirepass', 'secret'] });
    onTestFinished(() => redis.stop());
    const url = `rediss://:secret@127.0.0.1:${port}`;
    const { watch } = open(url);
    await until(() => watch.problems()[0]?.code, 'redis-unreachable');
    await until(() => /self.signed/.test(watch.problems()[0]?.values['detail'] ?? ''), true);
    const hooks = new URL('../../e2e/servers/typescript-hooks.mjs', import.meta.url).href;
    const flags = ['--import', hooks, '--input-type=module', '--eval', writer, url];
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: cert };
    expect(execFileSync(process.execPath, flags, { env, encoding: 'utf8' })).toBe('OK\n');
  });
});
