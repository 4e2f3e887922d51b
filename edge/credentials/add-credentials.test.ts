// Content credentials are added to files before the upload: once, in place. A failure is reported, and the file is sent without them.
// The library itself is tested in dispatch/evidence/credentials.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { EdgeKeyEntry } from '../../contracts/index.ts';
import { openAuthority } from '../../dispatch/evidence/credentials/authority.ts';
import { hexOf } from '../../evidence/bytes.ts';
import type { SignJob } from '../../host/credentials/credentials-job.ts';
import type { SignOutcome } from '../../host/credentials/credentials-tool.ts';
import { openSealKey } from '../../host/seal/seal-key.ts';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createCredentials } from './add-credentials.ts';
import { createEdgeCertificate, type AskCertificate } from './edge-certificate.ts';

const upload = { kind: 'picture', incidentId: 'exit-3-1', opening: 2 } as const;
let folder: string;
let clock: ReturnType<typeof createFakeClock>;
let file: string;
let key: string;
let asked: string[];
let jobs: Omit<SignJob, 'job'>[];
beforeEach(async () => {
  folder = await temporaryFolder();
  clock = createFakeClock(Date.parse('2026-11-22T04:00:00Z'));
  file = join(folder, 'exit-3-1-2.jpg');
  await writeFile(file, 'plain');
  key = hexOf((await openSealKey(join(folder, 'seal', 'edge-key.pem'))).publicKey);
  asked = [];
  jobs = [];
});

/** A dispatch that knows the key. */
async function dispatchAsked(change: Partial<EdgeKeyEntry> = {}): Promise<AskCertificate> {
  const place = join(folder, 'dispatch');
  const authority = await openAuthority({ folder: place, district: 'Test', clock });
  return (wanted) => {
    asked.push(wanted);
    const since = clock.now();
    const entry = { key, edgeId: 'edge-1', state: 'active', since, endedAt: null, reason: null };
    return Promise.resolve(
      authority.certify('edge-1', wanted, [{ ...entry, ...change } as EdgeKeyEntry]),
    );
  };
}

const signs = async (job: Omit<SignJob, 'job'>): Promise<SignOutcome> => {
  await writeFile(job.target, 'signed');
  return { ok: true, state: 'signed' };
};

interface Setting {
  ask: AskCertificate | null;
  publicKey?: string | null;
  wanted?: boolean | null;
  isThere?: boolean;
  sign?: (job: Omit<SignJob, 'job'>) => Promise<SignOutcome>;
}

function credentialsWith({
  ask,
  publicKey = key,
  wanted = null,
  isThere = true,
  sign = signs,
}: Setting) {
  const { log } = createMemoryLog();
  const own = { publicKey: () => publicKey };
  const seal = join(folder, 'seal');
  return createCredentials({
    tool: {
      isThere: () => isThere,
      sign: (list) => {
        jobs.push(...list);
        return Promise.all(list.map(sign));
      },
    },
    certificate: createEdgeCertificate({ folder: seal, key: own, ask, clock, log }),
    wanted,
    edgeId: 'edge-1',
    software: 'fencewatch 0.1.0',
    log,
  });
}

const content = () => readFile(file, 'utf8');

