// The check of content credentials over HTTP: who may request it, each result, and that a file is read once. C2PA's reader is
// replaced here; it is tested in dispatch/evidence/credentials.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { caseCredentialsSchema, userRoles } from '../../contracts/index.ts';
import type { CredentialsRead } from '../../host/credentials/credentials-job.ts';
import { serialOfKey } from '../evidence/credentials/authority.ts';
import { anAlert } from '../testing/alerts.ts';
import { aJpeg } from '../testing/media.ts';
import { planFor } from '../testing/plan.ts';
import { openTestApi, type TestApi } from '../testing/test-api.ts';

const key = 'ab'.repeat(32);
const read = (change: Partial<CredentialsRead> = {}): CredentialsRead => ({
  state: 'read',
  verdict: 'holds',
  faults: [],
  serial: serialOfKey(key),
  signer: 'edge-1',
  ...change,
});
let api: TestApi;
let caseId: string;
let found: CredentialsRead | null;
let isThere: boolean;
let asked: string[];
const entry = { key, edgeId: 'edge-1', state: 'active', since: 1, endedAt: null, reason: null };
let keys: object[];
beforeAll(async () => {
  const credentialsTool = {
    isThere: () => isThere,
    read: (jobs: readonly { path: string; trustList: string }[]) => {
      asked.push(...jobs.map(({ trustList }) => trustList));
      const failed = { ok: false, fault: 'failed', detail: 'it died' } as const;
      return Promise.resolve(
        jobs.map(() => (found === null ? failed : ({ ok: true, read: found } as const))),
      );
    },
  };
  api = await openTestApi({ credentialsTool });
  api.parts.edgeKeys.list = () => Promise.resolve(keys as never);
}, 120_000);
afterAll(() => api.close());

let number = 0;
beforeEach(async () => {
  number += 1;
  const incidentId = `signed-${number}`;
  await api.store.cases.record(planFor(anAlert({ incidentId })));
  caseId = (await api.store.cases.findByIncident(incidentId))?.id ?? '';
  await api.upload(`incidents/${incidentId}/picture`, 'image/jpeg', aJpeg());
  isThere = true;
  asked = [];
  keys = [entry];
  found = read();
});

const ask = async (role: string | null = 'auditor', id = caseId) =>
  api.app.inject({
    url: `/api/cases/${id}/credentials`,
    headers: role === null ? {} : await api.as(role as 'auditor'),
  });
const told = async () => caseCredentialsSchema.parse((await ask()).json());

describe('GET /api/cases/:caseId/credentials', () => {
  it.each(userRoles)('is allowed for %s as in the access table', async (role) => {
    const may = ['operator', 'auditor', 'admin'].includes(role);
    expect((await ask(role)).statusCode).toBe(may ? 200 : 403);
    if (may) return;
    await api.parts.custodyWriter.flush();
    const rows = await api.store.custody.ofCase(caseId);
    expect(JSON.parse(rows.at(-1)?.entry ?? '')).toMatchObject({ outcome: 'refused' });
  });

  it('requires a log-in, and answers 404 for an unknown case', async () => {
    expect((await ask(null)).statusCode).toBe(401);
    expect((await ask('auditor', '20200101-0001')).statusCode).toBe(404);
  });

  it.each([
    ['they hold', read(), {}, { state: 'holds', edgeId: 'edge-1' }],
    ['the key was replaced', read(), { state: 'retired' }, { state: 'holds' }],
    [
      'the key was revoked',
      read(),
      { state: 'revoked', endedAt: 7 },
      { state: 'revoked', revokedAt: 7 },
    ],
    [
      'a byte was changed',
      read({ verdict: 'broken', faults: ['a.mismatch'] }),
      {},
      { state: 'broken', faults: ['a.mismatch'] },
    ],
    ['somebody else signed', read({ verdict: 'untrusted' }), {}, { state: 'untrusted' }],
    ['nobody enrolled the key', read({ serial: '5' }), {}, { state: 'key-unknown' }],
    ['there are none', read({ verdict: 'none' }), {}, { state: 'none' }],
    ['the library dies', null, {}, { state: 'not-read' }],
  ] as const)('says that %s', async (_, verdict, change, expected) => {
    found = verdict;
    keys = [{ ...entry, ...change }];
    const answer = await told();
    const { trustList } = api.parts.authority;
    expect(answer).toMatchObject({
      state: 'read',
      trustList: createHash('sha256').update(trustList).digest('hex'),
      files: [{ name: 'picture', opening: 1, ...expected }],
    });
    expect(asked).toEqual([trustList]);
  });

  it('reads a file once and checks the key each time; a failed read is repeated', async () => {
    found = null;
    await told();
    found = read();
    await told();
    keys = [{ ...entry, state: 'revoked', endedAt: 9 }];
    expect(await told()).toMatchObject({ files: [{ state: 'revoked' }] });
    expect(asked).toHaveLength(2);
  });

  it('reports a missing library', async () => {
    isThere = false;
    expect(await told()).toEqual({ state: 'library-missing' });
    expect(asked).toEqual([]);
  });
});
