// The export of a case: who may export, what the bundle contains, that it verifies, and that a bundle with a missing file is
// refused.
import { existsSync } from 'node:fs';
import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseDetailSchema, userRoles } from '../../contracts/index.ts';
import { bundleNames } from '../../evidence/bundle.ts';
import { hexOf } from '../../evidence/bytes.ts';
import { parseEntry } from '../../evidence/log-entry.ts';
import { bundleKeysSchema } from '../../evidence/file-credentials.ts';
import { caseRecordSchema } from '../../evidence/case-record.ts';
import { clipNoteBox } from '../../evidence/mp4/clip-note.ts';
import { parseVerifierKey } from '../../evidence/signed-note.ts';
import { verifyBundle } from '../../evidence/verify-bundle.ts';
import { readZip } from '../../evidence/zip.ts';
import { nodeCrypto } from '../../host/seal/node-crypto.ts';
import { usualFonts } from '../evidence/report/report-font.ts';
import { createReportPrinter } from '../evidence/report/report-printer.ts';
import { anAlert } from '../testing/alerts.ts';
import { eventually } from '../testing/eventually.ts';
import { aJpeg, anMp4 } from '../testing/media.ts';
import { planFor } from '../testing/plan.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
let caseId: string;
const cookies = new Map<string, { cookie: string }>();
beforeAll(async () => {
  api = await openTestApi();
  const alert = anAlert({ incidentId: 'taken', cameraName: '<b>Exit</b> 3' });
  await api.store.cases.record(planFor(alert));
  caseId = (await api.store.cases.findByIncident('taken'))?.id ?? '';
  await api.upload('incidents/taken/picture', 'image/jpeg', aJpeg());
  for (const role of userRoles) cookies.set(role, await api.as(role));
}, 120_000);
afterAll(() => api.close());

const take = (role: string, payload: object = { reason: 'asked by the court' }) =>
  api.app.inject({
    method: 'POST',
    url: `/api/cases/${caseId}/export`,
    payload,
    headers: { ...cookies.get(role) },
  });

/** The clips of the bundle, as its record describes them. */
async function recordOf(incidentId: string) {
  const id = (await api.store.cases.findByIncident(incidentId))?.id ?? '';
  const { rawPayload } = await api.app.inject({
    method: 'POST',
    url: `/api/cases/${id}/export`,
    payload: { reason: 'asked by the court' },
    headers: { ...cookies.get('auditor') },
  });
  const read = readZip(new Uint8Array(rawPayload));
  const text = read.ok ? new TextDecoder().decode(read.files.get(`${id}/evidence.json`)) : '';
  const record = caseRecordSchema.parse(JSON.parse(text));
  const clips = record.incidents.find((one) => one.incidentId === incidentId)?.clips;
  return { clips, whys: record.missing.map(({ why }) => why) };
}

/** Its begin and its end. The end is recorded after the answer. */
async function lastExportOf(id: string) {
  const lastTwo = async () => {
    await api.parts.custodyWriter.flush();
    const rows = await api.store.custody.ofCase(id);
    return rows.slice(-2).map(({ entry }) => parseEntry(entry));
  };
  return eventually(
    lastTwo,
    ([begun, ended]) =>
      begun?.act === 'case-exported' && ended?.act === 'export-ended' && ended.outcome === 'done',
  );
}

function sha256Of(bytes: Uint8Array): string {
  return hexOf(nodeCrypto.sha256(bytes));
}

async function theKeys() {
  await api.parts.custodyWriter.flush();
  const keys = await api.store.custody.keys();
  return keys.flatMap((key) => parseVerifierKey(nodeCrypto.sha256, key) ?? []);
}

const hasFont = usualFonts.some((place) => existsSync(place));

