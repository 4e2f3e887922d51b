// Holds, and deletions by hand and by rule: who may, what prevents them, what is left afterwards, and that the custody log records
// every attempt.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { caseDetailSchema, userRoles, type RetentionRule } from '../../contracts/index.ts';
import { parseEntry, type LogEntry } from '../../evidence/log-entry.ts';
import { readZip } from '../../evidence/zip.ts';
import { createRetention } from '../evidence/retention.ts';
import { actIn } from '../testing/act.ts';
import { fakeClock } from '../testing/fake-clock.ts';
import { anAlert } from '../testing/alerts.ts';
import { aJpeg, anMp4 } from '../testing/media.ts';
import { planFor } from '../testing/plan.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';

const dayMs = 86_400_000;
let api: TestApi;
const cookies = new Map<string, { cookie: string }>();
beforeAll(async () => {
  api = await openTestApi();
  for (const role of userRoles) cookies.set(role, await api.as(role));
}, 120_000);
afterAll(() => api.close());

let incidentId: string;
let caseId: string;
let count = 0;
const clip = anMp4(2000);
beforeEach(async () => {
  incidentId = `held-${(count += 1)}`;
  caseId = await aCase(incidentId);
});

async function aCase(incident: string, kind = 'blocked-fire-exit'): Promise<string> {
  await api.store.cases.record(planFor(anAlert({ incidentId: incident, kind })));
  await api.upload(`incidents/${incident}/picture`, 'image/jpeg', aJpeg());
  await api.upload(`incidents/${incident}/clip`, 'video/mp4', clip);
  return (await api.store.cases.findByIncident(incident))?.id ?? '';
}

/** A false alarm. */
async function settle(id = caseId): Promise<void> {
  const action = { action: 'void', why: 'false-alarm' } as const;
  const at = api.clock.now();
  const done = await actIn(api.store, id, {
    action,
    by: 'admin',
    at,
    key: null,
    parts: ['duty-leader'],
  });
  expect(done.outcome).toBe('done');
}

const ask = (role: string, what: string, payload: object = { reason: 'asked by the court' }) =>
  api.app.inject({
    method: 'POST',
    url: `/api/cases/${caseId}/${what}`,
    payload,
    headers: { ...cookies.get(role) },
  });
const errorOf = (answer: { json: () => unknown }) => (answer.json() as { error: string }).error;

async function entries(act: string): Promise<LogEntry[]> {
  await api.parts.custodyWriter.flush();
  const rows = await api.store.custody.ofCase(caseId);
  return rows.flatMap(({ entry }) => parseEntry(entry) ?? []).filter((one) => one.act === act);
}

async function detail() {
  const headers = { ...cookies.get('auditor') };
  return caseDetailSchema.parse(
    (await api.app.inject({ url: `/api/cases/${caseId}`, headers })).json(),
  );
}

const filesOf = () =>
  readdir(join(api.parts.dataDir, 'incidents', incidentId)).then((names) => names.sort());

describe('who may hold, lift and delete', () => {
  it.each([
    ['operator', 403, 403, 403],
    ['responder', 403, 403, 403],
    ['auditor', 204, 204, 403],
    ['admin', 204, 204, 204],
  ])(
    '%s: hold %i, lift %i, delete %i, and each try stands in the log',
    async (role, ...expected) => {
      await settle();
      const tries = ['hold', 'hold/lift', 'delete-evidence'];
      const statuses = [];
      for (const what of tries) statuses.push((await ask(role, what)).statusCode);
      expect(statuses).toEqual(expected);
      const acts = ['hold-placed', 'hold-lifted', 'evidence-deleted'];
      for (const [at, act] of acts.entries()) {
        const outcome = expected[at] === 204 ? 'done' : 'refused';
        expect((await entries(act)).at(-1)).toMatchObject({ outcome, subject: { case: caseId } });
      }
    },
  );

  it.each(['hold', 'hold/lift', 'delete-evidence'])('%s requires a reason', async (what) => {
    expect((await ask('admin', what, {})).statusCode).toBe(400);
    expect((await ask('admin', what, { reason: ' ' })).statusCode).toBe(400);
  });
});

describe('a hold', () => {
  it('is part of the case, with author and reason, until it is lifted', async () => {
    expect((await detail()).evidence).toEqual({ hold: null, deleted: [] });
    await ask('auditor', 'hold');
    const hold = { by: 'auditor', reason: 'asked by the court', since: api.clock.now() };
    expect((await detail()).evidence).toEqual({ hold, deleted: [] });
    expect(errorOf(await ask('admin', 'hold'))).toBe('already-held');
    await ask('admin', 'hold/lift');
    expect((await detail()).evidence?.hold).toBeNull();
    expect(errorOf(await ask('admin', 'hold/lift'))).toBe('not-held');
  });

  it('stops an administrator, and the refusal is in the log with its reason', async () => {
    await settle();
    await ask('auditor', 'hold');
    const answer = await ask('admin', 'delete-evidence');
    expect([answer.statusCode, errorOf(answer)]).toEqual([409, 'on-hold']);
    const [only] = await entries('evidence-deleted');
    expect(only).toMatchObject({ outcome: 'refused', details: { refusal: 'on-hold' } });
    expect(await filesOf()).toEqual(['clip.mp4', 'picture.jpg']);
  });
});

