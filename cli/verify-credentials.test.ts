// The output and exit code of `verify` for content credentials. C2PA's reader is replaced here; it is tested in
// dispatch/evidence/credentials.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleNames } from '../evidence/bundle.ts';
import { utf8 } from '../evidence/bytes.ts';
import type { CredentialsRead } from '../host/credentials/credentials-job.ts';
import type { CredentialsTool } from '../host/credentials/credentials-tool.ts';
import { checkBundleCredentials, checkFileCredentials } from './verify-credentials.ts';

const read = (change: Partial<CredentialsRead> = {}): CredentialsRead => ({
  state: 'read',
  verdict: 'holds',
  faults: [],
  serial: '12',
  signer: 'edge-1',
  ...change,
});
const asked: string[] = [];
const tool = (found: CredentialsRead | null, isThere = true): CredentialsTool => ({
  isThere: () => isThere,
  sign: () => Promise.resolve([]),
  read: (jobs) => {
    asked.push(...jobs.map(({ trustList }) => trustList));
    return Promise.resolve(
      jobs.map(() =>
        found === null
          ? { ok: false, fault: 'failed', detail: 'it died' }
          : { ok: true, read: found },
      ),
    );
  },
});
const key = { key: 'ab', edgeId: 'edge-1', state: 'active', since: 1, endedAt: null };
const bundle = (change: object = {}) =>
  new Map([
    ['1/picture.jpg', Uint8Array.of(1)],
    ['1/case.json', Uint8Array.of(2)],
    [bundleNames.trustList, utf8('LIST')],
    [
      bundleNames.edgeKeys,
      utf8(JSON.stringify([{ ...key, reason: null, serial: '12', ...change }])),
    ],
  ]);

let folder: string;
beforeEach(async () => {
  asked.length = 0;
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-verify-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('credentials in a bundle', () => {
  it('are valid by the trust list of the bundle or a given one', async () => {
    const { code, lines } = await checkBundleCredentials(tool(read()), bundle(), null);
    expect([code, lines]).toEqual([0, [expect.stringContaining('1 valid, 0 files have none')]]);
    await checkBundleCredentials(tool(read()), bundle(), 'OTHER');
    expect(asked).toEqual(['LIST', 'OTHER']);
  });

  it.each([
    ['a changed byte', read({ verdict: 'broken', faults: ['x.mismatch'] }), {}, 1, 'x.mismatch'],
    ['a foreign root', read({ verdict: 'untrusted' }), {}, 1, 'not trusted'],
    ['a certificate of no key', read({ serial: '13' }), {}, 1, 'this district does not know'],
    ['a certificate that is over', read({ verdict: 'expired' }), {}, 2, 'not valid today'],
    [
      'a revoked key',
      read(),
      { state: 'revoked', endedAt: 0, reason: 'stolen' },
      2,
      'revoked at 1970-01-01T00:00:00.000Z (stolen)',
    ],
    ['a rotated key', read(), { state: 'retired', endedAt: 0 }, 0, '1 valid'],
    ['a file without', read({ verdict: 'none' }), {}, 0, 'it has no content credentials'],
    ['a reader that dies', null, {}, 2, 'could not be read: it died'],
  ] as const)('with %s are told', async (_, found, change, code, text) => {
    const report = await checkBundleCredentials(tool(found), bundle(change), null);
    expect(report.code).toBe(code);
    expect(report.lines.join('\n')).toContain(text);
  });

  it('are not checked without the library, which is reported, or in a bundle of an earlier release', async () => {
    const without = await checkBundleCredentials(tool(read(), false), bundle(), null);
    expect([without.code, without.lines.join()]).toEqual([
      0,
      expect.stringContaining('not checked'),
    ]);
    const earlier = bundle();
    earlier.delete(bundleNames.trustList);
    expect(await checkBundleCredentials(tool(read()), earlier, null)).toEqual({
      code: 0,
      lines: [],
    });
  });
});

describe('one picture', () => {
  const place = () => join(folder, 'a.jpg');
  const trust = () => join(folder, 'list.pem');
  beforeEach(async () => {
    await writeFile(place(), 'x');
    await writeFile(trust(), 'LIST');
  });

  it.each([
    ['holds', read(), 0, '1 valid'],
    ['is changed', read({ verdict: 'broken', faults: ['y'] }), 1, 'was changed after'],
    ['has none', read({ verdict: 'none' }), 2, 'no content credentials'],
  ] as const)('%s', async (_, found, code, text) => {
    const report = await checkFileCredentials(tool(found), place(), trust());
    expect([report.code, report.lines.join()]).toEqual([code, expect.stringContaining(text)]);
  });

  it('cannot be judged without a trust list, the file, or the library', async () => {
    const all = [
      await checkFileCredentials(tool(read()), place(), undefined),
      await checkFileCredentials(tool(read()), place(), join(folder, 'nowhere')),
      await checkFileCredentials(tool(read()), join(folder, 'b.jpg'), trust()),
      await checkFileCredentials(tool(read(), false), place(), trust()),
    ];
    for (const { code, lines } of all) {
      expect(code).toBe(2);
      expect(lines.join()).toContain('undecided; missing');
    }
  });
});
