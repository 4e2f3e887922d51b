// Shifts over HTTP: taken, swapped, handed over and signed, by the right people only.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  handOverListSchema,
  swapListSchema,
  swapSchema,
  takenShiftSchema,
  type SiteFile,
  type User,
} from '../../contracts/index.ts';
import { keptDuty, noteChanges, noteSince } from '../engine/watch-hand-overs.ts';
import { anAlert } from '../testing/alerts.ts';
import { aSite, testCell } from '../testing/a-site.ts';
import { planFor } from '../testing/plan.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';

const hour = 3_600_000;
const file: Partial<SiteFile> = {
  units: [
    { id: 'city', name: 'City', level: 'city' },
    { id: 'west', name: 'West', level: 'grid', parent: 'city', cells: [testCell] },
  ],
  people: [
    { id: 'li', name: 'Li Na', user: 'responder' },
    { id: 'wu', name: 'Wu Di', user: 'admin' },
    { id: 'sun', name: 'Sun Wei' },
  ],
  shifts: [
    {
      id: 'a',
      unit: 'west',
      part: 'officer',
      people: ['li'],
      hours: [{ from: '08:00', to: '20:00' }],
    },
    {
      id: 'b',
      unit: 'west',
      part: 'officer',
      people: ['sun'],
      hours: [{ from: '20:00', to: '08:00' }],
    },
    { id: 'c', unit: 'city', part: 'duty-leader', people: ['wu'] },
  ],
};
let api: TestApi;
/** 12:00 in Shanghai. */
let noon = 0;
beforeAll(async () => {
  api = await openTestApi({}, null, aSite(file));
  noon = api.clock.now();
}, 120_000);
afterAll(() => api.close());

async function call(role: User['role'], method: 'GET' | 'POST', url: string, payload?: object) {
  const headers = await api.as(role);
  return api.app.inject({ method, url, headers, ...(payload && { payload }) });
}
function goTo(at: number): void {
  api.clock.advance(at - api.clock.now());
}
const serving = () =>
  api.parts.recipients.roster
    .onDuty('west', 'officer', api.clock.now())
    .map(({ person }) => person);
const west = { unit: 'west', part: 'officer', reason: 'Sun is ill' };

describe('a swap', () => {
  const evening = () => ({
    unit: 'west',
    part: 'officer',
    from: noon + 2 * hour,
    until: noon + 8 * hour,
  });
  const ask = (other = 'wu') =>
    call('responder', 'POST', '/api/swaps', { give: evening(), other, reason: 'a wedding' });
  const answer = (role: User['role'], swap: number, said: string) =>
    call(role, 'POST', `/api/swaps/${swap}/answer`, { answer: said });

  it('is requested by one person, and answered once: by the other, by a leader, or withdrawn', async () => {
    const { swap, answers } = swapSchema.parse((await ask()).json());
    expect(answers).toEqual(['withdraw']);
    expect((await answer('responder', swap, 'agree')).statusCode).toBe(403);
    expect((await answer('operator', swap, 'agree')).body).toContain('not-your-swap');
    const agreed = await answer('admin', swap, 'agree');
    expect(agreed.json()).toMatchObject({ state: 'agreed', endedBy: 'admin', answers: [] });
    expect((await answer('admin', swap, 'agree')).body).toContain('swap-ended');
    const { content, version } = api.parts.duty.current();
    expect(content.overrides).toHaveLength(1);
    expect(content.overrides[0]?.reason).toBe('a wedding (asked by responder, agreed by admin)');
    expect(swapSchema.parse(agreed.json()).version).toBe(version);
  });

  it('is refused when the roster does not allow it any more', async () => {
    // A shift that was given away cannot be given away again.
    const again = await ask();
    expect([again.statusCode, again.body]).toEqual([409, expect.stringContaining('not-on-duty')]);
  });

  it('may be withdrawn, declined, or decided by a leader', async () => {
    const give = { ...evening(), from: noon + 21 * hour, until: noon + 23 * hour };
    const made = async () =>
      swapSchema.parse(
        (await call('responder', 'POST', '/api/swaps', { give, other: 'wu', reason: 'x' })).json(),
      ).swap;
    expect((await answer('responder', await made(), 'withdraw')).json()).toMatchObject({
      state: 'withdrawn',
    });
    expect((await answer('admin', await made(), 'decline')).json()).toMatchObject({
      state: 'declined',
    });
    expect((await answer('operator', await made(), 'force')).json()).toMatchObject({
      state: 'forced',
    });
    expect(api.parts.duty.current().content.overrides.at(-1)?.reason).toContain(
      'decided by operator',
    );
  });

  it('is listed for the people concerned, and lapses when nobody answers', async () => {
    const give = { ...evening(), from: noon + 45 * hour, until: noon + 46 * hour };
    const asked = await call('responder', 'POST', '/api/swaps', {
      give,
      other: 'sun',
      reason: 'x',
    });
    expect(asked.statusCode).toBe(201);
    goTo(noon + 46 * hour);
    const { swaps } = swapListSchema.parse((await call('responder', 'GET', '/api/swaps')).json());
    expect(swaps[0]).toMatchObject({ state: 'lapsed', answers: [], otherName: 'Sun Wei' });
    expect((await call('auditor', 'GET', '/api/swaps')).json()).toEqual({ swaps: [] });
    expect((await answer('operator', swaps[0]!.swap, 'force')).body).toContain('swap-ended');
    goTo(noon);
  });

  it('can be requested only by people in the roster', async () => {
    const none = await call('operator', 'POST', '/api/swaps', {
      give: evening(),
      other: 'wu',
      reason: 'x',
    });
    expect([none.statusCode, none.body]).toEqual([403, expect.stringContaining('not-in-roster')]);
  });
});

