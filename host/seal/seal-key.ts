// The Ed25519 signing key of a process, in a file that only its user can read. Takes the path; returns the key, which is created
// at the first start. A file that others can read, or that holds no key, is refused with a hint.
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { readKeyFile, writeKeyFile } from './key-file.ts';
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
  const found = await readKeyFile(file);
  if (found === null) return null;
  if (found.isReadByOthers)
    throw new SealKeyRefused(`${file}: others can read this key: chmod 600, and replace the key`);
  return keyOf(file, found.text);
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

async function makeSealKey(file: string): Promise<void> {
  const { privateKey } = generateKeyPairSync('ed25519');
  await writeKeyFile(file, privateKey.export({ format: 'pem', type: 'pkcs8' }));
}
