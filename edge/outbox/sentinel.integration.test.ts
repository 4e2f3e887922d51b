// Alerts over a real group of Redis servers behind three Sentinels, with TLS and a user of the access list: a fail-over while
// they flow, the old master that comes back as a replica, and a wrong password at the Sentinels.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  queueLogIn,
  sentinelPassword,
  startSentinelGroup,
  type RedisGroup,
} from '../../e2e/servers/redis-group.ts';
import { openDispatchEnd, openEdgeEnd, trust } from '../testing/queue-ends.ts';

let group: RedisGroup;
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
  ])('are said to wait because %s', async (_, url, code, detail) => {
    trust(group.ca);
    const [edge, dispatch] = [await openEdgeEnd(url()), openDispatchEnd(url())];
    for (const end of [edge, dispatch]) {
      await expect.poll(() => end.problems()[0]?.code, within).toBe(code);
      await expect.poll(() => JSON.stringify(end.problems()[0]?.values), within).toMatch(detail);
      expect(JSON.stringify(end.problems())).not.toMatch(/of the sentinels|p@ss/);
    }
  });

  it('survive a fail-over while they flow: none is lost, none told twice, and both ends move on', async () => {
    trust(group.ca);
    const url = urlWith(queueLogIn, sentinelPassword);
    const [edge, dispatch] = [await openEdgeEnd(url), openDispatchEnd(url)];
    const [master, replica] = group.servers;
    let count = 0;
    const flow = async (until: () => boolean) => {
      for (; !until() && count < 2000; count += 1) await edge.put(count + 1);
    };
    await flow(() => dispatch.told.length > 10);
    const at = count;
    await master!.kill();
    await flow(() => count >= at + 40);
    await expect.poll(() => group.ask(replica!, 'ROLE'), within).toMatch(/^master/);
    await expect.poll(() => edge.waiting(), within).toBe(0);
    await expect.poll(() => dispatch.told.length, within).toBe(count);
    expect(new Set(dispatch.told).size).toBe(count);
    await expect.poll(() => [...edge.problems(), ...dispatch.problems()], within).toEqual([]);
  });
});
