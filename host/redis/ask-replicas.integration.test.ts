// Whether a write was replicated, with a real master and a replica that is in sync, hangs, or does not exist.
import { Redis } from 'ioredis';
import { expect, it, onTestFinished } from 'vitest';
import { startRedis } from '../../e2e/servers/redis.ts';
import { askReplicas } from './ask-replicas.ts';

function clientOf(url: string): Redis {
  const client = new Redis(url);
  onTestFinished(() => {
    client.disconnect();
  });
  return client;
}

it('reports that a write has no replica, was copied, or was not copied yet', async () => {
  const reader = ['--user', 'reader', 'on', 'nopass', '~*', '+@all', '-wait'];
  const blind = ['--user', 'blind', 'on', 'nopass', '~*', '+@all', '-info'];
  const master = await startRedis({
    args: ['--repl-diskless-sync-delay', '0', ...reader, ...blind],
  });
  onTestFinished(() => master.stop());
  const client = clientOf(master.url);
  const write = async () => {
    await client.set('a', `${performance.now()}`);
    return askReplicas(client, 'a');
  };
  expect(await write()).toBe('no-replica');
  const from = ['--replicaof', '127.0.0.1', `${master.port}`];
  const replica = await startRedis({ args: from });
  onTestFinished(() => replica.stop());
  const online = () => client.info('replication');
  await expect.poll(online, { timeout: 15_000 }).toContain('state=online');
  expect(await write()).toBe('copied');
  process.kill(replica.pid, 'SIGSTOP');
  expect(await write()).toBe('not-yet');
  // A user without the permission must get an answer, not wait for ever.
  for (const user of ['reader', 'blind']) {
    const other = clientOf(`redis://${user}:x@127.0.0.1:${master.port}`);
    await other.set('a', '1');
    expect(await askReplicas(other, 'a')).toBe('no-replica');
  }
  process.kill(replica.pid, 'SIGCONT');
  await expect.poll(write, { timeout: 5000 }).toBe('copied');
});
