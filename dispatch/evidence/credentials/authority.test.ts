// The district's authority for content credentials: its certificate is kept, is made again when unreadable, and never prevents the
// start of dispatch.
import { X509Certificate } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeClock } from '../../testing/fake-clock.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { openAuthority, serialOfKey } from './authority.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const seal = () => join(folder.path, 'seal');
const file = () => join(seal(), 'credentials-root.pem');
const key = 'ab'.repeat(32);
const at = Date.parse('2026-11-22T04:00:00Z');
const open = (district = '示范区', now = at) =>
  openAuthority({ folder: seal(), district, clock: fakeClock(now) });
const known = (state: 'active' | 'revoked' = 'active', edgeId = 'edge-1') => [
  { key, edgeId, state, since: at, endedAt: null, reason: null },
];

describe('the authority of a district', () => {
  it('keeps its certificate over restarts, also later and under another site name', async () => {
    const { trustList } = await open();
    expect((await open('renamed', at + 1e9)).trustList).toBe(trustList);
    expect(await readFile(file(), 'utf8')).toBe(trustList);
  });

  it.each([
    ['is damaged', () => Promise.resolve('-----BEGIN CERTIFICATE-----\nAAAA\n')],
    [
      'is of another key',
      async () => {
        const clock = fakeClock(at);
        const other = { folder: join(folder.path, 'other'), district: 'x', clock };
        return (await openAuthority(other)).trustList;
      },
    ],
  ])('makes it again when the file %s', async (_, content) => {
    const { trustList } = await open();
    await writeFile(file(), await content());
    expect((await open()).trustList).toBe(trustList);
    expect(await readFile(file(), 'utf8')).toBe(trustList);
  });

  it('starts although the certificate cannot be written', async () => {
    await mkdir(file(), { recursive: true });
    const authority = await open();
    const { trustList } = authority;
    expect(new X509Certificate(trustList).ca).toBe(true);
    expect(authority.certify('edge-1', key, known()).state).toBe('issued');
  });

  it.each(['a', '城'.repeat(100), 'x'.repeat(100), '😀'.repeat(64), 'a, O=b'])(
    'may be called %s',
    async (district) => {
      const authority = await open(district);
      const { trustList } = authority;
      const answer = authority.certify('edge-1', key, known());
      const chain = answer.state === 'issued' ? answer.chain : '';
      const own = new X509Certificate(chain);
      expect(own.checkIssued(new X509Certificate(trustList))).toBe(true);
      expect(BigInt(`0x${own.serialNumber}`).toString()).toBe(serialOfKey(key));
    },
  );

  it('certifies no key but an active one of this edge', async () => {
    const authority = await open();
    expect(authority.certify('edge-1', key, [])).toEqual({
      state: 'refused',
      reason: 'key-unknown',
    });
    expect(authority.certify('edge-1', key, known('active', 'edge-2')).state).toBe('refused');
    const revoked = { state: 'refused', reason: 'key-revoked' };
    expect(authority.certify('edge-1', key, known('revoked'))).toEqual(revoked);
  });
});
