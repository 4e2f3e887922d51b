// Decides whether an alert comes from a known edge. Pure. Takes the alert as received, the keys, the setting and the time; returns
// the key that signed it, or why it has to wait.
import type { AlertRefusal, AlertSeal, EdgeKeyEntry, EdgeKeyMode } from '../../contracts/index.ts';
import { alertDigest, alertSealText } from '../../evidence/alert-seal.ts';
import { bytesOfBase64, bytesOfHex, utf8 } from '../../evidence/bytes.ts';
import { nodeCrypto } from '../../host/seal/node-crypto.ts';

/**
 * How long alerts signed with a replaced key are still accepted, because they may have waited in an outbox. By the clock of
 * dispatch.
 */
export const retiredKeyTakenMs = 14 * 24 * 3_600_000;

export interface Claim {
  edgeId: string;
  seal: AlertSeal | undefined;
  /** The message as received: the signature covers its bytes. */
  message: object;
}

export interface KnownKeys {
  mode: EdgeKeyMode;
  keys: readonly EdgeKeyEntry[];
  /** By the clock of dispatch; the edge's clock proves nothing. */
  now: number;
}

export type Admission = { ok: true; key: string | null } | { ok: false; reason: AlertRefusal };

export function admitAlert({ edgeId, seal, message }: Claim, known: KnownKeys): Admission {
  const { mode, keys, now } = known;
  if (mode === 'off') return { ok: true, key: null };
  const own = keys.filter((one) => one.edgeId === edgeId);
  if (own.length === 0)
    return mode === 'enrolled' ? { ok: true, key: null } : refuse('edge-unknown');
  if (seal === undefined) return refuse('unsigned');
  const key = own.find((one) => one.key === seal.key);
  if (key === undefined) return refuse('key-unknown');
  if (key.state === 'revoked') return refuse('key-revoked');
  // Negative after the clock was set back, which is no reason to refuse.
  if (key.state === 'retired' && now - (key.endedAt ?? 0) > retiredKeyTakenMs)
    return refuse('key-retired');
  return isSignedBy(seal, message) ? { ok: true, key: key.key } : refuse('wrong-signature');
}

function refuse(reason: AlertRefusal): Admission {
  return { ok: false, reason };
}

function isSignedBy({ key, signature }: AlertSeal, message: object): boolean {
  const text = alertSealText(alertDigest(nodeCrypto.sha256, message));
  const publicKey = bytesOfHex(key);
  const bytes = bytesOfBase64(signature);
  if (publicKey === null || bytes === null) return false;
  return nodeCrypto.verify(publicKey, utf8(text), bytes);
}
