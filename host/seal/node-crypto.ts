// SHA-256 and Ed25519 as Node has them, for whoever signs and checks. Takes raw keys of 32 bytes; a signature that is wrong,
// or whose key is none, gives false.
import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';

export interface NodeCrypto {
  sha256: (data: Uint8Array) => Uint8Array;
  verify: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
}

export const nodeCrypto: NodeCrypto = {
  sha256: (data) => new Uint8Array(createHash('sha256').update(data).digest()),
  verify: (publicKey, message, signature) => {
    try {
      return verify(null, message, keyObjectOf(publicKey), signature);
    } catch {
      return false;
    }
  },
};

/** What stands before the 32 bytes of an Ed25519 key in its DER form (RFC 8410). */
const derStart = Buffer.from('302a300506032b6570032100', 'hex');

function keyObjectOf(publicKey: Uint8Array): KeyObject {
  const key = Buffer.concat([derStart, publicKey]);
  return createPublicKey({ key, format: 'der', type: 'spki' });
}

/** The 32 bytes of a public key. */
export function rawPublicKey(key: KeyObject): Uint8Array {
  return new Uint8Array(key.export({ format: 'der', type: 'spki' }).subarray(derStart.length));
}
