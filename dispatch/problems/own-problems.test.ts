// Problems that dispatch finds by itself: of cameras, and of the parts that it depends on.
import { describe, expect, it } from 'vitest';
import type { CameraStatus } from '../../contracts/index.ts';
import { cameraStatus } from '../../contracts/testing/messages.ts';
import { silentAfterMs, type Heard } from '../cameras/camera-view.ts';
import { cameraProblems, type CameraProblemsInput } from './camera-problems.ts';
import { partProblems, startWithinMs } from './part-problems.ts';

const startedAt = 1_000_000;
const now = startedAt + 3600_000;
const heard = (part: Partial<CameraStatus> = {}, heardAt = now - 1000): Heard => ({
  status: { ...cameraStatus, cameraId: 'exit-3', state: 'live', view: 'ok', ...part },
  heardAt,
});
const problemsOf = (last: Heard | null, change: Partial<CameraProblemsInput> = {}) =>
  cameraProblems({
    cameraIds: ['exit-3'],
    heard: new Map(last === null ? [] : [['exit-3', last]]),
    edgesWithHealth: new Set(),
    startedAt,
    now,
    ...change,
  });

describe('a camera', () => {
  it('that does not exist has no problem', () => {
    expect(problemsOf(null, { cameraIds: [] })).toEqual([]);
  });

  it('that is live with a good view has none', () => {
    expect(problemsOf(heard())).toEqual([]);
  });

  it('without any report is a problem after the time that edges need to start', () => {
    expect(problemsOf(null)).toEqual([
      { code: 'camera-not-heard-of', subject: 'exit-3', since: startedAt, values: {} },
    ]);
    expect(problemsOf(null, { now: startedAt + silentAfterMs })).toEqual([]);
  });

  it('whose edge has fallen silent is a problem since then, without its older ones', () => {
    const last = heard({ state: 'refused', edgeId: 'edge-9' }, now - silentAfterMs - 1);
    expect(problemsOf(last)).toEqual([
      {
        code: 'camera-not-heard-of',
        subject: 'exit-3',
        since: last.heardAt,
        values: { edgeId: 'edge-9' },
      },
    ]);
  });

  it.each([
    ['offline', 'camera-unreachable'],
    ['refused', 'camera-login-refused'],
    ['stalled', 'camera-stalled'],
  ] as const)('that is %s has a problem where its edge sends no health', (state, code) => {
    const last = heard({ state, sentAt: 5000, since: 2000 });
    expect(problemsOf(last)).toMatchObject([{ code, since: last.heardAt - 3000 }]);
    const edgesWithHealth = new Set([last.status.edgeId]);
    expect(problemsOf(last, { edgesWithHealth })).toEqual([]);
  });

  it('that starts has no problem yet', () => {
    expect(problemsOf(heard({ state: 'starting', view: null }))).toEqual([]);
  });

  it('with a wrong view has one, also if its edge sends health reports', () => {
    const edgesWithHealth = new Set([heard().status.edgeId]);
    expect(problemsOf(heard({ view: 'moved' }), { edgesWithHealth })).toMatchObject([
      { code: 'camera-view-wrong', values: { view: 'moved' } },
    ]);
    expect(problemsOf(heard({ view: 'black', state: 'offline' }), { edgesWithHealth })).toEqual([]);
  });
});

describe('the parts of dispatch', () => {
  const well = { ok: true, problem: null };
  const away = { ok: false, problem: 'connect ECONNREFUSED' };
  const places = {
    redisUrl: 'redis://fencewatch:secret@redis.city:6379/1',
    mqttUrl: 'mqtt://broker.city:1883',
    databaseUrl: 'postgres://fencewatch:secret@db.city/fencewatch',
    dataDir: '/var/lib/fencewatch',
  };

  it('that work have no problem', () => {
    const health = { ok: true, store: well, redis: well, mqtt: well };
    expect(partProblems(health, places, { startedAt, now })).toEqual([]);
  });

  it('have one each, without any log-in', () => {
    const health = { ok: false, store: away, redis: away, mqtt: away };
    const found = partProblems(health, places, { startedAt, now });
    expect(found.map(({ code }) => code)).toEqual([
      'store-unreachable',
      'redis-unreachable',
      'broker-unreachable',
    ]);
    expect(JSON.stringify(found)).not.toContain('secret');
    expect(found[0]?.subject).toContain('db.city');
  });

  it('name the fault of Redis, at the start too unless it is only not there yet', () => {
    const health = { ok: false, store: well, redis: away, mqtt: well };
    const found = (code: 'redis-evicts' | 'redis-unreachable', now: number) => {
      const redis = [{ code, subject: 'redis://redis.city:6379/1', values: { detail: 'x' } }];
      return partProblems(health, places, { startedAt, now, redis });
    };
    const evicts = { code: 'redis-evicts', subject: 'redis://redis.city:6379/1' };
    expect(found('redis-evicts', now)).toEqual([
      { ...evicts, since: now, values: { detail: 'x' } },
    ]);
    expect(found('redis-evicts', startedAt)).toMatchObject([evicts]);
    expect(found('redis-unreachable', startedAt)).toEqual([]);
    expect(found('redis-unreachable', now)).toHaveLength(1);
  });

  it('get time to start', () => {
    const health = { ok: false, store: well, redis: away, mqtt: away };
    const early = { startedAt, now: startedAt + startWithinMs - 1 };
    expect(partProblems(health, places, early)).toEqual([]);
  });

  it('name the folder of the embedded database, and never fail on an odd address', () => {
    const health = { ok: false, store: away, redis: away, mqtt: well };
    const odd = { ...places, databaseUrl: null, redisUrl: 'no address' };
    const found = partProblems(health, odd, { startedAt, now });
    expect(found[0]?.subject).toBe('/var/lib/fencewatch');
    expect(found).toHaveLength(2);
  });
});
