// Keys of edges over HTTP: enrolment with the edge token, actions of people by role, and the custody entry of each.
import { generateKeyPairSync, sign, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { userRoles, type MadeInvitation } from '../../contracts/index.ts';
import { enrolmentText } from '../../evidence/alert-seal.ts';
import { base64Of, hexOf } from '../../evidence/bytes.ts';
import { parseEntry } from '../../evidence/log-entry.ts';
import { nodeCrypto, rawPublicKey } from '../../host/seal/node-crypto.ts';
import { anAlert } from '../testing/alerts.ts';
import { edgeHeaders, openTestApi, type TestApi } from '../testing/test-api.ts';

let api: TestApi;
const cookies = new Map<string, { cookie: string }>();
beforeAll(async () => {
  api = await openTestApi();
  for (const role of userRoles) cookies.set(role, await api.as(role));
}, 120_000);
afterAll(() => api.close());

const ask = (method: 'GET' | 'POST', url: string, role: string, payload?: object) =>
  api.app.inject({ method, url, headers: { ...cookies.get(role) }, ...(payload && { payload }) });

async function invited(edgeId: string): Promise<string> {
  const answer = await ask('POST', '/api/edge-invitations', 'admin', { edgeId });
  return answer.json<MadeInvitation>().invitation;
}

function aRequest(edgeId: string, invitation: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const key = hexOf(rawPublicKey(publicKey));
  const text = enrolmentText(nodeCrypto.sha256, { edgeId, key, invitation });
  return { invitation, key, proof: base64Of(sign(null, Buffer.from(text), privateKey)) };
}

const enrol = (edgeId: string, payload: object, headers: object = edgeHeaders) =>
  api.app.inject({
    method: 'PUT',
    url: `/api/edge/workers/${encodeURIComponent(edgeId)}/key`,
    payload,
    headers: { ...headers },
  });

async function logOf(act: string) {
  await api.parts.custodyWriter.flush();
  const rows = await api.store.custody.rows(0, 10_000);
  return rows.map((row) => parseEntry(row)).filter((entry) => entry?.act === act);
}

describe('an edge', () => {
  it('enrols its key, is listed, and is refused once it is revoked', async () => {
    const request = aRequest('gate/1 号', await invited('gate/1 号'));
    expect((await enrol('gate/1 号', request)).json()).toEqual({
      state: 'enrolled',
      key: request.key,
    });
    const listed = await ask('GET', '/api/edge-keys', 'auditor');
    expect(listed.json()).toMatchObject({ keys: [{ edgeId: 'gate/1 号', state: 'active' }] });
    const url = `/api/edge-keys/${request.key}/revoke`;
    expect((await ask('POST', url, 'admin', { reason: 'stolen' })).statusCode).toBe(204);
    expect((await ask('POST', url, 'admin', { reason: 'stolen' })).statusCode).toBe(404);
    expect(await logOf('edge-enrolled')).toMatchObject([{ subject: { edge: 'gate/1 号' } }]);
    expect(await logOf('edge-revoked')).toMatchObject([{ subject: { key: request.key } }]);
  });

  it('gets a certificate for its key until the key is replaced or revoked', async () => {
    const edgeId = 'gate/9 号';
    const first = aRequest(edgeId, await invited(edgeId));
    const certificate = async (key: string, headers: object = edgeHeaders, of = edgeId) => {
      const url = `/api/edge/workers/${encodeURIComponent(of)}/keys/${key}/certificate`;
      return api.app.inject({ url, headers: { ...headers } });
    };
    const refused = (reason: string) => ({ state: 'refused', reason });
    expect((await certificate(first.key)).json()).toEqual(refused('key-unknown'));
    await enrol(edgeId, first);
    const issued = (await certificate(first.key)).json<{ chain: string }>();
    const own = new X509Certificate(issued.chain);
    expect(hexOf(rawPublicKey(own.publicKey))).toBe(first.key);
    expect(own.subject).toContain(edgeId);
    expect((await certificate(first.key)).json()).toEqual({ state: 'issued', ...issued });
    expect((await certificate(first.key, edgeHeaders, 'gate-8')).json()).toEqual(
      refused('key-unknown'),
    );
    const next = aRequest(edgeId, await invited(edgeId));
    await enrol(edgeId, next);
    expect((await certificate(first.key)).json()).toEqual(refused('key-retired'));
    await ask('POST', `/api/edge-keys/${next.key}/revoke`, 'admin', { reason: 'stolen' });
    expect((await certificate(next.key)).json()).toEqual(refused('key-revoked'));
    expect((await certificate(next.key, {})).statusCode).toBe(401);
    expect((await certificate('no-key')).statusCode).toBe(400);
  });

  it('is checked with a trust list that auditors and administrators can download', async () => {
    const url = '/api/custody/trust-list.pem';
    for (const role of ['operator', 'responder'])
      expect((await ask('GET', url, role)).statusCode).toBe(403);
    for (const role of ['auditor', 'admin'])
      expect((await ask('GET', url, role)).body).toBe(api.parts.authority.trustList);
  });

  it('gets the reason for a refusal with status 200, and the attempt is in the log', async () => {
    const answer = await enrol('gate-2', aRequest('gate-2', `fwe_${'A'.repeat(43)}`));
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      { state: 'refused', reason: 'invitation-unknown' },
    ]);
    expect(await logOf('edge-enrolled')).toContainEqual(
      expect.objectContaining({
        outcome: 'refused',
        details: { refusal: 'invitation-unknown' },
      }),
    );
  });

  it('learns nothing about keys without the edge token', async () => {
    const request = aRequest('gate-3', await invited('gate-3'));
    expect((await enrol('gate-3', request, {})).statusCode).toBe(401);
    expect((await enrol('gate-3', request, cookies.get('admin'))).statusCode).toBe(401);
    expect((await enrol('gate-3', request)).json()).toMatchObject({ state: 'enrolled' });
  });

  it.each([
    ['no key', { key: undefined }],
    ['a key that is too short', { key: 'ab' }],
    ['a signature that is none', { proof: 'yes' }],
    ['something else', { more: 1 }],
  ])('is told what was expected when it sends %s', async (_what, change) => {
    const answer = await enrol('gate-4', { ...aRequest('gate-4', 'x'), ...change });
    expect(answer.statusCode).toBe(400);
  });
});

