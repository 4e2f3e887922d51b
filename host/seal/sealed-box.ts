// Encrypts a text for one receiver with X25519, HKDF-SHA-256 and AES-256-GCM. Takes the receiver's public key; returns a box that
// only the receiver can open.
import {
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { openWith, sealWith } from './secret-box.ts';

export interface Box {
  /** Ephemeral public key of this box, in hexadecimal. */
  key: string;
  data: string;
}

export interface BoxReceiver {
  /** In hexadecimal. */
  readonly publicKey: string;
  /** Null when the box is for another receiver, or damaged. */
  open(box: Box): string | null;
}

/** The prefix of the 32 bytes of an X25519 key in DER form (RFC 8410). */
const derStart = Buffer.from('302a300506032b656e032100', 'hex');
const purpose = 'fencewatch box 1';

export function createBoxReceiver(): BoxReceiver {
  const pair = generateKeyPairSync('x25519');
  const own = hexOf(pair.publicKey);
  return {
    publicKey: own,
    open: ({ key, data }) => {
      const shared = sharedKey(pair.privateKey, key, key + own);
      return shared && openWith(shared, Buffer.from(data, 'base64'), purpose);
    },
  };
}

/** Null when `receiver` is not a valid key. */
export function sealFor(receiver: string, text: string): Box | null {
  const pair = generateKeyPairSync('x25519');
  const key = hexOf(pair.publicKey);
  const shared = sharedKey(pair.privateKey, receiver, key + receiver);
  return shared && { key, data: sealWith(shared, text, purpose).toString('base64') };
}

function sharedKey(privateKey: KeyObject, other: string, salt: string): Buffer | null {
  try {
    const der = Buffer.concat([derStart, Buffer.from(other, 'hex')]);
    const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
    const secret = diffieHellman({ privateKey, publicKey });
    return Buffer.from(hkdfSync('sha256', secret, Buffer.from(salt, 'hex'), purpose, 32));
  } catch {
    return null;
  }
}

function hexOf(key: KeyObject): string {
  return key.export({ format: 'der', type: 'spki' }).subarray(derStart.length).toString('hex');
}
