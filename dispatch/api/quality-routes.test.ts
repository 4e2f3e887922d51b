// A quality check over HTTP: drawn, judged blind by two persons, and its result. The custody log records every step, and no answer
// before the end reveals the first verdict.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  blindCaseSchema,
  sampleAgainSchema,
  sampleResultSchema,
  sampleViewSchema,
  type BlindCase,
  type SampleView,
} from '../../contracts/index.ts';
import { parseEntry } from '../../evidence/log-entry.ts';
import { actIn } from '../testing/act.ts';
import { anAlert } from '../testing/alerts.ts';
import { planFor } from '../testing/plan.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';

const fires = { kind: 'blocked-fire-exit' };
let api: TestApi;
const cookies = new Map<string, { cookie: string }>();
const ids: string[] = [];
const why = ['false-alarm', 'permitted'] as const;

beforeAll(async () => {
  api = await openTestApi();
  for (const role of ['auditor', 'admin', 'operator'] as const)
    cookies.set(role, await api.as(role));
  for (let index = 0; index < 6; index += 1) ids.push(await aJudged(index));
  // Nobody has judged this one.
  await api.store.cases.record(planFor(anAlert({ incidentId: 'open-1' })));
}, 120_000);
afterAll(() => api.close());

/** Void by the handler, whose name and note must not be shown. */
async function aJudged(index: number, kind = 'blocked-fire-exit'): Promise<string> {
  const incidentId = `judged-${index}`;
  await api.store.cases.record(planFor(anAlert({ incidentId, kind })));
  const id = (await api.store.cases.findByIncident(incidentId))?.id ?? '';
  const done = await actIn(api.store, id, {
    action: { action: 'void', why: why[index % 2] ?? 'permitted', reason: 'secret words' },
    ...{ by: 'the-handler', at: api.clock.now(), key: null, parts: ['duty-leader'] },
  });
  expect(done.outcome).toBe('done');
  return id;
}

const ask = (who: string, method: 'GET' | 'POST', path: string, payload?: object) =>
  api.app.inject({
    ...{ method, url: `/api/quality-samples${path}`, headers: { ...cookies.get(who) } },
    ...(payload && { payload }),
  });
const view = (answer: { json: () => unknown }): SampleView => sampleViewSchema.parse(answer.json());
const errorOf = (answer: { json: () => unknown }) => (answer.json() as { error: string }).error;

async function drawn(change: object = {}, who = 'auditor'): Promise<SampleView> {
  const wish = { size: 3, seed: 'month-11', filter: fires, reason: 'monthly check', ...change };
  const answer = await ask(who, 'POST', '', wish);
  expect(answer.statusCode, answer.body).toBe(201);
  return view(answer);
}

const telling = /false-alarm|permitted|the-handler|secret words|"void"|dismissed/;

/** Judges all cases, and returns them as they were shown. */
async function checkAll(who: string, { sample, size }: SampleView, verdict = 'permitted') {
  expect((await ask(who, 'POST', `/${sample}/begin`)).statusCode).toBe(200);
  const shown: BlindCase[] = [];
  for (let position = 1; position <= size; position += 1) {
    const answer = await ask(who, 'GET', `/${sample}/cases/${position}`);
    expect(answer.body).not.toMatch(telling);
    shown.push(blindCaseSchema.parse(answer.json()));
    const given = await ask(who, 'POST', `/${sample}/cases/${position}`, { verdict, note: 'seen' });
    expect(given.statusCode, given.body).toBe(200);
    expect(given.body).not.toMatch(telling);
  }
  return shown;
}

