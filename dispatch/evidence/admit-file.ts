// Decides whether a picture, clip or note is accepted from its sender. Pure. It must be signed by the edge that signed its alert,
// or unsigned if the alert was accepted unsigned. Takes the file's description and the keys; returns the key that signed it, or why
// it waits or is refused.
import type { AlertSeal, EdgeKeyEntry, UploadDelay, UploadRefusal } from '../../contracts/index.ts';
import { bytesOfBase64, bytesOfHex, utf8 } from '../../evidence/bytes.ts';
import { nodeCrypto } from '../../host/seal/node-crypto.ts';
import { retiredKeyTakenMs, type KnownKeys } from './admit-alert.ts';

export interface FileClaim {
  /** What the edge must have signed. */
  text: string;
  seal: AlertSeal | null;
  /**
   * The keys that signed the alerts which this file may belong to, null for an unsigned one; empty when none has arrived. `asked`
   * for a requested clip, which belongs to no alert.
   */
  alertKeys: readonly (string | null)[] | 'asked';
}

export type FileAdmission =
  | { ok: true; key: string | null }
  | { ok: false; state: 'waits'; reason: UploadDelay }
  | { ok: false; state: 'refused'; reason: UploadRefusal };

export function admitFile(claim: FileClaim, known: KnownKeys): FileAdmission {
  const { seal, alertKeys } = claim;
  const { mode, keys } = known;
  // If no edge has a key, nothing is signed, and files may arrive before their alerts.
  if (mode === 'off' || (mode === 'enrolled' && keys.length === 0)) return { ok: true, key: null };
  if (alertKeys.length === 0) return waits('alert-not-here');
  const signed = seal === null ? waits('unsigned') : judgeSeal(seal, claim, known);
  if (alertKeys === 'asked') return signed.ok ? { ok: true, key: signed.entry.key } : signed;
  // It is unknown who raised the alert, so the sender of the file cannot be checked either.
  if (alertKeys.includes(null)) return { ok: true, key: signed.ok ? signed.entry.key : null };
  if (!signed.ok) return signed;
  const edges = keys.filter(({ key }) => alertKeys.includes(key)).map(({ edgeId }) => edgeId);
  return edges.includes(signed.entry.edgeId)
    ? { ok: true, key: signed.entry.key }
    : { ok: false, state: 'refused', reason: 'of-other-edge' };
}

type Signed = { ok: true; entry: EdgeKeyEntry } | (FileAdmission & { ok: false });

function judgeSeal(seal: AlertSeal, { text }: FileClaim, { keys, now }: KnownKeys): Signed {
  const entry = keys.find(({ key }) => key === seal.key);
  if (entry === undefined) return waits('key-unknown');
  const [key, signature] = [bytesOfHex(seal.key), bytesOfBase64(seal.signature)];
  if (key === null || signature === null || !nodeCrypto.verify(key, utf8(text), signature))
    return { ok: false, state: 'refused', reason: 'wrong-signature' };
  if (entry.state === 'revoked') return waits('key-revoked');
  if (entry.state === 'retired' && now - (entry.endedAt ?? 0) > retiredKeyTakenMs)
    return waits('key-retired');
  return { ok: true, entry };
}

function waits(reason: UploadDelay) {
  return { ok: false, state: 'waits', reason } as const;
}
