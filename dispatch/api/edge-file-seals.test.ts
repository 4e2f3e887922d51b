// A sender with only the edge token, or with the key of another edge, cannot replace a file: neither before the alert, nor after
// it, nor by sending a file of another case.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  fileSealHeader,
  fileSealValue,
  noFileSeal,
  pieceType,
  uploadReceiptSchema,
  type Alert,
} from '../../contracts/index.ts';
import {
  alertDigest,
  alertSealText,
  enrolmentText,
  fileSealText,
  type SealedFile,
} from '../../evidence/alert-seal.ts';
import { base64Of, hexOf } from '../../evidence/bytes.ts';
import { parseEntry } from '../../evidence/log-entry.ts';
import { nodeCrypto, rawPublicKey } from '../../host/seal/node-crypto.ts';
import { createReceiveAlert } from '../evidence/receive-alert.ts';
import { anAlert } from '../testing/alerts.ts';
import { aJpeg } from '../testing/media.ts';
import { planFor } from '../testing/plan.ts';
import { edgeHeaders, openTestApi, type TestApi } from '../testing/test-api.ts';

const { sha256 } = nodeCrypto;
const hashOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');
type Edge = Awaited<ReturnType<typeof enrol>>;

let api: TestApi;
let north: Edge;
let south: Edge;
beforeAll(async () => {
  api = await openTestApi();
  [north, south] = [await enrol('north'), await enrol('south')];
}, 120_000);
afterAll(() => api.close());

async function enrol(edgeId: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const key = hexOf(rawPublicKey(publicKey));
  const signed = (text: string) => ({
    key,
    signature: base64Of(new Uint8Array(sign(null, Buffer.from(text), privateKey))),
  });
  const { edgeKeys } = api.parts;
  const who = { actor: 'admin', role: 'admin', address: '10.0.0.1' };
  const { invitation } = await edgeKeys.invite(edgeId, 1, who);
  const proof = signed(enrolmentText(sha256, { edgeId, key, invitation })).signature;
  await edgeKeys.enrol({ edgeId, key, invitation, proof }, '10.0.0.2');
  return { edgeId, key, signed };
}

/** As received from the queue, with dispatch's receipt. */
async function raise(edge: Edge | null, incidentId: string): Promise<void> {
  const edgeId = edge?.edgeId ?? 'without-key';
  const plain: Alert = { ...anAlert({ incidentId, fenceId: incidentId }), edgeId };
  const seal = edge?.signed(alertSealText(alertDigest(sha256, plain)));
  const data = { ...plain, ...(seal && { seal }) };
  const { edgeKeys: keys, custodySign, clock, log } = api.parts;
  const receive = createReceiveAlert({ keys, sign: custodySign, clock, log });
  const received = await receive({ jobId: plain.alertId, data, alert: data });
  if (!received.ok) throw new Error(received.reason);
  await api.store.cases.record(planFor(received.alert));
}

const about = (content: Buffer, incidentId: string): SealedFile => ({
  ...{ kind: 'picture', incidentId, opening: 1 },
  ...{ sha256: hashOf(content), bytes: content.length },
});

async function put(content: Buffer, file: SealedFile, header: string | null) {
  const { kind, incidentId, opening, bytes } = file;
  const url = `/api/edge/uploads/${hashOf(content)}?kind=${kind}&incidentId=${incidentId}&opening=${opening}&bytes=${bytes}`;
  const seal = header === null ? {} : { [fileSealHeader]: header };
  const headers = { ...edgeHeaders, ...seal, 'content-type': pieceType };
  const answer = await api.app.inject({ method: 'PUT', url, headers, payload: content });
  return uploadReceiptSchema.parse(answer.json());
}

const sealedBy = (edge: Edge, file: SealedFile) => fileSealValue(edge.signed(fileSealText(file)));
const send = (edge: Edge, content: Buffer, incidentId: string) =>
  put(content, about(content, incidentId), sealedBy(edge, about(content, incidentId)));

