// Every changed byte of a bundle is found and the right file or row named; zip files that could hide something are refused.
import { execFileSync } from 'node:child_process';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../host/seal/node-crypto.ts';
import { concat, hexOf, utf8 } from './bytes.ts';
import { bundleParts, type BundleFile } from './bundle.ts';
import { canonicalJson } from './canonical-json.ts';
import { inclusionPath } from './proofs.ts';
import { signNote } from './signed-note.ts';
import { hashesOf, tilePath } from './tiles.ts';
import { verifyBundle } from './verify-bundle.ts';
import { isPlainName, readZip, writeZip, type ZipPart } from './zip.ts';
import { aCheckpoint, aLog, aSigner, dice, someEntries } from '../bench/tamper/samples/a-log.ts';

const { sha256 } = nodeCrypto;
const signer = aSigner();

async function zipOf(parts: Iterable<ZipPart> | AsyncIterable<ZipPart>): Promise<Uint8Array> {
  const each = async function* () {
    yield* parts;
  };
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeZip(each())) chunks.push(chunk);
  return concat(...chunks);
}

async function proofsOf(entries: readonly Uint8Array[], positions: readonly number[]) {
  const log = await aLog(entries);
  const tile = (one: Parameters<typeof tilePath>[0]) =>
    Promise.resolve(hashesOf(log.get(tilePath(one)) ?? new Uint8Array()) ?? []);
  const reader = { sha256, size: entries.length, tile };
  return Promise.all(
    positions.map(async (position) => ({
      position,
      entry: new TextDecoder().decode(entries[position]),
      path: (await inclusionPath(reader, position)).map(hexOf),
    })),
  );
}

const entries = someEntries(40);
const proofs = await proofsOf(entries, [0, 17, 39]);
const file = (path: string, bytes: Uint8Array): BundleFile => ({
  path,
  about: 'something',
  bytes: () => Promise.resolve(bytes),
});
const files = [
  file('案件 20261122-0001/picture.jpg', utf8('picture')),
  file('empty.txt', new Uint8Array()),
  file('log/checkpoint', utf8(aCheckpoint(entries))),
  file('log/proofs.json', utf8(canonicalJson(proofs))),
];
const about = { madeAt: 5, software: '0.1.0', cases: [{ id: '20261122-0001' }] };
const sign = (text: string) => Promise.resolve(signNote(sha256, text, signer));
const partsOf = async (of: readonly BundleFile[] = files) => {
  const parts: ZipPart[] = [];
  for await (const part of bundleParts({ sha256, about, files: of, sign })) parts.push(part);
  return parts;
};
const whole = await partsOf();
const verify = async (parts: readonly ZipPart[], keys = [signer]) =>
  verifyBundle(nodeCrypto, await zipOf(parts), keys);