describe('a draw', () => {
  it('contains judged cases of cameras, and says from how many', async () => {
    expect(await drawn()).toMatchObject({
      ...{ size: 3, population: 6, seed: 'month-11', isOwnSeed: true, standing: 'may-check' },
      ...{ drawnBy: 'auditor', reason: 'monthly check', filter: fires, next: null, checks: [] },
    });
  });

  it('is the same for somebody else with the same seed and filter', async () => {
    const [one, other] = [await drawn(), await drawn({}, 'admin')];
    const idsOf = async (sample: number) =>
      (await api.store.quality.find(sample))?.cases.map(({ caseId }) => caseId);
    expect(await idsOf(one.sample)).toEqual(await idsOf(other.sample));
    expect(await idsOf(one.sample)).toHaveLength(3);
  });

  it('makes a seed when none is given, and keeps it', async () => {
    const { seed, isOwnSeed } = await drawn({ seed: undefined });
    expect(seed).toMatch(/^[0-9a-f]{16}$/);
    expect(isOwnSeed).toBe(false);
  });

  it('respects the filter', async () => {
    expect(await drawn({ size: 10, filter: { verdict: 'permitted' } })).toMatchObject({
      ...{ size: 3, population: 3 },
    });
    const none = await ask('auditor', 'POST', '', {
      ...{ size: 3, filter: { text: 'nowhere' }, reason: 'x' },
    });
    expect([none.statusCode, errorOf(none)]).toEqual([422, 'nothing-to-draw']);
  });

  it.each([
    ['no reason', { reason: ' ' }],
    ['a size of 0', { size: 0 }],
    ['a seed with a space', { seed: 'a b' }],
    ['an unknown filter', { filter: { colour: 'red' } }],
  ])('is refused with %s', async (_, change) => {
    const wish = { size: 3, filter: {}, reason: 'x', ...change };
    expect((await ask('auditor', 'POST', '', wish)).statusCode).toBe(400);
  });

  it('can be repeated later, and reports what has changed since', async () => {
    for (const index of [10, 11]) await aJudged(index, 'debris-pile');
    const { sample } = await drawn({ size: 6, filter: { kind: 'debris-pile' } });
    const again = async () =>
      sampleAgainSchema.parse((await ask('admin', 'GET', `/${sample}/again`)).json());
    expect(await again()).toEqual({ isSame: true, kept: 2, population: 2, populationThen: 2 });
    await aJudged(12, 'debris-pile');
    expect(await again()).toMatchObject({ population: 3, populationThen: 2 });
    expect((await ask('admin', 'GET', '/999/again')).statusCode).toBe(404);
  });
});

