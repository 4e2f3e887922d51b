// Reviews over HTTP: the waiting cases, the decisions of reviewers, and the labels from their verdicts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  completePolicy,
  labelListSchema,
  reviewListSchema,
  type User,
} from '../../contracts/index.ts';
import { anAlert } from '../testing/alerts.ts';
import { planFor } from '../testing/plan.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';

const minute = 60_000;
let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
  const waits = [
    { incidentId: 'late', within: 20 * minute },
    { incidentId: 'soon', within: 5 * minute },
    { incidentId: 'shadow', within: 5 * minute },
  ];
  for (const { incidentId, within } of waits) {
    const review = [{ within, otherwise: 'lapse' } as const];
    const policies = [{ from: 0, policy: { ...completePolicy({}), review } }];
    const alert = anAlert({ incidentId, capturedAt: api.clock.now() });
    await api.store.cases.record(planFor(alert, { policies }));
  }
}, 120_000);
afterAll(() => api.close());

const get = async (role: User['role'], url: string) =>
  api.app.inject({ method: 'GET', url, headers: await api.as(role) });
const idOf = async (incidentId: string) =>
  (await api.store.cases.findByIncident(incidentId))?.id ?? '';

async function act(incidentId: string, role: User['role'], payload: object) {
  const url = `/api/cases/${await idOf(incidentId)}/transitions`;
  return api.app.inject({ method: 'POST', url, payload, headers: await api.as(role) });
}

describe('reviews over HTTP', () => {
  it('lists waiting cases, the earliest deadline first, with what happens at that time', async () => {
    const { reviews } = reviewListSchema.parse((await get('operator', '/api/reviews')).json());
    expect(reviews.map(({ case: file }) => file.incidentId).at(-1)).toBe('late');
    expect(reviews[0]).toMatchObject({ otherwise: 'lapse', case: { state: 'reported' } });
    expect(reviews).toHaveLength(3);
  });

  it('may be read by supervising roles, and verdicts are given by reviewers', async () => {
    expect((await get('responder', '/api/reviews')).statusCode).toBe(403);
    expect((await act('soon', 'responder', { action: 'confirm' })).statusCode).toBe(403);
  });

  it('accepts one verdict, and tells a second reviewer that the case is already reviewed', async () => {
    const reason = 'a shadow';
    expect((await act('soon', 'operator', { action: 'confirm', reason })).statusCode).toBe(200);
    const second = await act('soon', 'admin', { action: 'dismiss', why: 'permitted', reason });
    expect(second.statusCode).toBe(409);
    expect(second.body).toContain('already-reviewed');
    const dismiss = { action: 'dismiss', why: 'false-alarm' };
    expect((await act('shadow', 'operator', dismiss)).statusCode).toBe(400);
    expect((await act('shadow', 'operator', { ...dismiss, reason })).statusCode).toBe(200);
    const { reviews } = reviewListSchema.parse((await get('auditor', '/api/reviews')).json());
    expect(reviews.map(({ case: file }) => file.incidentId)).toEqual(['late']);
  });
});

describe('labels over HTTP', () => {
  const days = 'from=2026-11-01&to=2026-11-30';

  it("are people's verdicts, with author, time, reason and subject", async () => {
    const { labels } = labelListSchema.parse((await get('auditor', `/api/labels?${days}`)).json());
    expect(labels).toMatchObject([
      { caseId: await idOf('soon'), verdict: 'confirmed', person: 'operator', reason: 'a shadow' },
      { verdict: 'false-alarm', step: 'dismissed', fenceId: 'exit-3-floor', picture: null },
    ]);
    expect(labels[0]?.trace).toMatchObject({ rule: 'blocked-fire-exit' });
    expect(labels[0]?.observations).toMatch(
      /^\/api\/cameras\/exit-3\/observations\?from=\d+&to=\d+$/,
    );
  });

  it('come in pages, which may be empty', async () => {
    const found: string[] = [];
    let cursor: string | null | undefined = null;
    for (let page = 0; page < 5; page += 1) {
      const rest: string = cursor ? `&cursor=${cursor}` : '';
      const answer = await get('auditor', `/api/labels?${days}&limit=1${rest}`);
      const { labels, nextCursor } = labelListSchema.parse(answer.json());
      found.push(...labels.map(({ verdict }) => verdict));
      cursor = nextCursor;
      if (!cursor) break;
    }
    expect(found).toEqual(['confirmed', 'false-alarm']);
    expect(cursor).toBeNull();
  });

  it('are empty for days without cases, and a wrong cursor is refused', async () => {
    const none = await get('auditor', '/api/labels?from=2025-01-01&to=2025-01-02');
    expect(none.json()).toEqual({ labels: [], nextCursor: null });
    expect((await get('auditor', `/api/labels?${days}&cursor=abc`)).statusCode).toBe(400);
    expect((await get('auditor', '/api/labels')).statusCode).toBe(400);
  });
});
