// Live events across dispatches over a real Redis: the others get an event once, even after Redis was down.
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { CaseSummary, LiveEvent } from '../../contracts/index.ts';
import { startRedis, type RedisServer } from '../../e2e/servers/redis.ts';
import { quietLog } from '../testing/quiet-log.ts';
import { createLiveHub } from './live-hub.ts';
import { shareCases, type SharedHub } from './share-cases.ts';

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

/** The database that the dispatches share. */
const stored = new Map<string, CaseSummary>();
beforeEach(() => {
  stored.clear();
});

function aCase(id: string, reason = 'goods cover the exit'): CaseSummary {
  const file = {
    id,
    incidentId: `incident-${id}`,
    kind: 'blocked-fire-exit',
    state: 'dispatched',
    present: true,
    cameraId: 'exit-3',
    cameraName: 'Exit 3',
    fenceId: 'floor',
    fenceName: 'Floor',
    gridCell: null,
    matterCode: '09012',
    openedAt: 1,
    lastEventAt: 1,
    clearedAt: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
    confidence: 0.5,
    region: { x: 0, y: 0, width: 1, height: 1 },
    reason,
    hasPicture: false,
    hasClip: false,
  } as const satisfies CaseSummary;
  stored.set(id, file);
  return file;
}

interface OneDispatch {
  hub: SharedHub;
  heard: LiveEvent[];
  log: ReturnType<typeof quietLog>;
}

function dispatch(origin: string): OneDispatch {
  const log = quietLog();
  const hub = shareCases({
    hub: createLiveHub(),
    redisUrl: redis.url,
    origin,
    find: (id) => Promise.resolve(stored.get(id) ?? null),
    newest: () => Promise.resolve([...stored.values()]),
    log,
  });
  onTestFinished(() => hub.stop());
  const heard: LiveEvent[] = [];
  hub.subscribe((event) => heard.push(event));
  return { hub, heard, log };
}

/** Two dispatches that are connected. */
async function two(): Promise<[OneDispatch, OneDispatch]> {
  const pair: [OneDispatch, OneDispatch] = [dispatch('one'), dispatch('two')];
  for (const [from, to] of [pair, [...pair].reverse()] as const)
    await expect
      .poll(() => {
        from.hub.publish({ type: 'case', case: aCase('hello') });
        return to.heard.length;
      })
      .toBeGreaterThan(0);
  stored.clear();
  // Events in flight arrive before this one.
  for (const one of pair) one.hub.publish({ type: 'case', case: aCase('last') });
  await expect
    .poll(() => pair.every(({ heard }) => idsOf(heard).filter((id) => id === 'last').length === 2))
    .toBe(true);
  for (const { heard } of pair) heard.length = 0;
  return pair;
}

const idsOf = (events: readonly LiveEvent[]) =>
  events.map((event) => (event.type === 'case' ? event.case.id : event.type));

describe('dispatches on one database', () => {
  it("get each other's cases once, as stored in the database", async () => {
    const [one, other] = await two();
    const shown = aCase('20261122-0001', 'as it was');
    aCase('20261122-0001', 'as it is now');
    one.hub.publish({ type: 'case', case: shown });
    await expect.poll(() => other.heard).toMatchObject([{ case: { reason: 'as it is now' } }]);
    other.hub.publish({ type: 'case', case: aCase('20261122-0002') });
    await expect.poll(() => idsOf(one.heard)).toEqual(['20261122-0001', '20261122-0002']);
    expect(idsOf(other.heard)).toEqual(['20261122-0001', '20261122-0002']);
  });

  it('get cases that changed together, and one in the format of an earlier version', async () => {
    const [one, other] = await two();
    const ids = Array.from({ length: 450 }, (_, index) => `20261122-${1000 + index}`);
    for (const id of ids) one.hub.publish({ type: 'case', case: aCase(id) });
    await expect.poll(() => idsOf(other.heard).sort()).toEqual(ids);
    const { Redis } = await import('ioredis');
    const earlier = new Redis(redis.url);
    aCase('20261122-0009');
    await earlier.publish('bull:cases-changed', '{"origin":"x","caseId":"20261122-0009"}');
    earlier.disconnect();
    await expect.poll(() => idsOf(other.heard).at(-1)).toBe('20261122-0009');
  });

  it('keep local events to themselves', async () => {
    const [one, other] = await two();
    one.hub.publish({ type: 'heartbeat', at: 1, everyMs: 5 });
    one.hub.publish({ type: 'problems', present: [] });
    one.hub.publish({ type: 'case', case: aCase('20261122-0003') });
    await expect.poll(() => idsOf(other.heard)).toEqual(['20261122-0003']);
    expect(idsOf(one.heard)).toEqual(['heartbeat', 'problems', '20261122-0003']);
  });

  it('ignore messages that are not from a dispatch, and unknown cases', async () => {
    const [one, other] = await two();
    const { Redis } = await import('ioredis');
    const stranger = new Redis(redis.url);
    for (const text of ['x', '{}', '{"origin":"x","caseId":""}', '{"origin":"x","caseId":"gone"}'])
      await stranger.publish('bull:cases-changed', text);
    stranger.disconnect();
    one.hub.publish({ type: 'case', case: aCase('20261122-0004') });
    await expect.poll(() => idsOf(other.heard)).toEqual(['20261122-0004']);
    expect(other.log.lines.filter((line) => JSON.stringify(line).includes('ignored'))).toHaveLength(
      3,
    );
  });

  it('continue alone while Redis is down, and catch up when it is back', async () => {
    const [one, other] = await two();
    await redis.kill();
    one.hub.publish({ type: 'case', case: aCase('20261122-0005') });
    expect(idsOf(one.heard)).toEqual(['20261122-0005']);
    redis = await startRedis({ port: redis.port });
    await expect.poll(() => idsOf(other.heard), { timeout: 10_000 }).toContain('20261122-0005');
    one.hub.publish({ type: 'case', case: aCase('20261122-0006') });
    await expect
      .poll(
        () => {
          one.hub.publish({ type: 'case', case: aCase('20261122-0006') });
          return idsOf(other.heard);
        },
        { timeout: 10_000 },
      )
      .toContain('20261122-0006');
  });
});