describe('verifyBundle', () => {
  it('accepts an intact bundle, and one with no files but the log', async () => {
    expect(await verify(whole)).toMatchObject({ result: 'holds', rows: 3 });
    expect(await verify(await partsOf(files.slice(2)))).toMatchObject({ result: 'holds' });
  });

  it('names the file when any byte is changed', async () => {
    const roll = dice(7);
    const wrong: string[] = [];
    for (let round = 0; round < 300; round += 1) {
      const at = roll(whole.length);
      const { name, bytes } = whole[at] as ZipPart;
      if (bytes.length === 0) continue;
      const changed = Uint8Array.from(bytes);
      const byte = roll(bytes.length);
      changed[byte] = (changed[byte] ?? 0) ^ (1 + roll(255));
      const result = await verify(whole.with(at, { name, bytes: changed }));
      const named = result.result === 'does-not-hold' ? result.findings.map((one) => one.file) : [];
      // With a changed key or name the signature is that of an unknown key.
      const isUnknown = result.result === 'cannot-be-said' && name === 'manifest.note';
      if (!isUnknown && (named.length !== 1 || named[0] !== name)) wrong.push(`${name} ${byte}`);
    }
    expect(wrong).toEqual([]);
  });

  it('never accepts a zip file with any changed byte', async () => {
    const zip = await zipOf(whole);
    const missed: number[] = [];
    for (let at = 0; at < zip.length; at += 1) {
      const changed = Uint8Array.from(zip);
      changed[at] = (changed[at] ?? 0) ^ 0x41;
      if ((await verifyBundle(nodeCrypto, changed, [signer])).result === 'holds') missed.push(at);
    }
    expect(missed).toEqual([]);
  });

  it('names missing files and added ones', async () => {
    for (const { name } of whole)
      expect(await verify(whole.filter((part) => part.name !== name)), name).toEqual({
        result: 'does-not-hold',
        findings: [{ what: 'missing', file: name }],
      });
    const more = [...whole, { name: 'more.txt', bytes: utf8('more') }];
    expect(await verify(more)).toMatchObject({
      findings: [{ what: 'not-in-manifest', file: 'more.txt' }],
    });
  });

  it('names a row that is not in the log, even if the bundle was signed again', async () => {
    const forged = proofs.map((one, at) => (at === 1 ? { ...one, entry: 'entry 18' } : one));
    const parts = await partsOf(
      files.with(3, file('log/proofs.json', utf8(canonicalJson(forged)))),
    );
    expect(await verify(parts)).toEqual({
      result: 'does-not-hold',
      findings: [{ what: 'row-not-in-log', file: 'log/proofs.json', position: 17 }],
    });
  });

  it('gives no verdict without the signing key', async () => {
    expect(await verify(whole, [])).toEqual({ result: 'cannot-be-said', missing: 'keys' });
    expect(await verify(whole, [aSigner(8)])).toMatchObject({ missing: 'key-of-signature' });
  });

  it('agrees with sha256sum and unzip', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fencewatch-bundle-'));
    try {
      await writeFile(join(folder, 'bundle.zip'), await zipOf(whole));
      const script =
        "import sys, zipfile; z = zipfile.ZipFile('bundle.zip'); assert z.testzip() is None; z.extractall('.')";
      await mkdir(dirname(folder), { recursive: true });
      execFileSync('/usr/bin/python3', ['-c', script], { cwd: folder });
      const said = execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder });
      expect(
        said
          .toString()
          .split('\n')
          .filter((line) => line.endsWith(': OK')),
      ).toHaveLength(5);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('readZip', () => {
  const part = (name: string) => ({ name, bytes: utf8(name) });

  it.each([
    ['a way up', '../evil', 'bad-name'],
    ['a way up inside', 'a/../../evil', 'bad-name'],
    ['a root', '/etc/passwd', 'bad-name'],
    ['a drive', 'c:evil', 'bad-name'],
    ['a backslash', '..\\evil', 'bad-name'],
    ['no name', '', 'bad-name'],
    ['a folder', 'folder/', 'bad-name'],
    ['a NUL', 'a\u0000b', 'bad-name'],
  ])('refuses a name with %s', async (_, name, fault) => {
    expect(readZip(await zipOf([part(name)]))).toMatchObject({ ok: false, fault });
    expect(isPlainName(name)).toBe(false);
  });

  it('refuses duplicate names, compressed files, links, gaps, and other files', async () => {
    expect(readZip(await zipOf([part('a'), part('a')]))).toMatchObject({ fault: 'duplicate-name' });
    const zip = await zipOf([part('a')]);
    const central = 32;
    const with_ = (at: number, byte: number) =>
      Uint8Array.from(zip, (one, i) => (i === at ? byte : one));
    expect(readZip(with_(central + 10, 8))).toMatchObject({ fault: 'not-plain' });
    expect(readZip(with_(central + 41, 0xa1))).toMatchObject({ ok: false });
    expect(readZip(concat(utf8('x'), zip))).toMatchObject({ ok: false });
    expect(readZip(concat(zip, utf8('x')))).toMatchObject({ fault: 'no-zip' });
    for (const length of [4, 40, zip.length - 22])
      expect(readZip(zip.slice(0, length))).toMatchObject({ fault: 'cut-off' });
    for (let length = 0; length < zip.length; length += 1)
      expect(readZip(zip.slice(0, length))).toMatchObject({ ok: false });
    expect(readZip(new Uint8Array())).toMatchObject({ fault: 'no-zip' });
  });

  it('reads its own files, also an empty one', async () => {
    expect(readZip(await zipOf([]))).toEqual({ ok: true, files: new Map() });
    const read = readZip(await zipOf([part('事 1.txt'), { name: 'b', bytes: new Uint8Array() }]));
    expect(read.ok && [...read.files.keys()]).toEqual(['事 1.txt', 'b']);
  });
});