describe('a shift that is taken now', () => {
  it('belongs to the new person from this minute on, as an override with author and reason', async () => {
    goTo(noon + 10 * hour);
    expect(serving()).toEqual(['sun']);
    const taken = await call('responder', 'POST', '/api/duty/take', west);
    expect(takenShiftSchema.parse(taken.json())).toMatchObject({ person: 'li', instead: 'sun' });
    expect(serving()).toEqual(['li']);
    expect(api.parts.duty.current()).toMatchObject({ author: 'responder', reason: 'Sun is ill' });
    const again = await call('responder', 'POST', '/api/duty/take', west);
    expect([again.statusCode, again.body]).toEqual([
      409,
      expect.stringContaining('already-on-duty'),
    ]);
  });

  it('can be given to somebody else only by leaders', async () => {
    const forWu = { ...west, person: 'wu' };
    expect((await call('responder', 'POST', '/api/duty/take', forWu)).statusCode).toBe(403);
    expect((await call('auditor', 'POST', '/api/duty/take', west)).statusCode).toBe(403);
    expect((await call('operator', 'POST', '/api/duty/take', west)).body).toContain(
      'not-in-roster',
    );
    expect((await call('operator', 'POST', '/api/duty/take', forWu)).statusCode).toBe(201);
    expect(serving()).toEqual(['wu']);
    goTo(noon);
  });
});

describe('a hand-over', () => {
  const list = async (role: User['role'], query = '') =>
    handOverListSchema.parse((await call(role, 'GET', `/api/hand-overs${query}`)).json());
  const sign = (role: User['role'], id: number, payload = {}) =>
    call(role, 'POST', `/api/hand-overs/${id}/sign`, payload);

  it('is made once per change of people, with the open cases, and says if it was late', async () => {
    await api.store.cases.record(planFor(anAlert({ incidentId: 'left-open', capturedAt: noon })));
    await api.store.mutes.add({
      of: 'camera',
      id: 'exit-3',
      until: noon + 90 * hour,
      reason: 'works',
      author: 'x',
      from: noon,
    });
    // Two days later the regular shifts apply again.
    const evening = noon + 56 * hour;
    goTo(evening + 60_000);
    const made = await noteChanges(api.parts, evening - hour, api.clock.now());
    expect(made).toBe(1);
    expect(await noteChanges(api.parts, evening - hour, api.clock.now())).toBe(0);
    const { handOvers, unsigned } = await list('admin', '?open=true');
    expect(unsigned).toBe(1);
    expect(handOvers[0]).toMatchObject({
      unitName: 'West',
      outgoing: ['Li Na'],
      incoming: ['Sun Wei'],
      at: evening,
      madeAt: evening + 60_000,
    });
    expect(handOvers[0]?.summary).toMatchObject({
      open: 1,
      red: 1,
      mutes: [{ id: 'exit-3' }],
      cases: [{ light: 'red' }],
    });
  });

  it('is signed once, by the next shift or a leader, and never by the leaving shift', async () => {
    const [open] = (await list('operator')).handOvers;
    const id = open?.handOver ?? 0;
    expect(open?.maySign).toBe(true);
    expect((await sign('responder', id)).body).toContain('not-your-shift');
    const signed = await sign('operator', id, { note: 'camera 3 is dark' });
    expect(signed.json()).toMatchObject({
      signedBy: 'operator',
      note: 'camera 3 is dark',
      maySign: false,
    });
    expect((await sign('admin', id)).statusCode).toBe(409);
    expect((await list('operator')).unsigned).toBe(0);
    expect((await sign('operator', 9999)).statusCode).toBe(404);
  });

  it('is not lost when the roster is edited before the change is noticed', async () => {
    const evening = noon + 80 * hour;
    goTo(evening + 61_000);
    const { duty } = api.parts;
    const seen = {
      until: evening - hour,
      version: duty.current().version,
      roster: keptDuty(duty),
    };
    const taken = await call('operator', 'POST', '/api/duty/take', { ...west, person: 'wu' });
    expect(taken.statusCode).toBe(201);
    const now = api.clock.now();
    expect(await noteSince(seen, api.parts, now)).toBe(2);
    expect(await noteSince(seen, api.parts, now)).toBe(0);
    const { handOvers } = await list('admin', '?open=true');
    const people = handOvers.filter(({ at }) => at >= evening).map((one) => [one.at, one.incoming]);
    expect(new Map(people as [number, string[]][])).toEqual(
      new Map([
        [evening, ['Sun Wei']],
        [evening + 60_000, ['Wu Di']],
      ]),
    );
  });
});

