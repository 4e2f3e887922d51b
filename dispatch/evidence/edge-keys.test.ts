// Keys of edges on a real store: enrolment, whose alerts are accepted, and what happens to the others.
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Alert, EdgeKeyMode } from '../../contracts/index.ts';
import { alertDigest, alertSealText, enrolmentText } from '../../evidence/alert-seal.ts';
import { base64Of, hexOf } from '../../evidence/bytes.ts';
import { nodeCrypto, rawPublicKey } from '../../host/seal/node-crypto.ts';
import type { Store } from '../store/store.ts';
import { openQuickStore } from '../store/testing/quick-store.ts';
import { anAlert } from '../testing/alerts.ts';
import { fakeClock, type FakeClock } from '../testing/fake-clock.ts';
import { quietLog } from '../testing/quiet-log.ts';
import { retiredKeyTakenMs } from './admit-alert.ts';
import { createEdgeKeys, type EdgeKeys } from './edge-keys.ts';
import { createReceiveAlert, takeRefused, type WaitedMessage } from './receive-alert.ts';

const { sha256 } = nodeCrypto;
const hourMs = 3_600_000;
const admin = { actor: 'admin', role: 'admin', address: '10.0.0.1' };

let store: Store;
let clock: FakeClock;
let keys: EdgeKeys;
let edgeId: string;
let edges = 0;
beforeAll(async () => {
  store = await openQuickStore();
}, 120_000);
afterAll(() => store.close());
beforeEach(() => {
  clock = fakeClock(Date.parse('2026-11-22T04:00:00Z'));
  keys = withMode('enrolled');
  edges += 1;
  edgeId = `edge-${edges}`;
});

function withMode(mode: EdgeKeyMode): EdgeKeys {
  return createEdgeKeys({ store: store.edgeKeys, mode, clock });
}

interface Pair {
  key: string;
  secret: KeyObject;
}

function aPair(): Pair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { key: hexOf(rawPublicKey(publicKey)), secret: privateKey };
}

const signed = (text: string, { secret }: Pair) =>
  base64Of(new Uint8Array(sign(null, Buffer.from(text), secret)));

function enrol(pair: Pair, invitation: string, as = edgeId) {
  const proof = signed(enrolmentText(sha256, { edgeId: as, key: pair.key, invitation }), pair);
  return keys.enrol({ edgeId: as, key: pair.key, invitation, proof }, '10.0.0.2');
}

async function enrolled(pair = aPair()): Promise<Pair> {
  const { invitation } = await keys.invite(edgeId, 1, admin);
  expect(await enrol(pair, invitation)).toEqual({ state: 'enrolled', key: pair.key });
  return pair;
}

/** As received from the queue, encoded and decoded as JSON. */
function sealedAlert(pair: Pair | null, change: Partial<Alert> = {}): Alert {
  const alert = { ...anAlert({ incidentId: `${edgeId}-thing` }), edgeId, ...change };
  if (pair === null) return alert;
  const signature = signed(alertSealText(alertDigest(sha256, alert)), pair);
  return JSON.parse(JSON.stringify({ ...alert, seal: { key: pair.key, signature } })) as Alert;
}

const admit = (alert: Alert, by = keys) => by.admit(alert, alert);
const refused = (reason: string) => ({ ok: false, reason });

