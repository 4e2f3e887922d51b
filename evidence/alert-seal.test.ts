// The digest of an alert depends on every member except the signatures, and not on the order of the members.
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
  it('does not depend on the order of members, the signature or the receipt', () => {
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
  it('differ by kind, so that a signature of one kind is not valid for another', () => {
    const digest = alertDigest(sha256, alert);
    const receipt = receiptText({ alertId: 'a-1', digest, key: null, at: 0 });
    const enrolment = enrolmentText(sha256, { edgeId: 'e', key: 'k', invitation: 'i' });
    const told = { kind: 'clip', incidentId: 'i', opening: 1, sha256: digest, bytes: 1 } as const;
    const texts = [alertSealText(digest), receipt, enrolment, fileSealText(told)];
    expect(new Set(texts.map((text) => text.split('\n')[0])).size).toBe(4);
  });

  it('do not contain the invitation, and an id with a line break adds no line', () => {
    const text = enrolmentText(sha256, { edgeId: 'e\nf', key: 'k', invitation: 'secret' });
    expect(text).not.toContain('secret');
    expect(text.split('\n')).toHaveLength(5);
    const about = { alertId: 'x\ny', digest: 'd', key: null, at: 0 };
    expect(receiptText(about).split('\n')).toHaveLength(6);
    expect(receiptText(about)).toContain('1970-01-01T00:00:00.000Z');
  });

  it('of a file name its incident and opening', () => {
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
