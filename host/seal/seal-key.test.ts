// The key file: created once, readable by its user only, and refused otherwise.
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeCrypto } from './node-crypto.ts';
import { openSealKey, readSealKey } from './seal-key.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fencewatch-key-'));
  file = join(folder, 'seal', 'key.pem');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the seal key', () => {
  it('is created at the first start, readable by its user alone, and stays', async () => {
    expect(await readSealKey(file)).toBeNull();
    const { publicKey } = await openSealKey(file);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await openSealKey(file)).publicKey).toEqual(publicKey);
  });

  it('is the same key for two processes that start at once', async () => {
    const [one, other] = await Promise.all([openSealKey(file), openSealKey(file)]);
    expect(one.publicKey).toEqual(other.publicKey);
  });

  it('makes signatures that only its public key verifies', async () => {
    const key = await openSealKey(file);
    const message = Uint8Array.of(1, 2, 3);
    const signature = key.sign(message);
    expect(nodeCrypto.verify(key.publicKey, message, signature)).toBe(true);
    expect(nodeCrypto.verify(key.publicKey, Uint8Array.of(1, 2), signature)).toBe(false);
    expect(nodeCrypto.verify(new Uint8Array(5), message, signature)).toBe(false);
  });

  it('is refused when others can read it, and when the file holds no key', async () => {
    await openSealKey(file);
    await chmod(file, 0o640);
    await expect(openSealKey(file)).rejects.toThrow(/others can read/);
    await writeFile(file, 'nothing');
    await chmod(file, 0o600);
    await expect(openSealKey(file)).rejects.toThrow(/holds no Ed25519 key/);
  });
});
