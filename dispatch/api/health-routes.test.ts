// Health reports of edges, and what people get of them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemListSchema, type EdgeHealth } from '../../contracts/index.ts';
import { silentAfterMs } from '../cameras/camera-view.ts';
import type { ProblemService } from '../problems/problem-service.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
let service: ProblemService;
let headers: { cookie: string };
beforeAll(async () => {
  api = await openTestApi();
  service = api.parts.problems as ProblemService;
  headers = await api.as('responder');
}, 120_000);
afterAll(() => api.close());

const health = (part: Partial<EdgeHealth> = {}): EdgeHealth => ({
  version: 1,
  edgeId: 'edge-1',
  software: '0.1.0',
  startedAt: 1,
  sentAt: api.clock.now(),
  problems: [
    { code: 'disk-full', subject: '/data', since: api.clock.now() - 5000, values: {} },
    { code: 'camera-login-held', subject: 'exit-3', since: 1, values: { retryAt: 99 } },
  ],
  ...part,
});
const report = (edgeId: string, body: object) =>
  api.upload(`workers/${encodeURIComponent(edgeId)}/health`, 'application/json', body);
const list = async () => {
  await service.look();
  const answer = await api.app.inject({ method: 'GET', url: '/api/problems', headers });
  return problemListSchema.parse(answer.json());
};

describe('the health of edges', () => {
  it('is empty at first', async () => {
    expect(await list()).toEqual({ present: [], past: [] });
  });

  it('is accepted, published live, and listed with cameras without a report', async () => {
    expect((await report('edge-1', health())).statusCode).toBe(204);
    api.clock.advance(silentAfterMs + 1);
    await report('edge-1', health());
    const { present } = await list();
    expect(present.map(({ code, subject, edgeId }) => [code, subject, edgeId])).toEqual([
      ['camera-not-heard-of', 'exit-3', null],
      ['camera-not-heard-of', 'corner', null],
      ['disk-full', '/data', 'edge-1'],
      ['camera-login-held', 'exit-3', 'edge-1'],
    ]);
    expect(api.heard.filter(({ type }) => type === 'problems').at(-1)).toEqual({
      type: 'problems',
      present,
    });
  });

  it('is listed with its end when it is over', async () => {
    await report('edge-1', health({ problems: [] }));
    const { past } = await list();
    expect(past.map(({ code, until }) => [code, until])).toEqual(
      expect.arrayContaining([['disk-full', api.clock.now()]]),
    );
  });

  it('is kept as it was when the edge falls silent', async () => {
    await report('edge-1', health());
    const heardAt = api.clock.now();
    api.clock.advance(silentAfterMs + 1);
    const { present } = await list();
    expect(present).toContainEqual(
      expect.objectContaining({ code: 'edge-silent', since: heardAt }),
    );
    expect(present).toContainEqual(
      expect.objectContaining({ code: 'disk-full', lastHeardAt: heardAt }),
    );
  });

  it.each([
    ['of another edge', 'edge-2', {}],
    ['with an unknown code', 'edge-1', { problems: [{ code: 'bored', subject: 'x', since: 1 }] }],
    ['with a key that nobody knows', 'edge-1', { mood: 'fine' }],
    ['with an id without end', 'e'.repeat(65), { edgeId: 'e'.repeat(65) }],
  ])('%s is refused', async (_, edgeId, change) => {
    const answer = await report(edgeId, { ...health(), ...change });
    expect(answer.statusCode).toBe(400);
  });

  it('may have the longest legal values everywhere', async () => {
    const edgeId = '边'.repeat(64);
    const problems = Array.from({ length: 2000 }, (_, index) => ({
      code: 'entry-damaged' as const,
      subject: String(index).padEnd(500, '文'),
      since: 1,
      values: { reason: 'x\u0000y' },
    }));
    expect((await report(edgeId, health({ edgeId, problems }))).statusCode).toBe(204);
    const { present } = await list();
    expect(present.length).toBe(1000);
    await report(edgeId, health({ edgeId, problems: [] }));
    const { past } = await list();
    expect(past[0]?.values).toEqual({ reason: 'x\\u0000y' });
  }, 60_000);

  it('is readable for every user, and for nobody else', async () => {
    const answer = await api.app.inject({ method: 'GET', url: '/api/problems' });
    expect(answer.statusCode).toBe(401);
  });
});
