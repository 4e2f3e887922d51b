// Clips on demand at dispatch: who may request them, which spans are refused and why, the outcome of a request, what edges get, and
// what the custody log records.
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  askedClipListSchema,
  askedClipSchema,
  mostOpenClipRequests,
  openClipRequestsSchema,
  pieceType,
} from '../../contracts/index.ts';
import { parseEntry, type LogEntry } from '../../evidence/log-entry.ts';
import { parseVerifierKey } from '../../evidence/signed-note.ts';
import { verifyBundle } from '../../evidence/verify-bundle.ts';
import { readZip } from '../../evidence/zip.ts';
import { nodeCrypto } from '../../host/seal/node-crypto.ts';
import { actIn } from '../testing/act.ts';
import { anAlert } from '../testing/alerts.ts';
import { anMp4 } from '../testing/media.ts';
import { planFor } from '../testing/plan.ts';
import { edgeHeaders, openTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
}, 120_000);
afterAll(() => api.close());

const camera = 'exit-3';
const now = () => api.clock.now();
const wish = (change: object = {}) => ({
  from: now() - 60_000,
  until: now() - 30_000,
  reason: 'a witness asks',
  ...change,
});

async function ask(
  payload: object,
  role: 'responder' | 'operator' | 'auditor' | 'admin',
  of = camera,
) {
  const url = `/api/cameras/${of}/clips`;
  return api.app.inject({ method: 'POST', url, headers: await api.as(role), payload });
}

async function asked(payload: object = wish()) {
  const answer = await ask(payload, 'auditor');
  expect(answer.statusCode).toBe(201);
  return askedClipSchema.parse(answer.json());
}

async function listed(clip: string) {
  const url = `/api/cameras/${camera}/clips`;
  const answer = await api.app.inject({ method: 'GET', url, headers: await api.as('operator') });
  return askedClipListSchema.parse(answer.json()).clips.find((one) => one.clip === clip);
}

async function openOnes() {
  const url = '/api/edge/clip-requests';
  const answer = await api.app.inject({ method: 'GET', url, headers: edgeHeaders });
  return openClipRequestsSchema.parse(answer.json()).requests;
}

function send(kind: 'clip' | 'no-clip', incidentId: string, payload: Buffer) {
  const sha256 = createHash('sha256').update(payload).digest('hex');
  const url = `/api/edge/uploads/${sha256}?kind=${kind}&incidentId=${incidentId}&opening=1&bytes=${payload.length}`;
  const headers = { ...edgeHeaders, 'content-type': pieceType };
  return api.app.inject({ method: 'PUT', url, headers, payload });
}

async function lastEntry(act: string): Promise<LogEntry | undefined> {
  await api.parts.custodyWriter.flush();
  const rows = await api.store.custody.rows(0, 10_000);
  return rows.map((row) => parseEntry(row)).findLast((entry) => entry?.act === act) ?? undefined;
}

describe('a request for a clip', () => {
  it('waits, says that its edge is away, and is sent to the edge', async () => {
    const clip = await asked();
    expect(clip).toMatchObject({ state: 'waits', isEdgeAway: true, by: 'auditor', finding: null });
    expect(await listed(clip.clip)).toEqual(clip);
    const { from, until } = clip;
    expect(await openOnes()).toContainEqual({ clip: clip.clip, cameraId: camera, from, until });
  });

  it('is fulfilled when the clip has arrived, and the clip can be played', async () => {
    const { clip } = await asked();
    await send('clip', clip, anMp4());
    expect(await listed(clip)).toMatchObject({ state: 'here', isEdgeAway: false });
    expect((await openOnes()).map((one) => one.clip)).not.toContain(clip);
    const url = `/api/cameras/${camera}/clips/${clip}/clip.mp4`;
    const play = async (role: 'responder' | 'operator', address = url) =>
      api.app.inject({ method: 'GET', url: address, headers: await api.as(role) });
    expect((await play('operator')).statusCode).toBe(200);
    expect(await lastEntry('clip-played')).toMatchObject({
      outcome: 'done',
      subject: { camera, clip },
    });
    expect((await play('responder')).statusCode).toBe(403);
    expect((await play('operator', url.replace(camera, 'corner'))).statusCode).toBe(404);
  });

  it('passes on the edge’s reason why there is no clip', async () => {
    const { clip, from, until } = await asked();
    const span = { from, to: until };
    const missing = [{ ...span, reason: 'no-longer-kept' }];
    const note = { startAt: from, asked: span, kept: [], missing };
    await send('no-clip', clip, Buffer.from(JSON.stringify(note)));
    expect(await listed(clip)).toMatchObject({ state: 'none', finding: { coverage: { missing } } });
    expect((await openOnes()).map((one) => one.clip)).not.toContain(clip);
  });

  it('ends when no edge has answered within a day', async () => {
    const { clip } = await asked();
    api.clock.advance(24 * 3_600_000 + 1);
    expect(await listed(clip)).toMatchObject({ state: 'unanswered', isEdgeAway: false });
    expect(await openOnes()).toEqual([]);
  });

  it('can be about a case, and is then logged under that case', async () => {
    await api.store.cases.record(planFor(anAlert({ incidentId: 'asked-about' })));
    const caseId = (await api.store.cases.findByIncident('asked-about'))?.id ?? '';
    const payload = wish({ caseId });
    expect((await asked(payload)).caseId).toBe(caseId);
    const { from, until } = payload;
    expect(await lastEntry('clip-asked')).toMatchObject({
      outcome: 'done',
      subject: { camera, case: caseId },
      details: { from: String(from), until: String(until) },
    });
    // The other camera has not seen this case.
    expect((await ask(wish({ caseId }), 'auditor', 'corner')).statusCode).toBe(404);
  });
});

