// The Ed25519 signing key of a process, in a file that only its user can read. Takes the path; returns the key, which is created
// at the first start. A file that others can read, or that holds no key, is refused with a hint.
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { codeOf, isMissing } from '../error-code.ts';
import { rawPublicKey } from './node-crypto.ts';

export interface SealKey {
  publicKey: Uint8Array;
  sign: (message: Uint8Array) => Uint8Array;
}

export class SealKeyRefused extends Error {}

export async function openSealKey(file: string): Promise<SealKey> {
  const known = await readSealKey(file);
  if (known !== null) return known;
  await makeSealKey(file);
  const made = await readSealKey(file);
  if (made === null) throw new SealKeyRefused(`${file}: the key was made and is gone again`);
  return made;
}

/** Null when there is no key yet. */
export async function readSealKey(file: string): Promise<SealKey | null> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  if (text === null) return null;
  const { mode } = await stat(file);
  if ((mode & 0o077) !== 0)
    throw new SealKeyRefused(`${file}: others can read this key: chmod 600, and replace the key`);
  return keyOf(file, text);
}

function keyOf(file: string, pem: string): SealKey {
  try {
    const secret = createPrivateKey(pem);
    if (secret.asymmetricKeyType !== 'ed25519') throw new Error('it is of another kind');
    return {
      publicKey: rawPublicKey(createPublicKey(secret)),
      sign: (message) => new Uint8Array(sign(null, message, secret)),
    };
  } catch (error) {
    throw new SealKeyRefused(
      `${file}: holds no Ed25519 key; restore it, or move it away for a new one`,
      {
        cause: error,
      },
    );
  }
}

/** Written atomically; two processes that do this at once end with the same key. */
async function makeSealKey(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    const { privateKey } = generateKeyPairSync('ed25519');
    await handle.writeFile(privateKey.export({ format: 'pem', type: 'pkcs8' }));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await link(draft, file).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error;
  });
  await rm(draft, { force: true });
}