async function rowsOf(incidentId: string) {
  await api.parts.custodyWriter.flush();
  const id = (await api.store.cases.findByIncident(incidentId))?.id ?? '';
  const rows = (await api.store.custody.ofCase(id)).flatMap(({ entry }) => parseEntry(entry) ?? []);
  return rows
    .filter(({ act }) => act === 'file-received')
    .map(({ outcome, details }) => [outcome, details['refusal'] ?? null, details['key'] ?? null]);
}

const counts = async (incidentId: string) =>
  (await api.store.media.find({ incidentId, opening: 1, name: 'picture' }))?.sha256;

describe('a file of an edge with a key', () => {
  it('is accepted after two false attempts, each of which is logged once', async () => {
    const [false1, right] = [aJpeg(), aJpeg()];
    // Incident ids can be guessed: they name a fence and a time.
    expect(await send(south, false1, 'mine')).toMatchObject({ reason: 'alert-not-here' });
    await raise(north, 'mine');
    const foreign = { state: 'refused', reason: 'of-other-edge' };
    expect(await send(south, false1, 'mine')).toMatchObject(foreign);
    expect(await send(south, false1, 'mine')).toMatchObject(foreign);
    const unsigned = await put(false1, about(false1, 'mine'), noFileSeal);
    expect(unsigned).toMatchObject({ state: 'waits', reason: 'unsigned' });
    expect(await counts('mine')).toBeUndefined();
    expect(await send(north, right, 'mine')).toMatchObject({ state: 'kept', as: 'first' });
    expect(await counts('mine')).toBe(hashOf(right));
    expect(await rowsOf('mine')).toEqual([
      ['refused', 'of-other-edge', south.key],
      ['refused', 'unsigned', 'none'],
      ['done', null, north.key],
    ]);
  });

  it('is not accepted for another case, kind or opening', async () => {
    const picture = aJpeg();
    await raise(north, 'first');
    await raise(north, 'second');
    const file = about(picture, 'first');
    expect(await send(north, picture, 'first')).toMatchObject({ as: 'first' });
    const seal = sealedBy(north, file);
    for (const other of [{ incidentId: 'second' }, { kind: 'clip' as const }]) {
      const receipt = await put(picture, { ...file, ...other }, seal);
      expect(receipt).toMatchObject({ state: 'refused', reason: 'wrong-signature' });
    }
    expect(await put(picture, { ...file, opening: 2 }, seal)).toMatchObject({ state: 'waits' });
    expect(await counts('second')).toBeUndefined();
  });

  it('waits a few seconds for its alert, and is then accepted', async () => {
    const picture = aJpeg();
    const before = api.clock.now();
    const sent = send(north, picture, 'soon');
    await raise(north, 'soon');
    expect(await sent).toMatchObject({ state: 'kept' });
    expect(await send(north, picture, 'never')).toMatchObject({ reason: 'alert-not-here' });
    expect(api.clock.now() - before).toBeLessThan(10_000);
  });

  it('gets only the reasons that its release knows', async () => {
    await raise(north, 'old-release');
    const picture = aJpeg();
    const receipt = await put(picture, about(picture, 'old-release'), null);
    expect(receipt).toMatchObject({ state: 'waits', reason: 'not-now' });
    const whole = await api.upload('incidents/old-release/picture', 'image/jpeg', picture);
    expect([whole.statusCode, whole.json()]).toMatchObject([503, { error: 'busy' }]);
  });

  it.each(['', 'none none', 'x'.repeat(20_000), `${'0'.repeat(64)} ${'A'.repeat(86)}==`])(
    'is not taken with a header that is no signature',
    async (header) => {
      await raise(north, `odd-${header.length}`);
      const picture = aJpeg();
      const receipt = await put(picture, about(picture, `odd-${header.length}`), header);
      expect(receipt).toMatchObject({ state: 'waits' });
    },
  );
});

describe('a file of an edge without a key', () => {
  it('is accepted if its alert was', async () => {
    await raise(null, 'plain');
    const picture = aJpeg();
    expect(await put(picture, about(picture, 'plain'), null)).toMatchObject({ as: 'first' });
    expect(await rowsOf('plain')).toEqual([['done', null, null]]);
  });
});