describe('a clip about a case', () => {
  it('is in its bundle, and is deleted with its evidence', async () => {
    await api.store.cases.record(planFor(anAlert({ incidentId: 'with-clip' })));
    const caseId = (await api.store.cases.findByIncident('with-clip'))?.id ?? '';
    const { clip } = await asked(wish({ caseId }));
    await send('clip', clip, anMp4());
    const reason = 'asked by the court';
    const post = async (what: string, role: 'auditor' | 'admin') =>
      api.app.inject({
        method: 'POST',
        url: `/api/cases/${caseId}/${what}`,
        headers: await api.as(role),
        payload: { reason },
      });

    const zip = new Uint8Array((await post('export', 'auditor')).rawPayload);
    const read = readZip(zip);
    expect(read.ok && [...read.files.keys()]).toContain(`${caseId}/asked-clip-1.mp4`);
    await api.parts.custodyWriter.flush();
    const keys = (await api.store.custody.keys()).flatMap(
      (key) => parseVerifierKey(nodeCrypto.sha256, key) ?? [],
    );
    expect(await verifyBundle(nodeCrypto, zip, keys)).toMatchObject({ result: 'holds' });

    const parts = ['duty-leader'] as const;
    const action = { action: 'void', why: 'false-alarm' } as const;
    await actIn(api.store, caseId, { action, by: 'admin', at: now(), key: null, parts });
    const rules = [{ keep: 1 }];
    expect(await api.store.retention.due(rules, now() + 2, 10)).toContain(caseId);
    expect((await post('delete-evidence', 'admin')).statusCode).toBe(204);
    expect(await listed(clip)).toMatchObject({ state: 'deleted', finding: null });
    expect(await api.store.retention.due(rules, now() + 2, 10)).not.toContain(caseId);
    expect(await lastEntry('evidence-deleted')).toMatchObject({ outcome: 'done' });
  });
});

it('a clip whose file is missing on the disk is not reported as deleted', async () => {
  const { clip } = await asked();
  await send('clip', clip, anMp4());
  const found = await api.parts.evidence.find({ incidentId: clip, opening: 1, name: 'clip' });
  await rm(join(found?.folder ?? '', found?.file ?? ''));
  expect(await listed(clip)).toMatchObject({ state: 'missing', finding: null });
});

describe('a request that is refused', () => {
  it.each([
    ['ends before it begins', () => wish({ until: now() - 90_000 }), 409, 'clip-span-empty'],
    ['is too long', () => wish({ from: now() - 400_000 }), 409, 'clip-too-long'],
    ['is not over', () => wish({ until: now() + 1000 }), 409, 'clip-not-over'],
    ['has no reason', () => wish({ reason: ' ' }), 400, 'invalid'],
    ['has no time', () => wish({ from: 'noon' }), 400, 'invalid'],
  ])('because it %s says so, and stands in the log', async (_, payload, status, word) => {
    const before = (await openOnes()).length;
    const answer = await ask(payload(), 'operator');
    expect([answer.statusCode, answer.body]).toEqual([status, expect.stringContaining(word)]);
    expect(await lastEntry('clip-asked')).toMatchObject({ outcome: 'refused' });
    expect((await openOnes()).length).toBe(before);
  });

  it.each([
    ['by who may not', camera, 'responder', 403],
    ['about a camera that is not there', 'nowhere', 'admin', 404],
  ] as const)('%s', async (_, of, role, status) => {
    expect((await ask(wish(), role, of)).statusCode).toBe(status);
  });

  it('is one above the limit, until a clip has arrived', async () => {
    const left = mostOpenClipRequests - (await openOnes()).length;
    let last = '';
    for (let made = 0; made < left; made += 1) last = (await asked()).clip;
    const refused = await ask(wish(), 'admin');
    expect([refused.statusCode, refused.body]).toEqual([
      409,
      expect.stringContaining('clips-too-many'),
    ]);
    await send('clip', last, anMp4());
    expect((await ask(wish(), 'admin')).statusCode).toBe(201);
  });
});
