// The list of cases over HTTP: filters by number, date, person, state, cell and free text, and the deadlines of each case.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseListSchema, type CaseStep } from '../../contracts/index.ts';
import { actIn, takeOn } from '../testing/act.ts';
import { anAlert, sundayMorning } from '../testing/alerts.ts';
import { planFor } from '../testing/plan.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';
import { assigneeOf } from './case-standing.ts';

let api: TestApi;
let operator: { cookie: string };
const hour = 3_600_000;
const leader = { parts: ['duty-leader', 'dispatcher'] as const, key: null };

beforeAll(async () => {
  api = await openTestApi();
  operator = await api.as('operator');
  const made = [
    { incidentId: 'one', cameraName: '解放路东段', gridCell: '370305001001001' },
    { incidentId: 'two', cameraName: 'Gate 100%', gridCell: '370305001002002' },
    { incidentId: 'three', cameraName: 'Gate_5', gridCell: null },
    { incidentId: 'four', cameraName: 'Yard', gridCell: '370305001001009' },
  ];
  for (const [index, parts] of made.entries()) {
    const openedAt = sundayMorning + index * hour;
    await api.store.cases.record(
      planFor(anAlert({ ...parts, openedAt, capturedAt: openedAt, fenceId: parts.incidentId })),
    );
  }
  const at = sundayMorning + 3 * hour;
  await takeOn(api.store, '20261122-0001', { by: 'li.na', at });
  await actIn(api.store, '20261122-0002', {
    ...leader,
    by: 'chief',
    at,
    action: { action: 'transfer', to: { person: 'wang' }, reason: 'nearer' },
  });
  await actIn(api.store, '20261122-0004', {
    ...leader,
    by: 'chief',
    at,
    action: { action: 'void', why: 'permitted' },
  });
}, 60_000);
afterAll(() => api.close());

async function ask(query: string) {
  const answer = await api.app.inject({ url: `/api/cases?${query}`, headers: operator });
  return { status: answer.statusCode, body: answer.json<unknown>() };
}
const numbersOf = async (query: string) =>
  caseListSchema.parse((await ask(query)).body).cases.map(({ id }) => Number(id.slice(-4)));

describe('the list of cases', () => {
  it.each([
    ['', [4, 3, 2, 1]],
    ['open=true', [3, 2, 1]],
    ['open=false', [4]],
    ['fenceId=two', [2]],
    ['fenceId=none-such', []],
    ['verdict=permitted', [4]],
    ['verdict=false-alarm', []],
    ['verdict=confirmed', []],
    ['verdict=none', [3, 2, 1]],
    ['verdict=permitted&fenceId=four', [4]],
    ['verdict=permitted&fenceId=two', []],
    ['states=acknowledged', [1]],
    ['states=acknowledged,void', [4, 1]],
    ['cell=370305001001', [4, 1]],
    ['cell=370305001002002', [2]],
    [`from=${sundayMorning + hour}&until=${sundayMorning + 3 * hour}`, [3, 2]],
    ['person=li.na', [1]],
    ['person=chief', [4, 2]],
    ['person=wang', [2]],
    ['person=nobody', []],
    ['text=20261122-0003', [3]],
    [`text=${encodeURIComponent('解放路')}`, [1]],
    ['text=gate', [3, 2]],
    ['text=GATE', [3, 2]],
    [`text=${encodeURIComponent('路')}`, [1]],
    ['text=_', [3]],
    ['text=0%25', [2]],
    ['text=e_5', [3]],
    ['text=e%25', []],
    ['text=%5C', []],
    ['ids=20261122-0001,20261122-0003,20261122-9999', [3, 1]],
    ['open=true&text=gate&person=wang', [2]],
  ])('asked for "%s" has the cases %j', async (query, expected) => {
    expect(await numbersOf(query)).toEqual(expected);
  });

  it.each([
    'states=burning',
    'states=',
    'cell=37%25',
    'open=perhaps',
    'from=-1',
    'ids=nonsense',
    'text=',
    'text=%00',
    `text=${'x'.repeat(101)}`,
    'person=',
    'with=everything',
    'limit=501',
  ])('refuses "%s"', async (query) => {
    expect((await ask(query)).status).toBe(400);
  });

  it('includes deadlines only on request, and then for each case', async () => {
    const [plain] = caseListSchema.parse((await ask('')).body).cases;
    expect(plain).not.toHaveProperty('deadline');
    const { cases } = caseListSchema.parse((await ask('with=deadline&order=id')).body);
    expect(cases.map(({ deadline }) => deadline?.name ?? null)).toEqual([
      null,
      'acknowledge',
      'onSite',
      'onSite',
    ]);
    expect(cases[1]?.deadline).toMatchObject({ isRunning: true, metAt: null });
    expect(cases.map(({ assignee }) => assignee ?? null)).toEqual([
      null,
      null,
      { person: 'wang' },
      null,
    ]);
  });
});

describe('the assignee of a case', () => {
  const step = (name: CaseStep['step'], to?: { person: string }): CaseStep => ({
    step: name,
    state: 'dispatched',
    at: 1,
    actor: null,
    alertId: null,
    part: null,
    reason: null,
    key: null,
    details: to ? { to } : null,
  });
  it.each([
    ['nobody, of a case without a log', [], null],
    [
      'the last who was named',
      [step('dispatched', { person: 'a' }), step('transferred', { person: 'b' })],
      { person: 'b' },
    ],
    [
      'whoever was named, whatever came later',
      [step('transferred', { person: 'b' }), step('still-there')],
      { person: 'b' },
    ],
    [
      'nobody once it is with those on duty again',
      [step('transferred', { person: 'b' }), step('re-opened')],
      null,
    ],
  ])('is %s', (_, log, expected) => {
    expect(assigneeOf(log)).toEqual(expected);
  });
});