describe('credentials of an edge', () => {
  it('are added to the file once, with its incident and opening', async () => {
    const credentials = credentialsWith({ ask: await dispatchAsked() });
    expect(await credentials.add(file, upload)).toEqual({ ok: true });
    expect(await credentials.add(file, upload)).toEqual({ ok: true });
    expect(await content()).toBe('signed');
    expect(jobs).toEqual([
      expect.objectContaining({
        type: 'image/jpeg',
        keyFile: join(folder, 'seal', 'edge-key.pem'),
        about: { ...upload, edgeId: 'edge-1' },
      }),
    ]);
    expect(credentials.problems()).toEqual([]);
    expect((await readdir(folder)).filter((name) => name.includes('.signed'))).toEqual([]);
    credentials.forget(file);
    await credentials.add(file, upload);
    expect(jobs).toHaveLength(2);
  });

  it('need one request for a certificate, also over a restart, and another for a new key', async () => {
    const ask = await dispatchAsked();
    await credentialsWith({ ask }).add(file, upload);
    await credentialsWith({ ask: null }).add(file, upload);
    expect([asked.length, jobs.length]).toEqual([1, 2]);
    const other = credentialsWith({ ask, publicKey: 'ee'.repeat(32) });
    expect(await other.add(file, upload)).toMatchObject({ ok: false, fault: 'not-enrolled' });
    expect(asked).toEqual([key, 'ee'.repeat(32)]);
  });

  it.each([
    ['it is switched off', { wanted: false }, 'off', false],
    ['the edge has no key', { publicKey: null }, 'not-enrolled', false],
    [
      'the edge has no key, and the site wants them',
      { publicKey: null, wanted: true },
      'not-enrolled',
      true,
    ],
    ['the library is missing', { isThere: false }, 'library-missing', true],
    ['there is no dispatch', { ask: null }, 'certificate-not-given', false],
    [
      'dispatch is of an earlier release',
      { ask: () => Promise.resolve({ state: 'x' }) },
      'certificate-not-given',
      true,
    ],
    [
      'dispatch has switched them off',
      { ask: () => Promise.resolve({ state: 'refused', reason: 'off' }) },
      'off',
      false,
    ],
    [
      'the certificate is for another',
      { ask: () => Promise.resolve({ state: 'issued', chain: 'no' }) },
      'certificate-not-given',
      true,
    ],
    ['it takes too long', { sign: failing('took-too-long') }, 'took-too-long', true],
    ['the library fails', { sign: failing('failed') }, 'failed', true],
    ['the library dies', { sign: () => Promise.reject(new Error('gone')) }, 'failed', true],
  ] as [string, Partial<Setting>, string, boolean][])(
    'leave the file as it is when %s',
    async (_, change, fault, isTold) => {
      const credentials = credentialsWith({ ask: await dispatchAsked(), ...change });
      expect(await credentials.add(file, upload)).toMatchObject({ ok: false, fault });
      expect(await content()).toBe('plain');
      const values = { reason: fault, files: 1 };
      const problem = { code: 'files-without-credentials', subject: 'edge-1', values };
      expect(credentials.problems()).toEqual(isTold ? [problem] : []);
    },
  );

  it('are retried while dispatch does not answer, and then added', async () => {
    const answers = await dispatchAsked();
    let isAway = true;
    const ask: AskCertificate = (own) => (isAway ? Promise.resolve(null) : answers(own));
    const credentials = credentialsWith({ ask });
    expect(await credentials.add(file, upload)).toMatchObject({ ok: false });
    isAway = false;
    await clock.advance(6000);
    expect(await credentials.add(file, upload)).toEqual({ ok: true });
  });

  it.each([
    ['revoked', 'certificate-not-given'],
    ['retired', 'certificate-not-given'],
  ] as const)('are not put in with a key that is %s', async (state, fault) => {
    const credentials = credentialsWith({ ask: await dispatchAsked({ state }) });
    expect(await credentials.add(file, upload)).toMatchObject({ ok: false, fault });
  });

  it('are not added when the certificate is not valid by the clock of the edge', async () => {
    const ask = await dispatchAsked({ since: clock.now() - 30 * 365 * 86_400_000 });
    const credentials = credentialsWith({ ask });
    expect(await credentials.add(file, upload)).toMatchObject({ fault: 'certificate-over' });
  });

  it('report how many files were sent without them, until the next one that has them', async () => {
    let isWell = false;
    const sign = (job: Omit<SignJob, 'job'>) => (isWell ? signs(job) : failing('failed')());
    const credentials = credentialsWith({ ask: await dispatchAsked(), sign });
    for (const name of ['a.jpg', 'b.jpg']) {
      await writeFile(join(folder, name), 'x');
      await credentials.add(join(folder, name), upload);
    }
    expect(credentials.problems()[0]?.values).toEqual({ reason: 'failed', files: 2 });
    isWell = true;
    await credentials.add(file, upload);
    expect(credentials.problems()).toEqual([]);
  });

  it('ignore a file that is missing or of another type', async () => {
    const credentials = credentialsWith({ ask: await dispatchAsked() });
    await rm(file);
    expect(await credentials.add(file, upload)).toMatchObject({ fault: 'failed' });
    const other = join(folder, 'x.fwlog');
    expect(await credentials.add(other, upload)).toMatchObject({ fault: 'failed' });
    expect(jobs).toEqual([]);
  });
});

function failing(fault: 'took-too-long' | 'failed') {
  return () => Promise.resolve<SignOutcome>({ ok: false, fault, detail: 'why' });
}