describe('enrolment', () => {
  it('enrols a key with an invitation once, and logs it without the invitation', async () => {
    const pair = await enrolled();
    const [entry] = await keys.list();
    expect(entry).toMatchObject({ key: pair.key, edgeId, state: 'active', since: clock.now() });
    const again = await keys.invite(edgeId, 1, admin);
    expect(JSON.stringify(await store.edgeKeys.keys())).not.toContain(again.invitation);
  });

  it('confirms the same key again when the answer was lost', async () => {
    const pair = aPair();
    const { invitation } = await keys.invite(edgeId, 1, admin);
    await enrol(pair, invitation);
    clock.advance(2 * hourMs);
    expect(await enrol(pair, invitation)).toEqual({ state: 'enrolled', key: pair.key });
    expect((await keys.list()).filter((one) => one.edgeId === edgeId)).toHaveLength(1);
  });

  it('refuses an invitation that another key has used', async () => {
    const { invitation } = await keys.invite(edgeId, 1, admin);
    await enrol(aPair(), invitation);
    const thief = aPair();
    expect(await enrol(thief, invitation)).toMatchObject({ reason: 'invitation-used' });
    expect(await admit(sealedAlert(thief))).toEqual(refused('key-unknown'));
  });

  it('accepts one of two concurrent requests with one invitation', async () => {
    const { invitation } = await keys.invite(edgeId, 1, admin);
    const answers = await Promise.all([enrol(aPair(), invitation), enrol(aPair(), invitation)]);
    expect(answers.map(({ state }) => state).sort()).toEqual(['enrolled', 'refused']);
  });

  it.each([
    ['that nobody made', () => Promise.resolve(`fwe_${'A'.repeat(43)}`), 'invitation-unknown'],
    ['that is over', () => madeLongAgo(), 'invitation-over'],
    ['for another edge', () => madeFor('somebody-else'), 'invitation-of-other-edge'],
    ['that is empty', () => Promise.resolve(''), 'invitation-unknown'],
  ])('refuses an invitation %s', async (_what, made, reason) => {
    expect(await enrol(aPair(), await made())).toEqual({ state: 'refused', reason });
  });

  const madeFor = async (id: string) => (await keys.invite(id, 1, admin)).invitation;
  const madeLongAgo = async () => {
    const invitation = await madeFor(edgeId);
    clock.advance(hourMs);
    return invitation;
  };

  it('keeps an invitation valid when the clock is set back, and lets it be used once', async () => {
    const { invitation } = await keys.invite(edgeId, 1, admin);
    clock.advance(-24 * hourMs);
    expect(await enrol(aPair(), invitation)).toMatchObject({ state: 'enrolled' });
    expect(await enrol(aPair(), invitation)).toMatchObject({ reason: 'invitation-used' });
  });

  it('refuses a key without proof of possession', async () => {
    const own = aPair();
    const foreign = aPair();
    const { invitation } = await keys.invite(edgeId, 1, admin);
    const stolen = { key: foreign.key, secret: own.secret };
    expect(await enrol(stolen, invitation)).toMatchObject({ reason: 'wrong-proof' });
    expect(await enrol(own, invitation)).toMatchObject({ state: 'enrolled' });
  });

  it('refuses a revoked key, and a key of another edge', async () => {
    const pair = await enrolled();
    const other = await keys.invite('neighbour', 1, admin);
    expect(await enrol(pair, other.invitation, 'neighbour')).toMatchObject({
      reason: 'key-of-other-edge',
    });
    await keys.revoke(pair.key, 'stolen', admin);
    const { invitation } = await keys.invite(edgeId, 1, admin);
    expect(await enrol(pair, invitation)).toMatchObject({ reason: 'key-revoked' });
  });
});

