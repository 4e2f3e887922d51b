// What edges sign: the same alert gives the same text however its members stand, and another one gives another.
import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../host/seal/node-crypto.ts';
import {
  alertDigest,
  alertSealText,
  enrolmentText,
  fileSealText,
  keyInReceipt,
  receiptText,
} from './alert-seal.ts';

const { sha256 } = nodeCrypto;
const alert = { alertId: 'a-1', raisedAt: 5, incident: { region: { x: 0.25, y: 0.5 } } };

describe('the digest of an alert', () => {
  it('is the same however its members stand, with a signature and a receipt or without', () => {
    const turned = { incident: { region: { y: 0.5, x: 0.25 } }, raisedAt: 5, alertId: 'a-1' };
    expect(alertDigest(sha256, turned)).toBe(alertDigest(sha256, alert));
    const sealed = { ...alert, seal: { key: 'k' }, receipt: 'r' };
    expect(alertDigest(sha256, sealed)).toBe(alertDigest(sha256, alert));
  });

  it.each([
    ['another value', { ...alert, raisedAt: 6 }],
    ['a value deep inside', { ...alert, incident: { region: { x: 0.25, y: 0.5000001 } } }],
    ['one more member', { ...alert, place: null }],
    ['one less', { alertId: 'a-1', raisedAt: 5 }],
    ['nothing', {}],
  ])('is another one for %s', (_what, other) => {
    expect(alertDigest(sha256, other)).not.toBe(alertDigest(sha256, alert));
  });
});

describe('texts that are signed', () => {
  it('are of different kinds, so that none passes for another', () => {
    const digest = alertDigest(sha256, alert);
    const receipt = receiptText({ alertId: 'a-1', digest, key: null, at: 0 });
    const enrolment = enrolmentText(sha256, { edgeId: 'e', key: 'k', invitation: 'i' });
    const told = { kind: 'clip', incidentId: 'i', opening: 1, sha256: digest, bytes: 1 } as const;
    const texts = [alertSealText(digest), receipt, enrolment, fileSealText(told)];
    expect(new Set(texts.map((text) => text.split('\n')[0])).size).toBe(4);
  });

  it('do not hold the invitation, and no id can add a line', () => {
    const text = enrolmentText(sha256, { edgeId: 'e\nf', key: 'k', invitation: 'secret' });
    expect(text).not.toContain('secret');
    expect(text.split('\n')).toHaveLength(5);
    const about = { alertId: 'x\ny', digest: 'd', key: null, at: 0 };
    expect(receiptText(about).split('\n')).toHaveLength(6);
    expect(receiptText(about)).toContain('1970-01-01T00:00:00.000Z');
  });

  it('of a file say what it belongs to', () => {
    const file = { kind: 'clip', incidentId: 'i\n2', opening: 1, sha256: 'aa', bytes: 7 } as const;
    expect(fileSealText(file)).toBe('fencewatch file 1\nclip\n"i\\n2"\n1\naa\n7\n');
  });
});

describe('the key in a receipt', () => {
  const receipt = (key: string | null) => receiptText({ alertId: 'a\nb', digest: 'd', key, at: 0 });
  it.each([
    ['that signed the alert', receipt('ab'.repeat(32)), 'ab'.repeat(32)],
    ['is none when nobody signed it', receipt(null), null],
    ['is none without a receipt', undefined, null],
    ['is none in a text that is no receipt', 'x', null],
  ])('%s', (_, text, key) => {
    expect(keyInReceipt(text)).toBe(key);
  });
});