describe('a mute', () => {
  it('is listed while it is active, and after its end with who ended it', async () => {
    const { mutes } = (await call('operator', 'GET', '/api/mutes')).json<{
      mutes: { mute: number }[];
    }>();
    const headers = await api.as('operator');
    await api.app.inject({ method: 'DELETE', url: `/api/mutes/${mutes[0]?.mute}`, headers });
    expect((await call('operator', 'GET', '/api/mutes')).json()).toEqual({ mutes: [] });
    const ended = await call('operator', 'GET', `/api/mutes?ended=${noon}`);
    expect(ended.json()).toMatchObject({
      mutes: [{ endedBy: 'operator', until: api.clock.now() }],
    });
  });
});

describe('what waits for a review', () => {
  const put = async (role: User['role'], payload: object) =>
    api.app.inject({
      method: 'PUT',
      url: '/api/review-gates',
      payload,
      headers: await api.as(role),
    });
  const gate = {
    of: 'fence',
    id: 'exit-3-floor',
    reason: 'shadows',
    rule: { withinMs: 600_000, otherwise: 'lapse' },
  };

  it('is set for a fence or kind, by operators, and overrides the site file', async () => {
    expect((await put('responder', gate)).statusCode).toBe(403);
    expect((await put('operator', { ...gate, id: 'nowhere' })).statusCode).toBe(404);
    expect((await put('operator', { ...gate, of: 'kind', id: 'no-kind' })).statusCode).toBe(400);
    expect((await put('operator', gate)).json()).toMatchObject({
      gates: [{ author: 'operator', id: 'exit-3-floor' }],
    });
    const alert = anAlert({ incidentId: 'gated', capturedAt: api.clock.now() });
    await api.store.cases.record(planFor(alert, { gates: api.parts.reviewGates.current() }));
    const held = await api.store.cases.findByIncident('gated');
    expect(held).toMatchObject({ state: 'reported', isHeld: true });
  });

  it('is switched off for one fence although its kind waits', async () => {
    await put('admin', { ...gate, of: 'kind', id: 'blocked-fire-exit' });
    await put('admin', { ...gate, rule: 'off' });
    const alert = anAlert({ incidentId: 'let-out', capturedAt: api.clock.now() });
    await api.store.cases.record(planFor(alert, { gates: api.parts.reviewGates.current() }));
    expect(await api.store.cases.findByIncident('let-out')).toMatchObject({ state: 'dispatched' });
    await put('admin', { ...gate, rule: 'site-file' });
    const again = anAlert({ incidentId: 'by-kind', capturedAt: api.clock.now() });
    await api.store.cases.record(planFor(again, { gates: api.parts.reviewGates.current() }));
    expect(await api.store.cases.findByIncident('by-kind')).toMatchObject({ state: 'reported' });
  });
});
