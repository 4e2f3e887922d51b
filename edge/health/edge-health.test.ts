import { describe, expect, it } from 'vitest';
import { edgeHealthSchema, type EdgeHealth } from '../../contracts/index.ts';
import type { FoundProblem } from '../found-problem.ts';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { createEdgeHealth } from './edge-health.ts';
import { healthAnswer } from './health-answer.ts';
import { createMetrics } from './metrics.ts';
import { createParts } from './parts.ts';

const gone: FoundProblem = { code: 'camera-unreachable', subject: 'gate' };
const full: FoundProblem = { code: 'disk-full', subject: '/data', values: { freeBytes: 0 } };

function edge(edgeId = 'edge-1') {
  const clock = createFakeClock();
  const metrics = createMetrics();
  const found: FoundProblem[] = [];
  const told: { path: string; health: EdgeHealth }[] = [];
  const answers: (number | 'away')[] = [];
  const send: typeof fetch = (url, init) => {
    const answer = answers.shift() ?? 204;
    if (answer === 'away') return Promise.reject(new TypeError('fetch failed'));
    const health = edgeHealthSchema.parse(JSON.parse(init?.body as string));
    told.push({ path: (url as URL).pathname, health });
    return Promise.resolve(new Response(null, { status: answer }));
  };
  const health = createEdgeHealth({
    edgeId,
    software: 'fencewatch 0.1.0',
    sources: [() => found],
    metrics,
    clock,
  });
  const stopping = new AbortController();
  const dispatch = { url: 'http://user:secret@d', token: null, fetch: send };
  const start = () => health.tell(dispatch, stopping.signal);
  return { clock, metrics, found, told, answers, health, start, stopping };
}

describe('the health of an edge', () => {
  it('is sent at the start and every few seconds, also when nothing is wrong', async () => {
    const { clock, told, start } = edge();
    void start();
    await clock.advance(11_000);
    expect(told.map(({ path }) => path)).toEqual(
      Array.from({ length: 3 }, () => '/api/edge/workers/edge-1/health'),
    );
    const { startedAt, sentAt } = told[2]!.health;
    expect(sentAt - startedAt).toBe(10_000);
  });

  it('is sent within a second when a problem comes or goes, but not when only its numbers change', async () => {
    const { clock, told, start, found } = edge();
    void start();
    await clock.advance(1500);
    found.push(full);
    await clock.advance(1000);
    expect(told).toHaveLength(2);
    found[0] = { ...full, values: { freeBytes: 1 } };
    await clock.advance(2000);
    expect(told).toHaveLength(2);
    found.length = 0;
    await clock.advance(1000);
    expect(told.map(({ health }) => health.problems.length)).toEqual([0, 1, 0]);
  });

  it.each(['away', 401, 503] as const)(
    'includes that dispatch is %s, without its log-in',
    async (answer) => {
      const { clock, health, start, answers } = edge();
      answers.push(answer);
      void start();
      await clock.advance(500);
      const codes = {
        away: 'dispatch-unreachable',
        401: 'dispatch-login-refused',
        503: 'dispatch-refuses',
      };
      expect(health.problems()).toMatchObject([{ code: codes[answer], subject: 'http://d' }]);
      await clock.advance(2000);
      expect(health.problems()).toEqual([]);
    },
  );

  it('is ignored by a dispatch of an earlier release', async () => {
    const { clock, health, start, answers } = edge();
    answers.push(404, 404);
    void start();
    await clock.advance(6000);
    expect(health.problems()).toEqual([]);
  });

  it('is exported as metrics, one line per problem, removed when it is over', async () => {
    const { metrics, found, health } = edge();
    found.push(gone, full);
    health.problems();
    expect(await metrics.registry.metrics()).toContain(
      'fencewatch_edge_problem{code="disk-full",subject="/data"} 1',
    );
    found.length = 0;
    health.problems();
    expect(await metrics.registry.metrics()).not.toContain('fencewatch_edge_problem{');
  });

  it('is sent to a valid path for an edge id of any length and characters', async () => {
    const { clock, told, start } = edge('東'.repeat(63) + '/');
    void start();
    await clock.advance(0);
    expect(decodeURIComponent(told[0]!.path.split('/')[4]!)).toBe('東'.repeat(63) + '/');
  });

  it('stops on abort', async () => {
    const { stopping, start } = edge();
    const done = start();
    stopping.abort();
    await done;
  });
});

describe('the answer of /healthz', () => {
  const state = { waiting: 0, unwritten: 0, unremoved: 0, problem: null, problems: [] };
  const states = (problem: string | null) => ({
    alerts: { ...state, problem },
    clips: state,
    uploads: state,
    past: state,
  });
  const ask = (problems: FoundProblem[], outbox: string | null = null) => {
    const { health, found } = edge();
    found.push(...problems);
    return healthAnswer(health.problems(), {
      cameras: [],
      outboxes: { states: () => states(outbox) },
      queue: { isConnected: () => true },
    });
  };

  it('is healthy when nothing is wrong', () => {
    expect(ask([])).toEqual({ ok: true, notes: [], problems: [] });
  });

  it('is healthy but lists the problem when a camera is away: a restart would not help', () => {
    expect(ask([gone])).toMatchObject({ ok: true, problems: [gone] });
  });

  it.each<[string, FoundProblem]>([
    ['disk-full /data (freeBytes 0)', full],
    ['folder-not-writable /data', { code: 'folder-not-writable', subject: '/data' }],
    ['edge-part-failed fences', { code: 'edge-part-failed', subject: 'fences' }],
  ])('is unhealthy with %s', (note, problem) => {
    const answer = ask([problem]);
    expect(answer).toMatchObject({ ok: false, notes: [note] });
  });

  it('is unhealthy while an outbox cannot be written', () => {
    expect(ask([], 'outbox full')).toMatchObject({ ok: false, notes: ['alerts: outbox full'] });
  });
});

describe('the parts of the worker', () => {
  it('fail one by one: the others go on, and the failed one is named', async () => {
    const clock = createFakeClock();
    const { log } = createMemoryLog();
    const stopping = new AbortController();
    const metrics = createMetrics();
    const parts = createParts({ metrics, clock, log, signal: stopping.signal });
    let turns = 0;
    let broken = true;
    parts.keep('fences', (signal) =>
      broken ? Promise.reject(new Error('no answer')) : clock.wait(1e9, signal),
    );
    parts.keep('disk watch', async (signal) => {
      for (; !signal.aborted; turns++) await clock.wait(1000, signal);
    });
    await clock.advance(10_000);
    expect(turns).toBe(10);
    expect(parts.problems()).toEqual([
      { code: 'edge-part-failed', subject: 'fences', values: { detail: 'no answer' } },
    ]);
    broken = false;
    await clock.advance(60_000);
    expect(parts.problems()).toEqual([]);
    expect(await metrics.registry.metrics()).toMatch(/part_failures_total\{part="fences"\} \d/);
    stopping.abort();
    await parts.done();
  });
});