describe('an alert', () => {
  it.each([
    ['off', true],
    ['enrolled', true],
    ['required', 'edge-unknown'],
  ] as const)(
    'of an edge without a key, unsigned, where keys are %s: %s',
    async (mode, expected) => {
      const admission = await admit(sealedAlert(null), withMode(mode));
      expect(admission.ok || admission.reason).toBe(expected);
    },
  );

  it('of an edge with a key is accepted only if signed', async () => {
    const pair = await enrolled();
    expect(await admit(sealedAlert(pair))).toEqual({ ok: true, key: pair.key });
    expect(await admit(sealedAlert(null))).toEqual(refused('unsigned'));
    expect(await admit(sealedAlert(null), withMode('off'))).toEqual({ ok: true, key: null });
  });

  it('of a reinstalled edge with another key waits', async () => {
    await enrolled();
    expect(await admit(sealedAlert(aPair()))).toEqual(refused('key-unknown'));
  });

  it('signed with the key of another edge waits', async () => {
    const pair = await enrolled();
    edgeId = `${edgeId}-other`;
    await enrolled();
    expect(await admit(sealedAlert(pair))).toEqual(refused('key-unknown'));
  });

  it('that was changed in transit waits, whatever was changed', async () => {
    const alert = sealedAlert(await enrolled());
    for (const change of [
      { raisedAt: alert.raisedAt + 1 },
      { gridCell: null },
      { incident: { ...alert.incident, confidence: 0.7500001 } },
      { cameraName: `${alert.cameraName} ` },
    ])
      expect(await admit({ ...alert, ...change })).toEqual(refused('wrong-signature'));
  });

  it('signed before the key was replaced is accepted for two weeks', async () => {
    const former = await enrolled();
    const next = aPair();
    const waiting = sealedAlert(former);
    await enrolled(next);
    expect(await admit(waiting)).toEqual({ ok: true, key: former.key });
    clock.advance(retiredKeyTakenMs + 1);
    expect(await admit(waiting)).toEqual(refused('key-retired'));
    expect(await admit(sealedAlert(next))).toEqual({ ok: true, key: next.key });
  });

  it('signed with a revoked key waits at once, whatever its own time says', async () => {
    const pair = await enrolled();
    const inQueue = sealedAlert(pair, { raisedAt: 1 });
    expect(await admit(inQueue)).toMatchObject({ ok: true });
    expect(await keys.revoke(pair.key, 'stolen', admin)).toBe(true);
    expect(await admit(inQueue)).toEqual(refused('key-revoked'));
    expect(await keys.revoke(pair.key, 'again', admin)).toBe(false);
    expect((await keys.list()).find(({ key }) => key === pair.key)).toMatchObject({
      state: 'revoked',
      reason: 'stolen',
    });
  });

  it('waits from two seconds after another dispatch has revoked its key, also when the clock is set back', async () => {
    const pair = await enrolled();
    await admit(sealedAlert(pair));
    await withMode('enrolled').revoke(pair.key, 'stolen', admin);
    clock.advance(-hourMs);
    expect(await admit(sealedAlert(pair))).toEqual(refused('key-revoked'));
  });
});