describe('a check', () => {
  it('is blind until its end, then shows the agreement', async () => {
    const one = await drawn({ seed: 'blind' });
    const shown = await checkAll('auditor', one);
    expect(new Set(shown.map(({ caseId }) => caseId)).size).toBe(3);
    for (const { caseId } of shown) expect(ids).toContain(caseId);
    const answer = await ask('auditor', 'GET', `/${one.sample}/result`);
    const { checks, sample } = sampleResultSchema.parse(answer.json());
    expect(sample.standing).toBe('finished');
    expect(checks).toMatchObject([{ person: 'auditor', judged: 3, byVerdict: { compared: 3 } }]);
    const differ = checks[0]?.differ ?? [];
    expect(differ.length).toBe(3 - (checks[0]?.byVerdict.same ?? 0));
    for (const each of differ)
      expect(each).toMatchObject({ first: 'false-alarm', firstBy: 'the-handler', note: 'seen' });
  });

  it('of a second person does not reveal the verdicts of the first', async () => {
    const one = await drawn({ seed: 'two' });
    await checkAll('auditor', one, 'confirmed');
    const seen = await ask('admin', 'GET', `/${one.sample}`);
    expect(seen.body).not.toMatch(/confirmed|blocked-fire-exit|monthly check/);
    await checkAll('admin', one, 'cannot-be-said');
    const answer = await ask('admin', 'GET', `/${one.sample}/result`);
    const { checks, between } = sampleResultSchema.parse(answer.json());
    expect(checks.map(({ person }) => person).sort()).toEqual(['admin', 'auditor']);
    expect(checks.find(({ person }) => person === 'admin')?.leftOut).toEqual([
      { why: 'cannot-be-said', count: 3 },
    ]);
    expect(between).toMatchObject([{ agreement: { why: 'nothing-compared' } }]);
  });

  it('goes from one case to the next, and a verdict cannot be changed', async () => {
    const { sample } = await drawn({ seed: 'order' });
    const give = (position: number) =>
      ask('auditor', 'POST', `/${sample}/cases/${position}`, { verdict: 'confirmed' });
    expect(errorOf(await give(1))).toBe('not-checking');
    expect(errorOf(await ask('auditor', 'GET', `/${sample}/cases/1`))).toBe('not-checking');
    await ask('auditor', 'POST', `/${sample}/begin`);
    expect(errorOf(await ask('auditor', 'GET', `/${sample}/cases/2`))).toBe('not-the-next');
    expect(errorOf(await give(2))).toBe('not-the-next');
    expect(view(await give(1)).next).toBe(2);
    expect(errorOf(await give(1))).toBe('already-judged');
    const own = blindCaseSchema.parse((await ask('auditor', 'GET', `/${sample}/cases/1`)).json());
    expect(own.own).toBe('confirmed');
    expect((await give(9)).statusCode).toBe(404);
    expect(errorOf(await ask('auditor', 'GET', `/${sample}/result`))).toBe('check-not-ended');
    expect(errorOf(await ask('auditor', 'GET', `/${sample}/result.csv`))).toBe('check-not-ended');
  });

  it('accepts one of two concurrent verdicts', async () => {
    const { sample } = await drawn({ seed: 'twice' });
    await ask('auditor', 'POST', `/${sample}/begin`);
    const give = (verdict: string) =>
      ask('auditor', 'POST', `/${sample}/cases/1`, { verdict }).then((one) => one.statusCode);
    const statuses = await Promise.all([give('confirmed'), give('permitted')]);
    expect(statuses.toSorted((one, other) => one - other)).toEqual([200, 409]);
    const file = await api.store.quality.find(sample);
    expect(file?.verdicts).toHaveLength(1);
  });

  it('can be ended early; the rest counts as not judged', async () => {
    const { sample } = await drawn({ seed: 'early' });
    await ask('auditor', 'POST', `/${sample}/begin`);
    await ask('auditor', 'POST', `/${sample}/cases/1`, { verdict: 'permitted' });
    expect(view(await ask('auditor', 'POST', `/${sample}/finish`)).standing).toBe('finished');
    const late = await ask('auditor', 'POST', `/${sample}/cases/2`, { verdict: 'permitted' });
    expect(errorOf(late)).toBe('check-ended');
    const { checks } = sampleResultSchema.parse(
      (await ask('auditor', 'GET', `/${sample}/result`)).json(),
    );
    expect(checks[0]?.leftOut).toContainEqual({ why: 'not-judged', count: 2 });
  });

  it('is closed to a person who has seen the result', async () => {
    const one = await drawn({ seed: 'reader' });
    expect(errorOf(await ask('admin', 'GET', `/${one.sample}/result`))).toBe('nobody-has-checked');
    await checkAll('auditor', one);
    expect((await ask('admin', 'GET', `/${one.sample}/result.csv`)).statusCode).toBe(200);
    expect(errorOf(await ask('admin', 'POST', `/${one.sample}/begin`))).toBe('result-seen');
  });

  it('excludes a case that the person had opened before', async () => {
    const one = await drawn({ seed: 'opened' });
    const caseId = (await api.store.quality.find(one.sample))?.cases[1]?.caseId ?? '';
    await api.app.inject({ url: `/api/cases/${caseId}`, headers: { ...cookies.get('admin') } });
    await checkAll('admin', one);
    const { checks } = sampleResultSchema.parse(
      (await ask('admin', 'GET', `/${one.sample}/result`)).json(),
    );
    expect(checks[0]?.leftOut).toEqual([{ why: 'opened-before', count: 1 }]);
  });

  it('is for auditors and administrators', async () => {
    expect((await ask('operator', 'GET', '')).statusCode).toBe(403);
    expect((await ask('operator', 'POST', '', {})).statusCode).toBe(403);
  });
});

describe('the custody log', () => {
  it('records every step with sample, case position and verdict, refused ones too', async () => {
    const one = await drawn({ seed: 'logged', size: 1 });
    await checkAll('auditor', one);
    await ask('auditor', 'GET', `/${one.sample}/result.csv`);
    await ask('auditor', 'POST', `/${one.sample}/cases/1`, { verdict: 'confirmed' });
    await api.parts.custodyWriter.flush();
    const size = (await api.store.custody.head())?.size ?? 0;
    const rows = await api.store.custody.rows(0, size);
    const entries = rows.flatMap((row) => parseEntry(row) ?? []);
    expect(entries).toContainEqual(
      expect.objectContaining({
        act: 'sample-drawn',
        details: { route: 'POST /api/quality-samples', size: '1', seed: 'logged' },
      }),
    );
    const own = entries.filter(({ subject }) => subject['sample'] === String(one.sample));
    expect(own.map(({ act, outcome, details }) => [act, outcome, details['verdict']])).toEqual([
      ['sample-checked', 'done', undefined],
      ['sample-read', 'done', undefined],
      ['sample-checked', 'done', 'permitted'],
      ['sample-read', 'done', undefined],
      ['sample-checked', 'refused', 'confirmed'],
    ]);
    expect(own[1]?.subject).toEqual({ sample: String(one.sample), position: '1' });
  });
});
