// Alerts over a real Redis cluster of three masters, with TLS and an ACL user: all keys of the queue in one slot, a wrong
// password, and a kill of that slot's master while alerts flow.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queueLogIn, startRedisCluster, type RedisGroup } from '../../e2e/servers/redis-group.ts';
import { openDispatchEnd, openEdgeEnd, trust } from '../testing/queue-ends.ts';

let group: RedisGroup;
beforeAll(async () => {
  group = await startRedisCluster();
});
afterAll(() => group.stop());

const urlWith = (logIn: string) => `rediss-cluster://${logIn}@${group.hosts}`;
const within = { timeout: 15_000, interval: 50 };

describe('alerts over a cluster', () => {
  it('wait because the password is wrong, and report it', async () => {
    trust(group.ca);
    const url = urlWith('fencewatch:wrong');
    const edge = await openEdgeEnd(url);
    const dispatch = openDispatchEnd(url);
    for (const end of [edge, dispatch])
      await expect.poll(() => end.problems()[0]?.code, within).toBe('redis-login-refused');
  });

  it('survive a kill of their master: none is lost or notified twice', async () => {
    trust(group.ca);
    const url = urlWith(queueLogIn);
    const edge = await openEdgeEnd(url);
    const dispatch = openDispatchEnd(url);
    let count = 0;
    const flow = async (until: () => boolean) => {
      for (; !until() && count < 2000; count += 1) await edge.put(count + 1);
    };
    await flow(() => dispatch.told.length > 10);
    const [first, second, third, replica] = group.servers;
    expect(group.ask(first!, 'KEYS', '*')).toMatch(/^\{fencewatch\}:/);
    for (const other of [second!, third!]) expect(group.ask(other, 'DBSIZE')).toBe('0');
    const at = count;
    await first!.kill();
    await flow(() => count >= at + 40);
    await expect.poll(() => group.ask(replica!, 'ROLE'), within).toMatch(/^master/);
    await expect.poll(() => edge.waiting(), within).toBe(0);
    await expect.poll(() => dispatch.told.length, within).toBe(count);
    expect(new Set(dispatch.told).size).toBe(count);
    await expect.poll(() => [...edge.problems(), ...dispatch.problems()], within).toEqual([]);
  });
});