describe('waiting alerts', () => {
  const sign = (text: string) => Promise.resolve(`${text}\nsigned`);
  const receive = (alert: Alert) =>
    createReceiveAlert({ keys, sign, clock, log: quietLog() })({ jobId: 'j', data: alert, alert });
  const waitingOf = async () => (await keys.refused(1000)).filter((one) => one.edgeId === edgeId);
  /** Runs until everything acceptable was accepted. */
  const takeOnce = async (verdict = true) => {
    const stopping = new AbortController();
    const taken: WaitedMessage[] = [];
    const take = (message: WaitedMessage) => {
      const isOwn = (message.data as Alert).edgeId === edgeId;
      if (isOwn) taken.push(message);
      return Promise.resolve(isOwn && verdict);
    };
    const stop = () => {
      stopping.abort();
      return Promise.resolve();
    };
    const stopAfter = { ...clock, wait: stop };
    await takeRefused({ keys, take, clock: stopAfter, log: quietLog() }, stopping.signal);
    return taken;
  };

  it('get no receipt; an accepted one has it, with the time by dispatch’s clock', async () => {
    const pair = await enrolled();
    expect(await receive(sealedAlert(null))).toEqual(refused('unsigned'));
    const taken = await receive({ ...sealedAlert(pair), receipt: 'forged' });
    expect(taken.ok && taken.alert.receipt).toContain(new Date(clock.now()).toISOString());
    expect(taken.ok && taken.alert.receipt).not.toContain('forged');
  });

  it('are stored once as received, and shown on the health page', async () => {
    const before = await enrolled();
    await receive(sealedAlert(aPair()));
    const alert = sealedAlert(null);
    await receive(alert);
    await receive(alert);
    expect((await waitingOf()).map(({ reason }) => reason)).toEqual(['key-unknown', 'unsigned']);
    expect(JSON.parse((await waitingOf())[1]?.body ?? '')).toEqual(
      JSON.parse(JSON.stringify(alert)),
    );
    const problem = (await keys.problems()).find(({ subject }) => subject === edgeId);
    expect(problem).toMatchObject({ code: 'edge-alerts-refused', values: { alerts: 2 } });
    expect(before.key).toHaveLength(64);
  });

  it('are accepted when their edge becomes known, in order of arrival', async () => {
    await enrolled();
    const reinstalled = aPair();
    for (const sequence of [1, 2, 3])
      await receive(sealedAlert(reinstalled, { alertId: `${edgeId}-${sequence}` }));
    expect(await takeOnce()).toEqual([]);
    await enrolled(reinstalled);
    const taken = await takeOnce();
    expect(taken.map(({ data }) => (data as Alert).alertId)).toEqual(
      [1, 2, 3].map((sequence) => `${edgeId}-${sequence}`),
    );
    expect(await waitingOf()).toEqual([]);
    expect(await keys.problems()).toEqual(
      (await keys.problems()).filter(({ subject }) => subject !== edgeId),
    );
  });

  it('keep waiting when they cannot be recorded yet', async () => {
    const pair = aPair();
    await enrolled();
    await receive(sealedAlert(pair));
    await enrolled(pair);
    expect(await takeOnce(false)).toHaveLength(1);
    expect(await waitingOf()).toHaveLength(1);
  });

  it('are accepted or discarded by a person, with the reason in the log', async () => {
    await enrolled();
    await receive(sealedAlert(null, { alertId: `${edgeId}-good` }));
    await receive(sealedAlert(null, { alertId: `${edgeId}-bad` }));
    const [good, bad] = await waitingOf();
    expect(await keys.vouch(good?.number ?? 0, 'seen on site', admin)).toBe(true);
    expect(await keys.discard(bad?.number ?? 0, 'forged', admin)).toBe(true);
    expect(await keys.discard(bad?.number ?? 0, 'forged', admin)).toBe(false);
    const taken = await takeOnce();
    expect(taken.map(({ data }) => (data as Alert).alertId)).toEqual([`${edgeId}-good`]);
    expect(await waitingOf()).toEqual([]);
  });

  it('are limited: a flood is dropped, and reported once in the log and on the health page', async () => {
    const limits = { ofEdge: 2, alerts: 1000, bytes: 1 << 30 };
    const few = createEdgeKeys({
      store: store.edgeKeys,
      mode: 'required',
      clock,
      waitingLimits: limits,
    });
    const flood = async (incidentId: string) => {
      const alert = { ...anAlert({ incidentId }), edgeId };
      return few.keepRefused({ jobId: 'j', data: alert }, { alert, reason: 'edge-unknown' });
    };
    const outcomes = [];
    for (const incident of ['a', 'b', 'b', 'c', 'd'])
      outcomes.push(await flood(`${edgeId}-${incident}`));
    expect(outcomes).toEqual(['kept', 'kept', 'repeated', 'no-room', 'no-room']);
    const own = (await few.problems()).filter(({ code }) => code === 'refused-alerts-full');
    expect(own).toMatchObject([{ since: clock.now(), values: { alerts: 2, limit: 1000 } }]);
    const head = { origin: 'x', at: 1, sign: () => 'x' };
    while ((await store.custody.append(1000, head)) > 0);
    const entries = await store.custody.rows(0, 100_000);
    expect(entries.filter((entry) => entry.includes('"no-room"'))).toHaveLength(1);
    for (const { number } of await few.refused(1000)) await few.taken(number);
    expect(await few.problems()).toEqual([]);
  });

  it.each([
    ['in all, whatever their edges call themselves', { ofEdge: 9, alerts: 1, bytes: 1 << 30 }],
    ['in bytes', { ofEdge: 9, alerts: 9, bytes: 2000 }],
  ])('are limited %s', async (_, waitingLimits) => {
    for (const { number } of await keys.refused(1000)) await keys.taken(number);
    const few = createEdgeKeys({ store: store.edgeKeys, mode: 'required', clock, waitingLimits });
    const outcomes = [];
    for (const name of ['x', 'y', 'z']) {
      const alert = {
        ...anAlert({ incidentId: `${edgeId}-${name}` }),
        edgeId: `${edgeId}-${name}`,
      };
      const message = { jobId: 'j', data: alert };
      outcomes.push(await few.keepRefused(message, { alert, reason: 'edge-unknown' }));
    }
    expect([outcomes[0], outcomes.at(-1)]).toEqual(['kept', 'no-room']);
  });

  it('keep their problem on the health page while the store is down', async () => {
    await enrolled();
    await receive(sealedAlert(null));
    const flaky = { ...store.edgeKeys };
    const watching = createEdgeKeys({ store: flaky, mode: 'enrolled', clock });
    const before = await watching.problems();
    flaky.refusedCounts = () => Promise.reject(new Error('down'));
    expect(await watching.problems()).toEqual(before);
  });
});
