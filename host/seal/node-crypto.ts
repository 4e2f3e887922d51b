// SHA-256 and Ed25519 from Node's crypto, to sign and verify. Takes raw keys of 32 bytes. Verification returns false for a wrong
// signature or an invalid key.
import { createPublicKey, hash, verify, type KeyObject } from 'node:crypto';

export interface NodeCrypto {
  sha256: (data: Uint8Array) => Uint8Array;
  verify: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
}

export const nodeCrypto: NodeCrypto = {
  sha256: (data) => new Uint8Array(hash('sha256', data, 'buffer')),
  verify: (publicKey, message, signature) => {
    try {
      return verify(null, message, keyObjectOf(publicKey), signature);
    } catch {
      return false;
    }
  },
};

/** The prefix of the 32 bytes of an Ed25519 key in DER form (RFC 8410). */
const derStart = Buffer.from('302a300506032b6570032100', 'hex');

function keyObjectOf(publicKey: Uint8Array): KeyObject {
  const key = Buffer.concat([derStart, publicKey]);
  return createPublicKey({ key, format: 'der', type: 'spki' });
}

/** The 32 bytes of a public key. */
export function rawPublicKey(key: KeyObject): Uint8Array {
  return new Uint8Array(key.export({ format: 'der', type: 'spki' }).subarray(derStart.length));
}
