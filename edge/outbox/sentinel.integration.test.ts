// Alerts over a real group of Redis servers behind three Sentinels, with TLS and an ACL user: a fail-over while alerts flow, an
// old master that returns as a replica, and a wrong password at the Sentinels.
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  queueLogIn,
  sentinelPassword,
  startSentinelGroup,
  type SentinelGroup,
} from '../../e2e/servers/redis-group.ts';
import { openDispatchEnd, openEdgeEnd, trust } from '../testing/queue-ends.ts';

let group: SentinelGroup;
beforeAll(async () => {
  group = await startSentinelGroup();
});
afterAll(() => group.stop());

function urlWith(logIn: string, password: string, name = 'main'): string {
  const parameters = `sentinel-password=${encodeURIComponent(password)}`;
  return `rediss-sentinel://${logIn}@${group.hosts}/${name}?${parameters}`;
}
const within = { timeout: 15_000, interval: 50 };

describe('alerts over Sentinel', () => {
  it.each([
    [
      'the password of the Sentinels is wrong',
      () => urlWith(queueLogIn, 'wrong'),
      'redis-login-refused',
      /sentinel.*WRONGPASS/i,
    ],
    [
      'the user of the servers is unknown',
      () => urlWith('nobody:x', sentinelPassword),
      'redis-login-refused',
      /WRONGPASS/,
    ],
    [
      'the Sentinels do not know the name',
      () => urlWith(queueLogIn, sentinelPassword, 'other'),
      'redis-unreachable',
      /sentinel/i,
    ],
  ])('wait because %s, and report it', async (_, url, code, detail) => {
    trust(group.ca);
    const edge = await openEdgeEnd(url());
    const dispatch = openDispatchEnd(url());
    for (const end of [edge, dispatch]) {
      await expect.poll(() => end.problems()[0]?.code, within).toBe(code);
      await expect.poll(() => JSON.stringify(end.problems()[0]?.values), within).toMatch(detail);
      expect(JSON.stringify(end.problems())).not.toMatch(/of the sentinels|p@ss/);
    }
  });

  const roleOf = (n: number) => group.ask(group.servers[n]!, 'ROLE').split('\n')[0];

  async function bothEnds() {
    trust(group.ca);
    const url = urlWith(queueLogIn, sentinelPassword);
    const edge = await openEdgeEnd(url);
    const dispatch = openDispatchEnd(url);
    let count = 0;
    const flow = async (until: () => boolean) => {
      for (; !until() && count < 2000; count += 1) {
        await edge.put(count + 1);
        await delay(10);
      }
    };
    await flow(() => dispatch.told.length > 10);
    const expectAllTold = async () => {
      const more = count + 40;
      await flow(() => count >= more);
      await expect.poll(() => edge.waiting(), within).toBe(0);
      await expect.poll(() => dispatch.told.length, within).toBe(count);
      expect(new Set(dispatch.told).size).toBe(count);
      await expect.poll(() => [...edge.problems(), ...dispatch.problems()], within).toEqual([]);
    };
    return { expectAllTold };
  }

  it('follow when the master becomes a replica, which answers but accepts no writes', async () => {
    const { expectAllTold } = await bothEnds();
    await expectAllTold();
    group.failOver();
    await expect.poll(() => roleOf(1), within).toBe('master');
    // Sentinel does the same to the old master, after eight seconds.
    group.ask(group.servers[0]!, 'REPLICAOF', '127.0.0.1', `${group.servers[1]!.port}`);
    await expectAllTold();
    expect(roleOf(0)).toBe('slave');
    const link = () => group.ask(group.servers[0]!, 'INFO', 'replication');
    await expect.poll(link, within).toContain('master_link_status:up');
    group.ask(group.servers[1]!, 'FLUSHALL');
  });

  it('survive a kill of the master while they flow: none is lost or notified twice', async () => {
    const { expectAllTold } = await bothEnds();
    const master = roleOf(0) === 'master' ? 0 : 1;
    await group.servers[master]!.kill();
    await expectAllTold();
    expect(roleOf(1 - master)).toBe('master');
  });
});
