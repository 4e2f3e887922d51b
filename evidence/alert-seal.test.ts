// What edges sign: the same alert gives the same text however its members stand, and another one gives another.
import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../host/seal/node-crypto.ts';
import { alertDigest, alertSealText, enrolmentText, receiptText } from './alert-seal.ts';

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
    const firstLines = [alertSealText(digest), receipt, enrolment].map(
      (text) => text.split('\n')[0],
    );
    expect(new Set(firstLines).size).toBe(3);
  });

  it('do not hold the invitation, and no id can add a line', () => {
    const text = enrolmentText(sha256, { edgeId: 'e\nf', key: 'k', invitation: 'secret' });
    expect(text).not.toContain('secret');
    expect(text.split('\n')).toHaveLength(5);
    const about = { alertId: 'x\ny', digest: 'd', key: null, at: 0 };
    expect(receiptText(about).split('\n')).toHaveLength(6);
    expect(receiptText(about)).toContain('1970-01-01T00:00:00.000Z');
  });
});
