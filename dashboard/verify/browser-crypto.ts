// SHA-256 and Ed25519 in a browser: WebCrypto's Ed25519 if available, else a JavaScript implementation. Implements the verifier's
// interface; a wrong signature or an invalid key returns false.
import { hashes, verify as verifyPlainly } from '@noble/ed25519';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import type { Crypto as EvidenceCrypto } from '../../evidence/signed-note.ts';

/** @param subtle of the browser; absent where the page is not served securely */
export function browserCrypto(subtle: SubtleCrypto | undefined): EvidenceCrypto {
  hashes.sha512 = sha512;
  return {
    sha256: (data) => sha256(data),
    verify: async (publicKey, message, signature) => {
      const said = await bySubtle(subtle, { publicKey, message, signature });
      return said ?? plainly({ publicKey, message, signature });
    },
  };
}

interface Signed {
  publicKey: Uint8Array;
  message: Uint8Array;
  signature: Uint8Array;
}

/** Null if the browser has no Ed25519. */
async function bySubtle(
  subtle: SubtleCrypto | undefined,
  { publicKey, message, signature }: Signed,
): Promise<boolean | null> {
  if (subtle === undefined) return null;
  try {
    const key = await subtle.importKey('raw', copyOf(publicKey), 'Ed25519', false, ['verify']);
    return await subtle.verify('Ed25519', key, copyOf(signature), copyOf(message));
  } catch {
    return null;
  }
}

function copyOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

function plainly({ publicKey, message, signature }: Signed): boolean {
  try {
    return verifyPlainly(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
}
