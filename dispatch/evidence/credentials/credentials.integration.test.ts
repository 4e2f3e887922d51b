// Content credentials from end to end: the district's authority, a certificate for the key of an edge, and C2PA's library, which
// signs and reads a real picture and a real clip in a separate process.
import { execFile } from 'node:child_process';
import { randomBytes, X509Certificate } from 'node:crypto';
import { appendFile, copyFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClipCoverage, EdgeKeyEntry } from '../../../contracts/index.ts';
import { hexOf } from '../../../evidence/bytes.ts';
import { clipNoteBox } from '../../../evidence/mp4/clip-note.ts';
import {
  createCredentialsTool,
  type ReadOutcome,
} from '../../../host/credentials/credentials-tool.ts';
import type { CredentialType } from '../../../host/credentials/credentials-job.ts';
import { openSealKey } from '../../../host/seal/seal-key.ts';
import { fakeClock } from '../../testing/fake-clock.ts';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { readClip } from '../read-clip.ts';
import { openAuthority, serialOfKey, type CredentialsAuthority } from './authority.ts';

const hooks = fileURLToPath(new URL('../../../e2e/servers/typescript-hooks.mjs', import.meta.url));
const tool = createCredentialsTool({ nodeArguments: ['--import', hooks] });
const now = Date.now();
const dayMs = 86_400_000;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let authority: CredentialsAuthority;
let key: string;
let soonAt: number;
let coverage: ClipCoverage;
const place = (name: string) => join(folder.path, name);
const keyFile = () => place('edge/edge-key.pem');
const entry = (change: Partial<EdgeKeyEntry> = {}): EdgeKeyEntry => ({
  key,
  edgeId: 'edge-1',
  state: 'active',
  since: now - dayMs,
  endedAt: null,
  reason: null,
  ...change,
});
const districtAt = (name: string) =>
  openAuthority({ folder: place(name), district: '示范区 District', clock: fakeClock(now) });

function chainOf(of: CredentialsAuthority, change: Partial<EdgeKeyEntry> = {}): string {
  const answer = of.certify('edge-1', key, [entry(change)]);
  if (answer.state !== 'issued') throw new Error(answer.reason);
  return answer.chain;
}

const toSign = (name: string, type: CredentialType, chain = chainOf(authority)) => ({
  path: place(name),
  target: place(`signed-${name}`),
  type,
  chain,
  keyFile: keyFile(),
  software: 'fencewatch 0.1.0',
  title: name,
  about: { incidentId: 'exit-3-1', opening: 1 },
});

const job = (name: string, type: CredentialType, trustList = authority.trustList) => ({
  path: place(name),
  type,
  trustList,
});

const verdictOf = (outcome: ReadOutcome) => (outcome.ok ? outcome.read.verdict : outcome.detail);

beforeAll(async () => {
  folder = await temporaryFolder();
  authority = await districtAt('district');
  key = hexOf((await openSealKey(keyFile())).publicKey);
  await sharp({ create: { width: 640, height: 360, channels: 3, background: '#345' } })
    .jpeg()
    .toFile(place('a.jpg'));
  const source = ['-f', 'lavfi', '-i', 'testsrc2=s=320x180:d=2:r=10'];
  const out = ['-c:v', 'libx264', '-g', '10', '-movflags', '+faststart', place('a.mp4')];
  await promisify(execFile)('ffmpeg', ['-v', 'error', ...source, ...out]);
  const span = { from: now - 2000, to: now };
  coverage = { startAt: span.from, asked: span, kept: [span], missing: [] };
  await appendFile(place('a.mp4'), clipNoteBox(coverage));
}, 60_000);
afterAll(() => folder.remove());

describe('the certificate of an edge', () => {
  it('is for its key alone, signed by the district, and the same each time', () => {
    const [own, root] = chainOf(authority)
      .split(/(?<=-----END CERTIFICATE-----\n)/)
      .map((pem) => new X509Certificate(pem));
    expect(own?.verify(root!.publicKey)).toBe(true);
    expect(root?.verify(root.publicKey)).toBe(true);
    expect([own?.ca, root?.ca]).toEqual([false, true]);
    expect(own?.subject).toBe('O=示范区 District\nCN=edge-1');
    expect(own?.keyUsage).toEqual(['1.3.6.1.5.5.7.3.36']);
    expect(BigInt(`0x${own?.serialNumber}`).toString()).toBe(serialOfKey(key));
    expect(chainOf(authority)).toBe(chainOf(authority));
  });

  it('is from the same authority after a restart, under another name of the site too', async () => {
    const again = await openAuthority({
      folder: place('district'),
      district: 'renamed',
      clock: fakeClock(now + 5 * dayMs),
    });
    expect(again.trustList).toBe(authority.trustList);
    expect(chainOf(again)).toBe(chainOf(authority));
  });

  it.each([
    ['revoked', { state: 'revoked' }, 'key-revoked'],
    ['retired', { state: 'retired' }, 'key-retired'],
    ['of another edge', { edgeId: 'edge-2' }, 'key-unknown'],
    ['not known', { key: 'ff'.repeat(32) }, 'key-unknown'],
  ] as const)('is not given for a key that is %s', (_, change, reason) => {
    expect(authority.certify('edge-1', key, [entry(change)])).toEqual({ state: 'refused', reason });
  });
});

