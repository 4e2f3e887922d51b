// The command on a bundle file: its three results.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { bundleParts } from '../evidence/bundle.ts';
import { utf8 } from '../evidence/bytes.ts';
import { signNote, verifierKeyOf } from '../evidence/signed-note.ts';
import { aCheckpoint, aSigner } from '../bench/tamper/samples/a-log.ts';
import { writeZip } from '../evidence/zip.ts';
import { nodeCrypto } from '../host/seal/node-crypto.ts';
import { verifyCommand } from './verify.ts';

const { sha256 } = nodeCrypto;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-verify-'));
  const file = (path: string, text: string) => ({
    path,
    about: 'test',
    bytes: () => Promise.resolve(utf8(text)),
  });
  const files = [
    file('note.txt', 'seen'),
    file('log/checkpoint', aCheckpoint([])),
    file('log/proofs.json', '[]'),
  ];
  const about = { madeAt: 1, software: 'test', cases: [] };
  const sign = (text: string) => Promise.resolve(signNote(sha256, text, aSigner()));
  const chunks: Uint8Array[] = [];
  for await (const one of writeZip(bundleParts({ sha256, about, files, sign }))) chunks.push(one);
  const zip = Buffer.concat(chunks);
  await writeFile(join(folder, 'whole.zip'), zip);
  zip[zip.indexOf('seen')] = 0x6d;
  await writeFile(join(folder, 'changed.zip'), zip);
  for (const [name, seed] of Object.entries({ own: 1, other: 2 }))
    await writeFile(join(folder, name), `${verifierKeyOf(sha256, aSigner(seed))}\n`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it.each([
  ['whole.zip', 'own', 0, 'valid: 3 files'],
  ['changed.zip', 'own', 1, 'note.txt'],
  ['whole.zip', 'other', 2, 'none of the given keys fits'],
  ['whole.zip', null, 2, '--key FILE'],
  ['nowhere.zip', 'own', 2, 'nowhere.zip'],
])('verify of %s with the key %s ends with %i', async (bundle, key, code, said) => {
  const lines: unknown[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line) => lines.push(line));
  try {
    const args = key === null ? [] : ['--key', join(folder, key)];
    await verifyCommand().parseAsync([join(folder, bundle), ...args], { from: 'user' });
    expect([process.exitCode, lines.join('\n')]).toEqual([code, expect.stringContaining(said)]);
  } finally {
    process.exitCode = undefined;
    log.mockRestore();
  }
});