describe('permissions', () => {
  it.each(userRoles)('%s: invite, list, see what waits', async (role) => {
    const asked = [
      await ask('POST', '/api/edge-invitations', role, { edgeId: 'gate-9', hours: 1 }),
      await ask('GET', '/api/edge-keys', role),
      await ask('GET', '/api/refused-alerts', role),
      await ask('POST', '/api/refused-alerts/1/take', role, { reason: 'why not' }),
      await ask('POST', '/api/refused-alerts/1/discard', role, { reason: 'why not' }),
    ].map(({ statusCode }) => statusCode);
    const expected = new Map([
      ['admin', [201, 200, 200, 404, 404]],
      ['auditor', [403, 200, 200, 403, 403]],
    ]);
    expect(asked).toEqual(expected.get(role) ?? [403, 403, 403, 403, 403]);
  });

  it('needs a reason', async () => {
    const answer = await ask('POST', '/api/refused-alerts/1/take', 'admin', { reason: ' ' });
    expect(answer.statusCode).toBe(400);
  });
});

describe('waiting alerts', () => {
  it('are listed without their content, and accepted or dropped by an administrator', async () => {
    const alert = anAlert({ incidentId: 'waits' });
    const { edgeKeys } = api.parts;
    await edgeKeys.keepRefused({ jobId: 'j', data: alert }, { alert, reason: 'unsigned' });
    const listed = (await ask('GET', '/api/refused-alerts', 'auditor')).json<{
      alerts: { number: number }[];
    }>();
    expect(listed.alerts).toMatchObject([{ alertId: 'waits-1', reason: 'unsigned' }]);
    expect(JSON.stringify(listed)).not.toContain('incident"');
    const url = `/api/refused-alerts/${listed.alerts[0]?.number}`;
    expect((await ask('POST', `${url}/take`, 'admin', { reason: 'seen' })).statusCode).toBe(204);
    expect((await ask('POST', `${url}/discard`, 'admin', { reason: 'no' })).statusCode).toBe(204);
    expect((await ask('GET', '/api/refused-alerts', 'admin')).json()).toEqual({ alerts: [] });
    const decisions = (await logOf('alert-refused')).map((entry) => entry?.details['decision']);
    expect(decisions).toEqual(expect.arrayContaining(['vouched-for', 'discarded']));
  });
});
