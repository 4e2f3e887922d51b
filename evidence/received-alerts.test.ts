// Compares the alerts of a bundle with their signatures: every changed value is found, and no unchanged alert is reported.
import { describe, expect, it } from 'vitest';
import { aSigner } from '../bench/tamper/samples/a-log.ts';
import { nodeCrypto } from '../host/seal/node-crypto.ts';
import { alertDigest, alertSealText, receiptText } from './alert-seal.ts';
import { base64Of, hexOf, utf8 } from './bytes.ts';
import { bundleNames } from './bundle.ts';
import { changedAlerts, signedAlerts } from './received-alerts.ts';
import { signNote } from './signed-note.ts';

const { sha256 } = nodeCrypto;
const [dispatch, edge, stranger] = [aSigner(1), aSigner(2), aSigner(3)];

type Plain = Record<string, unknown>;
const plain: Plain = {
  ...{ alertId: 'a-1', severity: 'normal', place: null },
  incident: { reason: 'goods', region: { x: 0.25, y: 0.1 } },
};

function sealed(alert: Plain, by = edge): Plain {
  const signature = base64Of(by.sign(utf8(alertSealText(alertDigest(sha256, alert)))));
  return { ...alert, seal: { key: hexOf(by.publicKey), signature } };
}

function received(alert: Plain, by = dispatch): Plain {
  const key = hexOf(edge.publicKey);
  const about = { alertId: 'a-1', digest: alertDigest(sha256, alert), key, at: 0 };
  return { ...alert, receipt: signNote(sha256, receiptText(about), by) };
}

const keyList = [
  {
    ...{ key: hexOf(edge.publicKey), edgeId: 'north', state: 'active', since: 0 },
    ...{ endedAt: null, reason: null, serial: '1' },
  },
];

function ask(alerts: readonly Plain[], more: Record<string, unknown> = {}) {
  const texts = {
    'c/evidence.json': { incidents: [{ alerts }] },
    [bundleNames.edgeKeys]: keyList,
    ...more,
  };
  const files = new Map(
    Object.entries(texts).map(([name, json]) => [name, utf8(JSON.stringify(json))]),
  );
  return changedAlerts(nodeCrypto, files, [dispatch]);
}

function countSigned(...cases: readonly (readonly Plain[])[]) {
  const files = cases.map((alerts, index) => {
    const text = JSON.stringify({ incidents: [{ alerts }, { alerts: [] }] });
    return [`${index}/evidence.json`, utf8(text)] as const;
  });
  return signedAlerts(new Map([...files, ['x/evidence.json', utf8('no JSON')]]));
}

function receivedUnsigned(alert: Plain): Plain {
  const about = { alertId: 'a-1', digest: alertDigest(sha256, alert), key: null, at: 0 };
  return { ...alert, receipt: signNote(sha256, receiptText(about), dispatch) };
}

const named = [{ what: 'alert-changed', file: 'c/evidence.json', alert: 'a-1' }];
const whole = received(sealed(plain));
const reasoned = (alert: Plain) => ({ ...alert, incident: { reason: 'nothing' } });
const { severity: _severity, place: _place, ...older } = plain;
const turned = Object.fromEntries(Object.entries(whole).toReversed());

describe('the count of signed alerts', () => {
  it.each<[string, Plain[][], number, number]>([
    ['nothing', [], 0, 0],
    ['signed ones of two cases', [[whole], [whole, whole]], 3, 0],
    ['one whose receipt says that it was not signed', [[whole, receivedUnsigned(plain)]], 2, 1],
    ['one with a seal that dispatch did not check', [[receivedUnsigned(sealed(plain))]], 1, 1],
    ['one of an earlier release, without a receipt', [[plain]], 1, 1],
  ])('of %s', (_, cases, total, unsigned) => {
    expect(countSigned(...cases)).toEqual({ total, unsigned });
  });
});

describe('an alert', () => {
  it.each<[string, Plain]>([
    ['as it came', whole],
    ['whose members stand in another order', turned],
    [
      'of an earlier release, with what dispatch filled in',
      { ...plain, ...received(sealed(older)) },
    ],
    ['that nobody signed', plain],
    ['signed by a key that the district does not know', sealed(plain, stranger)],
    ['with a receipt by a key that is not at hand', received(plain, stranger)],
  ])('%s is not named', async (_, alert) => {
    expect(await ask([alert])).toEqual([]);
  });

  it.each<[string, Plain]>([
    ['another reason', reasoned(whole)],
    ['another reason, and no receipt any more', reasoned(sealed(plain))],
    ['another reason, and no signature of the edge', reasoned(received(plain))],
    ['a severity that nobody filled in', { ...whole, severity: 'urgent' }],
    ['one more member', { ...whole, note: 'x' }],
    [
      'a signature of another length',
      { ...whole, seal: { key: hexOf(edge.publicKey), signature: 'AAAA' } },
    ],
    [
      'a receipt of another text',
      { ...whole, receipt: String(whole['receipt']).replace('a-1', 'a-2') },
    ],
    ['a receipt that is none', { ...whole, receipt: 'x' }],
  ])('with %s is named', async (_, alert) => {
    expect(await ask([whole, alert])).toEqual(named);
  });

  it.each([null, [], { incidents: 'x' }])(
    'is not looked for in a record that is not valid: %j',
    async (json) => {
      expect(await ask([], { 'c/evidence.json': json })).toEqual([]);
    },
  );
});
