// The verdict on content credentials, given the district's keys, and the quick test whether a file has any.
import { describe, expect, it } from 'vitest';
import { judgeCredentials, seemsToHaveCredentials, type BundleKey } from './file-credentials.ts';
import { utf8 } from './bytes.ts';

const key = (change: Partial<BundleKey> = {}): BundleKey => ({
  key: 'ab'.repeat(32),
  edgeId: 'edge-1',
  state: 'active',
  since: 5,
  endedAt: null,
  reason: null,
  serial: '12',
  ...change,
});
const found = { verdict: 'holds', faults: [], serial: '12' } as const;

describe('credentials of a file', () => {
  it.each([
    ['an active key', [key()], { state: 'holds', edgeId: 'edge-1' }],
    ['a key that was replaced', [key({ state: 'retired', endedAt: 9 })], { state: 'holds' }],
    [
      'a key that was revoked',
      [key({ state: 'revoked', endedAt: 9, reason: 'stolen' })],
      { state: 'revoked', edgeId: 'edge-1', at: 9, reason: 'stolen' },
    ],
    ['a key that is in no list', [key({ serial: '13' })], { state: 'key-unknown' }],
    ['no keys at all', [], { state: 'key-unknown' }],
    ['keys that are not known', null, { state: 'holds' }],
  ] as const)('of %s', (_, keys, expected) => {
    expect(judgeCredentials(found, keys)).toMatchObject(expected);
  });

  it.each(['untrusted', 'expired', 'none'] as const)('that are %s stay so', (verdict) => {
    expect(judgeCredentials({ ...found, verdict }, [key()])).toEqual({ state: verdict });
  });

  it('that are broken give their faults, with any key', () => {
    const broken = {
      ...found,
      verdict: 'broken',
      faults: ['assertion.dataHash.mismatch'],
    } as const;
    const expected = { state: 'broken', faults: ['assertion.dataHash.mismatch'] };
    expect(judgeCredentials(broken, [key({ state: 'revoked' })])).toEqual(expected);
  });
});

describe('a file', () => {
  const segment = (marker: number, text: string) => [
    0xff,
    marker,
    0,
    text.length + 2,
    ...utf8(text),
  ];
  const jpeg = (...parts: number[][]) => Uint8Array.from([0xff, 0xd8, ...parts.flat()]);
  const uuid = 'd8fec3d61b0e483c92975828877ec481';
  const box = Uint8Array.from(Buffer.from(`000000206674797000000000${uuid}`, 'hex'));
  it.each([
    ['a JPEG with them', jpeg(segment(0xe0, 'JFIF'), segment(0xeb, 'jumb c2pa')), true],
    ['a JPEG without', jpeg(segment(0xe0, 'JFIF'), segment(0xda, 'c2pa')), false],
    ['a JPEG whose comment says so', jpeg(segment(0xfe, 'c2pa')), false],
    ['a JPEG that is cut', jpeg([0xff, 0xeb, 0xff]), false],
    ['an MP4 with their box', box, true],
    ['an MP4 without', box.slice(0, 20), false],
    ['nothing', new Uint8Array(), false],
  ])('seems to have them or not: %s', (_, bytes, expected) => {
    expect(seemsToHaveCredentials(bytes)).toBe(expected);
  });
});