describe('credentials in pictures and clips', () => {
  const both = [
    ['a.jpg', 'image/jpeg', 'assertion.dataHash.mismatch'],
    ['a.mp4', 'video/mp4', 'assertion.bmffHash.mismatch'],
  ] as const;

  it('are added once, and a file that cannot be signed is reported', async () => {
    const foreign = chainOf(await districtAt('foreign'));
    soonAt = Date.now() + 3000;
    const soonOver = chainOf(authority, { since: soonAt - 20 * 365.25 * dayMs });
    const over = chainOf(authority, { since: now - 30 * 365 * dayMs });
    await writeFile(place('noise.jpg'), randomBytes(5000));
    for (const name of ['foreign', 'soon', 'over'])
      await copyFile(place('a.jpg'), place(`${name}.jpg`));
    const outcomes = await tool.sign([
      toSign('soon.jpg', 'image/jpeg', soonOver),
      ...both.map(([name, type]) => toSign(name, type)),
      toSign('foreign.jpg', 'image/jpeg', foreign),
      toSign('over.jpg', 'image/jpeg', over),
      toSign('noise.jpg', 'image/jpeg'),
      { ...toSign('a.jpg', 'image/jpeg'), target: place('x.jpg'), keyFile: place('nowhere.pem') },
      ...both.map(([name, type]) => toSign(`signed-${name}`, type)),
    ]);
    const told = outcomes.map((one) => (one.ok ? one.state : `${one.fault}: ${one.detail}`));
    expect(told.slice(0, 4)).toEqual(Array.from({ length: 4 }, () => 'signed'));
    expect(told[4]).toMatch(/^failed: .*not valid/);
    for (const failed of told.slice(5, 7)) expect(failed).toMatch(/^failed: ./);
    expect(told.slice(7)).toEqual(['signed-before', 'signed-before']);
    for (const [name] of both) {
      const more = (await stat(place(`signed-${name}`))).size - (await stat(place(name))).size;
      expect(more).toBeLessThan(20_000);
    }
    // It is still intact and describes its content.
    expect(await readClip(place('signed-a.mp4'))).toEqual({ coverage, fault: null });
  });

  it('are read by C2PA’s library: the signer, and one changed byte', async () => {
    for (const [name] of both) {
      const bytes = await readFile(place(`signed-${name}`));
      const at = bytes.length - 500;
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      await writeFile(place(`changed-${name}`), bytes);
    }
    const { trustList } = await districtAt('foreign');
    while (Date.now() < soonAt + 1100) await new Promise((resolve) => setTimeout(resolve, 200));
    const outcomes = await tool.read([
      ...both.flatMap(([name, type]) => [
        job(name, type),
        job(`signed-${name}`, type),
        job(`changed-${name}`, type),
        job(`signed-${name}`, type, trustList),
        job(`changed-${name}`, type, trustList),
      ]),
      job('signed-foreign.jpg', 'image/jpeg'),
      job('signed-foreign.jpg', 'image/jpeg', trustList),
      job('signed-soon.jpg', 'image/jpeg'),
      job('a.jpg', 'image/jpeg', ''),
      job('signed-a.jpg', 'image/jpeg', ''),
      job('noise.jpg', 'image/jpeg'),
    ]);
    const each = ['none', 'holds', 'broken', 'untrusted', 'broken'];
    const others = ['untrusted', 'holds', 'expired', 'none', 'untrusted', 'broken'];
    expect(outcomes.map(verdictOf)).toEqual([...each, ...each, ...others]);
    for (const [index, [, , mismatch]] of both.entries()) {
      const signer = { signer: 'edge-1', serial: serialOfKey(key), faults: [] };
      expect(outcomes[index * 5 + 1]).toMatchObject({ read: signer });
      expect(outcomes[index * 5 + 2]).toMatchObject({ read: { faults: [mismatch] } });
    }
  });
});

describe('the process that signs', () => {
  it('is killed when it takes too long, and the next one runs', async () => {
    const endless = createCredentialsTool({
      script: 'none',
      nodeArguments: ['-e', 'setInterval(() => {}, 1000)'],
      withinMs: 200,
    });
    const jobs = [job('a.jpg', 'image/jpeg')];
    const both = await Promise.all([endless.read(jobs), endless.read(jobs)]);
    for (const one of both.flat()) expect(one).toMatchObject({ ok: false, fault: 'took-too-long' });
  });

  it('reports a missing library, and starts nothing', async () => {
    const without = createCredentialsTool({ isThere: () => false, script: '/nowhere' });
    const [outcome] = await without.read([job('a.jpg', 'image/jpeg')]);
    expect(outcome).toMatchObject({ ok: false, fault: 'library-missing' });
  });
});
