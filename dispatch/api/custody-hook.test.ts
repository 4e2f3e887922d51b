// Which requests of people the custody log records: by role, refused ones too, and that nothing is shown when the log accepts no
// entry.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseEntry } from '../../evidence/log-entry.ts';
import { userRoles } from '../../contracts/index.ts';
import type { CustodyNote } from '../evidence/custody-draft.ts';
import { draftOf } from '../evidence/custody-draft.ts';
import { anAlert } from '../testing/alerts.ts';
import { aJpeg } from '../testing/media.ts';
import { planFor } from '../testing/plan.ts';
import { openTestApi, testPassword, type TestApi } from '../testing/test-api.ts';
import { createRecentlyNoted } from './recently-noted.ts';

let api: TestApi;
let caseId: string;
let notes: CustodyNote[] = [];
let isAway = false;
const cookies = new Map<string, { cookie: string }>();
beforeAll(async () => {
  const note = (one: CustodyNote) => {
    notes.push(one);
    return isAway ? Promise.reject(new Error('down')) : Promise.resolve();
  };
  api = await openTestApi({ custody: { note } });
  await api.store.cases.record(planFor(anAlert({ incidentId: 'seen' })));
  caseId = (await api.store.cases.findByIncident('seen'))?.id ?? '';
  await api.upload('incidents/seen/picture', 'image/jpeg', aJpeg());
  for (const role of userRoles) cookies.set(role, await api.as(role));
}, 120_000);
afterAll(() => api.close());
beforeEach(() => {
  notes = [];
  isAway = false;
});

const ask = (url: string, role?: string, method: 'GET' | 'POST' = 'GET', payload?: object) =>
  api.app.inject({
    method,
    url,
    headers: { ...(role !== undefined && cookies.get(role)) },
    ...(payload && { payload }),
  });

describe('the custody log of the interface', () => {
  it.each(userRoles)('records who in role %s opened a case or its picture', async (role) => {
    await ask(`/api/cases/${caseId}`, role);
    await ask(`/api/cases/${caseId}/picture.jpg`, role);
    expect(notes.map(({ act, outcome }) => [act, outcome])).toEqual([
      ['case-viewed', 'done'],
      ['picture-viewed', 'done'],
    ]);
    expect(notes[1]).toMatchObject({
      subject: { case: caseId },
      person: { actor: role, role, address: '127.0.0.1' },
    });
  });

  it('records an attempt to see what does not exist', async () => {
    await ask(`/api/cases/${caseId}/clip.mp4`, 'auditor');
    expect(notes).toMatchObject([
      { act: 'clip-played', outcome: 'refused', details: { refusal: 'not-found' } },
    ]);
  });

  it('records that a converted copy was asked for', async () => {
    await ask(`/api/cases/${caseId}/clip.mp4?as=h264`, 'auditor');
    expect(notes).toMatchObject([{ act: 'clip-played', details: { as: 'h264' } }]);
  });

  it('records requests without a log-in once a minute', async () => {
    for (let round = 0; round < 3; round += 1) await ask(`/api/cases/${caseId}`);
    expect(notes).toMatchObject([
      { outcome: 'refused', details: { refusal: 'log-in-needed' }, person: { actor: null } },
    ]);
    api.clock.advance(61_000);
    await ask(`/api/cases/${caseId}`);
    expect(notes).toHaveLength(2);
  });

  it('records what a role may not do, on any route', async () => {
    await ask('/api/fences', 'responder', 'POST', {});
    await ask('/api/users', 'auditor');
    expect(notes).toMatchObject([
      { act: 'fence-changed', outcome: 'refused', details: { refusal: 'role-missing' } },
      { act: 'access', outcome: 'refused', details: { route: 'GET /api/users' } },
    ]);
  });

  it('records every change, also by a route without an entry in the table', async () => {
    const payload = { step: 'opened' };
    await ask('/api/notifications/none/receipts', 'operator', 'POST', payload);
    expect(notes).toMatchObject([
      { act: 'access', details: { route: 'POST /api/notifications/:notificationId/receipts' } },
    ]);
  });

  it('records log-ins and refused ones by the attempted name, without the password', async () => {
    await ask('/api/session', undefined, 'POST', { username: 'admin', password: testPassword });
    await ask('/api/session', undefined, 'POST', { username: 'admin', password: 'wrong' });
    expect(notes).toMatchObject([
      { act: 'logged-in', outcome: 'done', person: { actor: 'admin' } },
      { act: 'logged-in', outcome: 'refused', details: { refusal: 'wrong-log-in' } },
    ]);
    expect(JSON.stringify(notes)).not.toMatch(/"wrong"|correct horse/);
  });

  it('records an action on a case, with the reason as personal data', async () => {
    const reason = 'Mr Li says it is a false alarm';
    await ask(`/api/cases/${caseId}/transitions`, 'operator', 'POST', { action: 'void', reason });
    expect(notes).toMatchObject([
      { act: 'case-acted', details: { action: 'void' }, person: { actor: 'operator', reason } },
    ]);
    const { entry } = draftOf(notes[0] as CustodyNote);
    expect(entry).not.toContain('Mr Li');
    expect(parseEntry(entry)).not.toBeNull();
  });

  it('shows nothing when the entry cannot be written', async () => {
    isAway = true;
    for (const url of [`/api/cases/${caseId}`, `/api/cases/${caseId}/picture.jpg`]) {
      const answer = await ask(url, 'auditor');
      expect(answer.statusCode).toBe(503);
      expect(answer.json()).toMatchObject({ error: 'custody-log-away' });
    }
  });

  it('does not record lists, requests of edges, or health checks', async () => {
    await ask('/api/cases', 'admin');
    await ask('/api/health');
    await api.upload('incidents/seen/picture', 'image/jpeg', aJpeg());
    await ask('/api/edge/fences?after=0');
    expect(notes).toEqual([]);
  });
});

describe('the files of the log', () => {
  it('are for auditors and administrators, and only files of the log', async () => {
    expect((await ask('/api/custody/checkpoint', 'operator')).statusCode).toBe(403);
    expect((await ask('/api/custody/checkpoint', 'auditor')).statusCode).toBe(404);
    expect((await ask('/api/custody/keys', 'auditor')).statusCode).toBe(200);
    for (const path of ['..%2f..%2fdatabase', 'tile/0/..', 'tile/0/000.p', 'checkpoint%00'])
      expect((await ask(`/api/custody/${path}`, 'auditor')).statusCode).toBe(400);
  });
});

describe('createRecentlyNoted', () => {
  it('forgets a key after its time or a clock step, and has a bounded size', () => {
    let at = 1000;
    const recent = createRecentlyNoted({ now: () => at });
    expect([recent.has('a', 50), recent.has('a', 50)]).toEqual([false, true]);
    at += 50;
    expect(recent.has('a', 50)).toBe(false);
    at = 10;
    expect(recent.has('a', 50)).toBe(false);
    for (let key = 0; key < 10_000; key += 1) recent.has(String(key), 50);
    expect(recent.has('a', 50)).toBe(false);
  });
});