describe('a deletion by hand', () => {
  it('is refused while the case is not settled', async () => {
    expect(errorOf(await ask('admin', 'delete-evidence'))).toBe('case-not-settled');
    expect(await filesOf()).toEqual(['clip.mp4', 'picture.jpg']);
  });

  it('removes the files and their derivatives, and records each in the log and the case', async () => {
    await settle();
    const url = `/api/cases/${caseId}/picture.jpg`;
    const headers = { ...cookies.get('auditor') };
    expect((await api.app.inject({ url, headers })).statusCode).toBe(200);
    await api.upload(`incidents/${incidentId}/clip`, 'video/mp4', anMp4(2000));
    expect(await filesOf()).toContain('aside');
    expect((await ask('admin', 'delete-evidence')).statusCode).toBe(204);
    expect(await readdir(join(api.parts.dataDir, 'incidents', incidentId, 'aside'))).toEqual([]);
    expect(await filesOf()).toEqual(['aside']);
    const found = await entries('evidence-deleted');
    const named = new Set(found.map(({ subject }) => subject['file'] ?? 'all of them'));
    expect(named).toEqual(new Set(['clip', 'picture', 'all of them']));
    for (const { subject, details, personal } of found.filter((one) => 'file' in one.subject)) {
      expect(subject).toMatchObject({ incident: incidentId, opening: '1' });
      expect(details).toMatchObject({ why: 'person', sha256: expect.any(String) as string });
      expect(personal).not.toBeNull();
    }
    const { evidence, hasClip, hasPicture } = await detail();
    const gone = { incidentId, opening: 1, at: api.clock.now(), why: 'person' };
    expect(evidence?.deleted).toEqual([
      { ...gone, name: 'clip' },
      { ...gone, name: 'picture' },
    ]);
    expect([hasClip, hasPicture]).toEqual([false, false]);
    expect((await api.app.inject({ url, headers })).statusCode).toBe(404);
    expect((await ask('admin', 'delete-evidence')).statusCode).toBe(404);
  });

  it('is final: an edge that sends the clip again gets the receipt of an existing file', async () => {
    await settle();
    await ask('admin', 'delete-evidence');
    const answer = await api.upload(`incidents/${incidentId}/clip`, 'video/mp4', clip);
    expect(answer.statusCode).toBe(204);
    expect(await filesOf()).toEqual([]);
    expect((await detail()).hasClip).toBe(false);
  });

  it('is stated in a bundle that is made later', async () => {
    await settle();
    await ask('admin', 'delete-evidence');
    const read = readZip(new Uint8Array((await ask('auditor', 'export')).rawPayload));
    const files = read.ok ? read.files : new Map<string, Uint8Array>();
    const record = new TextDecoder().decode(files.get(`${caseId}/evidence.json`));
    expect(record).toContain(
      'that of opening 1 was deleted by a person at 2026-11-22T04:00:00.000Z',
    );
  });
});

describe('the rules of a site', () => {
  const tidyAt = (at: number, ...rules: RetentionRule[]) => {
    const { evidence, log } = api.parts;
    const clock = fakeClock(api.clock.now() + at);
    return createRetention({ store: api.store.retention, evidence, rules, clock, log }).tidy();
  };
  const keep = (days: number) => ({ keep: days * dayMs });

  it('count from the last step', async () => {
    await settle();
    expect(await api.store.retention.newestStepAt()).toBe(api.clock.now());
  });

  it('delete nothing without a matching rule, and nothing of an open case', async () => {
    expect(await tidyAt(400 * dayMs)).toBe(0);
    await tidyAt(40 * dayMs, keep(30));
    expect(await filesOf()).toEqual(['clip.mp4', 'picture.jpg']);
  });

  it('delete when the time since the last step has passed, with one entry per file', async () => {
    await settle();
    await tidyAt(30 * dayMs, keep(30));
    expect(await filesOf()).toHaveLength(2);
    expect(await tidyAt(30 * dayMs + 1, keep(30))).toBeGreaterThanOrEqual(2);
    expect(await filesOf()).toEqual([]);
    const found = await entries('evidence-deleted');
    expect(found.map(({ details, personal }) => [details['why'], personal])).toEqual([
      ['rule', null],
      ['rule', null],
    ]);
    expect(await tidyAt(60 * dayMs, keep(30))).toBe(0);
  });

  it('skip evidence on hold, and delete it once the hold is lifted', async () => {
    await settle();
    await ask('auditor', 'hold');
    expect(await tidyAt(400 * dayMs, keep(30))).toBe(0);
    await ask('auditor', 'hold/lift');
    expect(await tidyAt(400 * dayMs, keep(30))).toBe(2);
  });

  it('apply in order: the first that matches kind and state decides', async () => {
    await settle();
    const other = await aCase(`${incidentId}-other`, 'debris-pile');
    await settle(other);
    const longer = { kinds: ['blocked-fire-exit'], ...keep(90) };
    const closed = { states: ['closed' as const], ...keep(1) };
    expect(await tidyAt(50 * dayMs, longer, closed, keep(30))).toBe(2);
    expect(await filesOf()).toHaveLength(2);
    expect(await tidyAt(100 * dayMs, longer)).toBe(2);
  });

  it('remove files that a crash has left after their entry was written', async () => {
    await settle();
    const marked = { caseId, at: 1, why: 'rule' as const };
    const draftOf = () => ({ entry: '{}', personal: null });
    expect(await api.store.retention.delete({ ...marked, draftOf })).toMatchObject({ ok: true });
    expect(await filesOf()).toHaveLength(2);
    await tidyAt(0);
    expect(await filesOf()).toEqual([]);
  });
});
