// Leases in a real Redis: one holder at a time, growing tokens, and a Redis that was unreachable, is empty, or had its clock set.
import { describe, expect, it, onTestFinished } from 'vitest';
import { Redis } from 'ioredis';
import { queueLogIn, startRedisCluster } from '../../e2e/servers/redis-group.ts';
import { startRedis } from '../../e2e/servers/redis.ts';
import { systemClock } from '../../host/clock.ts';
import { openRedis } from '../../host/redis/open-redis.ts';
import { redisAddressOf } from '../../host/redis/redis-address.ts';
import { trust } from '../testing/queue-ends.ts';
import { createLeaseAdmin } from './lease-admin.ts';
import type { TurnAnswer } from './lease-answers.ts';
import { leaseKeys } from './lease-scripts.ts';
import { createLeaseStore, type Identity, type LeaseStore } from './lease-store.ts';

const ttlMs = 400;
const offer = { weight: 1, capacity: null, place: null, isLeaving: false };
const none: ReadonlyMap<string, number> = new Map();

async function redis() {
  const server = await startRedis();
  const client = new Redis(server.url);
  onTestFinished(async () => {
    client.disconnect();
    await server.stop();
  });
  const edge = (edgeId: string, change: Partial<Identity> = {}) =>
    createLeaseStore(client, { edgeId, folderId: `folder-${edgeId}`, ...change }, ttlMs);
  return { client, edge };
}

async function turn(store: LeaseStore, held = none, floor = 0) {
  const answer = await store.turn(offer, held, floor);
  if (answer.outcome !== 'turn') throw new Error('the id is taken');
  return answer;
}

/** Waits until the grace time of an empty Redis is over. */
async function settled(...stores: LeaseStore[]) {
  for (let passed = 0; passed <= ttlMs * 1.5; passed += 100) {
    for (const store of stores) await turn(store);
    await systemClock.wait(100);
  }
}

const holderOf = ({ leases }: Extract<TurnAnswer, { outcome: 'turn' }>) =>
  leases.map(({ cameraId, edgeId }) => [cameraId, edgeId]);

describe('a lease', () => {
  it('has one holder, and the next holder gets a larger token', async () => {
    const { edge } = await redis();
    const [a, b] = [edge('a'), edge('b')];
    await settled(a, b);
    const first = await a.claim(['gate 北门'], 0);
    expect(first.size).toBe(1);
    expect(await b.claim(['gate 北门'], 0)).toEqual(new Map());
    await a.release('gate 北门', null);
    const second = await b.claim(['gate 北门'], 0);
    expect(second.get('gate 北门')).toBeGreaterThan(first.get('gate 北门')!);
    expect(holderOf(await turn(a))).toEqual([['gate 北门', 'b']]);
  });

  it('is renewed by its holder, and otherwise expires', async () => {
    const { edge } = await redis();
    const [a, b] = [edge('a'), edge('b')];
    await settled(a, b);
    const held = await a.claim(['gate'], 0);
    for (let n = 0; n < 6; n += 1) {
      await systemClock.wait(ttlMs / 4);
      expect((await turn(a, held)).own).toEqual(held);
      await turn(b);
      expect((await b.claim(['gate'], 0)).size).toBe(0);
    }
    for (let n = 0; n < 5; n += 1) {
      await systemClock.wait(ttlMs / 4);
      await turn(b);
    }
    const taken = await b.claim(['gate'], 0);
    expect(taken.size).toBe(1);
    expect((await turn(a, held)).own.size).toBe(0);
  });

  it('is offered to one edge first', async () => {
    const { edge } = await redis();
    const [a, b, c] = [edge('a'), edge('b'), edge('c')];
    await settled(a, b, c);
    await a.claim(['gate'], 0);
    await a.release('gate', 'c');
    expect((await b.claim(['gate'], 0)).size).toBe(0);
    expect((await c.claim(['gate'], 0)).size).toBe(1);
  });

  it('can be given back only by its holder', async () => {
    const { edge } = await redis();
    const [a, b] = [edge('a'), edge('b')];
    await settled(a, b);
    await a.claim(['gate'], 0);
    await b.release('gate', null);
    expect(holderOf(await turn(b))).toEqual([['gate', 'a']]);
  });

  it('continues after a restart with the same data folder, but not for another folder with the same id', async () => {
    const { edge } = await redis();
    const [a, other] = [edge('a'), edge('a', { folderId: 'elsewhere' })];
    await settled(a);
    const held = await a.claim(['gate'], 0);
    expect((await turn(edge('a'), held)).own).toEqual(held);
    expect(await other.turn(offer, none, 0)).toEqual({ outcome: 'id-taken' });
  });
});

