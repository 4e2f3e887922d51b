// The command and an independent checker on copies of a log give the same result.
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { nodeCrypto } from '../host/seal/node-crypto.ts';
import { verifierKeyOf } from '../evidence/signed-note.ts';
import {
  aCheckpoint,
  aLog,
  aSigner,
  someEntries,
  type LogFiles,
} from '../bench/tamper/samples/a-log.ts';
import { custodyCommand } from './custody.ts';

let folder: string;
let key: string;
const entries = someEntries(300);
const verifier = verifierKeyOf(nodeCrypto.sha256, aSigner());
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-custody-'));
  key = join(folder, 'keys');
  await writeFile(key, `${verifier}\n`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function lay(name: string, files: LogFiles): Promise<string> {
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(folder, name, path)), { recursive: true });
    await writeFile(join(folder, name, path), bytes);
  }
  return join(folder, name);
}

async function check(...args: string[]): Promise<{ code: unknown; said: string }> {
  let said = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  try {
    await custodyCommand().parseAsync(['check', ...args], { from: 'user' });
    return { code: process.exitCode, said };
  } finally {
    process.exitCode = undefined;
    write.mockRestore();
  }
}

function checkByPython(place: string): number {
  const script = join(import.meta.dirname, '../evidence/testing/check_log.py');
  try {
    const said = execFileSync('/usr/bin/python3', [script, place, verifier], { stdio: 'pipe' });
    return Number(said.toString());
  } catch {
    return -1;
  }
}

describe('fencewatch custody check', () => {
  it('accepts an intact copy, like the independent checker', async () => {
    const place = await lay('whole', await aLog(entries));
    expect(await check(place, '--key', key)).toMatchObject({ code: 0 });
    expect(checkByPython(place)).toBe(300);
  });

  it('names the changed row, and the independent checker refuses it too', async () => {
    const files = await aLog(entries);
    const bundle = Uint8Array.from(files.get('tile/entries/000') ?? []);
    bundle[5] = 65;
    const place = await lay('changed', new Map(files).set('tile/entries/000', bundle));
    const { code, said } = await check(place, '--key', key);
    expect(code).toBe(1);
    expect(said).toContain('tile/entries/000: row 0: row-changed');
    expect(checkByPython(place)).toBe(-1);
  });

  it('tells a log that was started again from one that continues', async () => {
    const place = await lay('other', await aLog(entries));
    const earlier = join(folder, 'earlier');
    await writeFile(earlier, aCheckpoint(entries.slice(0, 100)));
    expect(await check(place, '--key', key, '--earlier', earlier)).toMatchObject({ code: 0 });
    await writeFile(earlier, aCheckpoint(someEntries(100, 'former')));
    const { code, said } = await check(place, '--key', key, '--earlier', earlier);
    expect([code, said]).toEqual([1, expect.stringContaining('100 and 300 entries: forked')]);
  });

  it.each([
    ['no key', () => [join(folder, 'whole')], 'give --key FILE'],
    ['a file without keys', () => [join(folder, 'whole'), '--key', folder], 'a public key'],
    ['no such folder', () => [join(folder, 'nowhere'), '--key', key], 'checkpoint: missing'],
  ])('cannot decide with %s, and says what is missing', async (_, args, missing) => {
    const { code, said } = await check(...args());
    expect(code).toBe(2);
    expect(said).toContain(missing);
  });
});