describe('POST /api/cases/:caseId/export', () => {
  it.each([
    ['operator', 403],
    ['responder', 403],
    ['auditor', 200],
    ['admin', 200],
  ])('gives %s %i, and the try stands in the log', async (role, status) => {
    expect((await take(role)).statusCode).toBe(status);
    await api.parts.custodyWriter.flush();
    const rows = await api.store.custody.ofCase(caseId);
    const outcome = status === 200 ? 'done' : 'refused';
    const tries = rows.filter(({ entry }) => entry.includes('"act":"case-exported"'));
    expect(JSON.parse(tries.at(-1)?.entry ?? '')).toMatchObject({ act: 'case-exported', outcome });
  });

  it('returns a valid bundle with the picture, the report and entries of the log', async () => {
    const { rawPayload, headers } = await take('auditor');
    const zip = new Uint8Array(rawPayload);
    const result = await verifyBundle(nodeCrypto, zip, await theKeys());
    expect(result).toMatchObject({ result: 'holds' });
    expect(result.result === 'holds' && result.rows).toBeGreaterThan(3);
    expect(headers['content-disposition']).toContain(`case-${caseId}.zip`);
    const read = readZip(zip);
    const files = read.ok ? read.files : new Map<string, Uint8Array>();
    expect([...files.keys()]).toContain(`${caseId}/camera-1-opening-1-picture.jpg`);
    const report = new TextDecoder().decode(files.get(`${caseId}/report.html`));
    expect(report).toContain('&lt;b&gt;Exit&lt;/b&gt; 3');
    expect(report).toContain('案件证据');
    const pdf = new TextDecoder().decode(files.get(`${caseId}/report.pdf`));
    expect(pdf.startsWith('%PDF-')).toBe(hasFont);
  });

  it('records the end of the export with the hash of the file, under the id of its begin', async () => {
    const zip = new Uint8Array((await take('auditor')).rawPayload);
    const [begun, ended] = await lastExportOf(caseId);
    const { export: id, ...sent } = ended?.details ?? {};
    expect(id).toBe(begun?.details['export']);
    expect(sent).toEqual({ bytes: zip.length, sha256: sha256Of(zip) });
  });

  it('says which parts of a clip are missing, and where it is damaged', async () => {
    const gap = { from: 2000, to: 14_000, reason: 'disk-full' } as const;
    const asked = { from: 0, to: 20_000 };
    const kept = [
      { from: 0, to: 2000 },
      { from: 14_000, to: 20_000 },
    ];
    const coverage = { startAt: -800, asked, kept, missing: [gap] };
    for (const incidentId of ['with-gap', 'cut-later'])
      await api.store.cases.record(planFor(anAlert({ incidentId, fenceId: incidentId })));
    const clip = Buffer.concat([anMp4(), clipNoteBox(coverage)]);
    await api.upload('incidents/with-gap/clip', 'video/mp4', clip);
    await api.upload('incidents/cut-later/clip', 'video/mp4', anMp4());
    const key = { incidentId: 'cut-later', opening: 1, name: 'clip' } as const;
    const place = await api.parts.evidence.find(key);
    await truncate(join(place?.folder ?? '', place?.file ?? ''), 50_000);
    const [whole, cut] = [await recordOf('with-gap'), await recordOf('cut-later')];
    expect(whole.clips).toEqual([{ opening: 1, coverage, fault: null }]);
    expect(whole.whys).toContain(
      'that of opening 1 lacks 12.0 s between 1970-01-01T00:00:02.000Z and 1970-01-01T00:00:14.000Z: the disk of the edge was full',
    );
    expect(cut.clips).toMatchObject([{ opening: 1, coverage: null, fault: { where: 'the file' } }]);
    expect(cut.whys.join('\n')).toMatch(/that of opening 1 is damaged: at byte \d+, in the file/);
  });

  it('notes a missing PDF in the bundle when dispatch has no font with Chinese', async () => {
    const reportPrinter = createReportPrinter({ clock: api.clock, fonts: ['/nowhere'] });
    const { dataDir, evidence, custodyFiles, custodyWriter, custodySign } = api.parts;
    const sealed = { dataDir, evidence, custodyFiles, custodyWriter, custodySign };
    const without = await openTestApi({ reportPrinter, ...sealed }, api);
    const { rawPayload } = await without.app.inject({
      method: 'POST',
      url: `/api/cases/${caseId}/export`,
      payload: { reason: 'asked by the court' },
      headers: await without.as('auditor'),
    });
    await without.close();
    const read = readZip(new Uint8Array(rawPayload));
    const files = read.ok ? read.files : new Map<string, Uint8Array>();
    const text = (name: string) => new TextDecoder().decode(files.get(`${caseId}/${name}`));
    expect(files.has(`${caseId}/report.pdf`)).toBe(false);
    expect(text('report.html')).toContain('install fonts-wqy-microhei');
    const record = caseRecordSchema.parse(JSON.parse(text('evidence.json')));
    expect(record.missing.map(({ what }) => what)).toContain('report');
    const manifest = new TextDecoder().decode(files.get(bundleNames.manifest));
    expect(manifest).toContain('"what":"report"');
  });

  it('exports several cases in one bundle, each with an entry in the log', async () => {
    await api.store.cases.record(planFor(anAlert({ incidentId: 'second' })));
    const second = (await api.store.cases.findByIncident('second'))?.id ?? '';
    const cases = [caseId, second, caseId];
    const payload = { cases, reason: 'asked by the court' };
    const send = (role: string, body: object = payload) =>
      api.app.inject({
        method: 'POST',
        url: '/api/exports',
        payload: body,
        headers: { ...cookies.get(role) },
      });
    const { rawPayload } = await send('auditor');
    const zip = new Uint8Array(rawPayload);
    expect(await verifyBundle(nodeCrypto, zip, await theKeys())).toMatchObject({ result: 'holds' });
    const read = readZip(zip);
    const names = read.ok ? [...read.files.keys()] : [];
    for (const id of [caseId, second]) expect(names).toContain(`${id}/evidence.json`);
    for (const id of [caseId, second]) {
      const [begun, ended] = await lastExportOf(id);
      expect(ended?.details).toMatchObject({
        export: begun?.details['export'],
        sha256: sha256Of(zip),
      });
    }
    expect((await send('operator')).statusCode).toBe(403);
    const unknown = { ...payload, cases: [caseId, '20200101-0001'] };
    expect((await send('auditor', unknown)).statusCode).toBe(404);
    expect((await send('auditor', { ...payload, cases: [] })).statusCode).toBe(400);
  });

  it.each([
    ['of an edge with a key', 'active', null, 1],
    ['of an edge whose key was revoked', 'revoked', null, 0],
    ['where the site wants them', 'revoked', true, 1],
    ['where the site does without', 'active', false, 0],
  ] as const)('names files without content credentials %s', async (_, state, wanted, expected) => {
    const { dataDir, evidence, custodyFiles, custodyWriter, custodySign } = api.parts;
    const sealed = { dataDir, evidence, custodyFiles, custodyWriter, custodySign };
    const entry = { key: 'ab'.repeat(32), edgeId: 'edge-1', since: 1, endedAt: null, reason: null };
    const edgeKeys = { ...api.parts.edgeKeys, list: () => Promise.resolve([{ ...entry, state }]) };
    const site = { ...api.parts.site, contentCredentials: wanted };
    const other = await openTestApi({ edgeKeys, site, ...sealed }, api);
    const { rawPayload } = await other.app.inject({
      method: 'POST',
      url: `/api/cases/${caseId}/export`,
      payload: { reason: 'asked by the court' },
      headers: await other.as('auditor'),
    });
    const { trustList } = other.parts.authority;
    await other.close();
    const read = readZip(new Uint8Array(rawPayload));
    const files = read.ok ? read.files : new Map<string, Uint8Array>();
    const text = (name: string) => new TextDecoder().decode(files.get(name));
    const record = caseRecordSchema.parse(JSON.parse(text(`${caseId}/evidence.json`)));
    const missing = record.missing.filter(({ what }) => what === 'credentials');
    expect(missing.map(({ about }) => about)).toEqual(
      Array.from({ length: expected }, () => `${caseId}/camera-1-opening-1-picture.jpg`),
    );
    expect(text(bundleNames.trustList)).toBe(trustList);
    const keys = bundleKeysSchema.parse(JSON.parse(text(bundleNames.edgeKeys)));
    expect(keys).toMatchObject([{ edgeId: 'edge-1', state }]);
  });

  it.each([
    ['with the stamp of an authority', { ok: true, stamp: Uint8Array.of(1, 2), at: 5 } as const, 1],
    ['without one when it is away', { ok: false, reason: 'unreachable', detail: '' } as const, 0],
  ])('holds %s', async (_, answer, expected) => {
    const asked: string[] = [];
    const timeStamps = {
      stampNow: (note: string) => {
        asked.push(note);
        return Promise.resolve(answer);
      },
      round: () => Promise.resolve(0),
      stamped: () => Promise.resolve([]),
      problems: () => [],
      run: () => Promise.resolve(),
    };
    const { dataDir, evidence, custodyFiles, custodyWriter, custodySign } = api.parts;
    const sealed = { dataDir, evidence, custodyFiles, custodyWriter, custodySign };
    const stamping = await openTestApi({ timeStamps, ...sealed }, api);
    const { rawPayload } = await stamping.app.inject({
      method: 'POST',
      url: `/api/cases/${caseId}/export`,
      payload: { reason: 'asked by the court' },
      headers: await stamping.as('auditor'),
    });
    await stamping.close();
    const zip = new Uint8Array(rawPayload);
    expect(await verifyBundle(nodeCrypto, zip, await theKeys())).toMatchObject({ result: 'holds' });
    const read = readZip(zip);
    const files = read.ok ? read.files : new Map<string, Uint8Array>();
    expect([...files.keys()].filter((name) => name === 'log/checkpoint.tsr')).toHaveLength(
      expected,
    );
    // For the same head as in the bundle.
    expect(asked).toEqual([new TextDecoder().decode(files.get('log/checkpoint'))]);
  });

  it('requires a reason', async () => {
    expect((await take('auditor', {})).statusCode).toBe(400);
    expect((await take('auditor', { reason: '  ' })).statusCode).toBe(400);
  });

  it('reports a replaced picture on the page, in the bundle and in its verification', async () => {
    const place = join(api.parts.dataDir, 'incidents', 'taken', 'picture.jpg');
    const came = await readFile(place);
    await writeFile(place, aJpeg());
    const headers = await api.as('auditor');
    const get = (url: string) => api.app.inject({ url, headers });
    const seen = await get(`/api/cases/${caseId}/picture.jpg`);
    expect([seen.statusCode, seen.json()]).toMatchObject([409, { error: 'file-changed' }]);
    const small = await get(`/api/cases/${caseId}/picture.jpg?width=320`);
    expect(small.statusCode).toBe(409);
    const { evidence } = caseDetailSchema.parse((await get(`/api/cases/${caseId}`)).json());
    const spoilt = { incidentId: 'taken', opening: 1, name: 'picture', what: 'changed' };
    expect(evidence?.spoilt).toEqual([spoilt]);
    const zip = new Uint8Array((await take('auditor')).rawPayload);
    const path = `${caseId}/camera-1-opening-1-picture.jpg`;
    expect(await verifyBundle(nodeCrypto, zip, await theKeys())).toMatchObject({
      result: 'does-not-hold',
      findings: [{ what: 'not-as-received', file: path }],
    });
    const read = readZip(zip);
    const text = read.ok ? read.files.get(`${caseId}/evidence.json`) : undefined;
    const { missing } = caseRecordSchema.parse(JSON.parse(new TextDecoder().decode(text)));
    expect(missing.map(({ why }) => why).join()).toContain('is not the file that came');
    await writeFile(place, came);
    expect((await get(`/api/cases/${caseId}/picture.jpg`)).statusCode).toBe(200);
  });

  it('makes no bundle when a file is missing', async () => {
    await rm(join(api.parts.dataDir, 'incidents', 'taken', 'picture.jpg'));
    const url = `/api/cases/${caseId}/picture.jpg`;
    const seen = await api.app.inject({ url, headers: await api.as('auditor') });
    expect(seen.json()).toMatchObject({ error: 'file-missing' });
    const answer = await take('auditor');
    expect([answer.statusCode, answer.json()]).toEqual([
      409,
      expect.objectContaining({ error: 'file-missing' }),
    ]);
  });
});
