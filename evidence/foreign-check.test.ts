// An independent checker in Python, which shares no code with ours, agrees on valid and invalid proofs of a bundle.
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aBundle } from '../bench/tamper/samples/a-bundle.ts';
import { aSigner } from '../bench/tamper/samples/a-log.ts';
import { nodeCrypto } from '../host/seal/node-crypto.ts';
import { bundleNames, proofsSchema, type ProvenRow } from './bundle.ts';
import { verifierKeyOf } from './signed-note.ts';
import { readZip } from './zip.ts';

const script = join(import.meta.dirname, 'testing/check_log.py');
const key = (seed?: number) => verifierKeyOf(nodeCrypto.sha256, aSigner(seed));

let folder: string;
let rows: ProvenRow[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-foreign-'));
  // More than one tile of the log.
  const read = readZip(await aBundle(300));
  for (const [name, bytes] of read.ok ? read.files : []) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
    if (name === bundleNames.proofs)
      rows = proofsSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  }
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

function ask(verifier = key()): string {
  try {
    return execFileSync('/usr/bin/python3', [script, folder, verifier], { stdio: 'pipe' })
      .toString()
      .trim();
  } catch (error) {
    return String((error as { stderr: Buffer }).stderr).trim();
  }
}

async function askOf(changed: unknown[]): Promise<string> {
  const place = join(folder, bundleNames.proofs);
  try {
    await writeFile(place, JSON.stringify(changed));
    return ask();
  } finally {
    await writeFile(place, JSON.stringify(rows));
  }
}

describe('the checker in Python', () => {
  it('proves every row of an intact bundle', () => {
    expect(ask()).toBe('300');
  });

  it('refuses a bundle that is checked with another key', () => {
    expect(ask(key(2))).toMatch(/not signed by this key|another id|wrong/);
  });

  const [ninth, tenth] = [9, 10];
  it.each<[string, (row: ProvenRow) => ProvenRow]>([
    ['with another text', (row) => ({ ...row, entry: `${row.entry}.` })],
    ['at another position', (row) => ({ ...row, position: row.position + 1 })],
    ['behind the end of the log', (row) => ({ ...row, position: 300 })],
    ['with a shorter path', (row) => ({ ...row, path: row.path.slice(1) })],
    ['with a longer path', (row) => ({ ...row, path: [...row.path, ...row.path] })],
    ['with the path of another', (row) => ({ ...row, path: rows[tenth]?.path ?? [] })],
  ])('finds a row %s', async (_, change) => {
    const row = rows[ninth];
    if (row === undefined) throw new Error('no rows');
    expect(await askOf(rows.with(ninth, change(row)))).toMatch(/not in the log|outside|too/);
  });
});