describe('a Redis that has lost all data', () => {
  it('lets the holders renew first, and gives no token twice', async () => {
    const { client, edge } = await redis();
    const [a, b] = [edge('a'), edge('b')];
    await settled(a, b);
    const held = await a.claim(['gate'], 0);
    await client.flushall();
    await turn(b);
    expect((await b.claim(['gate', 'yard'], 0)).size).toBe(0);
    const { own } = await turn(a, held);
    expect(own.get('gate')).toBeGreaterThan(held.get('gate')!);
    await settled(b);
    expect([...(await b.claim(['yard'], 0)).keys()]).toEqual(['yard']);
  });

  it('gives larger tokens than any edge has seen, for any clock', async () => {
    const { edge } = await redis();
    const a = edge('a');
    const ever = Date.now() * 2;
    await settled(a);
    const [token = 0] = (await a.claim(['gate'], ever)).values();
    expect(token).toBeGreaterThan(ever);
  });

  it('raises the present holder’s token above the larger one of a returning edge', async () => {
    const { edge } = await redis();
    const [a, b] = [edge('a'), edge('b')];
    await settled(a, b);
    const held = await b.claim(['gate'], 0);
    const before = new Map([['gate', Date.now() * 2]]);
    expect((await turn(a, before)).own.size).toBe(0);
    const { own } = await turn(b, held);
    expect(own.get('gate')).toBeGreaterThan(before.get('gate')!);
  });
});

describe('a Redis that was unreachable for longer than a lease', () => {
  it('keeps the leases of an edge that has not reconnected yet', async () => {
    const { edge } = await redis();
    const [a, b] = [edge('a'), edge('b')];
    await settled(a, b);
    const held = await a.claim(['gate'], 0);
    await systemClock.wait(ttlMs * 2);
    await turn(b);
    expect((await b.claim(['gate'], 0)).size).toBe(0);
    expect((await turn(a, held)).own).toEqual(held);
  });
});

it('leases expire on time although the clock of Redis was set back', async () => {
  const { client, edge } = await redis();
  const [a, b] = [edge('a'), edge('b')];
  await settled(a, b);
  await a.claim(['gate'], 0);
  // As if it had been written while the clock was an hour ahead.
  const later = Date.now() + 3_600_000;
  await client.hset(leaseKeys.times, 'beat', later);
  const [camera, text] = Object.entries(await client.hgetall(leaseKeys.leases))[0]!;
  const parts = text.split('|');
  parts[3] = String(later);
  await client.hset(leaseKeys.leases, camera, parts.join('|'));
  await settled(b);
  await settled(b);
  expect((await b.claim(['gate'], 0)).size).toBe(1);
});

describe('the state of a camera', () => {
  it('is stored by its holder only, and read by the next', async () => {
    const { edge } = await redis();
    const [a, b] = [edge('a'), edge('b')];
    await settled(a, b);
    expect(await b.loadState('gate')).toBeNull();
    await a.claim(['gate'], 0);
    const state = Uint8Array.from([0, 1, 254, 255]);
    expect(await a.keepState('gate', state)).toBe(true);
    expect(await b.keepState('gate', Uint8Array.from([9]))).toBe(false);
    expect([...(await b.loadState('gate'))!]).toEqual([...state]);
  });
});

it('leaves out an invalid value and an edge that has left', async () => {
  const { client, edge } = await redis();
  const [a, b] = [edge('a'), edge('b')];
  await turn(a);
  await turn(b);
  await client.hset(leaseKeys.leases, 'odd', 'rubbish');
  await client.hset(leaseKeys.members, 'odd', 'f|1|2|x|0||', '%E0%A4', 'f|1|2|1|0||');
  await client.sadd(leaseKeys.draining, 'b');
  const before = await turn(a);
  expect(before.leases).toEqual([]);
  const leaving = Object.fromEntries(before.members.map((one) => [one.edgeId, one.isLeaving]));
  expect(leaving).toEqual({ a: false, b: true });
  await b.leave();
  expect((await turn(a)).members.map(({ edgeId }) => edgeId)).toEqual(['a']);
});

it('leases work in a cluster of three masters', async () => {
  const group = await startRedisCluster();
  trust(group.ca);
  const address = redisAddressOf(`rediss-cluster://${queueLogIn}@${group.hosts}`);
  const client = openRedis(address, {
    whenAway: 'fail',
    queueCommands: true,
    commandTimeoutMs: 5000,
    retryDelay: () => 200,
  });
  onTestFinished(async () => {
    client.disconnect();
    await group.stop();
  });
  const edge = createLeaseStore(client, { edgeId: 'a', folderId: 'f' }, ttlMs);
  await settled(edge);
  const held = await edge.claim(['gate', '北门'], 0);
  expect(held.size).toBe(2);
  expect(await edge.keepState('北门', Uint8Array.from([7]))).toBe(true);
  expect([...(await edge.loadState('北门'))!]).toEqual([7]);
  expect(holderOf(await turn(edge, held))).toEqual([
    ['gate', 'a'],
    ['北门', 'a'],
  ]);
  const { leases, now } = await createLeaseAdmin(client).read();
  expect(leases.every(({ until }) => until > now)).toBe(true);
});
