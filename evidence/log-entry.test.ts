// Entries of the log, their personal data, and canonical JSON.
import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../host/seal/node-crypto.ts';
import { canonicalJson } from './canonical-json.ts';
import { entryText, isPersonalOf, parseEntry, personalRow, type LogEntry } from './log-entry.ts';

const { sha256 } = nodeCrypto;
const person = { actor: 'li', role: 'auditor', address: '10.0.0.7', reason: null };
const salt = new Uint8Array(16).fill(3);

describe('canonicalJson', () => {
  it.each<[unknown, string]>([
    [{}, '{}'],
    [{ b: 1, a: [1, 'x', null, true] }, '{"a":[1,"x",null,true],"b":1}'],
    [{ a: undefined, b: { d: 1e21, c: 0.1 } }, '{"b":{"c":0.1,"d":1e+21}}'],
    [{ '\u20ac': 1, '\r': 2, '1': 3, ö: 4 }, '{"\\r":2,"1":3,"ö":4,"€":1}'],
    [-0, '0'],
  ])('%o is %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it('refuses a value that JSON cannot hold', () => {
    expect(() => canonicalJson(undefined)).toThrow(/cannot hold/);
  });
});

describe('an entry', () => {
  const entry: LogEntry = {
    version: 1,
    at: 5,
    act: 'case-viewed',
    outcome: 'done',
    subject: { case: '20261122-0001' },
    details: {},
    personal: 'ab'.repeat(32),
  };

  it('is parsed from its own text', () => {
    expect(parseEntry(entryText(entry))).toEqual(entry);
  });

  it.each(['', 'null', '{', '{"version":2}', JSON.stringify({ ...entry, actor: 'li' })])(
    'is not %s',
    (text) => {
      expect(parseEntry(text)).toBeNull();
    },
  );
});

describe('personal data', () => {
  it('matches its hash, and no other data does', () => {
    const row = personalRow(sha256, person, salt);
    expect(isPersonalOf(sha256, row)).toBe(true);
    expect(isPersonalOf(sha256, { ...row, text: row.text.replace('li', 'wu') })).toBe(false);
    expect(isPersonalOf(sha256, { ...row, salt: 'zz' })).toBe(false);
  });

  it('has another hash with another salt, so that a person cannot be found by trying names', () => {
    const again = personalRow(sha256, person, new Uint8Array(16).fill(4));
    expect(again.hash).not.toBe(personalRow(sha256, person, salt).hash);
    expect(again.text).not.toContain('undefined');
  });
});
