import { beforeEach, describe, expect, it } from 'vitest';
import type { LiveEvent } from '../../contracts/index.ts';
import { silentAfterMs } from '../cameras/camera-view.ts';
import type { HealthStore } from './health-store.ts';
import { fakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { quietLog } from '../testing/quiet-log.ts';
import { createEdgeReports } from './edge-reports.ts';
import type { Finding, ProblemEntry } from './problem-registry.ts';
import { createProblemService, historyMs } from './problem-service.ts';

const disk: Finding = {
  problem: { code: 'disk-full', subject: '/data', since: 1000, values: {} },
  edgeId: 'edge-1',
  lastHeardAt: null,
};
let clock: FakeClock;
let told: LiveEvent[];
let findings: Finding[];
let kept: Map<string, ProblemEntry>;
let prunedBefore: number[];
let away: boolean;

beforeEach(() => {
  clock = fakeClock(1_000_000_000);
  told = [];
  findings = [];
  kept = new Map();
  prunedBefore = [];
  away = false;
});

/** An in-memory store that can fail. */
function store(): HealthStore {
  const answer = <T>(value: () => T): Promise<T> =>
    away ? Promise.reject(new Error('the store is away')) : Promise.resolve(value());
  return {
    openEntries: () => answer(() => [...kept.values()].filter(({ until }) => until === null)),
    keepEntries: (entries) =>
      answer(() => {
        for (const one of entries) kept.set(`${one.code} ${one.subject} ${one.since}`, one);
      }),
    past: () =>
      answer(() =>
        [...kept.values()].flatMap((one) =>
          one.until === null ? [] : [{ ...one, until: one.until }],
        ),
      ),
    reports: () => answer(() => []),
    keepReports: () => answer(() => undefined),
    prune: (before) => answer(() => void prunedBefore.push(before)),
  };
}

function openService(sources = [() => findings]) {
  const log = quietLog();
  const hub = { publish: (event: LiveEvent) => void told.push(event) };
  const reports = createEdgeReports(clock);
  const service = createProblemService({ sources, reports, store: store(), hub, clock, log });
  return { service, log };
}

describe('the service of problems', () => {
  it('reports and stores nothing when there is no problem', async () => {
    const { service } = openService();
    await service.look();
    expect({ told, kept: kept.size }).toEqual({ told: [], kept: 0 });
    expect(await service.list()).toEqual({ present: [], past: [] });
  });

  it('reports starts and ends once each, and lists the end', async () => {
    const { service } = openService();
    clock.advance(silentAfterMs + 1);
    findings = [disk];
    await service.look();
    await service.look();
    expect(told).toMatchObject([{ type: 'problems', present: [{ code: 'disk-full' }] }]);
    findings = [];
    await service.look();
    expect(told).toHaveLength(2);
    expect(await service.list()).toMatchObject({ present: [], past: [{ code: 'disk-full' }] });
  });

  it('continues without its store, reports all the same, and stores the rest later', async () => {
    const { service, log } = openService();
    clock.advance(silentAfterMs + 1);
    away = true;
    findings = [disk];
    await service.look();
    await service.look();
    expect(told).toHaveLength(1);
    expect(log.lines.length).toBe(1);
    findings = [];
    await service.look();
    away = false;
    await service.look();
    expect([...kept.values()]).toMatchObject([{ code: 'disk-full', until: clock.now() }]);
  });

  it('continues after a restart, and ends problems that are gone by then', async () => {
    const before = openService();
    findings = [disk];
    await before.service.look();
    findings = [];
    clock.advance(60_000);
    const { service } = openService();
    await service.look();
    expect(service.present()).toMatchObject([{ code: 'disk-full', since: 1000, times: 1 }]);
    clock.advance(silentAfterMs + 1);
    await service.look();
    expect(service.present()).toEqual([]);
    expect([...kept.values()]).toMatchObject([{ until: clock.now() }]);
  });

  it('keeps the problems of a source that fails', async () => {
    const { service, log } = openService([
      () => findings,
      () => {
        if (away) throw new Error('broken');
        return [{ ...disk, edgeId: null }];
      },
    ]);
    clock.advance(silentAfterMs + 1);
    await service.look();
    expect(service.present()).toHaveLength(1);
    away = true;
    await service.look();
    expect(service.present()).toHaveLength(1);
    expect(log.lines.length).toBeGreaterThan(0);
  });

  it('removes ended problems after two weeks', async () => {
    const { service } = openService();
    await service.look();
    expect(prunedBefore).toEqual([clock.now() - historyMs]);
    await service.look();
    expect(prunedBefore).toHaveLength(1);
  });

  it('runs until it is told to stop', async () => {
    const { service } = openService();
    const stop = new AbortController();
    findings = [disk];
    const running = service.run(stop.signal);
    while (told.length === 0) await new Promise(setImmediate);
    stop.abort();
    await running;
    expect(clock.slept).toContain(2000);
  });
});
